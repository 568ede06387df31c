"""The examples of Xiong'an's dossier: all constructed, basic indicators only, no bonus."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schemes.cases import home, paid, studied
from tests.schemes.xiongan.example import DECEMBER, NO_OTHERS, certificate, found, in_beijing

MASTER = [studied("2008-07", "master", "master")]
DOCTOR = [studied("2005-07", "doctor", "doctor")]
LINE_OF_40 = {"published_line": "40"}


def since(first: str) -> dict[str, Any]:
    """Insured and living in a dormitory from a month to December 2022."""
    return {"insurance": [paid(first)], "homes": [home("dormitory", first)]}


FIRST = {"born": "1982-06-15", "education": MASTER, "certificates": [certificate("title_mid")],
         **since("2019-01")}  # fmt: skip


def test_example_1_constructed_40_years_master_mid_title_four_years_is_76() -> None:
    assert found("age", **FIRST) == "20.00"
    assert found("employment", **FIRST) == "12.00"
    assert found("base_score", **FIRST) == "76.00"


def test_example_2_constructed_50_years_doctor_and_professor_is_123() -> None:
    facts = {"born": "1972-06-15", "education": DOCTOR,
             "certificates": [certificate("title_senior")], **since("2020-01")}  # fmt: skip
    assert found("age", **facts) == "15.00"
    assert found("base_score", **facts) == "123.00"


def test_example_3_constructed_45_years_is_still_20_and_the_sum_41() -> None:
    facts = {
        "born": "1977-06-15",
        "education": [studied("2000-07", "associate")],
        "certificates": [certificate("skill_3")],
        "insurance": [paid("2020-01")],
        "homes": [home("rent", "2021-01")],
    }
    assert found("age", **facts) == "20.00"
    assert found("base_score", **facts) == "41.00"


FOURTH: dict[str, Any] = {
    "born": "1976-06-15",
    "education": [studied("2000-07", "bachelor")],
    "relief_population": True,
    "insurance": [in_beijing("2018-11", "2021-04"), paid("2021-05")],
}


def test_example_4_constructed_beijing_years_make_relief_people_eligible() -> None:
    assert found("insured_run", **FOURTH) == 20
    assert found("beijing_run", **FOURTH) == 30
    assert found("months_towards_eligibility", **FOURTH) == 50
    assert found("insured_three_years", **FOURTH) is True
    others = {**FOURTH, "relief_population": False}
    assert found("insured_three_years", **others) is False


def test_example_4_constructed_34_or_43_while_beijing_years_are_open() -> None:
    no, yes = ({**DECEMBER, "beijing_years_give_points": word} for word in ("false", "true"))
    assert found("base_score", **FOURTH) == ("34.00", "43.00")
    assert found("base_score", given=no, **FOURTH) == "34.00"
    assert found("base_score", given=yes, **FOURTH) == "43.00"


def test_example_5_constructed_postgraduate_without_degree_and_associate_senior_is_91() -> None:
    facts = {
        "born": "1980-06-15",
        "education": [studied("2006-07", "master")],
        "certificates": [certificate("title_associate_senior")],
        "insurance": [paid("2017-01")],
        "homes": [home("own", "2018-01")],
    }
    assert found("base_score", **facts) == "91.00"


@pytest.mark.parametrize(("first", "met"), [("2020-01", True), ("2020-02", False)])
def test_edge_35_months_are_not_enough(first: str, met: bool) -> None:
    assert found("insured_three_years", insurance=[paid(first)]) is met


def test_edge_a_criminal_record_is_a_veto_whatever_the_total() -> None:
    given = {**DECEMBER, **NO_OTHERS, **LINE_OF_40}
    assert found("eligible", given=given, **FIRST) is True
    assert found("eligible", given=given, **FIRST, criminal_record=True) is False


def test_trap_education_and_title_both_count() -> None:
    """Unlike in cities where one of the two is chosen."""
    both = {"education": MASTER, "certificates": [certificate("title_mid")]}
    alone = found("base_score", insurance=[])
    assert alone == "20.00"
    assert found("base_score", insurance=[], **both) == "60.00"


def test_trap_no_bonus_is_borrowed_from_another_city() -> None:
    facts = {
        "honours": [{"kind": "model_worker"}],
        "tax": [{"year": 2022, "paid": 120000}],
        "tax_violations": [{"year": 2022}],
        "detentions": [{"year": 2022}],
    }
    assert found("honour", **facts) == ("0.00", "10000000000.00")
    assert found("tax", **facts) == ("0.00", "10000000000.00")
    assert found("base_score", **facts) == found("base_score")


def test_the_line_decides_once_it_is_known() -> None:
    for line, met in (("76", True), ("76.01", False)):
        given = {**DECEMBER, **NO_OTHERS, "published_line": line}
        assert found("total", given=given, **FIRST) == "76.00"
        assert found("eligible", given=given, **FIRST) is met
