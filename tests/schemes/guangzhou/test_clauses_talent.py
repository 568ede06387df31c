"""Introduced talent: ages by degree, title, skill; work and insurance; recognised talent."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.days import Day
from luohu.law.sources import LawError, Standing
from luohu.schemes.guangzhou import degrees_and_titles
from luohu.schemes.guangzhou import talent_2020 as law
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, studied
from tests.schemes.guangzhou.example import TALENT, applicant, as_talent, job, without

Rows = list[dict[str, Any]]


def certificate(kind: str, obtained: str | None = "2020-01", **details: Any) -> dict[str, Any]:
    return {"kind": kind, "obtained": obtained, "listed": True, "matches_post": True, **details}


def at_work(**facts: Any) -> dict[str, Any]:
    """At work and insured here, asked on the last day of 2024."""
    return applicant(**{"jobs": [job("2023-01")], "insurance": [paid("2023-01")], **facts})


# ---- the day of asking, work, insurance


@clause(law.cutoff_day, law.completed_years)
def test_age_is_of_the_day_of_asking() -> None:
    assert as_talent("cutoff_day") == 20241231
    assert as_talent("cutoff_day", 2026) == 20261123
    assert as_talent("completed_years", born="1984-12-31") == 40
    assert as_talent("completed_years", 2026, born="1984-11-24") == 41


@clause(law.works_here)
def test_at_work_here_when_asking() -> None:
    assert as_talent("works_here", jobs=[job("2024-12")]) is True
    assert as_talent("works_here", jobs=[job("2024-01", "2024-11")]) is False
    assert as_talent("works_here", jobs=[job("2024-12", city="shenzhen")]) is False
    assert result(TALENT, 2024, "works_here", without("jobs")) is UNKNOWN


@clause(law.insured_now)
def test_insurance_is_being_paid_here_and_not_late() -> None:
    assert as_talent("insured_now", insurance=[paid("2024-12")]) is True
    assert as_talent("insured_now", insurance=[paid("2024-01", "2024-11")]) is False
    assert as_talent("insured_now", insurance=[paid("2024-01", made_up=True)]) is False
    assert as_talent("insured_now", insurance=[paid("2024-01", kind="medical")]) is UNKNOWN
    assert result(TALENT, 2024, "insured_now", without("insurance")) is UNKNOWN


# ---- registered elsewhere, and not barred


@clause(law.household_elsewhere)
def test_whoever_is_registered_in_guangzhou_has_nothing_to_move() -> None:
    assert as_talent("household_elsewhere", household={"city": "shenzhen"}) is True
    assert as_talent("household_elsewhere", household={"city": "guangzhou"}) is False
    assert result(TALENT, 2024, "household_elsewhere", without("household")) is UNKNOWN


def forged(year: int, **details: Any) -> dict[str, Any]:
    return {"kind": "forged_application", "year": year, **details}


@clause(law.not_barred)
@pytest.mark.parametrize(
    ("row", "free"),
    [(forged(2024), False), (forged(2020), False), (forged(2019), True),
     (forged(2024, city="shenzhen"), True), ({"kind": "bad_credit", "year": 2024}, True)],
)  # fmt: skip
def test_a_forged_application_in_guangzhou_bars_for_five_years(
    row: dict[str, Any], free: Any
) -> None:
    assert as_talent("not_barred", penalties=[row]) is free
    assert result(TALENT, 2024, "not_barred", without("penalties")) is UNKNOWN


@clause(law.not_barred)
def test_false_material_of_an_unstated_city_leaves_the_bar_open() -> None:
    for year in (2024, 2020):
        assert as_talent("not_barred", false_material=year) is UNKNOWN
    assert as_talent("not_barred", false_material=2019) is True
    assert as_talent("not_barred", false_material=2023, penalties=[forged(2023)]) is False


# ---- (一) recognised talent


@clause(law.national_talent, law.high_level_talent, law.model_or_contest)
@pytest.mark.parametrize(
    ("route", "kind", "oldest", "too_old"),
    [("high_level_talent", "high_level", "1974-01-01", "1973-12-31"),
     ("model_or_contest", "contest_or_model", "1979-01-01", "1978-12-31")],
)  # fmt: skip
def test_recognised_talent_up_to_50_or_45(route: str, kind: str, oldest: str, too_old: str) -> None:
    rows = [{"kind": kind}]
    assert as_talent(route, talents=rows, born=oldest) is True
    assert as_talent(route, talents=rows, born=too_old) is False
    assert as_talent(route, talents=[{"kind": kind, "city": "shenzhen"}], born=oldest) is False
    assert as_talent(route, talents=[{"kind": "academician"}], born=oldest) is False
    assert result(TALENT, 2024, route, without("talents")) is UNKNOWN


@clause(law.national_talent)
def test_academicians_are_of_any_age() -> None:
    assert (
        as_talent("national_talent", talents=[{"kind": "academician"}], born="1930-01-01") is True
    )
    assert as_talent("national_talent", talents=[{"kind": "high_level"}]) is False
    assert result(TALENT, 2024, "national_talent", without("talents")) is UNKNOWN


# ---- (二) to (四)


@clause(degrees_and_titles.has_doctorate, degrees_and_titles.has_masters)
@pytest.mark.parametrize(
    ("name", "level"), [("has_doctorate", "doctor"), ("has_masters", "master")]
)
def test_a_diploma_or_a_degree_is_enough(name: str, level: str) -> None:
    for diploma, degree in ((level, None), (None, level), (level, level)):
        assert as_talent(name, education=[studied("2024-12", diploma, degree)]) is True
    assert as_talent(name, education=[studied("2025-01", level, level)]) is False
    assert as_talent(name, education=[studied("2020-06", "bachelor", "bachelor")]) is False
    assert result(TALENT, 2024, name, without("education")) is UNKNOWN


@clause(degrees_and_titles.has_bachelors)
@pytest.mark.parametrize(
    ("row", "held"),
    [(studied("2010-06", "bachelor", "bachelor", full_time=True), True),
     (studied("2010-06", "bachelor", "bachelor", full_time=False), False),
     (studied("2010-06", "bachelor", "bachelor"), UNKNOWN),
     (studied("2010-06", "bachelor", None, full_time=True), False),
     (studied("2010-06", None, "bachelor", full_time=True), False),
     (studied("2010-06", None, "bachelor", abroad=True), True),
     (studied("2010-06", "bachelor", None, abroad=True), False),
     (studied("2025-06", "bachelor", "bachelor", full_time=True), False)],
)  # fmt: skip
def test_a_bachelor_needs_full_time_study_and_degree_or_a_degree_from_abroad(
    row: dict[str, Any], held: Any
) -> None:
    assert as_talent("has_bachelors", education=[row]) is held


@clause(degrees_and_titles.has_bachelors)
def test_unknown_schooling_leaves_it_open() -> None:
    assert result(TALENT, 2024, "has_bachelors", without("education")) is UNKNOWN


@clause(degrees_and_titles.has_senior_title, degrees_and_titles.has_mid_title)
def test_titles_are_what_they_are_and_held_by_now() -> None:
    for kind in ("title_senior", "title_associate_senior"):
        assert as_talent("has_senior_title", certificates=[certificate(kind)]) is True
        assert as_talent("has_mid_title", certificates=[certificate(kind)]) is False
    middle = certificate("title_mid")
    assert as_talent("has_mid_title", certificates=[middle]) is True
    assert as_talent("has_mid_title", certificates=[middle | {"obtained": "2025-01"}]) is False
    assert as_talent("has_mid_title", certificates=[middle | {"obtained": None}]) is UNKNOWN
    for name in ("has_mid_title", "has_senior_title"):
        assert result(TALENT, 2024, name, without("certificates")) is UNKNOWN


DOCTOR = {"education": [studied("2010-06", "doctor", "doctor")]}
MASTER = {"education": [studied("2010-06", "master", "master")]}
BACHELOR = {"education": [studied("2010-06", "bachelor", "bachelor", full_time=True)]}
SENIOR = {"certificates": [certificate("title_senior")]}
MIDDLE = {"certificates": [certificate("title_mid")]}


@clause(law.doctor_or_senior, law.master, law.bachelor_or_mid)
@pytest.mark.parametrize(
    ("route", "facts", "oldest"),
    [("doctor_or_senior", DOCTOR, 50), ("doctor_or_senior", SENIOR, 50), ("master", MASTER, 45),
     ("bachelor_or_mid", BACHELOR, 40), ("bachelor_or_mid", MIDDLE, 40)],
)  # fmt: skip
def test_the_ladder_of_ages(route: str, facts: dict[str, Any], oldest: int) -> None:
    born, older = f"{2024 - oldest}-01-01", f"{2023 - oldest}-12-31"
    assert as_talent(route, born=born, **facts) is True
    assert as_talent(route, born=older, **facts) is False
    assert result(TALENT, 2024, route, without("born", **facts)) is UNKNOWN
    assert as_talent(route, born=born) is False


# ---- (五) skills


@clause(law.skilled)
@pytest.mark.parametrize(
    ("kind", "oldest"),
    [("skill_1", 45), ("skill_2", 40), ("skill_3", 35), ("listed_qualification", 40),
     ("accountant", 40), ("lawyer", 40)],
)  # fmt: skip
def test_skills_have_ages_of_their_own(kind: str, oldest: int) -> None:
    facts: dict[str, Any] = {"certificates": [certificate(kind)], "insurance": [paid("2020-02")]}
    assert as_talent("skilled", born=f"{2024 - oldest}-01-01", **facts) is True
    assert as_talent("skilled", born=f"{2023 - oldest}-12-31", **facts) is False


@clause(law.skilled)
@pytest.mark.parametrize(
    ("row", "insured", "holds"),
    [(certificate("skill_3"), paid("2024-07"), True), (certificate("skill_3"), paid("2024-08"), False),
     (certificate("skill_3", "2024-06"), paid("2020-01"), True),
     (certificate("skill_3", "2024-07"), paid("2020-01"), False),
     (certificate("skill_3", None), paid("2020-01"), UNKNOWN),
     (certificate("skill_3", None), paid("2024-08"), False),
     (certificate("skill_3", listed=False), paid("2020-01"), False),
     (certificate("skill_3", listed=None), paid("2020-01"), UNKNOWN),
     (certificate("skill_3", matches_post=False), paid("2020-01"), False),
     (certificate("skill_4"), paid("2020-01"), False)],
)  # fmt: skip
def test_a_listed_certificate_and_half_a_year_insured_since(
    row: dict[str, Any], insured: dict[str, Any], holds: Any
) -> None:
    facts: dict[str, Any] = {"certificates": [row], "insurance": [insured]}
    assert as_talent("skilled", born="1995-01-01", **facts) is holds


@clause(law.skilled)
@pytest.mark.parametrize(
    ("rows", "holds"),
    [([paid("2022-01", "2022-06")], True),
     ([paid("2022-01", "2022-03"), paid("2022-05", "2022-07")], UNKNOWN),
     ([paid("2022-01", "2022-05"), paid("2022-07", "2022-12", kind="medical")], UNKNOWN),
     ([paid("2022-01", "2022-03"), paid("2022-04", "2022-04", made_up=True), paid("2022-05", "2022-07")],
      UNKNOWN),
     ([paid("2022-01", "2022-02"), paid("2022-04", "2022-06")], False)],
)  # fmt: skip
def test_half_a_year_since_the_certificate_in_scattered_months_is_open(
    rows: Rows, holds: Any
) -> None:
    facts: dict[str, Any] = {"certificates": [certificate("skill_3")], "insurance": rows}
    assert as_talent("skilled", born="1995-01-01", **facts) is holds
    question = law.skilled.question
    assert question is not None
    assert "第十四条" in question.zh
    assert {cite.article for cite in law.skilled.cites} >= {"第十四条"}


@clause(law.skilled)
def test_unknown_certificates_or_insurance_leave_it_open() -> None:
    facts = {"born": "1995-01-01", "certificates": [certificate("skill_3")]}
    assert result(TALENT, 2024, "skilled", without("certificates")) is UNKNOWN
    assert result(TALENT, 2024, "skilled", without("insurance", **facts)) is UNKNOWN


@clause(law.short_trade)
@pytest.mark.parametrize(
    ("row", "holds"),
    [(job("2024-01", shortage="short"), True), (job("2024-01", shortage="general"), True),
     (job("2024-01", shortage="not_listed"), False), (job("2024-01"), UNKNOWN),
     (job("2024-01", "2024-11", shortage="short"), False),
     (job("2024-01", shortage="short", city="shenzhen"), False)],
)  # fmt: skip
def test_a_trade_in_short_supply_up_to_40(row: dict[str, Any], holds: Any) -> None:
    facts: dict[str, Any] = {"jobs": [row], "insurance": [paid("2024-01")]}
    assert as_talent("short_trade", born="1984-01-01", **facts) is holds
    assert as_talent("short_trade", born="1983-12-31", **facts) is False
    unstated = without("jobs", born="1990-01-01", insurance=facts["insurance"])
    assert result(TALENT, 2024, "short_trade", unstated) is UNKNOWN


@clause(law.short_trade)
@pytest.mark.parametrize(
    ("rows", "holds"),
    [([paid("2024-07")], True), ([paid("2024-08")], False), ([], False),
     ([paid("2024-01", "2024-03"), paid("2024-10")], UNKNOWN),
     ([paid("2024-01", city="shenzhen")], False), ([paid("2024-01", kind="medical")], UNKNOWN)],
)  # fmt: skip
def test_a_trade_in_short_supply_needs_half_a_year_of_insurance(rows: Rows, holds: Any) -> None:
    facts: dict[str, Any] = {"born": "1995-01-01", "jobs": [job("2020-01", shortage="short")]}
    assert as_talent("short_trade", **facts, insurance=rows) is holds
    assert result(TALENT, 2024, "short_trade", without("insurance", **facts)) is UNKNOWN


# ---- (六) to (十), and all together


@clause(law.chosen_by_others)
def test_founders_and_people_of_key_employers_by_quota() -> None:
    for kind in ("startup", "key_employer", "outstanding"):
        assert as_talent("chosen_by_others", talents=[{"kind": kind}]) is True
    assert as_talent("chosen_by_others", talents=[{"kind": "intermediary"}]) is False
    assert result(TALENT, 2024, "chosen_by_others", without("talents")) is UNKNOWN


@clause(law.eligible)
def test_one_route_is_enough_for_who_works_and_is_insured_here() -> None:
    assert result(TALENT, 2024, "eligible", at_work(**MASTER)) is True
    assert result(TALENT, 2024, "eligible", at_work(talents=[{"kind": "academician"}])) is True
    assert result(TALENT, 2024, "eligible", at_work(**MASTER, jobs=[])) is False
    assert result(TALENT, 2024, "eligible", at_work(**MASTER, insurance=[])) is False
    assert result(TALENT, 2024, "eligible", at_work(**MASTER, penalties=[forged(2023)])) is False
    registered = at_work(**MASTER, household={"city": "guangzhou"})
    assert result(TALENT, 2024, "eligible", registered) is False
    plain = at_work(jobs=[job("2023-01", shortage="not_listed")])
    assert result(TALENT, 2024, "eligible", plain) is False


@clause(law.eligible)
def test_a_part_time_bachelor_of_35_is_not_enough() -> None:
    schools = [studied("2015-06", "bachelor", "bachelor", full_time=False)]
    facts = {"education": schools, "jobs": [job("2023-01", shortage="not_listed")]}
    assert result(TALENT, 2024, "eligible", at_work(born="1989-05-05", **facts)) is False


def test_after_july_2025_ages_of_degrees_are_inferred_the_rest_is_unverified() -> None:
    of_degrees = {"doctor_age", "master_age", "bachelor_age"}
    for name, parameter in TALENT.parameters.items():
        before = parameter.value_for(2025, Day.parse("2025-07-04"))
        later = parameter.value_for(2025, Day.parse("2025-07-05"))
        weaker = Standing.INFERRED if name in of_degrees else Standing.UNVERIFIED
        assert (before.standing, later.standing) == (Standing.OFFICIAL, weaker), name
        assert before.content == later.content


def test_the_years_before_2020_and_after_2026_are_refused() -> None:
    for cycle in (2019, 2027):
        with pytest.raises(LawError):
            TALENT.at(cycle)
