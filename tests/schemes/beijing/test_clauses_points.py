"""Article 5 (三) to (九) since 2020: education, area, innovation, tax, age, honours, detentions."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.sources import LawError
from tests.clauses import clause
from tests.schemes.beijing.example import (
    CURRENT,
    CURRENT_RULES,
    TRIAL,
    UNKNOWN,
    evaluated,
    found,
    late,
    own,
    paid,
    person,
    rent,
    result,
    studied,
    without,
)

law = CURRENT_RULES

BACHELOR = ("bachelor", "bachelor")
MASTER = ("master", "master")

# ---- (三) education, less what was earned while studying


@clause(law.highest_level, law.education)
@pytest.mark.parametrize(
    ("diploma", "degree", "points"),
    [("associate", None, "10.50"), ("bachelor", None, "10.50"), (None, "bachelor", "10.50"),
     ("associate", "bachelor", "10.50"), ("bachelor", "bachelor", "15.00"),
     ("master", None, "15.00"), (None, "master", "15.00"), ("bachelor", "master", "15.00"),
     ("master", "master", "26.00"), ("doctor", None, "26.00"), (None, "doctor", "26.00"),
     ("doctor", "master", "26.00"), ("doctor", "doctor", "37.00"), (None, None, "0.00")],
)  # fmt: skip
def test_a_pair_gives_its_level_one_alone_the_level_below(
    diploma: str | None, degree: str | None, points: str
) -> None:
    assert found("education", 2022, education=[studied("2005-07", diploma, degree)]) == points


@clause(law.highest_level)
def test_the_highest_level_alone_counts() -> None:
    schools = [studied("2002-07", *BACHELOR), studied("2005-07", *MASTER)]
    assert found("highest_level", 2022, education=schools) == "26.00"


@clause(law.highest_level)
@pytest.mark.parametrize(
    ("graduated", "points"),
    [("2021-12", "15.00"), ("2022-01", ("0.00", "15.00")), ("2022-12", ("0.00", "15.00")),
     ("2023-01", "0.00")],
)  # fmt: skip
def test_a_degree_gained_in_the_year_of_declaring_is_an_open_question(
    graduated: str, points: Any
) -> None:
    assert found("education", 2022, education=[studied(graduated, *BACHELOR)]) == points


@clause(law.highest_level)
def test_unstated_education_gives_at_most_a_doctorate() -> None:
    assert result("highest_level", without("education"), 2022) == ("0.00", "37.00")


@clause(law.education, law.study_deduction)
def test_education_counts_only_if_chosen() -> None:
    facts = {"education": [studied("2015-07", *MASTER)], "choices": {"education": False}}
    assert found("education", 2022, **facts) == "0.00"
    assert found("study_deduction", 2022, **facts) == "0.00"


@clause(law.look_back_months)
def test_the_15_point_level_looks_back_48_months_the_others_36() -> None:
    for pair, months in ((("associate", None), 36), (BACHELOR, 48), (("master", None), 48),
                         (MASTER, 36), (("doctor", "doctor"), 36)):  # fmt: skip
        schools = [studied("2015-07", *pair)]
        assert found("look_back_months", 2022, education=schools) == months


@clause(law.study_months)
@pytest.mark.parametrize(
    ("pair", "insured_in", "months"),
    [(MASTER, "2015-07", 1), (MASTER, "2015-08", 0), (MASTER, "2012-08", 1), (MASTER, "2012-07", 0),
     (BACHELOR, "2011-08", 1), (BACHELOR, "2011-07", 0)],
)  # fmt: skip
def test_the_look_back_ends_with_the_month_of_graduation(
    pair: tuple[str, str], insured_in: str, months: int
) -> None:
    facts = {
        "education": [studied("2015-07", *pair)],
        "insurance": [paid(insured_in, insured_in), paid("2016-01")],
    }
    assert found("study_months", 2022, **facts) == months


@clause(law.scored_twice, law.study_months)
def test_months_without_insurance_or_dwelling_take_nothing_back() -> None:
    schools = [studied("2021-06", *MASTER)]
    insured = [paid("2020-08", "2021-06")]
    assert found("study_months", 2022, education=schools, insurance=[]) == 0
    assert found("study_months", 2022, education=schools, insurance=insured) == 0
    leased = [rent("2021-01", "2021-03")]
    assert found("study_months", 2022, education=schools, insurance=insured, homes=leased) == 3
    made_up = [late("2018-01", "2020-07")]
    assert found("study_months", 2022, education=schools, insurance=made_up) == 0


@clause(law.scored_twice)
def test_up_to_july_2020_every_insured_month_earned_a_dwelling() -> None:
    facts = {"insurance": [paid("2019-01", "2021-12")], "homes": [own("2021-06", "2021-09")]}
    months = evaluated(person(**facts), 2022)["scored_twice"]
    assert [f"{a}..{b}" for a, b in months.spans()] == ["2019-01..2020-07", "2021-06..2021-09"]


@clause(law.study_deduction)
@pytest.mark.parametrize(
    ("months", "points"),
    [(0, "0.00"), (1, "-0.29"), (3, "-0.88"), (15, "-4.38"), (35, "-10.21"), (36, "-10.50"),
     (48, "-14.00")],
)  # fmt: skip
def test_three_and_a_half_points_a_year_are_taken_back_half_up(months: int, points: str) -> None:
    first, year = 2011 * 12 + 7, 2015 * 12 + 6
    start = max(first, year - months + 1)
    insured = [paid(f"{start // 12}-{start % 12 + 1:02d}", "2015-07")] if months else []
    facts = {"education": [studied("2015-07", *BACHELOR)], "insurance": insured}
    assert found("study_deduction", 2022, **facts) == points


@clause(law.study_deduction)
def test_an_own_home_while_studying_is_taken_back_as_rent() -> None:
    facts = {"education": [studied("2015-07", *MASTER)], "homes": [own("2010-01")]}
    assert found("study_deduction", 2022, **facts) == "-10.50"


@clause(law.study_months)
def test_of_two_degrees_of_the_level_the_one_that_costs_less() -> None:
    schools = [studied("2015-07", *BACHELOR), studied("2010-06", *BACHELOR)]
    assert found("study_months", 2022, education=schools) == 6


@clause(law.study_months)
def test_a_degree_of_a_later_year_changes_nothing() -> None:
    now, later = studied("2015-07", *BACHELOR), studied("2024-06", *BACHELOR)
    assert found("study_deduction", 2022, education=[now]) == "-14.00"
    assert found("study_deduction", 2022, education=[now, later]) == "-14.00"


@clause(law.study_months)
def test_unstated_education_takes_back_four_years_at_most() -> None:
    assert result("study_deduction", without("education"), 2022) == ("-14.00", "0.00")


# ---- (四) area of work and dwelling


def area(cycle: int, homes: list[Any], work: str = "海淀", **facts: Any) -> Any:
    """The area points of somebody whose employer pays in a district since 2018."""
    insurance = [paid("2010-01", "2017-12"), paid("2018-01", None, district=work)]
    return found("area", cycle, homes=homes, insurance=insurance, **facts)


@clause(law.area, law.months_home_and_work, law.months_home_only)
def test_three_points_a_year_for_home_and_work_two_for_home() -> None:
    home = [own("2018-01", None, "昌平")]
    assert [area(cycle, home, "通州") for cycle in (2020, 2021, 2022, 2023)] == [
        "6.00", "9.00", "12.00", "12.00"]  # fmt: skip
    assert [area(cycle, home) for cycle in (2020, 2021, 2024, 2025)] == [
        "4.00", "6.00", "12.00", "12.00"]  # fmt: skip


@clause(law.lived_outside, law.months_home_and_work, law.months_home_only)
def test_the_area_counts_from_january_2018() -> None:
    work = [paid("2010-01", "2018-06", district="通州"), paid("2018-07")]
    facts = {"homes": [own("2010-01", None, "昌平")], "insurance": work}
    assert found("months_home_and_work", 2020, **facts) == 6
    assert found("months_home_only", 2020, **facts) == 18


@clause(law.months_home_only)
def test_months_of_living_alone_need_no_insurance() -> None:
    """The law does not say; here they count."""
    facts = {"homes": [own("2019-01", None, "昌平")], "insurance": [paid("2010-01", "2019-06")]}
    assert found("months_home_only", 2020, **facts) == 12


@clause(law.area)
def test_leftover_months_of_home_and_work_count_as_home() -> None:
    """20 months of both and 16 of home: one year of both, and 8 + 16 make two of home."""
    insurance = [paid("2010-01", "2019-04"), paid("2019-05", None, district="昌平")]
    facts = {"homes": [own("2018-01", None, "昌平")], "insurance": insurance}
    assert found("months_home_and_work", 2021, **facts) == 20
    assert found("months_home_only", 2021, **facts) == 16
    assert found("area", 2021, **facts) == "7.00"


@clause(law.outside_in_december)
def test_in_december_one_must_live_outside() -> None:
    left = [own("2018-01", "2020-11", "昌平")]
    assert found("outside_in_december", 2021, homes=left) is False
    assert area(2021, left) == "0.00"
    assert found("outside_in_december", 2021, homes=[own("2020-12", "2020-12", "昌平")]) is True
    assert area(2021, [*left, own("2020-12", "2020-12", "延庆")]) == "6.00"


@clause(law.area)
def test_the_area_counts_only_if_chosen_and_only_own_homes() -> None:
    assert area(2021, [own("2018-01", None, "昌平")], choices={"area": False}) == "0.00"
    assert area(2021, [rent("2018-01", None, "昌平")]) == "0.00"
    assert area(2021, [own("2018-01", None, "海淀")], "通州") == "0.00"


@clause(law.area)
def test_a_home_in_the_development_area_leaves_the_area_open() -> None:
    homes = [own("2018-01", None, "经济技术开发区")]
    assert found("outside_in_december", 2021, homes=homes) is UNKNOWN
    assert area(2021, homes) == ("0.00", "6.00")


# ---- (五) innovation


@clause(law.best_award, law.innovation)
def test_the_best_award_alone_counts() -> None:
    prizes = [{"type": "A", "points": 6}, {"type": "B", "points": 8}, {"type": "A", "points": 4}]
    assert found("best_award", 2022, awards=prizes) == "8.00"
    assert found("innovation", 2022, awards=prizes) == "8.00"
    assert found("innovation", 2022, awards=prizes, choices={"innovation": False}) == "0.00"


@clause(law.innovation)
def test_awards_and_financing_do_not_add_up() -> None:
    money = [{"amount": 40_000_000}]
    assert found("innovation", 2022, awards=[{"type": "A", "points": 4}], financing=money) == "6.00"
    assert found("innovation", 2022, awards=[{"type": "A", "points": 9}], financing=money) == "9.00"


ALLOWED = {"A": {12, 11, 10, 9, 8, 6, 5, 4, 2}, "B": {12, 10, 9, 8, 6, 4, 3, 2, 1}}


@clause(law.awards_in_table)
@pytest.mark.parametrize("kind", ["A", "B"])
@pytest.mark.parametrize("points", range(1, 13))
def test_an_award_gives_points_of_its_table(kind: str, points: int) -> None:
    awards = [{"type": "A", "points": 12}, {"type": kind, "points": points}]
    assert found("awards_in_table", 2022, awards=awards) is (points in ALLOWED[kind])


@clause(law.awards_in_table)
def test_no_award_is_in_order_and_unstated_ones_are_unknown() -> None:
    assert found("awards_in_table", 2022, awards=[]) is True
    assert result("awards_in_table", without("awards"), 2022) is UNKNOWN


@clause(law.financing_raised)
def test_financing_of_the_three_years_before_adds_up() -> None:
    rows = [{"year": 2018 + n, "amount": 10**n} for n in range(5)]
    assert found("financing_raised", 2022, financing=rows) == 10 + 100 + 1000
    assert found("financing_raised", 2022, financing=[{"amount": 5}, {"amount": 7}]) == 12
    halves = [{"year": 2020, "amount": 3_000_000}, {"year": 2021, "amount": 2_000_000}]
    assert found("innovation", 2022, financing=halves) == "2.00"


# ---- (六) tax


@clause(law.tax_years, law.tax)
@pytest.mark.parametrize(
    ("rows", "years"),
    [([(2021, 99_999)], 0), ([(2021, 100_000)], 1), ([(2021, 60_000), (2021, 40_000)], 1),
     ([(2021, 60_000), (2020, 40_000)], 0), ([(2019, 100_000), (2018, 100_000)], 1),
     ([(2022, 100_000)], 0), ([(year, 200_000) for year in range(2015, 2023)], 3)],
)  # fmt: skip
def test_years_of_enough_tax(rows: list[tuple[int, int]], years: int) -> None:
    taxes = [{"year": year, "paid": paid_in} for year, paid_in in rows]
    assert found("tax_years", 2022, tax=taxes) == years
    assert found("tax", 2022, tax=taxes) == f"{2 * years}.00"


@clause(law.tax_violation_records, law.tax)
@pytest.mark.parametrize(
    ("year", "points"),
    [(2016, "0.00"), (2017, "-12.00"), (2021, "-12.00"), (2022, "0.00")],
)
def test_tax_violations_of_the_five_years_before(year: int, points: str) -> None:
    assert found("tax", 2022, tax_violations=[{"year": year}]) == points


@clause(law.tax_violation_records)
def test_every_violation_counts_without_a_floor() -> None:
    assert found("tax", 2022, tax_violations=[{"year": 2021}] * 3) == "-36.00"


# ---- (七) age


@clause(law.completed_years, law.age)
@pytest.mark.parametrize(
    ("born", "years", "points"),
    [("1980-06-01", 40, "20.00"), ("1975-01-02", 45, "20.00"), ("1975-01-01", 46, "16.00"),
     ("1974-01-15", 46, "16.00"), ("1973-01-15", 47, "12.00"), ("1972-01-15", 48, "8.00"),
     ("1971-12-31", 49, "4.00"), ("1971-01-02", 49, "4.00"), ("1971-01-01", 50, "0.00"),
     ("1950-01-01", 71, "0.00")],
)  # fmt: skip
def test_age_in_completed_years_on_1_january(born: str, years: int, points: str) -> None:
    """Cycle 2022: born in January, not on the 1st, counts as not yet having had the birthday."""
    assert found("completed_years", 2022, born=born) == years
    assert found("age", 2022, born=born) == points


@clause(law.age)
def test_full_points_for_births_since_2_january_47_years_before() -> None:
    for cycle in range(2020, 2031):
        assert found("age", cycle, born=f"{cycle - 47}-01-02") == "20.00"
        assert found("age", cycle, born=f"{cycle - 47}-01-01") == "16.00"


@clause(law.age)
def test_an_unstated_birth_leaves_the_age_open() -> None:
    assert result("age", without("born"), 2022) == ("0.00", "20.00")


# ---- (八) honours, (九) abiding by the law


@clause(law.honours_held, law.honour)
def test_honours_count_once() -> None:
    honours = ["model_worker", "moral_model", "good_samaritan", "named_by_the_state"]
    assert found("honours_held", 2022, honours=honours) == 4
    assert found("honour", 2022, honours=honours) == "20.00"
    for one in honours:
        assert found("honour", 2022, honours=[one]) == "20.00"
    assert found("honour", 2022, honours=[]) == "0.00"
    assert result("honour", without("honours"), 2022) == ("0.00", "20.00")


@clause(law.detention_records, law.law)
@pytest.mark.parametrize(
    ("years", "points"),
    [([], "0.00"), ([2016], "0.00"), ([2017], "-30.00"), ([2021], "-30.00"), ([2022], "0.00"),
     ([2019, 2019, 2021], "-90.00")],
)  # fmt: skip
def test_detentions_of_the_five_years_before(years: list[int], points: str) -> None:
    assert found("law", 2022, detentions=[{"year": year} for year in years]) == points
    assert found("detention_records", 2022, detentions=years) == -int(points[:-3]) // 30


# ---- the total, the children, the cycles


@clause(law.total)
def test_the_total_adds_all_indicators() -> None:
    facts: dict[str, Any] = {
        "insurance": [paid("2010-01", "2017-12"), paid("2018-01", None, district="通州")],
        "homes": [own("2018-01", None, "昌平")],
        "education": [studied("2012-07", *MASTER)],
        "tax": [{"year": 2021, "paid": 100_000}],
        "tax_violations": [2020],
        "detentions": [2021],
        "awards": [{"type": "A", "points": 2}],
        "honours": ["model_worker"],
    }
    scores = {name: found(name, 2022, **facts) for name in CURRENT.indicators}
    assert scores == {
        "employment": "36.00", "residence": "8.00", "education": "26.00",
        "study_deduction": "-9.04", "area": "12.00", "innovation": "2.00", "tax": "-10.00",
        "age": "20.00", "honour": "20.00", "law": "-30.00",
    }  # fmt: skip
    assert found("total", 2022, **facts) == "74.96"


@clause(law.children_who_may_follow)
@pytest.mark.parametrize("cycle", range(2020, 2031))
def test_children_not_past_eighteen_on_1_january(cycle: int) -> None:
    since = cycle - 19
    children = [{"born": f"{since}-01-01"}, {"born": f"{since - 1}-12-31"}, {"born": "2014-05-05"}]
    assert found("children_who_may_follow", cycle, children=children) == 2
    assert found("children_who_may_follow", cycle) == 0


@pytest.mark.parametrize("cycle", range(2020, 2031))
def test_every_cycle_from_2020_to_2030_runs(cycle: int) -> None:
    homes = [own("2012-01")]
    months = (cycle - 2010) * 12
    assert found("insured_months", cycle, homes=homes) == months
    assert found("eligible", cycle, homes=homes) is True


@pytest.mark.parametrize("cycle", [2010, 2019, 2031, 2099])
def test_a_cycle_outside_2020_to_2030_is_refused(cycle: int) -> None:
    with pytest.raises(LawError, match="2020 to 2030"):
        CURRENT.at(cycle)


@pytest.mark.parametrize("cycle", [2017, 2020, 2026])
def test_the_trial_ran_in_2018_and_2019_only(cycle: int) -> None:
    with pytest.raises(LawError, match="2018 to 2019"):
        TRIAL.at(cycle)


def test_a_range_with_one_value_left_is_that_value() -> None:
    """Not having a work permit, whether it would be enough is no matter any more."""
    assert evaluated(person(), 2019)["residence_permit"] is True
    assert evaluated(person(), 2019)["eligible"] is True
