"""A published list out of a file: every row checked, or refused with all that is wrong."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.cycle.ranking import competition_ranks
from luohu.cycle.totals import NAMES as TOTAL
from luohu.cycle.totals import hundredths, is_blank, list_rows, named, not_points
from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.people.types import Misread, MonthType, shown
from luohu.schemes.catalogue import find_scheme
from luohu.web.record.reasons import name_faults

RANK = ("rank", "名次", "排名", "公示编号")
NAME = ("name", "姓名")
BORN = ("birth_month", "出生年月")
EMPLOYER = ("employer", "单位", "单位名称")
YEAR = re.compile(r"(\d{4})", re.ASCII)
A_NUMBER = re.compile(r"\d{1,8}", re.ASCII)
MONTH = MonthType()
INCONSISTENT = Text("各项指标之和不等于总分", "the indicators do not add up to the total")
LONGEST = {"name": 100, "employer": 200}
FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST = 1_000_000  # hundredths: no list has ten thousand points


@dataclass(frozen=True, slots=True)
class ListedAward:
    """A row of a list, points in hundredths; `row` is where it stands in the file."""

    rank: int
    total: int
    birth_month: str
    name: str
    employer: str
    indicators: Mapping[str, int]
    row: int = 0


@dataclass(frozen=True)
class ListRead:
    """A list as read: its rows in order, what tells it from others, and warnings."""

    rows: Sequence[ListedAward]
    digest: str
    warnings: list[Fault]


def cycle_of(path: Path, told: int | None) -> int:
    """The cycle told, else the one that the file is named after; LawError for none."""
    found = YEAR.fullmatch(path.stem)
    if told is None and found is None:
        raise LawError(
            f"{path.name}: --cycle 2020 (文件名不是年度 the file is not named by its year)"
        )
    year = told if told is not None else int(path.stem)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LawError(f"{year}: 年度应在 {FIRST_YEAR}–{LAST_YEAR} 之间 no such cycle")
    return year


def read_list(path: Path, scheme: str, cycle: int) -> ListRead:
    """Read and check a list; Refused with every fault, LawError for a scheme that there is not."""
    book = find_scheme(scheme).covering(cycle)
    indicators = _indicators(book.at(cycle) if book else None)
    rows, faults = [], []
    for number, row in list_rows(path):
        found = _Row(path, number, row)
        rows.append(found.award(indicators))
        faults += found.faults
    faults += _in_order(path, rows) if not any(not f.warning for f in faults) else []
    wrong = [fault for fault in faults if not fault.warning]
    if wrong or not rows:
        raise Refused(wrong or [Fault(Place(path.name), EMPTY, GIVE_ROWS)])
    return ListRead(rows, digest_of(rows), [fault for fault in faults if fault.warning])


EMPTY = Text("没有名单行", "the list has no rows")
GIVE_ROWS = Text("每人一行,有总分一列", "give a row a person, with a column of totals")


def _indicators(law: InForce | None) -> Sequence[str]:
    return law.book.indicators if law is not None else ()


class _Row:
    """One row being read, and what is wrong with it."""

    def __init__(self, path: Path, number: int, row: Mapping[str, Any]) -> None:
        self.path, self.number, self.row = path, number, row
        self.faults: list[Fault] = []

    def award(self, indicators: Sequence[str]) -> ListedAward:
        """The row as an award; what cannot be read is zero, and a fault."""
        total = self._points(TOTAL)
        held = {name: self._points((name,)) for name in indicators if name in self.row}
        if held and sum(held.values()) != total:
            self._fault(TOTAL[0], INCONSISTENT, CHECK_SUM, warning=True)
        return ListedAward(
            self._rank(), total, self._month(), self._words("name", NAME),
            self._words("employer", EMPLOYER), held, self.number,
        )  # fmt: skip

    def _fault(self, column: str, wrong: Text, right: Text, warning: bool = False) -> None:
        place = Place(self.path.name, row=self.number, column=column)
        self.faults.append(Fault(place, wrong, right, warning))

    def _points(self, names: Sequence[str]) -> int:
        cell = named(self.row, names)
        try:
            found = hundredths(cell)
        except ValueError as error:
            self.faults.append(not_points(self.path, self.number, names[0], cell, error))
            return 0
        if abs(found) > MOST:
            self._fault(names[0], Text("分值太大", "these are too many points"), CHECK_SUM)
        elif found < 0 and names is TOTAL:
            self._fault(names[0], Text("总分是负数", "the total is negative"), CHECK_SUM)
        return found

    def _rank(self) -> int:
        cell = named(self.row, RANK)
        words = str(cell).strip().removesuffix(".0")
        if not is_blank(cell) and A_NUMBER.fullmatch(words) and int(words) > 0:
            return int(words)
        if not is_blank(cell):
            self._fault(
                RANK[0], Text(f"{shown(cell)} 不是名次", f"{shown(cell)} is no rank"), A_RANK
            )
        return 0

    def _month(self) -> str:
        cell = named(self.row, BORN)
        if is_blank(cell):
            return ""
        try:
            raw = cell.date() if isinstance(cell, datetime.datetime) else cell
            return MONTH.write(MONTH.read_cell(raw))
        except Misread as fault:
            self._fault(BORN[0], fault.wrong, fault.right)
            return ""

    def _words(self, what: str, names: Sequence[str]) -> str:
        cell = named(self.row, names)
        words = "" if is_blank(cell) else str(cell).strip()
        if len(words) > LONGEST[what] or not words.isprintable():
            self._fault(names[0], TOO_LONG, Text("请核对", "check it"))
        for fault in name_faults(names[0], words):
            self._fault(names[0], fault.wrong, fault.right)
        return words[: LONGEST[what]]


CHECK_SUM = Text("请核对名单", "compare it with the published list")
A_RANK = Text("应为从1起的整数", "write a whole number from 1")
TOO_LONG = Text("太长或含不可见字符", "this is too long, or has characters that cannot be seen")


def _in_order(path: Path, rows: Sequence[ListedAward]) -> Iterator[Fault]:
    """Find totals out of order and ranks that are neither those of the totals nor a running number."""
    if not rows:
        return
    expected = competition_ranks([row.total for row in rows]).tolist()
    before = None
    for place, (row, rank) in enumerate(zip(rows, expected, strict=True), 1):
        where = Place(path.name, row=row.row, column=RANK[0])
        if before is not None and row.total > before:
            yield Fault(where, Text("总分高于上一行", "the total is above that of the row before"),
                        Text("名单应按总分从高到低", "order the list by total, highest first"))  # fmt: skip
        elif row.rank not in (0, rank, place):
            yield Fault(where, Text(f"名次 {row.rank} 与总分不符", f"rank {row.rank} does not fit the total"),
                        Text(f"应为 {rank}", f"it should be {rank}"))  # fmt: skip
        before = row.total


def digest_of(rows: Sequence[ListedAward]) -> str:
    """What tells a list from every other."""
    told = "\n".join(
        f"{row.rank} {row.total} {row.birth_month} {row.name} {row.employer} {sorted(row.indicators.items())}"
        for row in rows
    )
    return hashlib.sha256(told.encode()).hexdigest()
