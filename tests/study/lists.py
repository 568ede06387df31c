"""Award lists as files for tests: invented people, as many as the quota."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from luohu.law.points import written

HEAD = "rank,birth_month,total"


def award_file(folder: Path, cycle: int, line: int, people: int = 6000) -> Path:
    """A list whose line is given in hundredths: forty people a step of 0.05 above it."""
    path = folder / f"{cycle}.csv"
    rows = [
        f"{people - k},{1974 + k % 10}-03,{written(line + 5 * (k // 40))}" for k in range(people)
    ]
    path.write_text("\n".join([HEAD, *rows[::-1]]) + "\n", "utf-8")
    return path


def award_folder(folder: Path, lines: Mapping[int, int]) -> Path:
    """A folder of such lists by cycle."""
    folder.mkdir(exist_ok=True)
    for cycle, line in lines.items():
        award_file(folder, cycle, line)
    return folder
