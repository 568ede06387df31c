"""Approval as talent, clause by clause; the tests' today is 2026-11-23."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError
from luohu.schemes.shenzhen import talent_2016 as law
from luohu.schemes.shenzhen import talent_routes_2016 as routes
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, paid, result, studied, values
from tests.schemes.shenzhen.example import APPROVAL, certified, found, hidden, records, resident

FULL: dict[str, Any] = {"full_time": True}
PART: dict[str, Any] = {"full_time": False}
FULL_BACHELOR = [studied("2009-07", "bachelor", **FULL)]


def get(name: str, given: Any = None, **facts: Any) -> Any:
    return found(APPROVAL, name, given, **facts)


def unstated(name: str, fact: str, **facts: Any) -> Any:
    return hidden(APPROVAL, name, fact, **facts)


def up_to(limit: int, name: str, **facts: Any) -> bool:
    """Whether a route is open below an age, not known at it and closed above."""
    ages = ((limit - 1, "11-23"), (limit, "11-23"), (limit, "01-01"), (limit + 1, "11-23"))
    answers = [get(name, born=f"{2026 - age}-{day}", **facts) for age, day in ages]
    return answers == [True, UNKNOWN, UNKNOWN, False]


# ---- what all routes ask for


@clause(routes.completed_years)
def test_age_on_the_day_of_applying() -> None:
    assert get("completed_years", born="1985-11-23") == 41
    assert get("completed_years", born="1985-11-24") == 40
    assert result(APPROVAL, 2020, "completed_years", resident(born="1985-12-31")) == 35


@clause(routes.insured, routes.insured_now)
def test_insured_in_the_month_of_applying() -> None:
    assert get("insured_now", insurance=[paid("2026-11", kind="medical")]) is True
    assert get("insured_now", insurance=[paid("2020-01", "2026-10")]) is False
    assert get("insured_now", insurance=[paid("2020-01", city="guangzhou")]) is False
    assert get("insured_now", insurance=[]) is False
    assert get("insured_now", insurance=[paid("2020-01", made_up=True)]) is UNKNOWN
    assert get("insured_now", insurance=[paid("2020-01", transferred_in=True)]) is UNKNOWN
    assert unstated("insured_now", "insurance") is UNKNOWN


@clause(routes.no_criminal_record, routes.no_banned_organisation, law.eligible)
def test_a_crime_or_a_banned_organisation_bars() -> None:
    assert get("eligible", education=FULL_BACHELOR) is True
    assert get("no_criminal_record", criminal_record=True) is False
    assert get("eligible", criminal_record=True, education=FULL_BACHELOR) is False
    banned = records("banned_organisation", 2015)
    assert get("no_banned_organisation", penalties=banned) is False
    assert get("eligible", penalties=banned, education=FULL_BACHELOR) is False
    assert get("no_banned_organisation", penalties=records("drugs", 2015)) is True
    assert unstated("no_banned_organisation", "penalties") is UNKNOWN


@clause(law.eligible)
def test_one_route_is_needed() -> None:
    assert get("eligible") is False
    assert get("eligible", insurance=[], education=FULL_BACHELOR) is False
    assert unstated("eligible", "education") is UNKNOWN


# ---- the routes


@clause(routes.high_level_talent)
def test_the_ages_of_high_level_talent_were_not_seen() -> None:
    recognised = [{"kind": "high_level"}]
    assert get("high_level_talent", talents=recognised) is UNKNOWN
    assert get("high_level_talent", {"age_high_level": "60"}, talents=recognised) is True
    assert get("high_level_talent", {"age_high_level": "40"}, talents=recognised) is False
    assert get("high_level_talent", talents=[{"kind": "high_level", "city": "beijing"}]) is False
    assert get("high_level_talent", talents=[{"kind": "startup"}]) is False
    assert unstated("high_level_talent", "talents") is UNKNOWN


@clause(routes.returnee)
def test_a_degree_from_abroad_up_to_45() -> None:
    degree = [studied("2009-07", None, "bachelor", abroad=True)]
    assert up_to(45, "returnee", education=degree)
    assert get("returnee", education=[studied("2009-07", None, "doctor")]) is False
    assert get("returnee", education=[studied("2009-07", "bachelor", abroad=True)]) is False
    assert unstated("returnee", "education") is UNKNOWN


@clause(routes.returnee)
def test_a_year_as_visiting_scholar_up_to_45() -> None:
    assert up_to(45, "returnee", talents=[{"kind": "visiting_scholar", "city": "elsewhere"}])


@clause(routes.bachelor)
def test_a_full_time_bachelor_up_to_45() -> None:
    assert up_to(45, "bachelor", education=FULL_BACHELOR)
    assert get("bachelor", education=[studied("2009-07", "bachelor", "bachelor", **FULL)]) is True
    assert get("bachelor", education=[studied("2009-07", "master", **FULL)]) is True
    assert get("bachelor", education=[studied("2009-07", "associate", **FULL)]) is False
    assert get("bachelor", education=[studied("2009-07", "bachelor", **PART)]) is False
    assert get("bachelor", education=[studied("2009-07", "bachelor")]) is UNKNOWN
    abroad = [studied("2009-07", "bachelor", abroad=True, **FULL)]
    assert get("bachelor", education=abroad) is False


@clause(routes.bachelor)
def test_a_diploma_of_later_does_not_open_an_earlier_year() -> None:
    document = resident(education=[studied("2019-01", "bachelor", **FULL)])
    assert result(APPROVAL, 2018, "bachelor", document) is False
    assert result(APPROVAL, 2019, "bachelor", document) is True


@clause(routes.associate)
def test_a_full_time_associate_up_to_35() -> None:
    assert up_to(35, "associate", education=[studied("2009-07", "associate", **FULL)])
    part_time = [studied("2009-07", "associate", **PART)]
    assert get("associate", born="1995-01-01", education=part_time) is False
    assert get("associate", born="1995-01-01", education=FULL_BACHELOR) is True
    assert unstated("associate", "education", born="1995-01-01") is UNKNOWN


SECONDARY = [studied("2003-07", "secondary")]


@clause(routes.secondary_or_higher, routes.senior_title)
@pytest.mark.parametrize("kind", ["title_senior", "title_associate_senior"])
def test_a_senior_title_up_to_50(kind: str) -> None:
    title = [certified(kind)]
    assert up_to(50, "senior_title", certificates=title, education=SECONDARY)
    assert get("senior_title", certificates=title, education=[]) is False
    assert get("secondary_or_higher", education=SECONDARY) is True
    assert get("secondary_or_higher", education=[studied("2003-07", None)]) is False
    assert unstated("senior_title", "education", certificates=title) is UNKNOWN
    assert get("senior_title", certificates=[certified("title_mid")], education=SECONDARY) is False


@clause(routes.mid_level_title)
def test_a_mid_level_title_up_to_45() -> None:
    title = [certified("title_mid")]
    assert up_to(45, "mid_level_title", certificates=title, education=SECONDARY)
    assert get("mid_level_title", certificates=title, education=[]) is False
    junior = [certified("title_junior")]
    assert get("mid_level_title", certificates=junior, education=SECONDARY) is False
    assert unstated("mid_level_title", "certificates", education=SECONDARY) is UNKNOWN


@clause(routes.senior_title, routes.mid_level_title)
@pytest.mark.parametrize(
    ("name", "kind"), [("senior_title", "title_senior"), ("mid_level_title", "title_mid")]
)
def test_a_title_without_a_month_is_open(name: str, kind: str) -> None:
    undated = [certified(kind, None)]
    assert get(name, certificates=undated, education=SECONDARY) is UNKNOWN
    assert get(name, certificates=[{"kind": kind}], education=SECONDARY) is UNKNOWN
    document = resident(certificates=[certified(kind, "2026-01")], education=SECONDARY)
    assert result(APPROVAL, 2025, name, document) is False
    assert result(APPROVAL, 2026, name, document) is True
    assert get(name, certificates=[*undated, certified(kind)], education=SECONDARY) is True
    assert get(name, certificates=undated, education=[]) is False


@clause(law.senior_technician, law.technician, law.senior_worker)
@pytest.mark.parametrize(
    ("name", "kind"),
    [("senior_technician", "skill_1"), ("technician", "skill_2"), ("senior_worker", "skill_3")],
)
def test_a_skill_without_a_month_is_open(name: str, kind: str) -> None:
    born = "1995-01-01"
    assert get(name, born=born, certificates=[certified(kind, None, listed=True)]) is UNKNOWN
    assert get(name, born=born, certificates=[certified(kind, None, listed=False)]) is False
    document = resident(born=born, certificates=[certified(kind, "2026-01", listed=True)])
    assert result(APPROVAL, 2025, name, document) is False
    assert result(APPROVAL, 2026, name, document) is True


@clause(law.senior_technician, law.technician)
@pytest.mark.parametrize(
    ("name", "kind", "limit"), [("senior_technician", "skill_1", 45), ("technician", "skill_2", 40)]
)
def test_technicians_in_the_catalogue(name: str, kind: str, limit: int) -> None:
    assert up_to(limit, name, certificates=[certified(kind, listed=True)])
    young = {"born": "1990-01-01"}
    assert get(name, **young, certificates=[certified(kind, listed=False)]) is False
    assert get(name, **young, certificates=[certified(kind)]) is UNKNOWN
    assert get(name, **young, certificates=[certified("skill_3", listed=True)]) is False
    assert unstated(name, "certificates", **young) is UNKNOWN


@clause(law.senior_worker, law.three_years_insured, routes.insured)
def test_a_senior_worker_up_to_35_after_three_insured_years() -> None:
    skill = [certified("skill_3", listed=True)]
    assert up_to(35, "senior_worker", certificates=skill, insurance=[paid("2023-12")])
    young = {"born": "1995-01-01", "certificates": skill}
    assert get("senior_worker", **young, insurance=[paid("2024-01")]) is False
    assert get("senior_worker", **young, insurance=[paid("2023-12", kind="medical")]) is True
    assert unstated("senior_worker", "insurance", **young) is UNKNOWN
    made_up = [paid("2020-01", "2020-12", made_up=True), paid("2024-06")]
    assert get("three_years_insured", insurance=made_up) is UNKNOWN
    given = {"made_up_months_count": "false"}
    assert get("three_years_insured", given, insurance=made_up) is False


@clause(law.prize_or_commendation)
@pytest.mark.parametrize("kind", ["national_contest", "city"])
def test_prizes_and_commendations_up_to_45(kind: str) -> None:
    assert up_to(45, "prize_or_commendation", commendations=[{"kind": kind}])


@clause(law.prize_or_commendation)
def test_other_prizes_open_nothing() -> None:
    assert get("prize_or_commendation", commendations=[{"kind": "provincial_contest"}]) is False
    elsewhere = [{"kind": "city", "city": "beijing"}]
    assert get("prize_or_commendation", commendations=elsewhere) is False
    assert get("prize_or_commendation", talents=[{"kind": "startup"}]) is False
    assert unstated("prize_or_commendation", "commendations") is UNKNOWN


@clause(law.prize_or_commendation)
def test_a_technical_expert_has_no_fact_of_its_own_and_is_open() -> None:
    expert = [{"kind": "contest_or_model"}]
    assert get("prize_or_commendation", talents=expert) is UNKNOWN
    assert get("eligible", talents=expert) is UNKNOWN
    assert get("prize_or_commendation", born="1979-01-01", talents=expert) is False
    prize = [{"kind": "national_contest"}]
    assert get("prize_or_commendation", talents=expert, commendations=prize) is True
    assert unstated("prize_or_commendation", "talents") is UNKNOWN
    assert "技术能手" in str(law.prize_or_commendation.question)
    assert "世界技能竞赛" in str(law.prize_or_commendation.question)


def test_ten_routes_and_no_points() -> None:
    assert len(APPROVAL.routes) == 10
    assert APPROVAL.indicators == ()


def test_whether_ages_are_included_may_be_given() -> None:
    facts = {"born": "1981-11-23", "education": FULL_BACHELOR}
    assert get("eligible", **facts) is UNKNOWN
    assert get("eligible", {"age_limit_included": "true"}, **facts) is True
    assert get("eligible", {"age_limit_included": "false"}, **facts) is False


@pytest.mark.parametrize("cycle", range(2016, 2027))
def test_every_year_from_2016_to_2026_runs(cycle: int) -> None:
    document = resident(education=FULL_BACHELOR)
    found = values(APPROVAL, cycle, document)
    assert found["insured"].count() == (cycle - 2005) * 12 + (2 if cycle == 2026 else 3)
    assert result(APPROVAL, cycle, "eligible", document) is True


@pytest.mark.parametrize("cycle", [2015, 2027])
def test_other_years_are_refused(cycle: int) -> None:
    with pytest.raises(LawError, match="2016 to 2026"):
        APPROVAL.at(cycle)
