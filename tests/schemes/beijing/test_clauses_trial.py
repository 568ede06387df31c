"""The trial policy of 2016, cycles 2018 and 2019: an example or more for each clause of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clauses import clause
from tests.schemes.beijing.example import (
    CURRENT,
    TRIAL,
    TRIAL_RULES,
    evaluated,
    found,
    own,
    paid,
    person,
    rent,
    result,
    studied,
    without,
)

law = TRIAL_RULES

BACHELOR = ("bachelor", "bachelor")

# ---- (二) stable dwelling


@clause(law.owned_months)
def test_own_months_end_where_employment_ends() -> None:
    facts = {"insurance": [paid("2016-01", "2018-12")], "homes": [own("2010-01")]}
    assert found("owned_months", 2019, **facts) == 36
    assert found("residence", 2019, **facts) == "3.00"


@clause(law.rented_months)
def test_rent_is_taken_as_given_until_december_2016_then_registered() -> None:
    insurance = [paid("2010-01")]
    assert found("rented_months", 2019, insurance=insurance) == 84
    leased = [rent("2015-01", "2017-06")]
    assert found("rented_months", 2019, insurance=insurance, homes=leased) == 84 + 6
    assert found("rented_months", 2019, insurance=insurance, homes=[own("2016-07")]) == 84 - 6
    unregistered = [rent("2017-01") | {"registered": False}]
    assert found("rented_months", 2019, insurance=insurance, homes=unregistered) == 84


@clause(law.rented_months)
def test_own_and_rented_months_together_end_where_employment_ends() -> None:
    """Insured for 24 months: of the rented ones 24 - 20 remain."""
    facts = {
        "insurance": [paid("2015-01", "2016-12")],
        "homes": [own("2015-01", "2016-08"), rent("2017-01", "2018-12")],
    }
    assert found("owned_months", 2019, **facts) == 20
    assert found("rented_months", 2019, **facts) == 4


@clause(law.residence)
def test_two_parts_rounded_one_by_one() -> None:
    """7/12 + 5/24 = 0.58 + 0.21; rounded once it would be 0.79 too, and 1/12 + 1/24 0.13."""
    facts = {"insurance": [paid("2016-01", "2016-12")], "homes": [own("2016-01", "2016-07")]}
    assert found("residence", 2018, **facts) == "0.79"
    assert law.residence(1, 1, 100, 50) == 8 + 4


# ---- (三) education


@clause(law.highest_level)
@pytest.mark.parametrize(
    ("diploma", "degree", "points"),
    [("associate", None, "10.50"), ("bachelor", "bachelor", "15.00"), ("master", "master", "26.00"),
     ("doctor", "doctor", "37.00"), ("bachelor", None, "0.00"), (None, "bachelor", "0.00"),
     ("master", None, "0.00"), (None, "doctor", "0.00"), ("master", "bachelor", "0.00")],
)  # fmt: skip
def test_the_trial_knows_no_levels_for_a_single_certificate(
    diploma: str | None, degree: str | None, points: str
) -> None:
    assert found("education", 2019, education=[studied("2005-07", diploma, degree)]) == points


@clause(law.study_months)
def test_the_months_actually_studied_count_both_ends_included() -> None:
    schools = [studied("2015-07", *BACHELOR, enrolled="2013-09")]
    assert found("study_months", 2019, education=schools) == 23
    gap = [paid("2010-01", "2014-06"), paid("2015-01")]
    assert found("study_months", 2019, education=schools, insurance=gap) == 17
    later = [paid("2015-08")]
    assert found("study_months", 2019, education=schools, insurance=later) == 0


@clause(law.study_months)
def test_study_since_2017_needs_a_dwelling_to_be_taken_back() -> None:
    schools = [studied("2017-06", *BACHELOR, enrolled="2016-10")]
    assert found("study_months", 2019, education=schools) == 3
    assert found("study_months", 2019, education=schools, homes=[rent("2017-03")]) == 3 + 4


@clause(law.study_months)
def test_without_a_month_of_enrolment_the_deduction_is_open() -> None:
    insurance = [paid("2014-08")]
    schools = [studied("2015-07", *BACHELOR)]
    assert found("study_months", 2019, education=schools, insurance=insurance) == (0, 12)
    deduction = found("study_deduction", 2019, education=schools, insurance=insurance)
    assert deduction == ("-3.50", "0.00")


@clause(law.study_months)
def test_a_degree_of_a_later_year_changes_nothing() -> None:
    now = studied("2015-07", *BACHELOR, enrolled="2013-09")
    later = studied("2022-07", *BACHELOR, enrolled="2020-09")
    assert found("study_months", 2019, education=[now, later]) == 23


@clause(law.study_deduction)
@pytest.mark.parametrize(
    ("enrolled", "points"),
    [("2015-07", "-0.29"), ("2014-12", "-2.33"), ("2011-05", "-14.88"), ("2011-04", "-15.00"),
     ("2010-01", "-15.00")],
)  # fmt: skip
def test_the_deduction_ends_at_the_points_of_education(enrolled: str, points: str) -> None:
    schools = [studied("2015-07", *BACHELOR, enrolled=enrolled)]
    assert found("study_deduction", 2019, education=schools) == points


@clause(law.study_deduction)
def test_no_deduction_where_education_does_not_count() -> None:
    schools = [studied("2015-07", *BACHELOR, enrolled="2013-09")]
    assert found("study_deduction", 2019, education=schools, choices={"education": False}) == "0.00"
    single = [studied("2015-07", "bachelor", None, enrolled="2013-09")]
    assert found("study_deduction", 2019, education=single) == "0.00"


# ---- (四) area: home, or home and job, moved out of the six districts


def moved(**facts: Any) -> dict[str, Any]:
    """Home moved from Haidian to Changping and job to Tongzhou, at the end of 2016."""
    return {
        "homes": [rent("2014-01", "2016-12", "海淀"), own("2017-01", None, "昌平")],
        "insurance": [paid("2010-01", "2016-12"), paid("2017-01", None, district="通州")],
    } | facts


@clause(law.area, law.moved_home, law.moved_job)
def test_four_points_a_year_for_home_and_job_two_for_home_alone() -> None:
    assert found("area", 2018, **moved()) == "4.00"
    assert found("area", 2019, **moved()) == "8.00"
    assert found("area", 2019, **moved(insurance=[paid("2010-01")])) == "4.00"
    assert found("area", 2019, **moved(), choices={"area": False}) == "0.00"


@clause(law.lived_inside, law.moved_home)
def test_only_who_lived_inside_has_moved_home() -> None:
    always_outside = [own("2014-01", None, "昌平")]
    assert found("area", 2019, **moved(homes=always_outside)) == "0.00"
    back = [
        own("2014-01", "2017-06", "昌平"),
        own("2017-07", "2017-12", "海淀"),
        own("2018-01", None, "昌平"),
    ]
    assert found("area", 2019, **moved(homes=back)) == "4.00"
    values = evaluated(person(**moved()), 2019)
    assert [f"{a}..{b}" for a, b in values["lived_inside"].spans()] == ["2014-01..2016-12"]


@clause(law.worked_inside, law.moved_job)
def test_only_who_worked_inside_has_moved_the_job() -> None:
    """Home alone counts then; the city level counts as inside."""
    always_outside = [paid("2010-01", None, district="通州")]
    assert found("area", 2019, **moved(insurance=always_outside)) == "4.00"
    city = [paid("2010-01", "2016-12", district="市本级"), paid("2017-01", None, district="通州")]
    assert found("area", 2019, **moved(insurance=city)) == "8.00"
    values = evaluated(person(**moved()), 2019)
    assert [f"{a}..{b}" for a, b in values["worked_inside"].spans()] == ["2010-01..2016-12"]


@clause(law.moved_home)
def test_the_new_home_is_own_and_months_count_from_2017() -> None:
    rented = [rent("2014-01", "2016-12", "海淀"), rent("2017-01", None, "昌平")]
    assert found("area", 2019, **moved(homes=rented)) == "0.00"
    early = [rent("2014-01", "2014-12", "海淀"), own("2015-01", None, "昌平")]
    assert found("area", 2018, **moved(homes=early)) == "4.00"


@clause(law.area)
def test_home_alone_is_capped_at_six_all_at_twelve() -> None:
    """Two cycles were too short to reach the caps; the rule has them."""
    months, none = Counted(60), Counted(0)
    caps = (200, 600, 400, 1200)
    assert law.area(True, Sets(none, months), None, *caps) == 600
    assert law.area(True, Sets(months, none), None, *caps) == 1200
    assert law.area(True, Sets(Counted(23), Counted(23)), None, *caps) == 400 + 200


class Counted:
    """A set of months of which only the number is known."""

    def __init__(self, months: int) -> None:
        self.months = months

    def count(self) -> int:
        return self.months


class Sets:
    """Months after moving home: those with the job moved too, and those without."""

    def __init__(self, both: Counted, home: Counted) -> None:
        self.both, self.home = both, home

    def __and__(self, other: object) -> Counted:
        return self.both

    def __sub__(self, other: object) -> Counted:
        return self.home


# ---- (五) innovation


def post(kind: str, first: str, last: str | None = None) -> dict[str, Any]:
    return {"type": kind, "from": first, "to": last}


@clause(law.innovation_post_points)
@pytest.mark.parametrize(
    ("kind", "first", "points"),
    [("high_tech_staff", "2018-01", "2.00"), ("high_tech_staff", "2018-02", "0.00"),
     ("high_tech_staff", "2012-01", "6.00"), ("startup", "2017-01", "4.00"),
     ("startup", "2012-01", "6.00"), ("incubator_service", "2017-01", "2.00"),
     ("incubator_service", "2012-01", "3.00")],
)  # fmt: skip
def test_posts_in_innovation_by_full_years(kind: str, first: str, points: str) -> None:
    assert found("innovation_post_points", 2019, innovation_posts=[post(kind, first)]) == points


@clause(law.innovation_post_points, law.innovation)
def test_the_best_kind_of_post_or_the_best_award() -> None:
    posts = [post("startup", "2017-01"), post("incubator_service", "2012-01")]
    award = [{"type": "A", "points": 5}]
    assert found("innovation", 2019, innovation_posts=posts) == "4.00"
    assert found("innovation", 2019, innovation_posts=posts, awards=award) == "5.00"
    off = {"innovation": False}
    assert found("innovation", 2019, innovation_posts=posts, choices=off) == "0.00"
    assert found("innovation", 2019, financing=[{"amount": 50_000_000}]) == "0.00"


@clause(law.awards_in_table)
@pytest.mark.parametrize("points", range(1, 13))
def test_contests_of_the_trial_give_points_of_its_table(points: int) -> None:
    awards = [{"type": "B", "points": points}]
    allowed = points in {12, 9, 6, 4, 3, 2}
    assert found("awards_in_table", 2019, awards=awards) is allowed


# ---- (六) tax


def three_years(*paid_in: int) -> list[dict[str, int]]:
    return [{"year": 2016 + n, "paid": yuan} for n, yuan in enumerate(paid_in)]


@clause(law.enough_income_tax, law.tax)
@pytest.mark.parametrize(
    ("paid_in", "points"),
    [((100_000, 100_000, 100_000), "6.00"), ((100_000, 100_000, 99_999), "0.00"),
     ((299_998, 1, 1), "6.00"), ((300_000, 300_000, 0), "0.00"), ((300_000, 300_000), "0.00")],
)  # fmt: skip
def test_three_years_of_tax_with_100_000_on_average(paid_in: Any, points: str) -> None:
    assert found("tax", 2019, tax=three_years(*paid_in)) == points


@clause(law.enough_company_tax, law.tax)
@pytest.mark.parametrize(
    ("paid_in", "share", "points"),
    [(200_000, 100, "6.00"), (400_000, 50, "6.00"), (399_999, 50, "0.00"),
     (1_600_000, "12.5", "6.00")],
)  # fmt: skip
def test_company_tax_by_share(paid_in: int, share: Any, points: str) -> None:
    rows = [row | {"share": share} for row in three_years(paid_in, paid_in, paid_in)]
    assert found("tax", 2019, enterprise_tax=rows) == points
    assert found("tax", 2019, enterprise_tax=rows[:2]) == "0.00"


@clause(law.income_tax_paid, law.income_tax_years)
def test_only_the_three_years_before_count_for_income_tax() -> None:
    rows = [*three_years(100_000, 0, 50_000), {"year": 2015, "paid": 900_000}]
    assert found("income_tax_paid", 2019, tax=rows) == 150_000
    assert found("income_tax_years", 2019, tax=rows) == 2


@clause(law.company_tax_paid, law.company_tax_years)
def test_company_tax_counts_by_share_in_whole_yuan() -> None:
    rows = [row | {"share": "12.5"} for row in three_years(101, 0, 0)]
    assert found("company_tax_paid", 2019, enterprise_tax=rows) == 12
    assert found("company_tax_years", 2019, enterprise_tax=rows) == 1


@clause(law.retirement_month)
def test_the_trial_knows_no_later_retirement() -> None:
    assert found("below_retirement_age", 2019, born="1959-01-15") is True
    assert found("below_retirement_age", 2019, born="1958-12-31") is False


@clause(law.tax)
def test_both_ways_of_tax_give_six_points_once() -> None:
    company = [row | {"share": 100} for row in three_years(200_000, 200_000, 200_000)]
    own_tax = three_years(100_000, 100_000, 100_000)
    assert found("tax", 2019, tax=own_tax, enterprise_tax=company) == "6.00"


@clause(law.tax_violation_records, law.detention_records)
@pytest.mark.parametrize(
    ("cycle", "year", "records"),
    [(2019, 2016, 0), (2019, 2017, 1), (2019, 2018, 1), (2019, 2019, 0), (2018, 2017, 1),
     (2018, 2018, 0)],
)  # fmt: skip
def test_records_since_2017(cycle: int, year: int, records: int) -> None:
    assert found("tax", cycle, tax_violations=[year]) == f"{-12 * records or '0'}.00"
    assert found("law", cycle, detentions=[year]) == f"{-30 * records or '0'}.00"


# ---- (七) age, and the total


@clause(law.age, law.completed_years)
@pytest.mark.parametrize(
    ("cycle", "born", "points"),
    [(2018, "1971-01-02", "20.00"), (2018, "1971-01-01", "0.00"), (2018, "1970-12-31", "0.00"),
     (2019, "1972-01-02", "20.00"), (2019, "1971-12-31", "0.00")],
)  # fmt: skip
def test_twenty_points_up_to_45_or_none(cycle: int, born: str, points: str) -> None:
    assert found("age", cycle, born=born) == points


@clause(law.total, law.employment, law.education, law.honour, law.law)
def test_the_total_of_the_trial_adds_all_indicators() -> None:
    facts = moved(
        education=[studied("2015-07", *BACHELOR, enrolled="2013-09")],
        tax=three_years(100_000, 100_000, 100_000),
        tax_violations=[2018],
        detentions=[2018],
        awards=[{"type": "A", "points": 2}],
        honours=["moral_model"],
    )
    scores = {name: found(name, 2019, **facts) for name in TRIAL.indicators}
    assert scores == {
        "employment": "27.00", "residence": "5.50", "education": "15.00",
        "study_deduction": "-6.71", "area": "8.00", "innovation": "2.00", "tax": "-6.00",
        "age": "20.00", "honour": "20.00", "law": "-30.00",
    }  # fmt: skip
    assert found("total", 2019, **facts) == "54.79"


def test_both_policies_have_the_same_indicators_and_conditions() -> None:
    assert set(TRIAL.indicators) == set(CURRENT.indicators)
    assert TRIAL.conditions == CURRENT.conditions


def test_indicators_come_in_the_order_of_article_5() -> None:
    assert TRIAL.indicators == CURRENT.indicators


@clause(law.tax)
def test_unstated_tax_leaves_six_points_open() -> None:
    assert result("tax", without("tax"), 2019) == ("0.00", "6.00")
