"""The floor of test coverage: `python -m tests.coverage_floor build/coverage.json` fails below it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOOR = 95
FOLDERS = ("law", "schemes", "cycle")
WHERE = "src/luohu/"


def lines_of(report: Mapping[str, Any], folder: str) -> tuple[int, int]:
    """The lines of a folder that were run, and all of them."""
    held = [
        one["summary"]
        for path, one in report["files"].items()
        if f"{WHERE}{folder}/" in path.replace("\\", "/")
    ]
    covered = sum(one["covered_lines"] for one in held)
    return covered, sum(one["num_statements"] for one in held)


def main(path: Path) -> int:
    """Print the coverage of each folder and of them together; 1 if any is below the floor."""
    report = json.loads(path.read_text("utf-8"))
    lines = {folder: lines_of(report, folder) for folder in FOLDERS}
    covered, every = (sum(column) for column in zip(*lines.values(), strict=True))
    low = False
    for name, (run, count) in {**lines, "together": (covered, every)}.items():
        enough = count > 0 and run * 100 >= FLOOR * count
        low = low or not enough
        share = f"{run * 100 / count:.1f} %" if count else "no lines"
        print(f"{name}: {share} ({run} of {count} lines){'' if enough else f', below {FLOOR} %'}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
