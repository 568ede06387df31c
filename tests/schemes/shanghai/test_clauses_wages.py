"""The contribution base: the wage of each month, tiers, windows, and what is open since July 2023."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.months import Month
from luohu.law.ranges import Range
from luohu.law.sources import Standing
from luohu.schemes.shanghai import contribution_base as law
from luohu.schemes.shanghai.contribution_base import Tier
from luohu.schemes.shanghai.wages import reaches, wages_in_use
from tests.clauses import clause
from tests.schemes.cases import paid, values
from tests.schemes.shanghai.example import POINTS, WAGES, applicant, at, found, low, unstated

Rows = list[dict[str, Any]]
SERIES = POINTS.parameters["average_wage"].values[0].content
JULY_2023, JULY_2026 = Month.of(2023, 7), Month.of(2026, 7)


def counted(tier: Tier, insurance: Rows, year: int = 2022) -> Any:
    """How many months of a tier there are; a pair where that is open."""
    count = values(POINTS, year, applicant(insurance=insurance))["months_by_tier"][tier].count()
    return (count.low, count.high) if isinstance(count, Range) else count


def in_use(since: Month, until: Month) -> list[tuple[str, str, Any]]:
    spans = wages_in_use(SERIES, (JULY_2023, 11), (JULY_2026, 12), since, until)
    return [(str(Month(first)), str(Month(last)), wage) for first, last, wage in spans]


def reached(base: int, multiple: int, wage: Any) -> Any:
    return reaches(base, multiple, wage)


# ---- the wage as of the month


@pytest.mark.parametrize(("first", "last", "wage"), WAGES)
def test_the_wage_is_that_of_the_month(first: str, last: str, wage: int) -> None:
    for month in (first, last):
        held = [yuan for begin, end, yuan in SERIES.spans() if begin <= Month.parse(month) <= end]
        assert held == [wage]


@pytest.mark.parametrize(
    ("wage", "four_fifths", "double", "triple"),
    [(7132, "5705.6", 14264, 21396), (7832, "6265.6", 15664, 23496), (8211, "6568.8", 16422, 24633),
     (9339, "7471.2", 18678, 28017), (10338, "8270.4", 20676, 31014), (11396, "9116.8", 22792, 34188)],
)  # fmt: skip
def test_multiples_are_exact(wage: int, four_fifths: str, double: int, triple: int) -> None:
    whole = int(four_fifths.partition(".")[0])
    assert reached(whole, 8000, wage) is False
    assert reached(whole + 1, 8000, wage) is True
    for base, multiple in ((double, 20000), (triple, 30000), (wage, 10000)):
        assert reached(base, multiple, wage) is True
        assert reached(base - 1, multiple, wage) is False


def test_the_spans_of_the_wage_since_a_month() -> None:
    assert in_use(Month.of(2017, 11), Month.of(2019, 3)) == [
        ("2017-11", "2017-12", None), ("2018-01", "2018-12", 7132), ("2019-01", "2019-03", 7832),
    ]  # fmt: skip
    assert in_use(Month.of(2023, 6), Month.of(2026, 11)) == [
        ("2023-06", "2023-06", 11396), ("2023-07", "2026-06", 11), ("2026-07", "2026-11", 12),
    ]  # fmt: skip


def test_a_base_or_a_wage_that_is_not_known_leaves_a_month_open() -> None:
    assert isinstance(reached(0, 8000, 7132), Range)
    assert isinstance(reached(50000, 8000, None), Range)
    assert reached(12434, 10000, Range(10338, 12434)) is True
    assert reached(10337, 10000, Range(10338, 12434)) is False
    assert isinstance(reached(11000, 10000, Range(10338, 12434)), Range)


@clause(law.months_by_tier)
def test_each_month_is_compared_with_its_own_wage() -> None:
    """9339 yuan is the wage until June 2021, and less than it from July."""
    rows = [paid("2020-07", "2022-06", base=9339)]
    assert counted(Tier.WAGE, rows) == 12
    assert counted(Tier.FOUR_FIFTHS, rows) == 24
    assert counted(Tier.WAGE, [paid("2018-12", "2019-01", base=7132)]) == 1


@clause(law.months_by_tier)
@pytest.mark.parametrize(
    ("details", "found_months"),
    [({}, 12), ({"made_up": True}, 0), ({"inconsistent": True}, 0), ({"flexible": True}, 0),
     ({"city": "hebei"}, 0), ({"transferred_in": True}, 0), ({"kind": "medical"}, (0, 12))],
)  # fmt: skip
def test_months_that_are_made_up_or_at_odds_do_not_count(
    details: dict[str, Any], found_months: Any
) -> None:
    row = {"kind": "all", "from": "2022-01", "to": "2022-12", "base": 40000, **details}
    assert counted(Tier.TRIPLE, [row]) == found_months


@clause(law.months_by_tier)
def test_a_base_that_is_not_stated_is_unknown() -> None:
    rows = [paid("2019-01")]
    assert counted(Tier.TRIPLE, rows) == (0, 48)
    assert found("contribution_base", insurance=rows) == ("0.00", "120.00")
    assert unstated("contribution_base", "insurance") == ("0.00", "120.00")


@clause(law.months_by_tier)
def test_before_2018_no_wage_was_seen() -> None:
    rows = [paid("2014-01", "2018-12", base=100000)]
    assert counted(Tier.TRIPLE, rows, 2018) == (12, 48 + 1)  # with the month before the window
    assert found("contribution_base", 2018, insurance=rows) == ("0.00", "120.00")


# ---- tiers and windows


@clause(law.contribution_base)
@pytest.mark.parametrize(
    ("percent", "points"),
    [(79, "0.00"), (80, "25.00"), (99, "25.00"), (100, "50.00"), (199, "50.00"), (200, "100.00"),
     (299, "100.00"), (300, "120.00")],
)  # fmt: skip
def test_the_tier_by_the_multiple(percent: int, points: str) -> None:
    rows = at(percent, "2018-12", "2022-12")
    assert found("contribution_base", insurance=rows) == points


@clause(law.contribution_base)
def test_months_need_not_follow_each_other() -> None:
    rows = [
        *at(200, "2019-01", "2020-06"), low("2020-07", "2021-05"), *at(200, "2021-06", "2022-11"),
    ]  # fmt: skip
    assert counted(Tier.DOUBLE, rows) == 36
    assert found("contribution_base", insurance=rows) == "100.00"


@clause(law.contribution_base)
@pytest.mark.parametrize(
    ("first", "last", "points"),
    [("2020-07", "2022-06", "120.00"), ("2020-07", "2022-05", "0.00"),
     ("2020-01", "2021-12", "120.00"), ("2019-12", "2021-11", ("0.00", "120.00")),
     ("2019-11", "2021-10", "0.00"), ("2021-01", "2022-12", ("0.00", "120.00"))],
)  # fmt: skip
def test_three_times_the_wage_for_24_of_the_last_36(first: str, last: str, points: Any) -> None:
    """Where it matters whether this month is one of the 36 it is open."""
    rows = [low("2018-01", "2018-12"), *at(300, first, last)]
    assert found("contribution_base", insurance=rows) == points


@clause(law.contribution_base)
@pytest.mark.parametrize(
    ("first", "last", "points"),
    [("2019-01", "2021-12", "100.00"), ("2018-12", "2021-11", ("0.00", "100.00")),
     ("2018-11", "2021-10", "0.00"), ("2020-01", "2022-12", ("0.00", "100.00")),
     ("2019-12", "2022-11", "100.00")],
)  # fmt: skip
def test_twice_the_wage_for_36_of_the_last_48(first: str, last: str, points: Any) -> None:
    assert found("contribution_base", insurance=at(200, first, last)) == points


@clause(law.contribution_base)
def test_a_lower_tier_counts_where_a_higher_one_is_not_long_enough() -> None:
    rows = [*at(100, "2019-01", "2020-12"), *at(300, "2021-01", "2022-11"), low("2022-12")]
    assert counted(Tier.TRIPLE, rows) == 23
    assert found("contribution_base", insurance=rows) == "50.00"


# ---- since July 2023


@clause(law.contribution_base)
@pytest.mark.parametrize(
    ("base", "points"),
    [(8270, "0.00"), (9000, ("0.00", "25.00")), (9948, "25.00"), (11000, ("25.00", "50.00")),
     (12434, "50.00"), (20675, "50.00"), (22000, ("50.00", "100.00")), (24868, "100.00"),
     (31013, "100.00"), (32000, ("100.00", "120.00")), (37302, "120.00")],
)  # fmt: skip
def test_in_2026_only_bases_between_the_figures_are_open(base: int, points: Any) -> None:
    """10338 is the least that a page shows for 2026, 12434 the most remembered."""
    rows = [paid("2020-01", base=base)]
    assert found("contribution_base", 2026, insurance=rows) == points


@clause(law.months_by_tier, law.contribution_base)
def test_a_wage_told_with_the_question_settles_them() -> None:
    rows = [paid("2020-01", base=11000)]
    for wage, points in (("10338", "50.00"), ("11396", "25.00")):
        given = {"later_wage": wage, "newest_wage": wage}
        assert found("contribution_base", 2026, given, insurance=rows) == points


def test_the_standing_of_the_wages() -> None:
    standing = {
        name: POINTS.parameters[name].values[0].standing
        for name in ("average_wage", "later_wage", "newest_wage")
    }
    assert standing == {
        "average_wage": Standing.QUOTED,
        "later_wage": Standing.UNKNOWN,
        "newest_wage": Standing.UNKNOWN,
    }
    assert POINTS.parameters["later_wage"].outside
