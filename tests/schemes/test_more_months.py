"""Laws of arithmetic in every city: more insured months never give fewer points for them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from luohu.law.months import Month
from luohu.law.ranges import ends
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_rulebook
from tests.schemes.anybody import anybody, city_of
from tests.schemes.cases import Row

EARNED_BY_INSURANCE = (
    ("beijing@2020", 2026, "employment"),
    ("guangzhou@2025", 2026, "social_insurance"),
    ("shenzhen@2023", 2026, "insurance_paid"),
    ("shanghai@2018", 2026, "insurance_years"),
    ("tianjin@2018", 2019, "social_insurance"),
    ("tianjin@2022", 2026, "social_insurance"),
    ("xiongan@2021", 2026, "employment"),
    ("ningbo@2022", 2024, "social_insurance"),
)


@pytest.mark.parametrize(("rules", "cycle", "indicator"), EARNED_BY_INSURANCE)
def test_another_insured_month_never_lowers_what_insurance_gives(
    rules: str, cycle: int, indicator: str
) -> None:
    book, dice = find_rulebook(rules), random.Random(cycle)
    law = book.at(cycle)
    for number in range(60):
        document = anybody(dice, city_of(rules), f"P{number}")
        month = str(Month.of(dice.randint(2008, 2024), dice.randint(1, 12)))
        more: Row = {"kind": "all", "from": month, "to": month, "city": document["city"]}
        other = document | {"insurance": [*document["insurance"], more]}

        def earned(one: dict[str, Any]) -> tuple[Any, Any]:
            facts = facts_of(read_applicant(one))
            return ends(law.evaluate(facts, (indicator,))[indicator])

        before, after = earned(document), earned(other)
        assert before[0] <= after[0], (number, month)
        assert before[1] <= after[1], (number, month)
