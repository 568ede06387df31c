"""The examples of Fenghua's dossier: all constructed, without the district layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from luohu.cycle.ranking import select
from luohu.law.points import points
from luohu.law.ranges import Range
from luohu.schemes.ningbo.families import family_score
from tests.schemes.cases import home, paid, studied
from tests.schemes.ningbo.example import FENGHUA, MAY, NO_OTHERS, certificate, found, job, rent


def mother(year: int) -> dict[str, Any]:
    """Thirty-three, senior secondary school, 60 months insured, 72 resident, at work, renting."""
    return {
        "born": f"{year - 33}-03-01",
        "education": [studied("2008-06", "secondary")],
        "insurance": [paid(f"{year - 5}-06")],
        "homes": [rent(f"{year - 6}-06")],
        "jobs": [job(f"{year - 5}-06")],
    }


FATHER = {
    "born": "1974-03-01",
    "education": [studied("1996-06", "associate")],
    "certificates": [certificate("skill_4")],
    "insurance": [paid("2020-10")],
    "homes": [rent("2019-12")],
}


def test_example_1_constructed_mother_is_88_on_the_list_of_2022() -> None:
    assert found("age", **mother(2022)) == "20.00"
    assert found("schooling", **mother(2022)) == "0.00"
    assert found("social_insurance", **mother(2022)) == "30.00"
    assert found("residence", **mother(2022)) == "18.00"
    assert found("known_score", **mother(2022)) == "88.00"
    assert found("total", given={**MAY, **NO_OTHERS}, **mother(2022)) == "88.00"


def test_example_1_constructed_mother_is_93_on_the_list_of_2023() -> None:
    given = {"score_day": "2023-05-31"}
    assert found("schooling", 2023, given, **mother(2023)) == "5.00"
    assert found("known_score", 2023, given, **mother(2023)) == "93.00"


def test_example_2_constructed_father_is_62_and_a_half() -> None:
    parts = {"age": "12.00", "schooling": "8.00", "skill": "5.00", "social_insurance": "10.00",
             "residence": "7.50", "employment": "10.00", "housing": "10.00"}  # fmt: skip
    assert {name: found(name, **FATHER) for name in parts} == parts
    assert found("known_score", **FATHER) == "62.50"


def test_example_2_constructed_the_family_has_the_best_score_not_the_sum() -> None:
    scores = [points(found("known_score", **facts)) for facts in (mother(2022), FATHER)]
    assert family_score(scores) == points("88")
    assert sum(scores) == points("150.5")


def test_example_3_constructed_caps_of_insurance_and_residence_give_129() -> None:
    facts = {
        "born": "1981-03-01",
        "education": [studied("2004-06", "bachelor")],
        "certificates": [certificate("title_mid")],
        "insurance": [paid("2015-10")],
        "homes": [home("own", "2011-08", district=FENGHUA)],
    }
    assert found("insured_months", **facts) == 80
    assert found("resident_months", **facts) == 130
    assert found("age", **facts) == "19.00"
    assert found("known_score", **facts) == "129.00"


SCORES = [points(text) for text in ("90", "88", "88", "87", "86", "85", "84", "83", "82", "81",
                                    "80.5", "80", "80", "79")]  # fmt: skip


def test_example_4_constructed_a_tie_at_the_last_seat_admits_all_equals() -> None:
    selection = select(SCORES, 12)
    assert (selection.admitted, selection.ties, selection.cutoff) == (13, 2, points("80"))


def test_example_4_constructed_with_insured_months_as_a_key_only_one_of_the_two() -> None:
    months = np.array([0] * 11 + [40, 60, 0])
    selection = select(SCORES, 12, keys=[months])
    assert selection.admitted == 12
    assert selection.ranks[12] == 12
    assert selection.ranks[11] == 13


def test_example_5_constructed_a_grandparent_of_56_has_five_points_for_age() -> None:
    assert found("age", born="1966-03-01") == "5.00"


@pytest.mark.parametrize(
    ("age", "gained"), [(54, "6.00"), (55, "5.00"), (40, "20.00"), (39, "20.00"), (41, "19.00")]
)
def test_edge_age(age: int, gained: str) -> None:
    assert found("age", born=f"{2022 - age}-05-31") == gained


def test_edge_59_months_of_insurance_are_29_and_a_half() -> None:
    assert found("social_insurance", insurance=[paid("2017-07")]) == "29.50"


def test_edge_119_months_of_residence_are_29_and_three_quarters() -> None:
    assert found("residence", homes=[rent("2012-07")]) == "29.75"


# ---- the family rule


def test_a_family_without_any_score_counts_nothing() -> None:
    assert family_score([]) == 0
    assert family_score([points("62.5")]) == points("62.5")


def test_the_family_score_of_ranges_is_a_range() -> None:
    best: Any = family_score([Range(8000, 9000), 8500])
    assert (best.low, best.high) == (8500, 9000)
    assert family_score([Range(8000, 9000), 9000]) == 9000


def test_a_score_below_nothing_stays_what_it_is() -> None:
    assert family_score([-500]) == -500
    assert family_score([-500, -700]) == -500
