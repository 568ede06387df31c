"""The award list of a cycle: made from a selection, written for people and machines."""

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
from luohu.law.points import written
from luohu.law.sources import Text
from luohu.people.extras import extra
from luohu.people.writing import replaced

COLUMNS = (
    ("rank", Text("名次", "rank")),
    ("id", Text("编号", "number")),
    ("birth_month", Text("出生年月", "birth month")),
    ("total", Text("积分分值", "total")),
)
ENDINGS = (".xlsx", ".csv", ".json")


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
        """Write as .xlsx, .csv or .json by the file's ending, whole or not at all.

        ValueError for another ending.
        """
        if path.suffix not in ENDINGS:
            raise ValueError(f"{path.name}: a list is written as {', '.join(ENDINGS)}")
        replaced(path, lambda beside: self._write(beside, language))

    def _write(self, path: Path, language: str) -> None:
        if path.suffix == ".json":
            text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", "utf-8")
        elif path.suffix == ".csv":
            self._write_csv(path)
        else:
            self._write_xlsx(path, language)

    def _lines(self) -> Iterator[tuple[int, str, str, str]]:
        return (award.cells() for award in self.awards)

    def _write_csv(self, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([name for name, _ in COLUMNS])
            writer.writerows(self._lines())

    def _write_xlsx(self, path: Path, language: str) -> None:
        openpyxl = extra("openpyxl", str(path))
        lines = list(self._lines())
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("名单" if language == "zh" else "list")
        sheet.freeze_panes = "A2"
        sheet.append([label.in_(language) for _, label in COLUMNS])
        for line in lines:
            cells = [openpyxl.cell.WriteOnlyCell(sheet, value) for value in line]
            cells[1].data_type = "s"  # a number of a person is text, even one like =1+1
            sheet.append(cells)
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
