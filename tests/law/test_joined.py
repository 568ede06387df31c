"""A proposal that adds an indicator or a condition: the total and the eligibility read it too."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.arithmetic import arithmetic
from luohu.law.parameters import Parameter
from luohu.law.reform import Reform, difference
from luohu.law.rules import Rule, condition
from luohu.law.sources import LawError, Text
from tests.law.city import CITY, PERSON, rule, value

TITLE = Text("建议", "a proposal")


def bonus(age: Any, points_for_the_young: Any) -> Any:
    """Points for everybody."""
    return age * 0 + points_for_the_young


def not_too_young(age: Any) -> Any:
    """At least thirty."""
    return age >= 30


NEW: Parameter = value("points_for_the_young", 300)
ADDED = Reform(TITLE, (rule(bonus),), parameters=(NEW,))
STRICTER = Reform(TITLE, (rule(not_too_young, condition),))


def total_of(reform: Reform, **facts: Any) -> Any:
    return reform.of(CITY).at(2024).evaluate(PERSON | facts)


def test_a_new_indicator_joins_the_total() -> None:
    before = CITY.at(2024).evaluate(PERSON)["total"]
    assert total_of(ADDED)["total"] == before + 300
    assert ADDED.of(CITY).indicators == (*CITY.indicators, "bonus")
    assert ADDED.changes(CITY) == {"total"}


def test_a_new_condition_joins_the_eligibility() -> None:
    assert (total_of(STRICTER, age=40)["eligible"], total_of(STRICTER, age=29)["eligible"]) == (
        True,
        False,
    )
    assert "not_too_young" in STRICTER.of(CITY).conditions
    assert STRICTER.changes(CITY) == {"eligible"}


def test_the_arithmetic_of_the_total_tells_what_was_added() -> None:
    reformed: Rule = ADDED.of(CITY).rules["total"]
    words = {name: name for name in reformed.inputs}
    told = arithmetic(reformed, dict.fromkeys(reformed.inputs, 1), words, "en")
    assert told == " + ".join(reformed.inputs)
    assert told.endswith("+ bonus")


def test_the_arithmetic_of_the_eligibility_tells_the_condition_that_fails() -> None:
    reformed = STRICTER.of(CITY).rules["eligible"]
    values = dict.fromkeys(reformed.inputs, True) | {"not_too_young": False}
    told = arithmetic(reformed, values, {n: n for n in reformed.inputs}, "en")
    assert told == "not_too_young"


def test_the_difference_names_the_new_rule_and_the_total_that_reads_it() -> None:
    found = [one.name for one in difference(CITY, ADDED.of(CITY))]
    assert set(found) == {"bonus", "total", "points_for_the_young"}


def test_two_added_indicators_are_both_in_the_total() -> None:
    def more(age: Any) -> Any:
        return age * 0 + 7

    both = ADDED | Reform(TITLE, (rule(more),))
    assert total_of(both)["total"] == CITY.at(2024).evaluate(PERSON)["total"] + 307


def test_what_nothing_would_read_is_refused() -> None:
    idle = Reform(TITLE, parameters=(NEW,))
    with pytest.raises(LawError, match="nothing would read points_for_the_young"):
        idle.of(CITY)


def test_a_name_that_is_nearly_right_is_told() -> None:
    with pytest.raises(LawError, match="did you mean points_per_month"):
        Reform(TITLE, values={"points_per_mont": 1}).of(CITY)
