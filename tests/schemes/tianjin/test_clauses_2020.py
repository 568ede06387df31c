"""The table of 2020, of which little was seen: what is open, and for whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clauses import clause
from tests.schemes.cases import paid, span, studied
from tests.schemes.tianjin.example import (
    MIDDLE,
    MIDDLE_RULES,
    OPEN,
    UNKNOWN,
    found,
    own,
    result,
    without,
)

law = MIDDLE_RULES

RECORDS: list[tuple[str, dict[str, Any], str]] = [
    ("social_insurance", {"insurance": [paid("2019-01")]}, "insurance_points"),
    ("fund", {"housing_fund": [span("2019-01")]}, "fund_points"),
    ("education", {"education": [studied("2008-07", "bachelor")]}, "education_points"),
    ("title", {"certificates": [{"kind": "skill_1", "obtained": "2015-01"}]}, "title_points"),
    (
        "occupation",
        {"jobs": [span("2015-01", kind="employed", shortage="short")]},
        "occupation_points",
    ),
]


@clause(law.social_insurance, law.fund, law.education, law.title, law.occupation)
@pytest.mark.parametrize(("name", "facts", "value"), RECORDS)
def test_points_not_seen_are_open_for_those_with_a_record(
    name: str, facts: dict[str, Any], value: str
) -> None:
    assert found(name, 2020, **facts) == OPEN
    assert found(name, 2020, {value: "12.5"}, **facts) == "12.50"
    (listed,) = facts
    nothing: dict[str, Any] = {listed: []}
    assert found(name, 2020, **nothing) == "0.00"
    assert result(name, 2020, without(listed)) == OPEN


@clause(law.social_insurance, law.fund, law.occupation)
@pytest.mark.parametrize(
    ("name", "facts"),
    [("social_insurance", {"insurance": [paid("2019-01", city="beijing")]}),
     ("social_insurance", {"insurance": [paid("2020-01")]}),
     ("fund", {"housing_fund": [span("2019-01", city="beijing")]}),
     ("occupation", {"jobs": [span("2015-01", kind="employed", shortage="not_listed")]})],
)  # fmt: skip
def test_elsewhere_later_or_not_listed_gives_nothing(name: str, facts: dict[str, Any]) -> None:
    assert found(name, 2020, **facts) == "0.00"


@clause(law.age)
def test_age_is_open_for_everybody() -> None:
    assert found("age", 2020) == OPEN
    assert found("age", 2020, {"age_points": "10"}) == "10.00"


@clause(law.total)
def test_the_total_of_2020_once_what_was_not_seen_is_told() -> None:
    told = {"insurance_points": "80", "age_points": "5"}
    homes = [own("2019-06", bought="2019-06-01")]
    assert found("home", 2020, homes=homes) == "55.00"
    assert found("total", 2020, told, homes=homes) == "140.00"
    assert found("eligible", 2020, told, homes=homes) is True
    assert (
        found("filing_line_reached", 2020, {"insurance_points": "104", "age_points": "5"}) is False
    )
    assert found("filing_line_reached", 2020) is UNKNOWN


def test_its_cycles_are_2020_and_2021() -> None:
    assert MIDDLE.cycles == (2020, 2021)
