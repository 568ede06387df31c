"""The award list of a cycle: made from a selection, written for people and machines; totals read back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.ranking import Selection, publication_order
from luohu.law.points import points, written
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused

COLUMNS = (
    ("rank", Text("名次", "rank")),
    ("id", Text("编号", "number")),
    ("birth_month", Text("出生年月", "birth month")),
    ("total", Text("积分分值", "total")),
)


@dataclass(frozen=True, slots=True)
class Award:
    """One line of the list."""

    rank: int
    id: str
    birth_month: str
    total: int

    def cells(self) -> tuple[int, str, str, str]:
        """The line as it is printed."""
        return self.rank, self.id, self.birth_month, written(self.total)


@dataclass(frozen=True)
class AwardList:
    """Those admitted in a cycle, in the order of publication."""

    scheme: str
    cycle: int
    selection: Selection
    awards: Sequence[Award]

    @classmethod
    def of(
        cls,
        scheme: str,
        cycle: int,
        selection: Selection,
        identities: Sequence[str],
        born: NDArray[np.integer[Any]],
        totals: NDArray[np.integer[Any]],
    ) -> AwardList:
        """The list of a selection; born as days such as 19790315, totals in hundredths."""
        awards = [
            Award(int(selection.ranks[k]), identities[k], _month(int(born[k])), int(totals[k]))
            for k in publication_order(selection, identities)
        ]
        return cls(scheme, cycle, selection, awards)

    def as_json(self) -> dict[str, Any]:
        """The list for a program."""
        names = [name for name, _ in COLUMNS]
        lines = [dict(zip(names, award.cells(), strict=True)) for award in self.awards]
        return {
            "scheme": self.scheme,
            "cycle": self.cycle,
            **summary(self.selection),
            "list": lines,
        }

    def write(self, path: Path, language: str = "zh") -> None:
        """Write as .xlsx, .csv or .json by the file's ending; ValueError for another."""
        writers = {".json": self._write_json, ".csv": self._write_csv, ".xlsx": self._write_xlsx}
        if path.suffix not in writers:
            raise ValueError(f"{path.name}: a list is written as {', '.join(writers)}")
        draft = path.with_name(f".{path.name}.part")
        try:
            writers[path.suffix](draft, language)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _write_json(self, path: Path, language: str) -> None:
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", "utf-8")

    def _lines(self) -> Iterator[tuple[int, str, str, str]]:
        return (award.cells() for award in self.awards)

    def _write_csv(self, path: Path, language: str) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([name for name, _ in COLUMNS])
            writer.writerows(self._lines())

    def _write_xlsx(self, path: Path, language: str) -> None:
        from openpyxl import Workbook  # an extra: only a workbook needs it

        book = Workbook(write_only=True)
        sheet = book.create_sheet("名单" if language == "zh" else "list")
        sheet.freeze_panes = "A2"
        sheet.append([label.in_(language) for _, label in COLUMNS])
        for line in self._lines():
            sheet.append(line)
        book.save(path)


def _month(born: int) -> str:
    return f"{born // 10000:04d}-{born // 100 % 100:02d}"


def summary(selection: Selection) -> dict[str, Any]:
    """What a selection comes to: quota, cut-off as a decimal, admitted, ties, ranked."""
    return {
        "quota": selection.quota,
        "cutoff": None if selection.cutoff is None else written(selection.cutoff),
        "admitted": selection.admitted,
        "ties": selection.ties,
        "ranked": selection.ranked,
    }


def read_totals(path: Path) -> list[int]:
    """The totals of a list in hundredths, from .csv, .json or .xlsx with a column `total`.

    Refused with every row whose total is missing or is no number with two places.
    """
    rows = _rows(path)
    totals, faults = [], []
    for number, row in rows:
        try:
            totals.append(points(_decimal(row)))
        except ValueError as error:
            where = Place(path.name, row=number, column="total")
            faults.append(Fault(where, Text(f"总分有误: {error}", str(error)), _RIGHT))
    if not rows:
        empty = Text("没有名单行", "the list has no rows")
        faults.append(Fault(Place(path.name), empty, _COLUMN))
    if faults:
        raise Refused(faults)
    return totals


_RIGHT = Text("应写作 97.13", "write it as 97.13")
_COLUMN = Text("需要一列 total(或 积分分值)", "a column total is needed")


def _decimal(row: dict[str, Any]) -> str:
    for name in ("total", "积分分值", "总分"):
        if name in row and row[name] is not None:
            text = str(row[name]).strip()
            return text[:-2] if text.endswith(".0") else text
    raise ValueError("there is no total")


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a list with their numbers in the file, the header being row 1."""
    if path.suffix == ".json":
        held = json.loads(path.read_text("utf-8"))
        listed = held["list"] if isinstance(held, dict) else held
        return list(enumerate(listed, start=1))
    if path.suffix == ".xlsx":
        return _workbook_rows(path)
    text = path.read_text("utf-8-sig")
    return list(enumerate(csv.DictReader(text.splitlines()), start=2))


def _workbook_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    from openpyxl import load_workbook  # an extra: only a workbook needs it

    lines = load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    names = [str(cell).strip() for cell in next(lines, ())]
    return [(k, dict(zip(names, line, strict=True))) for k, line in enumerate(lines, start=2)]
