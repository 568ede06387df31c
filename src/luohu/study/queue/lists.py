"""Award lists of past cycles, counted: how many of whom stand how far above the line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.ranking import select
from luohu.cycle.totals import decoded, hundredths, is_blank
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, refuse_if
from luohu.schemes.scheme import Scheme

ABOVE = np.array([*range(0, 500, 50), 500, 750, 1000, 1500, 4000])
BORN = np.array([1900, 1970, 1973, *range(1974, 1985), 1986])
CELLS = len(ABOVE) * len(BORN)
FIRST = 2020  # the cycle whose list made the invented people
NAME = re.compile(r"(\d{4})\.csv")
MOST_POINTS, LAST_BORN = 30_000, 2010
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class AwardCounts:
    """A list of a cycle: its line in hundredths, and counts by cell, shape (CELLS,).

    A cell is a step above the line and a group of birth years, see ABOVE and BORN.
    """

    cycle: int
    line: int
    counts: Whole

    @classmethod
    def of(cls, cycle: int, totals: Whole, born: Whole, quota: int) -> AwardCounts:
        """Count a list; its line is the total at the last place of the quota, ties with it."""
        line = select(totals, quota).cutoff
        assert line is not None
        held = totals >= line
        counts = np.bincount(cells(totals[held], born[held], line), minlength=CELLS)
        return cls(cycle, line, counts.astype(np.int64))

    @property
    def digest(self) -> str:
        """What tells this list from another."""
        told = f"{self.cycle} {self.line} ".encode() + self.counts.astype("<i8").tobytes()
        return hashlib.sha256(told).hexdigest()[:16]


@dataclass(frozen=True)
class Known:
    """What is known up to a cycle: lines by cycle in hundredths, and the lists that were given."""

    as_of: int
    lines: Mapping[int, int]
    lists: Mapping[int, AwardCounts]

    @property
    def digest(self) -> str:
        """What the queue's fit rests on: lines since the first cycle of the rules, lists after it."""
        told = [f"{c}:{line}" for c, line in sorted(self.lines.items()) if c >= FIRST]
        told += [one.digest for c, one in sorted(self.lists.items()) if c > FIRST]
        return hashlib.sha256(" ".join(told).encode()).hexdigest()[:16]

    @property
    def fitted(self) -> tuple[int, ...]:
        """The cycles whose lists a fit rests on; that of 2020 made the invented people."""
        return tuple(cycle for cycle in self.lists if cycle > FIRST)

    def until(self, as_of: int) -> Known:
        """What was known at an earlier cycle."""
        return Known(
            as_of,
            {cycle: line for cycle, line in self.lines.items() if cycle <= as_of},
            {cycle: one for cycle, one in self.lists.items() if cycle <= as_of},
        )


def cells(totals: Whole, born: Whole, line: int) -> Whole:
    """The cell of each person at or above a line; birth years such as 1979."""
    step = np.searchsorted(ABOVE, totals - line, side="right") - 1
    return step * len(BORN) + np.searchsorted(BORN, born, side="right") - 1


def read_lists(folder: Path, as_of: int, scheme: Scheme) -> Known:
    """The lists of a folder, a file `2021.csv` a cycle, and the published lines, up to a cycle.

    Lists of later cycles are not opened. Columns: `birth_month`, `total`, others as there may be.
    Refused with every row at fault; LawError where there is no list up to the cycle.
    """
    faults: list[Fault] = []
    lists: dict[int, AwardCounts] = {}
    for cycle, path in _files(folder):
        if cycle <= as_of and cycle not in scheme.cycles and cycle < min(scheme.cycles):
            words = Text(f"{cycle}年没有积分落户", f"there was no selection in {cycle}")
            faults.append(Fault(Place(path.name), words, Text("去掉这个文件", "take it away")))
        elif cycle <= as_of:
            totals, born = _read(path, faults)
            quota = quota_of(scheme, cycle)
            if len(totals) < quota:
                faults.append(_too_short(path, len(totals), quota))
            else:
                lists[cycle] = AwardCounts.of(cycle, totals, born, quota)
    refuse_if(faults)
    if not lists:
        there = ", ".join(path.name for _, path in _files(folder)) or "none"
        raise LawError(
            f"{folder}: 没有{as_of}年以前的名单 no list up to {as_of}: there are {there}"
        )
    return known(scheme, as_of, lists)


def not_read(folder: Path) -> list[str]:
    """The files of a folder that are no lists by their names."""
    return [path.name for path in sorted(folder.iterdir()) if not NAME.fullmatch(path.name)]


def last_list(folder: Path) -> int:
    """The last cycle that a folder has a list of; LawError where it has none."""
    files = _files(folder)
    if not files:
        raise LawError(f"{folder}: 里面没有名单 there is no list in it, such as 2021.csv")
    return files[-1][0]


def known(scheme: Scheme, as_of: int, lists: Mapping[int, AwardCounts]) -> Known:
    """Lists and the published lines up to a cycle; a list's own line comes first."""
    published = {cycle: scheme.published(cycle, "cutoff") for cycle in scheme.cycles}
    lines = {c: int(line) for c, line in published.items() if line is not None and c <= as_of}
    lines |= {cycle: one.line for cycle, one in lists.items()}
    return Known(as_of, dict(sorted(lines.items())), dict(sorted(lists.items())))


def quota_of(scheme: Scheme, cycle: int) -> int:
    """The quota of a cycle: the published one, else the last published before it."""
    told = [scheme.published(c, "quota") for c in sorted(scheme.cycles) if c <= cycle]
    return int([quota for quota in told if quota is not None][-1])


def _files(folder: Path) -> list[tuple[int, Path]]:
    """The lists of a folder by cycle."""
    if not folder.is_dir():
        raise LawError(f"{folder}: 应为名单所在的文件夹 it must be a folder of award lists")
    named = ((NAME.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
    return [(int(match[1]), path) for match, path in named if match]


def _read(path: Path, faults: list[Fault]) -> tuple[Whole, Whole]:
    """Totals and birth years of a list; what is wrong with it is added to the faults."""
    rows = csv.DictReader(io.StringIO(decoded(path), newline=""))
    lacking = [name for name in ("birth_month", "total") if name not in (rows.fieldnames or ())]
    if lacking:
        words = Text(f"缺少列 {'、'.join(lacking)}", f"there is no column {', '.join(lacking)}")
        right = Text("需要 birth_month 和 total", "birth_month and total are needed")
        faults.append(Fault(Place(path.name), words, right))
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    found = list(_people(path, rows, faults))
    totals, born = np.array(found, np.int64).reshape(-1, 2).T
    return totals, born


def _too_short(path: Path, people: int, quota: int) -> Fault:
    words = Text(
        f"只读到{people}人,少于该年度的落户规模{quota}人",
        f"{people} people could be read, fewer than the cycle's quota of {quota}",
    )
    return Fault(Place(path.name), words, Text("需要完整的名单", "the whole list is needed"))


def _people(path: Path, rows: Any, faults: list[Fault]) -> Iterator[tuple[int, int]]:
    for number, row in enumerate(rows, start=2):
        month, total = (row["birth_month"] or "").strip(), row["total"]
        match = MONTH.fullmatch(month)
        if match is None or not BORN[0] <= int(match[1]) <= LAST_BORN:
            match = None
            wrong = Text(f"{month!r} 不是出生年月", f"{month!r} is no month of birth")
            faults.append(Fault(_at(path, number, "birth_month"), wrong, _MONTH))
        try:
            points = -1 if is_blank(total) else hundredths(total)
        except ValueError:
            points = -1
        if not 0 < points <= MOST_POINTS:
            wrong = Text(f"{total!r} 不是分值", f"{total!r} is no score")
            faults.append(Fault(_at(path, number, "total"), wrong, _TOTAL))
        elif match:
            yield points, int(match[1])


def _at(path: Path, number: int, column: str) -> Place:
    return Place(path.name, row=number, column=column)


_MONTH = Text("应写作 1979-03", "write it as 1979-03")
_TOTAL = Text("应写作 97.13", "write it as 97.13")
