"""The law of one cycle: what it works out for one person, for a batch, and from what is unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.evaluation import InForce
from luohu.law.months import Month, Months
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.rules import calendar, quantity, total_score
from luohu.law.sources import LawError
from luohu.law.steps import Steps
from tests.law.city import CITED, CITY, PERSON, book, bounds, rule, value, words


def test_one_person_gets_every_result() -> None:
    found = CITY.at(2024).evaluate(PERSON)
    assert {name: found[name] for name in CITY.at(2024).outcomes} == {
        "total": 3300, "eligible": True, "innovation": 800, "employment": 2500,
        "young_enough": True,
    }  # fmt: skip


def test_a_batch_gets_what_each_person_gets_alone() -> None:
    law = CITY.at(2024)
    batch: dict[str, Any] = {
        "insured_months": np.array([100, 0, 84]),
        "age": np.array([40, 60, 59]),
        "awards": [np.array([600, 0, 1300]), np.array([800, 0, 0])],
    }
    together = law.evaluate(batch)
    for k in range(3):
        alone = law.evaluate(
            {
                "insured_months": int(batch["insured_months"][k]),
                "age": int(batch["age"][k]),
                "awards": [int(row[k]) for row in batch["awards"]],
            }
        )
        assert [together[name][k] for name in law.outcomes] == [alone[n] for n in law.outcomes]


def test_the_law_of_a_cycle_is_made_once() -> None:
    assert CITY.at(2025) is CITY.at(2025)
    assert CITY.at(2025) is not CITY.at(2026)


def test_a_rule_may_read_the_cycle() -> None:
    def years_ahead(cycle: int, age: Any) -> Any:
        return cycle - age

    ahead = book([rule(years_ahead)], cycles=(2024, 2025))
    assert ahead.at(2025).evaluate({"age": 40})["years_ahead"] == 1985


def test_values_are_those_of_the_cycle() -> None:
    def points(age: Any, per_year: int) -> Any:
        return age * per_year

    old, new = value("per_year", 1, (2024, 2024)), value("per_year", 2, (2025, 2026))
    dated = book([rule(points)], [replace(old, values=old.values + new.values)])
    assert dated.at(2024).evaluate({"age": 40})["points"] == 40
    assert dated.at(2025).evaluate({"age": 40})["points"] == 80


class Calls:
    """Three rules that note each time one of them is worked out."""

    def __init__(self) -> None:
        self.made: list[str] = []
        noted = self.made.append

        def doubled(limit: int) -> int:
            noted("doubled")
            return limit * 2

        def allowed(age: Any, doubled: int) -> Any:
            noted("allowed")
            return words.at_most(age, doubled)

        def counted(insured_months: Any) -> Any:
            noted("counted")
            return insured_months

        def both(allowed: Any, counted: Any) -> Any:
            noted("both")
            return allowed + counted

        rules = [rule(doubled, quantity), rule(allowed), rule(counted), rule(both, total_score)]
        self.law: InForce = book(rules, [value("limit", 25)]).at(2024)

    def since(self, **asked: Any) -> list[str]:
        self.made.clear()
        self.law.evaluate(PERSON, **asked)
        return sorted(self.made)


def test_what_needs_no_person_is_worked_out_once() -> None:
    calls = Calls()
    assert calls.made == ["doubled"]
    assert calls.since() == ["allowed", "both", "counted"]
    assert calls.since() == ["allowed", "both", "counted"]


@pytest.mark.parametrize(
    ("targets", "made"),
    [
        (["counted"], ["counted"]),
        (["allowed"], ["allowed"]),
        (["allowed", "counted"], ["allowed", "counted"]),
        (["both"], ["allowed", "both", "counted"]),
        (["doubled"], []),
        ([], []),
    ],
)
def test_only_what_is_asked_for_is_worked_out(targets: list[str], made: list[str]) -> None:
    assert Calls().since(targets=targets) == made


def test_what_is_given_is_not_worked_out_again() -> None:
    calls = Calls()
    assert calls.since(targets=["both"], given={"allowed": 7}) == ["both", "counted"]
    assert calls.law.evaluate(PERSON, given={"allowed": 7})["both"] == 107


@given(st.sets(st.sampled_from([*CITY.rules])))
def test_any_results_are_the_same_by_themselves(targets: set[str]) -> None:
    law = CITY.at(2024)
    everything = law.evaluate(PERSON, CITY.rules)
    assert law.results(PERSON, targets, {}) == {name: everything[name] for name in targets}


def test_a_changed_value_makes_a_new_law_and_leaves_the_old() -> None:
    dearer = replace(CITY, parameters=CITY.parameters | {"age_limit": value("age_limit", 30)})  # type: ignore[operator]
    assert CITY.at(2024).evaluate(PERSON)["eligible"] is True
    assert dearer.at(2024).evaluate(PERSON)["eligible"] is False


# ---- what is not known


def test_an_unknown_list_leaves_a_result_between_its_bounds() -> None:
    found = CITY.at(2024).evaluate(PERSON | {"awards": UNKNOWN})
    assert bounds(found["innovation"]) == (0, 1200)
    assert bounds(found["total"]) == (2500, 3700)
    assert found["employment"] == 2500


def test_an_unknown_list_of_a_batch_leaves_everybodys_result_open() -> None:
    batch = {"insured_months": np.array([0, 100]), "age": np.array([40, 40]), "awards": UNKNOWN}
    low, high = bounds(CITY.at(2024).evaluate(batch)["total"])
    assert low.tolist() == [0, 2500]
    assert high.tolist() == [1200, 3700]


def test_a_table_as_a_bound_stands_for_the_most_it_gives() -> None:
    def level(awards: Any, table: Steps) -> Any:
        return table.at(len(awards))

    table = value("table", Steps((0, 1, 2), (0, 900, 500)))
    law = book([rule(level, bounds=(0, "table"))], [table]).at(2024)
    assert law.evaluate({"awards": [5]})["level"] == 900
    assert bounds(law.evaluate({"awards": UNKNOWN})["level"]) == (0, 900)


def test_bounds_may_be_worked_out_from_what_the_rule_reads() -> None:
    def held(awards: Any, age: Any) -> Any:
        return words.at_most(len(awards), age)

    law = book([rule(held, bounds=lambda age: Range(0, age))]).at(2024)
    assert bounds(law.evaluate({"age": 40, "awards": UNKNOWN})["held"]) == (0, 40)


def test_an_unknown_list_of_spans_is_any_set_of_months() -> None:
    january = Month.of(2024, 1)

    @calendar("月", "paid", cites=CITED, bounds=Range(Months.none(), Months.every()))
    def paid(awards: Any) -> Any:
        """The months paid."""
        return Months.of(*awards)

    def recent(paid: Any) -> Any:
        return paid.last(12, january).count()

    law = book([paid, rule(recent)]).at(2024)
    assert law.evaluate({"awards": [(january, january)]})["recent"] == 1
    assert bounds(law.evaluate({"awards": UNKNOWN})["recent"]) == (0, 12)
    assert law.prepare({"awards": []}) == {"paid": Months.none()}


def test_an_unknown_fact_leaves_a_condition_open() -> None:
    found = CITY.at(2024).evaluate(PERSON | {"age": Range(50, 70)})
    assert bounds(found["eligible"]) == (False, True)


def test_an_unknown_fact_that_makes_no_difference_leaves_nothing_open() -> None:
    assert CITY.at(2024).evaluate(PERSON | {"age": Range(20, 50)})["eligible"] is True


# ---- what should hold, and does not yet


def test_a_result_that_no_rule_gives_is_refused() -> None:
    with pytest.raises(LawError, match="totl"):
        CITY.at(2024).evaluate(PERSON, ["totl"])


def test_bounds_that_leave_one_possibility_settle_the_result() -> None:
    def held(awards: Any, limit: int) -> Any:
        return words.at_most(len(awards), limit)

    law = book([rule(held, bounds=(0, "limit"))], [value("limit", 0)]).at(2024)
    assert not isinstance(law.evaluate({"awards": UNKNOWN})["held"], Range)
