"""Several officers at one moment: one decision counts, a declaration is verified once, a freeze waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction

from luohu.web.declarations.models import Declaration
from luohu.web.protection.attachments import kept
from luohu.web.record.models import Event
from luohu.web.selection.freezing import freeze
from luohu.web.verification import freezes, reviews, services
from luohu.web.verification.deciding import Said
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.letters.desk.test_together import at_once
from tests.web.protection.files import pdf
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declaration(transactional_db: None) -> Declaration:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is of one thread: LUOHU_TEST_POSTGRES=1")
    return made.laid_out()


def test_of_officers_who_decide_one_fact_one_is_first(declaration: Declaration) -> None:
    check = made.check(declaration, "homes")
    officers = [made.verifier("housing") for _ in range(4)]
    calls = [
        partial(
            services.decide, actor=one, check=check, decision="refuted", reason=f"查无此房{k}",
            revision=0,
        )
        for k, one in enumerate(officers)
    ]  # fmt: skip
    assert len(at_once(calls)) == 3
    assert made.check(declaration, "homes").revision == 1


def test_of_two_last_decisions_one_has_it_verified(declaration: Declaration) -> None:
    made.decide_all(declaration, but=("homes", "tax"))
    assert at_once([partial(made.decide, declaration, fact) for fact in ("homes", "tax")]) == []
    declaration.refresh_from_db()
    assert declaration.state == "verified"
    subject = f"declaration:{declaration.pk}"
    assert Event.objects.filter(subject=subject, action="verify").count() == 1


def test_while_something_is_decided_a_year_is_neither_frozen_nor_changed(
    declaration: Declaration,
) -> None:
    year, seen = declaration.year_id, list[str]()

    def tried() -> None:
        with transaction.atomic():
            seen.append("decide" if freezes.hold_years([year]) else "")
        with pytest.raises(OperationalError), transaction.atomic():
            Year.objects.select_for_update(nowait=True).get(pk=year)
        seen.append("held")

    with transaction.atomic():
        freezes.hold_years([year])
        at_once([tried])
    assert seen == ["decide", "held"]


def test_nothing_is_decided_after_a_freeze_that_began_with_it(declaration: Declaration) -> None:
    made.at(declaration.year, Window.RANKING)
    authority = people.officer("authority")
    calls: list[Callable[[], object]] = [partial(freeze, actor=authority, year=declaration.year)]
    for department in sorted(set(declaration.year.departments.values())):
        rows = declaration.checks.filter(department=department).values_list("pk", flat=True)
        said = [Said(pk, "confirmed") for pk in rows]
        actor = made.verifier(department)
        calls.append(partial(services.decide_many, actor=actor, decisions=said))
    assert at_once(calls) == []
    (frozen,) = Event.objects.filter(action="freeze").values_list("sequence", flat=True)
    later = Event.objects.filter(action__startswith="decide_", sequence__gt=frozen)
    assert not later.exists()


def test_departments_answer_a_review_at_one_moment_while_its_files_come(
    declaration: Declaration,
) -> None:
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    assert declaration.owner is not None
    review = reviews.ask_review(
        actor=declaration.owner, declaration=declaration, indicator="residence", words="住所不对"
    )
    check = made.check(declaration, "homes")
    said = Said(check.pk, "refuted", reason="查无此房", revision=check.revision)
    upheld, rejected = (review.answers.get(department=one) for one in ("housing", "employment"))
    answer, file = reviews.answer_review, SimpleUploadedFile("房证.pdf", pdf())
    calls: list[Callable[[], object]] = [
        partial(answer, actor=made.verifier("housing"), answer=upheld, words="已按登记簿更正", said=said),
        partial(answer, actor=made.verifier("employment"), answer=rejected, words="经核查,维持"),
        partial(
            kept.store, actor=declaration.owner, subject=str(review), upload=file,
            guard=partial(reviews.refuse_if_closed, review),
        ),
    ]  # fmt: skip
    assert len(at_once(calls)) <= 1  # the file, where it came last
    review.refresh_from_db()
    assert (review.state, review.upheld) == ("answered", True)
