"""Routes, subtotals, tie keys, the day of reference, and values given from outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from luohu.law import points
from luohu.law.days import Day
from luohu.law.parameters import load_parameters
from luohu.law.ranges import Range, ends
from luohu.law.rulebook import Rulebook
from luohu.law.rules import (
    Kind,
    condition,
    eligibility,
    indicator,
    quantity,
    route,
    subtotal,
    tie_key,
    total_score,
)
from luohu.law.sources import LawError, Standing, Text
from luohu.law.trail import Trail
from tests.law.city import CITED, FACTS, LAW, Fact

exact: Any = points  # plain numbers stand for points and counts here
LINE = """
[line]
zh = "公布分值"
en = "published line"
unit = "points"
cite = "law"
outside = true
values = [{ standing = "unknown" }]

[settled]
zh = "从严理解"
en = "the strict reading"
unit = "switch"
cite = "law"
outside = true
values = [{ standing = "unknown" }]

[cutoff_month]
zh = "截止月"
en = "cut-off month"
unit = "month"
cite = "law"
outside = true
values = [{ standing = "unknown", low = { year = -1, month = 12 }, high = { year = 0, month = 6 } }]
"""


@indicator("就业", "employment", cites=CITED)
def employment(insured_months: int) -> int:
    """Twenty-five hundredths a month."""
    return insured_months * 25


@indicator("奖励", "bonus", cites=CITED)
def bonus(age: int, settled: Any) -> Any:
    """Ten points to the young."""
    return 1000 * (age < 40) * (1 if settled is not None else 0)


@total_score("排名分", "ranking score", cites=CITED)
def ranking_score(employment: int) -> int:
    """What ranks."""
    return employment


@subtotal("资格分", "qualification score", cites=CITED)
def qualification(employment: int, bonus: int) -> int:
    """What opens the door."""
    return employment + bonus


@tie_key("参保时长", "months insured", cites=CITED)
def medical_months(insured_months: int) -> int:
    """Longer before shorter."""
    return insured_months


@condition("达到公布分值", "reaches the line", cites=CITED)
def reaches_line(qualification: int, line: int) -> Any:
    """The qualification score reaches the line."""
    return qualification >= line


@route("青年", "young", cites=CITED)
def young(age: int) -> bool:
    """Under forty."""
    return age < 40


@route("资深", "long at work", cites=CITED)
def seasoned(insured_months: int) -> bool:
    """Ten years insured."""
    return insured_months >= 120


@quantity("截止月起的年数", "years since", unit="years", cites=CITED)
def day_of_the_round(reference_day: Day, cutoff_month: Any) -> int:
    """The year of the day of reference."""
    return reference_day // 10000


@eligibility("可以申请", "may apply", cites=CITED)
def eligible(reaches_line: Any, young: bool, seasoned: bool, day_of_the_round: int) -> Any:
    """The line and one route."""
    return reaches_line & (young | seasoned)


RULES = (bonus, employment, ranking_score, qualification, medical_months, reaches_line, seasoned,
         young, day_of_the_round, eligible)  # fmt: skip
PERSON = {"insured_months": 100, "age": 35}


@pytest.fixture(name="city")
def _city(tmp_path: Any) -> Rulebook:
    (tmp_path / "values.toml").write_text(LINE, "utf-8")
    return Rulebook.of(
        RULES, scheme="port", version="2024", title=Text("港", "Port"), cycles=(2024, 2026),
        parameters=load_parameters(tmp_path / "values.toml", {"law": LAW}),
        facts={name: FACTS[name] for name in ("insured_months", "age")},
        reference_day=lambda cycle: Day.of(cycle, 9, 30),
    )  # fmt: skip


def test_conditions_must_all_hold_routes_are_a_choice(city: Rulebook) -> None:
    assert city.conditions == ("reaches_line",)
    assert city.routes == ("young", "seasoned")


def test_indicators_are_those_of_the_total_first_then_of_subtotals(city: Rulebook) -> None:
    assert city.indicators == ("employment", "bonus")
    assert city.named(Kind.SUBTOTAL) == ("qualification",)
    assert city.named(Kind.TIE_KEY) == ("medical_months",)


def test_a_rule_may_ask_for_the_day_of_reference(city: Rulebook) -> None:
    assert city.at(2025).evaluate(PERSON)["day_of_the_round"] == 2025


def test_a_fact_called_reference_day_is_refused(city: Rulebook) -> None:
    with pytest.raises(LawError, match="a fact goes by the name reference_day"):
        replace(city, facts={**city.facts, "reference_day": Fact()})


def test_the_law_follows_the_day_of_reference(
    city: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter([Day(20250101), Day(20250101), Day(20250601), Day(20250601)])
    moving = replace(city, reference_day=lambda cycle: next(days, Day(20250601)))
    assert moving.at(2025).day == Day(20250601)


def test_an_unknown_value_of_the_law_leaves_the_result_open(city: Rulebook) -> None:
    law = city.at(2025)
    values = law.evaluate(PERSON)
    assert isinstance(values["eligible"], Range)
    assert Trail(law, values).unsettled(["eligible"]) == ["line"]


@pytest.mark.parametrize(("line", "passes"), [("35", True), ("35.01", False)])
def test_a_line_that_came_to_be_known_settles_it(city: Rulebook, line: str, passes: bool) -> None:
    law = city.given({"line": line}).at(2025)
    assert law.evaluate(PERSON)["eligible"] is passes


def test_what_was_given_says_so_in_the_trail(city: Rulebook) -> None:
    law = city.given({"line": "35", "settled": "true", "cutoff_month": "2025-03"}).at(2025)
    step = Trail(law, law.evaluate(PERSON)).step("line")
    assert step.source.standing is Standing.UNVERIFIED
    assert step.source.cites[0].shown("en") == "given with the question"
    assert step.shown.en == "35.00 points"


def test_nothing_given_is_the_rulebook_itself(city: Rulebook) -> None:
    assert city.given({}) is city


@pytest.mark.parametrize(
    ("told", "trouble"),
    [({"age": "3"}, "age cannot be given: there are line, settled, cutoff_month"),
     ({"line": "3.455"}, "not a number of points"), ({"line": ""}, "not a number of points"),
     ({"settled": "perhaps"}, "write it like settled=true"), ({"settled": "true\nx=1"}, "write it like"),
     ({"line": "-5"}, "within what is known"), ({"settled": "1"}, "neither true nor false"),
     ({"cutoff_month": "2025"}, "not a month")],
)  # fmt: skip
def test_what_cannot_be_given_is_refused(
    city: Rulebook, told: dict[str, str], trouble: str
) -> None:
    with pytest.raises(LawError, match=trouble):
        city.given(told)


# ---- exact shares


@pytest.mark.parametrize(
    ("heads", "hundredths"),
    [([3], 667), ([3, 3], 1333), ([3, 3, 3], 2000), ([1], 2000), ([7], 286), ([], 0)],
)
def test_shares_are_rounded_once_after_they_are_added(heads: list[int], hundredths: int) -> None:
    assert exact.shared_out(sum(exact.per_head(2000, one) for one in heads)) == hundredths


def test_a_share_of_nobody_is_nothing() -> None:
    assert exact.per_head(2000, 0) == 0


def test_shares_of_a_range_keep_its_ends_and_no_limit_stays_none() -> None:
    for most, heads, shared in ((50000, 1, 50000), (exact.UNBOUNDED, 3, exact.UNBOUNDED)):
        found = exact.shared_out(exact.per_head(Range(0, most), heads))
        assert ends(found) == (0, shared)


@pytest.mark.parametrize("heads", [-1, 29, np.array([1, 29])])
def test_points_are_shared_by_up_to_28(heads: Any) -> None:
    with pytest.raises(ValueError, match="0 to 28"):
        exact.per_head(2000, heads)


def test_a_column_of_points_in_32_bits_is_shared_in_64() -> None:
    found = exact.shared_out(exact.per_head(np.array([600], np.int32), np.array([7])))
    assert list(found) == [86]
