"""Small invented rulebooks: their graph, and what is refused when one is built."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.ranges import Range
from luohu.law.rules import Kind, Rule, consequence, indicator, quantity, rules_in
from luohu.law.sources import LawError, Standing, Text
from tests.law.city import (
    CITED,
    CITY,
    FACTS,
    LAW,
    PERSON,
    RULES,
    VALUES,
    book,
    employment,
    rule,
    total,
    value,
)

# ---- the graph


def test_a_rule_needs_what_its_parameters_name() -> None:
    assert employment.inputs == ("insured_months", "points_per_month")


def test_a_rule_is_still_the_function_it_was_written_as() -> None:
    assert employment(10, 25) == 250
    assert employment(insured_months=10, points_per_month=25) == 250


@given(st.permutations(RULES))
def test_the_order_in_which_rules_are_written_does_not_matter(rules: list[Rule]) -> None:
    city = book(rules, VALUES)
    for position, name in enumerate(city.order):
        needed = set(city.rules[name].inputs) & set(city.rules)
        assert needed <= set(city.order[:position])
    assert city.at(2024).evaluate(PERSON)["total"] == 3300


def test_what_a_result_rests_on_is_known() -> None:
    assert CITY.needs(["innovation"]) == {"innovation", "best_award", "awards", "most_for_awards"}


def test_what_a_value_reaches_is_known() -> None:
    assert CITY.used_by(["points_per_month"]) == {"points_per_month", "employment", "total"}


def test_rules_are_found_by_kind_in_the_order_of_the_law() -> None:
    assert CITY.named(Kind.INDICATOR) == ("innovation", "employment")
    assert CITY.only(Kind.TOTAL) == "total"
    assert CITY.only(Kind.CONSEQUENCE) is None


def test_indicators_come_in_the_order_that_the_total_reads_them() -> None:
    assert CITY.indicators == ("employment", "innovation")


def test_conditions_come_in_the_order_that_eligibility_reads_them() -> None:
    assert CITY.conditions == ("young_enough",)


def test_a_rulebook_goes_by_scheme_and_version() -> None:
    assert CITY.name == "xian@2024"


# ---- what is refused when a rulebook is built


def test_a_name_that_nothing_gives_is_refused() -> None:
    def law(honesty: Any) -> Any:
        return honesty

    with pytest.raises(LawError, match="xian@2024: rule law needs honesty, which is no rule"):
        book([rule(law)])


def test_rules_in_a_circle_are_refused_naming_them_in_turn() -> None:
    def chicken(egg: Any) -> Any:
        return egg

    def egg(hen: Any) -> Any:
        return hen

    def hen(egg: Any) -> Any:
        return egg

    with pytest.raises(LawError, match="rules in a circle: egg -> hen -> egg"):
        book([rule(chicken), rule(egg), rule(hen)])


def test_a_rule_that_needs_itself_is_refused() -> None:
    def hen(hen: Any) -> Any:
        return hen

    with pytest.raises(LawError, match="rules in a circle: hen -> hen"):
        book([rule(hen)])


def test_two_rules_for_one_name_are_refused() -> None:
    def employment(insured_months: Any) -> Any:
        return insured_months

    with pytest.raises(LawError, match="two rules for employment"):
        book([*RULES, rule(employment)], VALUES)


def test_one_rule_may_be_listed_twice() -> None:
    assert book([*RULES, employment], VALUES).rules == CITY.rules


@pytest.mark.parametrize(("name", "other"), [("age_limit", "value"), ("age", "fact")])
def test_a_rule_with_the_name_of_something_else_is_refused(name: str, other: str) -> None:
    named = replace(employment, name=name)
    with pytest.raises(LawError, match=f"{name} is the name of a rule and of a {other}"):
        book([*RULES, named], VALUES)


def test_a_value_with_the_name_of_a_fact_is_refused() -> None:
    with pytest.raises(LawError, match="age is the name of a value and of a fact"):
        book(RULES, [*VALUES, value("age", 5)])


def test_a_rule_that_no_result_reaches_is_refused() -> None:
    def forgotten(age: Any) -> Any:
        return age

    with pytest.raises(LawError, match="xian@2024: nothing reaches rule forgotten"):
        book([*RULES, rule(forgotten, quantity)], VALUES)


def test_a_value_that_no_rule_reads_is_refused() -> None:
    with pytest.raises(LawError, match="xian@2024: no rule reads value forgotten"):
        book(RULES, [*VALUES, value("forgotten", 5)])


def test_a_rule_without_a_citation_is_refused() -> None:
    with pytest.raises(LawError, match="rule unfounded cites no law"):

        @indicator("无据", "unfounded", cites=())
        def unfounded(age: Any) -> Any:
            return age


def test_a_list_without_bounds_is_refused() -> None:
    def awarded(awards: Any) -> Any:
        return len(awards)

    with pytest.raises(LawError, match="rule awarded reads list awards without bounds"):
        book([rule(awarded)])


def test_a_value_missing_for_a_cycle_is_refused() -> None:
    short = value("age_limit", 60, (2024, 2025))
    with pytest.raises(LawError, match="value age_limit: no value for cycle 2026"):
        book(RULES, [VALUES[0], short, VALUES[2]])


def test_values_that_overlap_in_a_cycle_are_refused() -> None:
    twice = replace(VALUES[1], values=VALUES[1].values * 2)
    with pytest.raises(LawError, match="value age_limit: 2 values that overlap for cycle 2024"):
        book(RULES, [VALUES[0], twice, VALUES[2]])


@pytest.mark.parametrize("cycle", [2023, 2027])
def test_a_cycle_that_was_not_encoded_is_refused(cycle: int) -> None:
    with pytest.raises(LawError, match=f"encoded for cycles 2024 to 2026, not for {cycle}"):
        CITY.at(cycle)


def test_asking_for_the_only_rule_of_several_is_refused() -> None:
    with pytest.raises(LawError, match=r"2 rules of kind indicator: .*innovation.*employment"):
        CITY.only(Kind.INDICATOR)


def test_a_rule_under_another_name_than_its_own_is_refused() -> None:
    with pytest.raises(LawError, match="rule employment goes by another name, work"):
        rules_in({"work": employment})


def test_the_rules_of_a_module_come_in_the_order_of_its_text() -> None:
    module = {"b": 1, "total": total, "employment": employment, "rule": rule}
    assert rules_in(module) == [total, employment]
    assert rules_in(module, {"total": total}) == [total, employment]


# ---- names, cycles and bounds that mean nothing


def test_a_value_called_cycle_is_refused() -> None:
    def years(cycle: int, age: Any) -> Any:
        return cycle - age

    with pytest.raises(LawError, match="cycle"):
        book([rule(years)], [value("cycle", 5)])


def test_a_fact_called_cycle_is_refused() -> None:
    with pytest.raises(LawError, match="cycle"):
        book(RULES, VALUES, facts={**FACTS, "cycle": FACTS["age"]})


def test_cycles_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(LawError, match="2026 to 2024"):
        book(RULES, VALUES, cycles=(2026, 2024))


@pytest.mark.parametrize("end", ["age", "nonsense"])
def test_a_bound_that_the_rule_does_not_read_is_refused(end: str) -> None:
    def awarded(awards: Any) -> Any:
        return len(awards)

    with pytest.raises(LawError, match=f"awarded.*{end}"):
        book([rule(awarded, bounds=(0, end))])


def test_a_bound_worked_out_from_what_the_rule_does_not_read_is_refused() -> None:
    def awarded(awards: Any) -> Any:
        return len(awards)

    with pytest.raises(LawError, match=r"awarded.*age"):
        book([rule(awarded, bounds=lambda age: Range(0, age))])


def test_a_parameter_that_has_no_place_of_its_own_is_refused() -> None:
    def named_only(*, age: Any) -> Any:
        return age

    with pytest.raises(LawError, match="named_only"):
        book([rule(named_only)])


# ---- the words of a rule


def test_a_rule_states_itself_in_both_languages() -> None:
    @consequence("随迁", "may follow", cites=CITED)
    def follows(age: Any) -> Any:
        """A child
        may follow.

        子女可以
        随迁。
        """
        return age

    assert follows.statement == Text("子女可以随迁。", "A child may follow.")
    assert employment.statement == Text("就业", "Points by the month.")


def test_a_rule_is_known_as_well_as_its_weakest_citation() -> None:
    weak = replace(employment, cites=(CITED, LAW("附件", "inferred"), CITED))
    assert weak.standing is Standing.INFERRED


def test_a_rule_shows_its_own_text() -> None:
    assert "return insured_months * points_per_month" in employment.source
