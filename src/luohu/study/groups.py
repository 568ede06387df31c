"""The people of a study by age, education, housing, tax and district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.points import written
from luohu.law.ranges import ends
from luohu.law.sources import Text
from luohu.people.facts.places import DISTRICT, City
from luohu.study.baseline import Baseline

AGE_BOUNDS = (36, 41, 46, 51)
AGES = (
    Text("35岁以下", "up to 35"), Text("36–40岁", "36–40"), Text("41–45岁", "41–45"),
    Text("46–50岁", "46–50"), Text("51岁以上", "51 and over"),
)  # fmt: skip
LEVELS = {
    0: Text("无学历学位分", "none that counts"),
    1050: Text("专科,或本科单证", "associate, or one of a bachelor's two"),
    1500: Text("本科双证,或硕士单证", "bachelor with degree, or one of a master's two"),
    2600: Text("硕士双证,或博士单证", "master with degree, or one of a doctor's two"),
    3700: Text("博士双证", "doctor with degree"),
}
HOMES = (
    Text("没有自有住所", "no own home"), Text("自有,城六区", "own, in the six districts"),
    Text("自有,城六区外", "own, outside the six"),
)  # fmt: skip
NOT_STATED = Text("未填", "not stated")


@dataclass(frozen=True)
class Grouping:
    """One way to part the people: `codes[i]` is the place of person i's category."""

    name: str
    label: Text
    categories: tuple[Text, ...]
    codes: NDArray[np.int64]

    def counts(self, who: NDArray[np.bool_]) -> list[int]:
        """How many of some people are in each category."""
        found: list[int] = np.bincount(self.codes[who], minlength=len(self.categories)).tolist()
        return found


def groupings(baseline: Baseline) -> list[Grouping]:
    """Every way to part the people that the baseline's law has the rules for."""
    found = []
    for name, (needed, make) in _WAYS.items():
        if all(rule in baseline.law.book.rules for rule in needed):
            label, categories, codes = make(baseline)
            open_for = np.logical_or.reduce([baseline.open_for(result) for result in needed])
            if open_for.any():
                codes = np.where(open_for, len(categories), codes)
                categories = (*categories, NOT_STATED)
            found.append(Grouping(name, label, categories, codes.astype(np.int64)))
    return found


Parted = tuple[Text, tuple[Text, ...], NDArray[Any]]


def _ages(baseline: Baseline) -> Parted:
    years = baseline.results(["completed_years"])["completed_years"]
    return Text("年龄", "age"), AGES, np.searchsorted(AGE_BOUNDS, years, side="right")


def _education(baseline: Baseline) -> Parted:
    points = baseline.results(["highest_level"])["highest_level"]
    levels, codes = np.unique(points, return_inverse=True)
    names = tuple(
        LEVELS.get(int(level), Text(f"{written(int(level))}分", f"{written(int(level))} points"))
        for level in levels
    )
    return Text("教育背景", "education"), names, codes


def _housing(baseline: Baseline) -> Parted:
    outside = baseline.results(["outside_in_december"])["outside_in_december"].astype(bool)
    codes = np.where(outside, 2, _own_at_the_end(baseline).astype(int))
    return Text("住房", "housing"), HOMES, codes


def _own_at_the_end(baseline: Baseline) -> NDArray[np.bool_]:
    """Who lives in an own home in the last month that counts."""
    own = np.zeros(len(baseline.cohort), bool)
    month = baseline.law.constants["cutoff_month"]
    for chunk in baseline.chunks:
        held = ends(chunk.calendars["owned"])[0].last(1, month).count()
        own[chunk.people] = held > 0
    return own


def _tax(baseline: Baseline) -> Parted:
    years = baseline.results(["tax_years"])["tax_years"]
    most = int(baseline.law.values["years_counted"])
    names = tuple(Text(f"{k}年达标", f"{k} years of enough tax") for k in range(most + 1))
    return Text("纳税", "tax"), names, years


def _districts(baseline: Baseline) -> Parted:
    rows = baseline.cohort.lists["insurance"]
    month = int(baseline.law.constants["cutoff_month"])
    here = (rows.named == City.BEIJING) | (rows.named == 0)
    now = (rows.columns["first"] <= month) & (rows.columns["last"] >= month)
    now &= here & ~rows.columns["made_up"]
    codes = np.zeros(len(baseline.cohort), np.int64)
    codes[rows.person[now]] = rows.columns["district"][now]
    used, places = np.unique(codes, return_inverse=True)
    return Text("缴费区", "district of work"), tuple(map(_district, used.tolist())), places


def _district(code: int) -> Text:
    if not code:
        return NOT_STATED
    return DISTRICT.choices[code - 1].label


_WAYS: dict[str, tuple[tuple[str, ...], Callable[[Baseline], Parted]]] = {
    "age": (("completed_years",), _ages),
    "education": (("highest_level",), _education),
    "housing": (("outside_in_december", "lived_before"), _housing),
    "tax": (("tax_years",), _tax),
    "district": (("insured_months",), _districts),
}
