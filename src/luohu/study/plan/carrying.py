"""A document carried forward: what is open goes on, tax as in the last known year, nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luohu.law.days import Day
from luohu.law.sources import Text

Document = Mapping[str, Any]
Row = Mapping[str, Any]

GOES_ON = Text(
    "没有填结束时间的参保、住所等一直持续,按月累计",
    "insurance, dwellings and other spans without an end go on, month by month",
)
STAYS_CLOSED = Text(
    "已经结束的时段不再恢复,也不新增时段",
    "spans that have ended stay ended, and no new ones begin",
)
NOTHING_ELSE = Text(
    "学历、奖项、荣誉、违法记录、居住证等都与现在一样",
    "education, awards, honours, violations and permits stay as they are",
)
LAW_STAYS = Text(
    "政策和每年的规模不变,每年照常申报",
    "the law and the yearly quota stay as they are, and declaring is held every year",
)
TAX_UNKNOWN = Text("纳税情况没有填,不作假设", "tax was not stated, so nothing is assumed of it")
FINANCING_STAYS = Text(
    "没有填年份的融资每年都按近三年累计计",
    "financing without a year counts as that of the last three years in every cycle",
)


@dataclass(frozen=True)
class Carried:
    """A document with the years to come, and what was assumed of them."""

    document: Document
    assumptions: tuple[Text, ...]


def carried_forward(document: Document, day: Day, last_year: int) -> Carried:
    """Carry a checked document forward from a day to the end of a year.

    Open ends need no change, they go on by themselves; rows of tax are added for the years after
    the last that is known: the last year stated, or the year before the day if that is later.
    """
    taxes = document.get("tax")
    if taxes is None:
        assumed, carried = TAX_UNKNOWN, document
    else:
        known = max([day.year - 1, *(row["year"] for row in taxes if row["year"] != day.year)])
        assumed = _tax_assumed(taxes, known)
        carried = {**document, "tax": [*taxes, *_repeated(taxes, known, last_year)]}
    yearless = any(row.get("year") is None for row in document.get("financing") or ())
    told = (GOES_ON, STAYS_CLOSED, assumed, *([FINANCING_STAYS] if yearless else []))
    return Carried(carried, (*told, NOTHING_ELSE, LAW_STAYS))


def _repeated(taxes: Sequence[Row], known: int, last_year: int) -> list[Row]:
    """The rows of the last known year again, for each year after it."""
    rows = [row for row in taxes if row["year"] == known]
    return [{**row, "year": year} for year in range(known + 1, last_year + 1) for row in rows]


def _tax_assumed(taxes: Sequence[Row], known: int) -> Text:
    paid = sum(row["paid"] for row in taxes if row["year"] == known)
    return Text(
        f"{known + 1}年起每年的个人所得税与{known}年相同({paid}元)",
        f"from {known + 1} on the income tax of each year is that of {known} ({paid} yuan)",
    )
