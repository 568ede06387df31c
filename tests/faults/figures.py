"""What was measured, a line each, so that docs/reliability.md can be written from it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FILE = Path(os.environ.get("LUOHU_FIGURES", "build/reliability.jsonl"))


def measured(name: str, database: str, **told: Any) -> None:
    """Write a figure down, where figures are what the tests are run for."""
    if os.environ.get("LUOHU_FAULTS") != "1":
        return
    load = os.getloadavg()[0]
    FILE.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"figure": name, "database": database, **told, "load": round(load, 1)})
    with FILE.open("a") as file:
        file.write(line + "\n")
    print(line)
