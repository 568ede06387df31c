"""Settling with the permit: years, base, titles, routes, a clean record."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError
from luohu.schemes.shanghai import hukou_2012 as law
from luohu.schemes.shanghai import hukou_years_and_base as years
from luohu.schemes.shanghai.hukou_years_and_base import Level
from tests.clauses import clause
from tests.schemes.cases import UNKNOWN, result, values
from tests.schemes.shanghai.example import (
    HUKOU,
    YEAR,
    applicant,
    at,
    certificate,
    job,
    low,
    permit,
    settles,
    without,
)

Rows = list[dict[str, Any]]
NO_EARLIER_WAGE = {"wage_asked_before": "false"}
SEVEN_YEARS = permit("2016-01")


def insured(percent: int, since: str = "2016-01") -> Rows:
    """Insured at a low base, and at a multiple of the wage since 2019."""
    return [low(since, "2018-12"), *at(percent, "2019-01", "2022-12")]


# ---- a permit, years


@clause(years.permit_valid)
def test_the_permit_is_held_in_the_month_of_applying() -> None:
    assert settles("permit_valid", permits=[permit("2022-12")]) is True
    assert settles("permit_valid", permits=[permit("2010-01", "2022-11")]) is False
    assert result(HUKOU, YEAR, "permit_valid", without("permits")) is UNKNOWN


@clause(years.counted, years.counted_months)
def test_months_count_that_have_both_permit_and_insurance() -> None:
    facts: dict[str, Any] = {
        "permits": [permit("2010-01", "2012-12"), permit("2016-01")],
        "insurance": [low("2012-01", "2014-12"), low("2020-01")],
    }
    assert settles("counted_months", **facts) == 12 + 36
    months = values(HUKOU, YEAR, applicant(**facts))["counted"]
    assert [str(first) for first, _ in months.spans()] == ["2012-01", "2020-01"]
    facts["insurance"] = [low("2012-01", made_up=True), low("2020-01", "2022-11")]
    assert settles("counted_months", **facts) == 35


# ---- the base


@clause(years.months_by_level)
@pytest.mark.parametrize(
    ("percent", "held"), [(99, 0), (100, 1), (129, 1), (130, 2), (200, 3), (299, 3), (300, 4)]
)
def test_months_by_the_multiple_of_their_wage(percent: int, held: int) -> None:
    document = applicant(insurance=at(percent, "2019-01", "2022-12"))
    by_level = values(HUKOU, YEAR, document)["months_by_level"]
    assert [by_level[level].count() for level in Level] == [48] * held + [0] * (4 - held)


@clause(years.months_by_level)
def test_made_up_months_do_not_count_disputed_ones_are_open() -> None:
    for details, low_end, high_end in (({"made_up": True}, 0, 0), ({"inconsistent": True}, 0, 48)):
        document = applicant(insurance=at(300, "2019-01", "2022-12", **details))
        count = values(HUKOU, YEAR, document)["months_by_level"][Level.TRIPLE].count()
        assert (getattr(count, "low", count), getattr(count, "high", count)) == (low_end, high_end)


@clause(years.base_with_title)
def test_beside_a_title_36_of_48_months_at_1_3_times_the_wage() -> None:
    held: dict[str, Any] = {"permits": [SEVEN_YEARS], "given": NO_EARLIER_WAGE}
    assert settles("base_with_title", insurance=insured(130), **held) is True
    assert settles("base_with_title", insurance=insured(129), **held) is False
    enough = [low("2016-01", "2019-06"), *at(130, "2019-07", "2022-06"), low("2022-07")]
    short = [low("2016-01", "2019-06"), *at(130, "2019-07", "2022-05"), low("2022-06")]
    assert settles("base_with_title", insurance=enough, **held) is True
    assert settles("base_with_title", insurance=short, **held) is False


@clause(years.base_with_title)
def test_whether_the_wage_is_asked_for_before_is_open_where_it_was_not_reached() -> None:
    before_2018 = insured(130)
    facts: dict[str, Any] = {"permits": [SEVEN_YEARS], "insurance": before_2018}
    assert settles("base_with_title", **facts) is UNKNOWN
    assert settles("base_with_title", given={"wage_asked_before": "true"}, **facts) is False
    facts["insurance"] = at(130, "2018-01", "2023-06")
    assert settles("base_with_title", 2026, given=NO_EARLIER_WAGE, **facts) is False


@clause(years.base_without_title)
@pytest.mark.parametrize(("percent", "met"), [(199, False), (200, True), (300, True)])
def test_without_a_title_twice_the_wage(percent: int, met: bool) -> None:
    assert settles("base_without_title", insurance=insured(percent)) is met


# ---- titles


@clause(law.title_held)
@pytest.mark.parametrize(
    ("kind", "held"),
    [("title_mid", True), ("title_senior", True), ("title_junior", False), ("skill_2", True),
     ("skill_1", True), ("skill_3", False), ("accountant", True), ("lawyer", True),
     ("listed_qualification", UNKNOWN)],
)  # fmt: skip
def test_the_middle_level_or_in_practice(kind: str, held: bool | None) -> None:
    assert settles("title_held", certificates=[certificate(kind)]) is held


@clause(law.title_held)
def test_one_must_be_appointed_to_it_an_accountant_practise() -> None:
    assert settles("title_held", certificates=[certificate("title_mid", appointed=False)]) is False
    assert settles("title_held", certificates=[certificate("title_mid", appointed=None)]) is UNKNOWN
    assert settles("title_held", certificates=[certificate("title_mid", matches_post=False)]) is False  # fmt: skip
    assert settles("title_held", certificates=[certificate("accountant", appointed=None)]) is True
    assert settles("title_held", certificates=[certificate("lawyer", matches_post=False)]) is False
    assert result(HUKOU, YEAR, "title_held", without("certificates")) is UNKNOWN


# ---- a clean record


@clause(law.no_criminal_record, law.no_bad_record)
def test_the_record_must_be_clean() -> None:
    assert settles("no_criminal_record", criminal_record=True) is False
    assert settles("no_bad_record") is True
    assert settles("no_bad_record", detentions=[2005]) is False
    assert settles("no_bad_record", penalties=[{"kind": "bad_credit", "year": 2020}]) is False
    assert settles("no_bad_record", tax_violations=[2019]) is False
    assert result(HUKOU, YEAR, "no_bad_record", without("penalties")) is UNKNOWN


# ---- routes

TITLE = [certificate("title_mid")]


@clause(law.seven_years_with_title)
def test_seven_years_with_a_title_and_the_base() -> None:
    facts: dict[str, Any] = {
        "permits": [SEVEN_YEARS], "insurance": insured(130), "certificates": TITLE,
        "given": NO_EARLIER_WAGE,
    }  # fmt: skip
    assert settles("seven_years_with_title", **facts) is True
    assert settles("eligible", **facts) is True
    lacks: list[dict[str, Any]] = [
        {"certificates": []},
        {"permits": [permit("2016-02")]},
        {"insurance": insured(120)},
        {"insurance": insured(130, "2016-02")},
    ]
    for lacking in lacks:
        assert settles("seven_years_with_title", **{**facts, **lacking}) is False


@clause(law.seven_years_by_base)
def test_seven_years_at_twice_the_wage_need_no_title() -> None:
    facts: dict[str, Any] = {"permits": [permit("2016-01")], "insurance": insured(200)}
    assert settles("seven_years_by_base", **facts) is True
    assert settles("eligible", **facts) is True
    assert settles("seven_years_by_base", permits=[SEVEN_YEARS], insurance=insured(199)) is False
    assert settles("seven_years_by_base", permits=[permit("2016-02")], insurance=insured(200)) is False  # fmt: skip


@clause(law.five_years_by_base)
@pytest.mark.parametrize(
    ("since", "percent", "may"),
    [("2018-01", 300, True), ("2018-02", 300, False), ("2018-01", 299, False)],
)
def test_five_years_at_three_times_the_wage(since: str, percent: int, may: bool) -> None:
    facts: dict[str, Any] = {"permits": [permit(since)], "insurance": insured(percent)}
    assert settles("five_years_by_base", **facts) is may


@clause(law.key_area)
def test_fewer_years_with_a_key_employer_are_open_from_three_on() -> None:
    facts: dict[str, Any] = {
        "insurance": insured(200), "jobs": [job("2016-01")], "certificates": [],
    }  # fmt: skip
    assert settles("key_area", permits=[permit("2020-02")], **facts) is False
    assert settles("key_area", permits=[permit("2020-01")], **facts) is UNKNOWN
    given = {"employer_shortens": "true", "years_in_key_area": "60"}
    assert settles("key_area", given=given, permits=[permit("2018-01")], **facts) is True
    assert settles("key_area", given=given, permits=[permit("2018-02")], **facts) is False
    given["employer_shortens"] = "false"
    assert settles("key_area", given=given, permits=[permit("2018-01")], **facts) is False
    assert settles("key_area", permits=[permit("2018-01")], **{**facts, "jobs": []}) is False


@clause(law.key_area)
def test_whether_the_base_is_asked_for_there_is_open() -> None:
    given = {"employer_shortens": "true", "years_in_key_area": "60"}
    facts: dict[str, Any] = {"permits": [permit("2018-01")], "insurance": insured(50)}
    assert settles("key_area", given=given, **facts) is UNKNOWN


@clause(law.senior_title)
@pytest.mark.parametrize(
    ("kind", "may"),
    [("title_senior", True), ("title_associate_senior", True), ("skill_1", True),
     ("title_mid", False), ("skill_2", False)],
)  # fmt: skip
def test_a_senior_title_asks_for_no_years(kind: str, may: bool) -> None:
    facts: dict[str, Any] = {"permits": [permit("2022-12")], "certificates": [certificate(kind)]}
    assert settles("senior_title", **facts) is may
    assert settles("eligible", **facts) is may


@clause(law.senior_title)
def test_one_must_be_appointed_to_a_senior_title() -> None:
    facts: dict[str, Any] = {"certificates": [certificate("title_senior", appointed=False)]}
    assert settles("senior_title", **facts) is False
    assert result(HUKOU, YEAR, "senior_title", without("certificates")) is UNKNOWN


@clause(law.major_award)
def test_which_awards_are_major_is_open() -> None:
    assert settles("major_award") is False
    assert settles("major_award", commendations=[{"kind": "central"}]) is UNKNOWN
    assert settles("major_award", commendations=[{"kind": "city_bureau_special"}]) is False


@clause(law.eligible)
@pytest.mark.parametrize(
    "lacking",
    [{"permits": [permit("2010-01", "2022-11")]}, {"criminal_record": True}, {"detentions": [2010]},
     {"certificates": []}],
)  # fmt: skip
def test_a_permit_and_a_clean_record_are_asked_for_on_every_route(lacking: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"certificates": [certificate("title_senior")]}
    assert settles("eligible", **facts) is True
    assert settles("eligible", **{**facts, **lacking}) is False


@clause(law.eligible)
def test_120_points_are_not_a_condition() -> None:
    """SH-J7: nothing of the points is read."""
    assert HUKOU.indicators == ()
    assert not {"total", "standard_reached", "standard_value"} & {*HUKOU.rules, *HUKOU.parameters}


def test_today_bases_between_the_figures_leave_a_route_open() -> None:
    for base, may in ((20000, False), (22000, UNKNOWN), (24868, True)):
        rows = [{"kind": "all", "from": "2016-01", "to": None, "base": base}]
        assert settles("seven_years_by_base", 2026, insurance=rows) is may


def test_years_not_encoded_are_refused() -> None:
    for year in (2019, 2027):
        with pytest.raises(LawError, match="2020 to 2026"):
            HUKOU.at(year)
