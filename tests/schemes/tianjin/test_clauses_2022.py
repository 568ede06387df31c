"""The table since 2022: B1, B3 to B6, G1, A1, A2, D1, D2 and the total."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.points import points
from tests.clauses import clause
from tests.schemes.cases import paid, span, studied
from tests.schemes.tianjin.example import (
    CURRENT,
    CURRENT_RULES,
    NO_LIMIT,
    OPEN,
    SECOND_BATCH,
    UNKNOWN,
    found,
    months_paid,
    own,
    result,
    without,
)

law = CURRENT_RULES

# ---- B1 social insurance


@clause(law.social_insurance)
@pytest.mark.parametrize(
    ("kind", "months", "points"),
    [("pension", 12, "10.00"), ("pension", 36, "30.00"), ("pension", 48, "42.00"),
     ("medical", 12, "3.00"), ("maternity", 48, "13.00"), ("injury", 11, "0.00")],
)  # fmt: skip
def test_each_kind_has_its_own_points(kind: str, months: int, points: str) -> None:
    assert found("social_insurance", 2026, insurance=months_paid(months, 2026, kind=kind)) == points


@clause(law.insured_months)
def test_a_kind_with_fewer_than_twelve_months_gives_nothing() -> None:
    insurance = [
        paid("2024-01", "2025-12", kind="pension"),
        paid("2025-01", "2025-11", kind="medical"),
    ]
    assert [*found("insured_months", 2026, insurance=insurance).values()] == [24, 0, 0, 0, 0]
    assert found("social_insurance", 2026, insurance=insurance) == "20.00"


@clause(law.insured_months, law.social_insurance)
@pytest.mark.parametrize("flag", ["made_up", "transferred_in", "flexible"])
def test_back_paid_transferred_and_flexible_months_are_out(flag: str) -> None:
    insurance = [*months_paid(12, 2026), paid("2020-01", "2024-12") | {flag: True}]
    assert found("social_insurance", 2026, insurance=insurance) == "22.00"


@clause(law.social_insurance)
def test_a_gap_costs_its_months_only_and_overlaps_count_once() -> None:
    gap = [paid("2020-01", "2021-12"), paid("2022-07", "2023-12")]
    assert found("social_insurance", 2026, insurance=gap) == "80.00"
    twice = [
        paid("2020-01", "2020-12"),
        paid("2020-01", "2020-12"),
        paid("2020-01", "2020-12", kind="pension"),
    ]
    assert found("social_insurance", 2026, insurance=twice) == "22.00"


def test_a_document_that_names_no_city_leaves_insurance_open() -> None:
    nowhere = without("city", insurance=months_paid(12, 2026), permits=[])
    assert result("social_insurance", 2026, nowhere) == ("0.00", "22.00")


# ---- B3 the housing fund


@clause(law.fund_paid, law.fund)
@pytest.mark.parametrize(
    ("first", "points"),
    [("2025-01", "3.00"), ("2025-12", "0.25"), ("2021-01", "15.00"), ("2020-01", "19.00")],
)
def test_three_points_a_year_of_fund_four_from_month_61(first: str, points: str) -> None:
    assert found("fund", 2026, housing_fund=[span(first)]) == points


@clause(law.fund_paid)
def test_fund_elsewhere_is_none_and_made_up_or_transferred_fund_is_open() -> None:
    assert found("fund", 2026, housing_fund=[span("2025-01", city="beijing")]) == "0.00"
    assert found("fund", 2026, housing_fund=[span("2025-01", made_up=True)]) == ("0.00", "3.00")
    assert found("fund", 2026, housing_fund=[span("2025-01", transferred_in=True)]) == (
        "0.00",
        "3.00",
    )


# ---- B4 age


@clause(law.completed_years, law.age)
@pytest.mark.parametrize(
    ("born", "years", "points"),
    [("1990-01-01", 35, "10.00"), ("1989-12-31", 36, "5.00"), ("1980-01-01", 45, "5.00"),
     ("1979-12-31", 46, "0.00"), ("2000-06-01", 25, "10.00")],
)  # fmt: skip
def test_trap_35_is_young_36_is_not_46_is_nothing(born: str, years: int, points: str) -> None:
    assert found("completed_years", 2026, born=born) == years
    assert found("age", 2026, born=born) == points


@clause(law.age)
def test_the_second_batch_reads_age_in_june_and_an_unstated_birth_is_open() -> None:
    assert found("age", 2026, born="1990-06-30") == "10.00"
    assert found("age", 2026, SECOND_BATCH, born="1990-06-30") == "5.00"
    assert result("age", 2026, without("born")) == ("0.00", "10.00")


# ---- B5 education


@clause(law.education)
@pytest.mark.parametrize(
    ("diploma", "points"),
    [("secondary", "0.00"), ("associate", "10.00"), ("bachelor", "20.00"), ("master", "20.00"),
     ("doctor", "20.00")],
)  # fmt: skip
def test_the_highest_diploma(diploma: str, points: str) -> None:
    assert found("education", 2026, education=[studied("2008-07", diploma)]) == points


@clause(law.education)
def test_of_several_diplomas_the_best_counts_and_only_by_the_cutoff() -> None:
    both = [studied("2006-07", "associate"), studied("2026-01", "bachelor")]
    assert found("education", 2026, education=both) == "10.00"
    assert found("education", 2026, SECOND_BATCH, education=both) == "20.00"


@clause(law.education)
def test_a_degree_alone_and_a_technicians_class_are_open() -> None:
    assert found("education", 2026, education=[studied("2008-07", None, "bachelor")]) == (
        "0.00",
        "20.00",
    )
    assert found("education", 2026, education=[studied("2008-07", "bachelor", "master")]) == "20.00"
    technician = [studied("2008-07", "secondary", technician_class=True)]
    assert found("education", 2026, education=technician) == OPEN
    assert (
        found("education", 2026, {"technician_class_points": "10"}, education=technician) == "10.00"
    )
    assert result("education", 2026, without("education")) == OPEN


# ---- B6 qualifications and skills


def certificate(kind: str, **details: Any) -> dict[str, Any]:
    return {"kind": kind, "obtained": "2019-06", "by_exam": True, "matches_post": True} | details


@clause(law.title)
@pytest.mark.parametrize(
    ("kind", "points"),
    [("title_senior", "30.00"), ("title_associate_senior", "30.00"), ("title_mid", "20.00"),
     ("title_junior", "15.00"), ("skill_1", "30.00"), ("skill_2", "20.00"), ("skill_3", "15.00"),
     ("skill_4", "10.00"), ("skill_5", "5.00"), ("special_skill", "0.00")],
)  # fmt: skip
def test_titles_by_examination_and_skills(kind: str, points: str) -> None:
    assert found("title", 2026, certificates=[certificate(kind)]) == points


@clause(law.title)
def test_a_title_and_a_skill_do_not_add_up() -> None:
    both = [certificate("title_mid"), certificate("skill_3")]
    assert found("title", 2026, certificates=both) == "20.00"


@clause(law.title)
@pytest.mark.parametrize(
    ("details", "points"),
    [({"by_exam": False}, "0.00"), ({"matches_post": False}, "0.00"),
     ({"by_exam": None}, ("0.00", "20.00")), ({"obtained": "2026-01"}, "0.00"),
     ({"obtained": None}, ("0.00", "20.00"))],
)  # fmt: skip
def test_a_reviewed_title_another_post_or_a_late_date_give_nothing(
    details: dict[str, Any], points: Any
) -> None:
    assert found("title", 2026, certificates=[certificate("title_mid", **details)]) == points


@clause(law.title)
def test_an_accountant_and_a_skill_for_another_post_are_open() -> None:
    assert found("title", 2026, certificates=[certificate("accountant")]) == ("0.00", "30.00")
    other = certificate("skill_3", matches_post=False)
    assert found("title", 2026, certificates=[other]) == ("0.00", "15.00")
    assert result("title", 2026, without("certificates")) == ("0.00", "30.00")


# ---- G1 occupation


@clause(law.occupation)
@pytest.mark.parametrize(
    ("shortage", "points"),
    [("very_short", "25.00"), ("short", "15.00"), ("general", "10.00"), ("not_listed", "0.00"),
     (None, ("0.00", "25.00"))],
)  # fmt: skip
def test_the_shortage_of_the_present_occupation(shortage: str | None, points: Any) -> None:
    assert (
        found("occupation", 2026, jobs=[span("2024-01", kind="employed", shortage=shortage)])
        == points
    )


@clause(law.occupation)
@pytest.mark.parametrize(
    "job",
    [span("2024-01", "2025-11", kind="employed"), span("2026-01", kind="employed"),
     span("2024-01", kind="flexible"), span("2024-01", kind="employed", city="beijing")],
)  # fmt: skip
def test_past_later_flexible_and_distant_jobs_give_nothing(job: dict[str, Any]) -> None:
    assert found("occupation", 2026, jobs=[job | {"shortage": "very_short"}]) == "0.00"


# ---- A1 marriage, A2 prizes


def married(**details: Any) -> dict[str, Any]:
    return {"since": "2015-05-01", "spouse_household": "elsewhere", "spouse_city": "tianjin",
            "spouse_insured_months": 24} | details  # fmt: skip


@clause(law.marriage)
@pytest.mark.parametrize(
    ("details", "points"),
    [({}, "20.00"), ({"spouse_insured_months": 23}, "0.00"), ({"spouse_city": "beijing"}, "0.00"),
     ({"since": "2026-01-01"}, "0.00"), ({"since": "2025-12-31"}, "20.00")],
)  # fmt: skip
def test_marriage_with_a_spouse_insured_here_for_24_months(
    details: dict[str, Any], points: str
) -> None:
    assert found("marriage", 2026, marriage=married(**details)) == points


@clause(law.marriage)
def test_unmarried_gives_nothing_and_unstated_is_open() -> None:
    assert found("marriage", 2026, marriage=None) == "0.00"
    assert result("marriage", 2026, without("marriage")) == ("0.00", "20.00")


@clause(law.prize)
@pytest.mark.parametrize(
    ("kinds", "points"),
    [([], "0.00"), (["provincial_contest"], "20.00"), (["national_contest"], "30.00"),
     (["provincial_contest", "national_contest", "national_contest"], "30.00"), (["city"], "0.00")],
)  # fmt: skip
def test_only_the_best_prize_counts(kinds: list[str], points: str) -> None:
    assert found("prize", 2026, commendations=[{"kind": kind} for kind in kinds]) == points


# ---- D1 and D2


def sentence(ended: str | None, punished: str = "2015-03-01") -> dict[str, Any]:
    return {"punished": punished, "ended": ended}


@clause(law.recent_convictions, law.crime)
@pytest.mark.parametrize(
    ("ended", "points"),
    [("2025-12-31", "-100.00"), ("2021-01-01", "-100.00"), ("2020-12-31", "0.00"),
     ("2018-01-01", "0.00"), (None, ("-100.00", "0.00")), ("2026-02-01", ("-100.00", "0.00"))],
)  # fmt: skip
def test_a_sentence_that_ended_less_than_five_years_before(ended: str | None, points: Any) -> None:
    rows = [sentence(ended)]
    assert found("crime", 2026, criminal_record=True, convictions=rows) == points


@clause(law.crime)
def test_deductions_add_up() -> None:
    rows = [sentence("2024-01-01"), sentence("2023-01-01"), sentence("2025-06-01", "2024-12-01")]
    assert found("recent_convictions", 2026, criminal_record=True, convictions=rows) == 3
    assert found("crime", 2026, criminal_record=True, convictions=rows) == "-300.00"
    late = sentence(None, "2026-01-05")
    assert found("crime", 2026, criminal_record=True, convictions=[late]) == "0.00"


@clause(law.recent_convictions, law.crime)
def test_a_criminal_record_without_sentences_listed_is_open() -> None:
    low, high = found("crime", 2026, criminal_record=True)
    assert (points(low) < points("-1000"), high) == (True, "0.00")
    assert found("crime", 2026, criminal_record=False) == "0.00"
    listed = [sentence("2018-01-01")]
    assert found("crime", 2026, criminal_record=True, convictions=listed) == "0.00"


@clause(law.false_data_records, law.false_data)
def test_what_false_data_cost_since_2022_was_not_found() -> None:
    forged = [{"kind": "forged_application", "year": 2024}, {"kind": "bad_credit", "year": 2024}]
    assert found("false_data", 2026) == "0.00"
    assert found("false_data_records", 2026, penalties=forged, false_material=2024) == 1
    assert found("false_data", 2026, penalties=forged) == (f"-{NO_LIMIT}", "0.00")
    assert (
        found("false_data", 2026, {"points_per_false_data": "30"}, penalties=forged * 2) == "-60.00"
    )


@clause(law.false_data_records)
@pytest.mark.parametrize(
    ("year", "records"), [(2025, 1), (2021, 1), (2020, 0), (2019, 0), (2026, 0)]
)
def test_five_whole_years_back_from_december(year: int, records: int) -> None:
    assert found("false_data_records", 2026, false_material=year) == records


@clause(law.false_data_records)
@pytest.mark.parametrize(
    ("year", "records"), [(2026, (0, 1)), (2025, 1), (2022, 1), (2021, (0, 1)), (2020, 0)]
)
def test_five_years_back_from_june_leave_the_first_and_last_year_open(
    year: int, records: Any
) -> None:
    assert found("false_data_records", 2026, SECOND_BATCH, false_material=year) == records


@clause(law.false_data_records, law.false_data)
def test_false_data_elsewhere_are_none_and_in_an_unnamed_city_open() -> None:
    forged = [{"kind": "forged_application", "year": 2024, "city": "hebei"}]
    assert found("false_data", 2026, penalties=forged) == "0.00"
    assert found("false_data_records", 2026, penalties=forged, false_material=2024) == (0, 1)
    nowhere = without("city", penalties=[{"kind": "forged_application", "year": 2024}], permits=[])
    assert result("false_data_records", 2026, nowhere) == (0, 1)


@clause(law.false_data_records)
def test_false_data_of_two_years_may_be_two_records() -> None:
    forged = [{"kind": "forged_application", "year": 2021}]
    assert found("false_data_records", 2026, penalties=forged, false_material=2023) == (1, 2)
    assert found("false_data_records", 2026, penalties=forged, false_material=2021) == 1
    assert found("false_data_records", 2026, penalties=forged, false_material=2019) == 1


# ---- the total, the cycles


@clause(law.total)
def test_the_total_adds_every_indicator() -> None:
    facts: dict[str, Any] = {
        "insurance": months_paid(36, 2026),
        "homes": [own("2023-01", None, "滨海新区", bought="2023-01-05", new=True)],
        "endorsements": [{"city": "tianjin", "year": 2025}],
        "housing_fund": [span("2025-01")],
        "education": [studied("2008-07", "bachelor")],
        "certificates": [certificate("title_mid")],
        "jobs": [span("2024-01", kind="employed", shortage="general")],
        "marriage": married(),
        "commendations": [{"kind": "provincial_contest"}],
        "criminal_record": True,
        "convictions": [sentence("2024-01-01")],
    }
    scores = {name: found(name, 2026, **facts) for name in CURRENT.indicators}
    assert scores == {
        "social_insurance": "66.00", "home": "45.00", "new_home": "30.00", "endorsement": "6.00",
        "fund": "3.00", "age": "5.00", "education": "20.00", "title": "20.00",
        "occupation": "10.00", "marriage": "20.00", "prize": "20.00", "crime": "-100.00",
        "false_data": "0.00",
    }  # fmt: skip
    assert found("total", 2026, **facts) == "145.00"


@pytest.mark.parametrize("cycle", [2021, 2027])
def test_a_cycle_outside_2022_to_2026_is_refused(cycle: int) -> None:
    with pytest.raises(ValueError, match="2022 to 2026"):
        CURRENT.at(cycle)


def test_somebody_of_whom_lists_are_not_stated_is_not_said_to_be_eligible() -> None:
    assert result("eligible", 2026, without("insurance")) is UNKNOWN
