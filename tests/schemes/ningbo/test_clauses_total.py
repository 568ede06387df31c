"""The deductions, the known part and the total."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.ningbo import district_indicators
from luohu.schemes.ningbo import schooling_2022 as law
from luohu.schemes.scoring import score_person
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN
from tests.schemes.ningbo.example import MAY, NO_OTHERS, found, person, without

# ---- deductions


@clause(district_indicators.bad_record, district_indicators.breach, district_indicators.offence,
        district_indicators.deductions)  # fmt: skip
@pytest.mark.parametrize(
    "facts",
    [{"criminal_record": True}, {"penalties": [{"kind": "bad_credit", "year": 2021}]},
     {"detentions": [{"year": 2021}]}, {"tax_violations": [{"year": 2021}]},
     {"penalties": [{"kind": "bad_credit", "year": 2022}]}],
)  # fmt: skip
def test_any_bad_record_leaves_the_deductions_open(facts: dict[str, Any]) -> None:
    assert found("bad_record") is False
    assert found("deductions") == "0.00"
    assert found("bad_record", **facts) is True
    assert found("breach", **facts) == ("-10000000000.00", "0.00")
    assert found("offence", **facts) == ("-10000000000.00", "0.00")
    given = {**MAY, "breach_deduction": "5", "offence_deduction": "20"}
    assert found("deductions", given=given, **facts) == "-25.00"
    assert without("bad_record", *facts) is UNKNOWN


@clause(district_indicators.bad_record, district_indicators.breach)
def test_false_material_up_to_the_year_is_a_bad_record() -> None:
    for year, recorded in ((2021, True), (2022, True), (2023, False), (None, False)):
        assert found("bad_record", false_material=year) is recorded
    assert found("breach", false_material=2021) == ("-10000000000.00", "0.00")


@clause(district_indicators.bad_record, district_indicators.deductions)
@pytest.mark.parametrize(
    "facts",
    [{"penalties": [{"kind": "bad_credit", "year": 2023}]}, {"detentions": [{"year": 2023}]},
     {"tax_violations": [{"year": 2023}]}],
)  # fmt: skip
def test_a_record_after_the_year_does_not_count_in_it(facts: dict[str, Any]) -> None:
    assert found("bad_record", **facts) is False
    assert found("deductions", **facts) == "0.00"
    assert found("bad_record", 2023, None, **facts) is True


# ---- total


@clause(law.known_score)
def test_the_known_part_is_the_provincial_layer_with_work_and_housing() -> None:
    assert found("known_score") == "46.00"
    assert found("provincial_score") == "26.00"


@clause(law.total)
def test_the_total_is_a_range_above_the_known_part() -> None:
    assert found("total") == ("46.00", "216.00")
    assert found("total", given={**MAY, **NO_OTHERS}) == "46.00"


@clause(law.total)
def test_the_total_says_that_the_rank_is_by_holder_and_ties_are_open() -> None:
    question = law.rulebook.rules["total"].question
    assert question is not None
    assert "同分如何排序未查到" in question.zh
    assert "by permit holder, not by family" in question.en


@clause(law.total)
def test_the_result_names_the_values_that_were_never_found() -> None:
    book = law.rulebook.given(MAY)
    score = score_person(book.at(2022), facts_of(read_applicant(person())), "example")
    assert score.as_json()["subtotals"]["known_score"] == "46.00"
    assert {"donation_points", "party_points", "military_points"} <= set(score.unknown)
    assert "blood_points" not in score.unknown
    assert score.eligible is True
