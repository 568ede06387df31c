"""One engine at work: reads a task a line as JSON, answers a line as JSON."""

from __future__ import annotations

import importlib
import json
import sys


def main() -> None:
    """Answer until the input ends."""
    out = sys.stdout
    sys.stdout = sys.stderr
    try:
        engine = importlib.import_module(f"{sys.argv[1]}_policy").Engine()
    except Exception as error:  # said to the one who asks
        out.write(json.dumps({"error": f"{type(error).__name__}: {error}"}) + "\n")
        out.flush()
        return
    for line in sys.stdin:
        details = json.loads(line)
        task = details.pop("task")
        try:
            answer = {} if task == "ready" else getattr(engine, task)(**details)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
