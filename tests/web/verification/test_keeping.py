"""What applicants are given of verification, and how long it says something of a person."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luohu.web.declarations import keeping as declarations
from luohu.web.declarations.models import Declaration
from luohu.web.protection import register
from luohu.web.protection.attachments import kept
from luohu.web.record.verification import verify
from luohu.web.verification import attached, providing, reviews
from luohu.web.verification.models import Answer, Check, Review
from luohu.web.years.calendar import Window
from tests.web.protection.files import pdf
from tests.web.verification import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime.timedelta(microseconds=1)


@pytest.fixture
def declaration() -> Declaration:
    held = made.laid_out()
    made.decide(held, "tax", "refuted", reason="查无此税")
    made.decide(held, "homes")
    return held


def told(declaration: Declaration) -> dict[str, dict[str, Any]]:
    assert declaration.owner is not None
    return {one["fact"]: one for one in providing.rows_of(declaration.owner) if "fact" in one}


def test_before_the_results_only_that_it_is_verified_is_given(
    declaration: Declaration,
) -> None:
    years.to_moment(declaration.year, declaration.year.results_from - datetime.timedelta(hours=1))
    given = told(declaration)
    assert set(given) == set(declaration.year.departments)
    assert {tuple(sorted(one)) for one in given.values()} == {("decision", "declaration", "fact")}
    assert {one["decision"] for one in given.values()} == {providing.VERIFYING}


def test_from_the_results_on_decisions_are_given_with_their_reasons(
    declaration: Declaration,
) -> None:
    years.to_moment(declaration.year, declaration.year.results_from + MOMENT)
    given = told(declaration)
    assert (given["tax"]["decision"], given["tax"]["reason"]) == ("refuted", "查无此税")
    assert given["insurance"]["decision"] == providing.VERIFYING


def test_with_its_declaration_it_says_nothing_of_the_person_any_more(
    declaration: Declaration,
) -> None:
    rows = [{"tenure": "own", "district": "昌平", "from": "2012-06", "to": None}]
    made.decide(declaration, "homes", "corrected", corrected=rows, reason="登记簿上的地址")
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    review = _answered(declaration)
    with transaction.atomic():
        declarations.anonymise(list(Declaration.objects.filter(pk=declaration.pk)))
    assert {(one.corrected, one.reason or "") for one in Check.objects.all()} == {(None, "")}
    assert {one.decision for one in Check.objects.all()} == {"confirmed", "corrected", "refuted"}
    assert (Review.objects.get().words, Answer.objects.get().words) == ("", "")
    assert not attached.of_review(review).exists()
    assert made.record_agrees()
    assert verify().is_sound


def test_other_declarations_keep_what_they_say(declaration: Declaration) -> None:
    other = made.laid_out(declaration.year)
    with transaction.atomic():
        declarations.anonymise(list(Declaration.objects.filter(pk=other.pk)))
    assert made.check(declaration, "tax").reason == "查无此税"


def test_the_register_says_so() -> None:
    entries = register.entries()
    sealed = ("Check.corrected", "Check.reason", "Review.words", "Answer.words")
    found = {entries[f"verification.{name}"].retention for name in sealed}
    assert found == {declarations.STAGES[-1].name}


def _answered(declaration: Declaration) -> Review:
    """A review with words, a file and its answer."""
    assert declaration.owner is not None
    review = reviews.ask_review(
        actor=declaration.owner, declaration=declaration, indicator="tax", words="我交过税"
    )
    kept.store(
        actor=declaration.owner, subject=attached.subject_of_review(review), role="applicant",
        upload=SimpleUploadedFile("完税证明.pdf", pdf()), guard=lambda: reviews.refuse_if_closed(review),
    )  # fmt: skip
    asked = review.answers.get()
    reviews.answer_review(
        actor=made.verifier(asked.department), answer=asked, words="某人某年没有入库记录"
    )
    return review
