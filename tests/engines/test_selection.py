"""A cohort ranked end to end: who is admitted, and who must first be made clear."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from luohu.cycle.award_list import AwardList
from luohu.engines.selection import award_list
from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.people.faults import Place, Refused
from luohu.schemes.catalogue import find_scheme
from tests.awards import applicant, award_rows, awarded_2020, needs_award_lists
from tests.law.city import CITY
from tests.schemes.beijing.example import paid, person, without

LAW = find_scheme("beijing").at(2026)
TOO_SHORT = person(insurance=[paid("2022-01")])


def cohort_of(**documents: dict[str, Any]) -> Cohort:
    named = [document | {"id": name} for name, document in documents.items()]
    return Cohort.of([read_applicant(document) for document in named])


def a_list(quota: int = 6000, **documents: dict[str, Any]) -> AwardList:
    return award_list(LAW, cohort_of(**documents), quota)


def refusal(places: list[Place] | None = None, **documents: dict[str, Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        award_list(LAW, cohort_of(**documents), 6000, places or ())
    return refused.value


def test_the_highest_totals_are_admitted() -> None:
    made = a_list(
        quota=1, later=person(insurance=[paid("2012-01")]), first=person(), short=TOO_SHORT
    )
    assert [award.cells() for award in made.awards] == [(1, "first", "1985-06", "73.29")]
    assert (made.scheme, made.cycle) == ("beijing", 2026)
    assert made.selection.ranks.tolist() == [2, 1, 0]


def test_who_is_not_eligible_is_not_ranked_whatever_is_unknown() -> None:
    open_total = {key: value for key, value in TOO_SHORT.items() if key != "homes"}
    made = a_list(short=open_total, first=person())
    assert [award.id for award in made.awards] == ["first"]


def test_everybody_whose_total_or_eligibility_is_open_is_named() -> None:
    faults = refusal(
        known=person(), total_open=without("homes"), eligibility_open=without("criminal_record")
    ).faults
    assert [fault.place.column for fault in faults] == ["id total_open", "id eligibility_open"]
    assert {fault.wrong.en for fault in faults} == {
        "eligibility or total is open: it cannot be ranked"
    }


def test_the_place_in_the_file_is_named() -> None:
    places = [Place("a.xlsx", "人员", 2), Place("a.xlsx", "人员", 3)]
    (fault,) = refusal(places, known=person(), unclear=without("homes")).faults
    assert fault.place == Place("a.xlsx", "人员", 3, "id unclear")


def test_awards_that_the_table_does_not_hold_are_refused() -> None:
    invented = person(awards=[{"type": "B", "points": 11}])
    (fault,) = refusal(known=person(), invented=invented).faults
    assert fault.place.column == "id invented"
    assert fault.wrong.en == "does not meet: awards give points of the table"
    assert fault.wrong.zh.startswith("不符合: ")
    assert fault.right == LAW.book.rules["awards_in_table"].statement


def test_a_scheme_without_points_cannot_be_ranked() -> None:
    rules = [rule for rule in CITY.rules.values() if rule.kind is Kind.INDICATOR]
    needed = CITY.needs([rule.name for rule in rules])
    unranked = replace(
        CITY,
        rules={name: rule for name, rule in CITY.rules.items() if name in needed},
        parameters={name: value for name, value in CITY.parameters.items() if name in needed},
    )
    with pytest.raises(LawError, match="xian@2024 has no total to rank by"):
        award_list(unranked.at(2024), cohort_of(one=person()), 1)


def test_progress_is_told() -> None:
    heard: list[int] = []
    award_list(LAW, cohort_of(one=person(), two=person()), 1, progress=heard.append)
    assert heard == [2]


@needs_award_lists
def test_the_list_of_2020_from_end_to_end() -> None:
    rows = award_rows(2020)
    people = [read_applicant(applicant(awarded_2020(row))) for row in rows]
    made = award_list(find_scheme("beijing").at(2020), Cohort.of(people), 6000).as_json()
    assert (made["cutoff"], made["admitted"], made["ties"]) == ("97.13", 6032, 54)
    first_of_score: dict[str, int] = {}
    for row in rows:  # the published list counts on within a tie; the rank is that of its first
        first_of_score.setdefault(row["total"], int(row["rank"]))
    assert {line["id"]: line["rank"] for line in made["list"]} == {
        row["rank"]: first_of_score[row["total"]] for row in rows
    }
