"""Invented applicants: documents made by throwing dice, near the edges of the law more than not."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXPLORING = "LUOHU_EXPLORE" in os.environ

Choice = TypeVar("Choice")
Document = dict[str, Any]
Row = dict[str, Any]
TODAY = "2026-11-23"  # where the tests' clock stands: documents tell what has been
LAST_MONTH = 2026 * 12 + 10

SIX = ["东城", "西城", "朝阳", "海淀", "丰台", "石景山"]
OUTER = ["门头沟", "房山", "通州", "顺义", "大兴", "昌平", "平谷", "怀柔", "密云", "延庆"]
UNCLEAR = ["经济技术开发区", None]
KINDS = ["pension", "medical", "unemployment", "injury", "maternity"]
DIPLOMAS = [None, "associate", "bachelor", "master", "doctor"]
DEGREES = [None, "bachelor", "master", "doctor"]
PAIRS = [("associate", None), ("bachelor", "bachelor"), ("master", "master"), ("doctor", "doctor")]
HONOURS = ["model_worker", "moral_model", "good_samaritan", "named_by_the_state"]
POSTS = ["high_tech_staff", "startup", "incubator_service"]
TAXES = [0, 1, 40_000, 50_000, 60_000, 99_999, 100_000, 100_001, 150_000, 300_000]
AMOUNTS = [1, 2_500_000, 4_999_999, 5_000_000, 19_999_999, 20_000_000, 39_999_999, 40_000_000]


MAY_BE_EMPTY = ("enterprise_tax", "innovation_posts", "children")
MAY_BE_UNKNOWN = ("insurance", "homes", "education", "tax", "tax_violations", "detentions",
                  "awards", "financing", "honours")  # fmt: skip
LISTS = (*MAY_BE_UNKNOWN, *MAY_BE_EMPTY)
ALSO_UNKNOWN = ("born", "sex", "post", "residence_permit", "criminal_record")


def examples(number: int) -> settings:
    """So many examples, always the same; with LUOHU_EXPLORE set others each time, and more."""
    return settings(
        max_examples=number * 20 if EXPLORING else number,
        derandomize=not EXPLORING,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


class Dice(Protocol):
    """What chance decides: `random.Random`, or what Hypothesis draws."""

    def choice(self, seq: Sequence[Choice], /) -> Choice: ...
    def randint(self, a: int, b: int, /) -> int: ...


class Drawn:
    """Dice that Hypothesis throws, so that it can simplify what fails."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def choice(self, seq: Sequence[Choice], /) -> Choice:
        chosen: Choice = self.draw(st.sampled_from(seq))
        return chosen

    def randint(self, a: int, b: int, /) -> int:
        number: int = self.draw(st.integers(a, b))
        return number


@st.composite
def documents(
    draw: Callable[[st.SearchStrategy[Any]], Any], cycle: int, clear: bool = False
) -> Document:
    """Applicants of a cycle; `clear` ones raise none of the questions that the law leaves open."""
    return a_document(Drawn(draw), cycle, clear)


def a_document(dice: Dice, cycle: int, clear: bool = False, name: str = "invented") -> Document:
    """One applicant of a cycle, everything known."""
    districts = SIX + OUTER if clear else [*SIX, *OUTER, "市本级", *UNCLEAR]
    return {
        "id": name,
        "born": _birthday(dice, cycle),
        "sex": dice.choice(["male", "female"]),
        "post": dice.choice(["worker", "manager"]),
        "residence_permit": _permit(dice, cycle),
        "work_permit": None if clear else _work_permit(dice, cycle),
        "criminal_record": dice.choice([False, False, False, True]),
        "false_material": dice.choice([None, None, _year(cycle - dice.randint(0, 8))]),
        "insurance": _insurance(dice, cycle, districts, clear),
        "homes": _homes(dice, cycle, [d for d in districts if d != "市本级"]),
        "education": [_school(dice, cycle, clear) for _ in range(dice.randint(0, 2))],
        "tax": [_tax(dice, cycle) for _ in range(dice.randint(0, 4))],
        "enterprise_tax": [_company_tax(dice, cycle) for _ in range(dice.randint(0, 3))],
        "tax_violations": _records(dice, cycle),
        "detentions": _records(dice, cycle),
        "awards": [_award(dice) for _ in range(dice.choice([0, 0, 1, 2]))],
        "financing": [_financing(dice, cycle) for _ in range(dice.choice([0, 0, 1, 2]))],
        "innovation_posts": [_post(dice, cycle) for _ in range(dice.choice([0, 0, 1, 2]))],
        "honours": [dice.choice(HONOURS) for _ in range(dice.choice([0, 0, 0, 1, 2]))],
        "children": [{"born": _day(cycle - dice.randint(17, 21), dice)} for _ in range(2)],
        "choices": {
            name: dice.choice([True, True, True, False])
            for name in ("education", "area", "innovation")
        },
    }


def _year(year: int) -> int:
    return min(year, LAST_MONTH // 12)


def _month(month: int) -> str:
    month = min(month, LAST_MONTH)
    return f"{month // 12}-{month % 12 + 1:02d}"


def _day(year: int, dice: Dice) -> str:
    return f"{year}-{dice.choice([1, 1, 2, 6, 12]):02d}-{dice.choice([1, 2, 15, 28]):02d}"


def _birthday(dice: Dice, cycle: int) -> str:
    """Near the ages where points end, near retirement, or any."""
    edges = [46, 47, 48, 49, 50, 51, 55, 56, 60, 61]
    age = dice.choice([dice.randint(25, 65), dice.choice(edges), dice.randint(30, 45)])
    month, day = dice.choice([1, 1, 2, 5, 9, 12]), dice.choice([1, 2, 15, 28])
    return f"{cycle - age}-{month:02d}-{day:02d}"


def _permit(dice: Dice, cycle: int) -> Row | None:
    edges = [f"{cycle - 1}-12-31", f"{cycle}-01-01", "2018-04-09", "2018-04-10"]
    applied = dice.choice([*edges, "2016-10-01", "2016-10-01", None])
    return {"applied": min(applied, TODAY)} if applied else None


def _work_permit(dice: Dice, cycle: int) -> Row | None:
    since = dice.choice(["2015-06-01", f"{cycle - 1}-12-31", f"{cycle}-01-01"])
    until = dice.choice([f"{cycle - 1}-12-30", f"{cycle - 1}-12-31", f"{cycle + 1}-05-31", None])
    permit = {"from": min(since, TODAY), "to": until and min(until, TODAY)}
    return dice.choice([None, None, permit])


def _insurance(dice: Dice, cycle: int, districts: Sequence[str | None], clear: bool) -> list[Row]:
    """Spans one after another from some month on, with gaps and make-up payments in between."""
    month = dice.choice([cycle - 7, dice.randint(1995, cycle - 1)]) * 12 + dice.choice([0, 0, 6])
    rows: list[Row] = []
    for _ in range(dice.randint(0, 6)):
        made_up = dice.choice([False, False, True])
        length = dice.randint(1, 7) if made_up else dice.choice([5, 11, 12, 30, 84, 120])
        rows.append(
            {
                "kind": "all" if clear else dice.choice(["all", "all", "all", *KINDS]),
                "from": _month(month),
                "to": _month(month + length - 1),
                "district": dice.choice(districts),
                "made_up": made_up,
                "agency_fault": dice.choice([False, False, True]),
            }
        )
        month += length + dice.choice([0, 0, 0, 0, 1, -3])
    if rows:
        rows[-1]["to"] = dice.choice([None, None, rows[-1]["to"]])
    return rows


def _homes(dice: Dice, cycle: int, districts: Sequence[str | None]) -> list[Row]:
    rows = []
    for _ in range(dice.randint(0, 3)):
        first = dice.choice([2016, 2018, 2020, dice.randint(1999, cycle - 1)]) * 12
        first += dice.choice([0, 6, 7, dice.randint(0, 11)])
        length = dice.choice([1, 11, 12, 24, dice.randint(1, 200)])
        row: Row = {
            "tenure": dice.choice(["own", "own", "rent", "dormitory"]),
            "from": _month(first),
            "to": dice.choice([None, _month(first + length - 1)]),
            "district": dice.choice(districts),
            "registered": dice.choice([True, True, False]),
        }
        if dice.choice([True, False, False]):
            row["certificate"] = _month(first + dice.randint(-12, 24))
        rows.append(row)
    return rows


def _school(dice: Dice, cycle: int, clear: bool) -> Row:
    pair = (dice.choice(DIPLOMAS), dice.choice(DEGREES))
    diploma, degree = dice.choice([pair, *PAIRS, *PAIRS])
    years = [year for year in range(1999, cycle + 3) if not (clear and year == cycle)]
    graduated = dice.choice([years[-4], dice.choice(years)]) * 12 + dice.choice([0, 5, 6, 11])
    while clear and min(graduated, LAST_MONTH) // 12 == cycle:
        graduated -= 12
    enrolled = _month(min(graduated, LAST_MONTH) - dice.choice([1, 8, 33, 45, 60]))
    stated = clear or dice.choice([True, True, False])
    row: Row = {"diploma": diploma, "degree": degree, "graduated": _month(graduated)}
    return row | ({"enrolled": enrolled} if stated else {})


def _tax(dice: Dice, cycle: int) -> Row:
    return {"year": _year(cycle - dice.randint(0, 4)), "paid": dice.choice(TAXES)}


def _company_tax(dice: Dice, cycle: int) -> Row:
    paid = dice.choice([0, 199_999, 200_000, 400_000, 1_600_000])
    share = dice.choice([100, 50, "12.5", "0.01"])
    return {"year": _year(cycle - dice.randint(1, 3)), "paid": paid, "share": share}


def _records(dice: Dice, cycle: int) -> list[Row]:
    years = [_year(cycle - dice.randint(0, 6)) for _ in range(dice.choice([0, 0, 0, 1, 2]))]
    return [{"year": year} for year in years]


def _award(dice: Dice) -> Row:
    return {"type": dice.choice(["A", "B"]), "points": dice.randint(0, 12)}


def _financing(dice: Dice, cycle: int) -> Row:
    year = _year(cycle - dice.randint(0, 4))
    return {"amount": dice.choice(AMOUNTS), "year": dice.choice([None, year])}


def _post(dice: Dice, cycle: int) -> Row:
    first = dice.randint(2012, cycle - 1) * 12 + dice.choice([0, 1, 6])
    length = dice.choice([11, 12, 24, 40])
    last = dice.choice([None, _month(first + length - 1)])
    return {"type": dice.choice(POSTS), "from": _month(first), "to": last}
