"""One person's score: its public form, what is unknown, and choices that would give more."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from luohu.law.days import CLOCK_VARIABLE
from luohu.law.ranges import Range
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import Score, score_person
from tests.corpus.make import applicants
from tests.law.city import CITY, PERSON, book, rule
from tests.schemes.beijing.example import own, paid, person, studied, without

INDICATORS = ("employment", "residence", "education", "study_deduction", "area", "innovation",
              "tax", "age", "honour", "law")  # fmt: skip
SHAPE = (
    "id",
    "scheme",
    "rules",
    "cycle",
    "eligible",
    "conditions",
    "indicators",
    "total",
    "unknown",
)
LEVEL = studied("2014-07", "associate", None)  # it costs more in deductions than it gives


def scored(document: dict[str, Any], cycle: int = 2026) -> Score:
    law = find_scheme("beijing").at(cycle)
    return score_person(law, facts_of(read_applicant(document)), document["id"])


# ---- the public form


def test_the_score_of_one_person() -> None:
    """As docs and other programs know it; extra keys come only where there is more to say."""
    assert scored(person(born="1978-03-15", honours=["model_worker"])).as_json() == {
        "id": "example",
        "scheme": "beijing",
        "rules": "beijing@2020",
        "cycle": 2026,
        "eligible": True,
        "conditions": {
            "residence_permit": True,
            "below_retirement_age": True,
            "insured_seven_years": True,
            "no_criminal_record": True,
            "not_barred": True,
        },
        "indicators": {
            "employment": "48.00",
            "residence": "5.29",
            "education": "0.00",
            "study_deduction": "0.00",
            "area": "0.00",
            "innovation": "0.00",
            "tax": "0.00",
            "age": "16.00",
            "honour": "20.00",
            "law": "0.00",
        },
        "total": "89.29",
        "unknown": [],
    }


@pytest.mark.parametrize("cycle", [2018, 2019, 2020, 2026, 2030])
def test_everybodys_score_has_the_same_shape(cycle: int) -> None:
    for document in applicants()[::10]:
        found = scored(document, cycle).as_json()
        assert tuple(found)[: len(SHAPE)] == SHAPE
        assert set(found) - set(SHAPE) <= {"ranges", "proposed", "carried_forward_to"}
        assert tuple(found["indicators"]) == INDICATORS
        assert json.loads(json.dumps(found)) == found
        for points in (*found["indicators"].values(), found["total"]):
            assert points is None or _is_decimal(points)
        for truth in (found["eligible"], *found["conditions"].values()):
            assert truth in (True, False, None)


def _is_decimal(points: str) -> bool:
    whole, _, hundredths = points.removeprefix("-").partition(".")
    return whole.isdigit() and len(hundredths) == 2 and hundredths.isdigit() and points != "-0.00"


def test_points_lost_are_negative() -> None:
    found = scored(person(detentions=[{"year": 2025}], tax_violations=[{"year": 2025}])).as_json()
    assert (found["indicators"]["law"], found["indicators"]["tax"]) == ("-30.00", "-12.00")


def test_who_is_not_eligible_has_a_total_all_the_same() -> None:
    found = scored(person(criminal_record=True)).as_json()
    assert (found["eligible"], found["conditions"]["no_criminal_record"]) == (False, False)
    assert found["total"] == "73.29"


# ---- what is unknown


def test_an_unknown_list_leaves_a_total_between_two() -> None:
    found = scored(without("awards")).as_json()
    assert (found["total"], found["indicators"]["innovation"]) == (None, None)
    assert found["indicators"]["employment"] == "48.00"
    assert found["ranges"] == {"innovation": ["0.00", "12.00"], "total": ["73.29", "85.29"]}
    assert found["unknown"] == ["awards"]


def test_a_loss_without_limit_has_no_least_total() -> None:
    found = scored(without("detentions")).as_json()
    assert found["ranges"] == {"law": [None, "0.00"], "total": [None, "73.29"]}


def test_an_unknown_condition_is_null() -> None:
    found = scored(without("criminal_record")).as_json()
    assert (found["eligible"], found["conditions"]["no_criminal_record"]) == (None, None)
    assert (found["total"], found["unknown"]) == ("73.29", ["criminal_record"])


def test_one_condition_that_fails_settles_it_whatever_is_unknown() -> None:
    found = scored(without("criminal_record", insurance=[paid("2022-01")])).as_json()
    assert (found["eligible"], found["conditions"]["no_criminal_record"]) == (False, None)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (without("residence_permit"), "residence_permit.applied"),
        (without("tax"), "tax"),
        (without("education"), "education"),
        (without("born"), "born"),
        (person(homes=[own("2010-01") | {"district": None}]), "homes.district"),
    ],
)
def test_the_unknown_is_named_as_the_document_has_it(document: dict[str, Any], path: str) -> None:
    assert path in scored(document).as_json()["unknown"]


@pytest.mark.parametrize(("today", "until"), [("2026-11-23", "2026-12-31"), ("2027-01-01", None)])
def test_a_cycle_whose_months_have_not_all_come_says_so(
    today: str, until: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, today)
    assert scored(person(), 2027).as_json().get("carried_forward_to") == until


# ---- choices


def test_a_choice_that_would_give_more_is_proposed() -> None:
    found = scored(person(education=[LEVEL])).as_json()
    assert found["indicators"]["education"] == "10.50"
    assert found["indicators"]["study_deduction"] == "-10.50"
    worse = scored(person(education=[LEVEL], choices={"education": False})).as_json()
    assert worse["total"] == found["total"]
    assert "proposed" not in found


def test_only_what_should_change_is_proposed() -> None:
    level = studied("2009-07", "bachelor", "bachelor")
    found = scored(person(education=[level], choices={"education": False})).as_json()
    assert found["proposed"] == {"choices": {"choices.education": True}, "total": "88.29"}
    taken = scored(person(education=[level])).as_json()
    assert taken["total"] == "88.29"
    assert "proposed" not in taken


def test_nothing_is_proposed_where_the_total_is_open() -> None:
    level = studied("2009-07", "bachelor", "bachelor")
    unclear = without("awards", education=[level], choices={"education": False})
    assert scored(unclear).proposal() is None


def test_a_choice_whose_worth_is_not_known_is_not_proposed() -> None:
    unstated = {"tenure": "own", "from": "2018-01", "to": None}
    found = scored(person(homes=[unstated], choices={"area": False})).as_json()
    assert found["total"] is not None
    assert "proposed" not in found


@pytest.mark.parametrize("cycle", [2019, 2026])
def test_no_other_choices_give_more_than_those_proposed(cycle: int) -> None:
    law = find_scheme("beijing").at(cycle)
    for document in applicants()[::5]:
        score = scored(document, cycle)
        if isinstance(score.total, Range):
            continue
        flags = [name for name in law.book.facts if name.startswith("choices_")]
        totals = [
            law.evaluate({**score.facts, **dict(zip(flags, chosen, strict=True))})["total"]
            for chosen in product([False, True], repeat=len(flags))
        ]
        best = max(total for total in totals if not isinstance(total, Range))
        proposed = score.proposal()
        if proposed is None:
            assert score.total == best
        else:
            assert proposed["total"] == f"{best // 100}.{best % 100:02d}"
            assert proposed["choices"]


# ---- requirements, and schemes of other kinds


def test_requirements_that_the_facts_do_not_meet_are_named() -> None:
    assert scored(person()).unmet_requirements == []
    strange = scored(person(awards=[{"type": "B", "points": 11}]))
    assert strange.unmet_requirements == ["awards_in_table"]


def test_a_scheme_without_points_or_conditions() -> None:
    def useful(age: Any) -> Any:
        return age

    bare = score_person(book([rule(useful)]).at(2024), {"age": 4000}, "A")
    assert bare.as_json() == {
        "id": "A", "scheme": "xian", "rules": "xian@2024", "cycle": 2024, "eligible": None,
        "conditions": {}, "indicators": {"useful": "40.00"}, "total": None, "unknown": [],
    }  # fmt: skip


def test_the_trail_belongs_to_the_score() -> None:
    score = score_person(CITY.at(2024), PERSON, "A")
    assert score.trail.step("total").value == score.total == 3300
