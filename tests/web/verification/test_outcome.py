"""What is verified of a declaration: corrections in, what is pending out, and what that does to the score."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.law.ranges import Range
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.web.declarations.demonstration import declare_many
from luohu.web.declarations.models import Declaration
from luohu.web.verification import laying, outcome
from luohu.web.verification.demonstration import decide_many
from luohu.web.verification.models import Check
from luohu.web.verification.scoring import marked, score_verified
from luohu.web.years.laws import law_of
from tests.web.declarations import made as declarations
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


def of(declaration: Declaration) -> tuple[dict[str, Any], list[str]]:
    return outcome.verified_document(Declaration.objects.get(pk=declaration.pk))


def test_what_nobody_decided_is_left_out_and_named(declaration: Declaration) -> None:
    document, pending = of(declaration)
    assert set(document) == {"id", "city", "choices"}
    assert set(pending) == set(declaration.year.departments)


def test_what_is_confirmed_stands_as_declared(declaration: Declaration) -> None:
    made.decide_all(declaration)
    document, pending = of(declaration)
    assert not pending
    assert document["homes"] == made.DOCUMENT["homes"]
    assert document["born"] == made.DOCUMENT["born"]


def test_what_is_corrected_is_as_the_department_states(declaration: Declaration) -> None:
    rows = [{"year": 2024, "paid": 1}]
    made.decide(declaration, "tax", "corrected", corrected=rows, reason="入库数")
    assert of(declaration)[0]["tax"] == rows


def test_what_is_refuted_is_none(declaration: Declaration) -> None:
    made.decide(declaration, "tax", "refuted", reason="查无此事")
    made.decide(declaration, "residence_permit", "refuted", reason="查无此证")
    document, _ = of(declaration)
    assert document["tax"] == []
    assert document["residence_permit"] is None


def test_what_was_decided_before_it_was_submitted_again_is_pending(
    declaration: Declaration,
) -> None:
    made.decide(declaration, "tax")
    Declaration.objects.filter(pk=declaration.pk).update(receipt="0" * 64)
    assert "tax" in of(declaration)[1]


@pytest.mark.parametrize("fact", ["false_material", "work_permit", "children"])
def test_a_pending_fact_is_unknown_even_where_silence_means_none(
    declaration: Declaration, fact: str
) -> None:
    made.decide_all(declaration, but=(fact,))
    document, pending = of(declaration)
    assert pending == [fact]
    score = outcome.compared(declaration).verified
    assert score_verified(score.law, document, []).unknown == []
    assert score_verified(score.law, document, pending).unknown != [] or fact == "work_permit"


def test_many_are_marked_each_with_what_is_pending_of_them() -> None:
    law = law_of(made.verifying())
    applicant = read_applicant({**made.DOCUMENT, "id": "1"})
    cohort = marked(law, Cohort.of([applicant, applicant]), [["homes", "nobody asks this"], []])
    assert cohort.missing["homes"].tolist() == [True, False]
    assert marked(law, cohort, [[], []]).missing.keys() == cohort.missing.keys()


def test_scores_are_compared_with_the_lines_that_differ(declaration: Declaration) -> None:
    made.decide_all(declaration, but=("insurance",))
    rows = [{"kind": "all", "from": "2016-07", "to": None, "district": "朝阳"}]
    made.decide(declaration, "insurance", "corrected", corrected=rows, reason="缴费记录")
    compared = outcome.compared(Declaration.objects.get(pk=declaration.pk))
    (employment,) = [one for one in compared.indicators if one.name == "employment"]
    assert employment.gap == -3000
    assert any("2016-07" in step.verified.zh for step in employment.steps)
    assert {one.name for one in compared.changed} >= {"employment"}
    assert compared.total is not None
    assert compared.total.gap is not None


def test_a_pending_fact_leaves_a_range(declaration: Declaration) -> None:
    made.decide_all(declaration, but=("insurance",))
    compared = outcome.compared(Declaration.objects.get(pk=declaration.pk))
    (employment,) = [one for one in compared.indicators if one.name == "employment"]
    assert isinstance(employment.verified, Range)
    assert employment.gap is None
    assert [label.zh for label in compared.pending_labels] == ["社会保险"]


def test_in_bulk_it_is_the_same_as_one_by_one() -> None:
    year = made.verifying()
    declare_many(year, 12)
    laying.lay_out(year)
    Check.objects.filter(year=year, pk__lte=_pk(year, 3)).update(
        decision="confirmed", at=year.opened
    )
    declaration = Declaration.objects.filter(year=year).order_by("pk")[5]
    made.decide(declaration, "tax", "refuted", reason="查无此事")
    Declaration.objects.filter(pk=_pks(year)[0]).update(receipt="0" * 64)
    bulk = {
        pk: (document, pending) for pk, _, document, pending in outcome.verified_documents(year)
    }
    assert list(bulk) == _pks(year)
    assert bulk == {one.pk: of(one) for one in Declaration.objects.filter(year=year)}


def test_invented_decisions_verify_a_year_but_for_some() -> None:
    year = made.verifying()
    declare_many(year, 6)
    assert decide_many(year, but=2) == 4
    assert Declaration.objects.filter(year=year, state="verified").count() == 4
    pending = [left for *_, left in outcome.verified_documents(year)]
    assert [len(one) for one in pending] == [0, 0, 0, 0, 1, 1]
    assert made.record_agrees()


def _pks(year: Any) -> list[int]:
    return list(Declaration.objects.filter(year=year).order_by("pk").values_list("pk", flat=True))


def _pk(year: Any, place: int) -> int:
    """The last check of the declaration at a place."""
    last = Check.objects.filter(declaration=_pks(year)[place]).order_by("-pk").first()
    assert last is not None
    return last.pk


def test_drafts_and_what_was_falsified_do_not_stand_in_the_selection() -> None:
    year = made.verifying()
    for state in ("draft", "with_employer", "void", "falsified", "submitted"):
        declarations.declaration(year, state)
    found = [number for _, number, _, _ in outcome.verified_documents(year)]
    assert found == [Declaration.objects.get(state="submitted").number]
