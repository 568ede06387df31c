"""Invented declarations: as many as asked, each its own person, the record and receipts agree."""

from __future__ import annotations

import pytest

from luohu.web.declarations.contents import content_digest, scored
from luohu.web.declarations.demonstration import declare_many
from luohu.web.declarations.models import Declaration, Receipt
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.record.models import Event
from luohu.web.record.services import history
from tests.web.years import made as years

pytestmark = pytest.mark.django_db


def test_as_many_are_declared_as_asked_with_a_receipt_and_a_submit_event_each() -> None:
    year = years.year()

    assert declare_many(year, 120, seed=1) == 120

    assert Declaration.objects.filter(year=year, state="submitted").count() == 120
    assert Receipt.objects.count() == Event.objects.filter(action="submit").count() == 120


def test_a_second_call_adds_other_people() -> None:
    year = years.year()
    declare_many(year, 30, seed=1)

    declare_many(year, 30, seed=1)

    indexes = Declaration.objects.filter(year=year).values_list("identity_index", flat=True)
    assert len(set(indexes)) == 60


def test_each_declaration_is_as_its_newest_event_says_and_can_be_scored() -> None:
    year = years.year()
    declare_many(year, 40, seed=3)

    for held in Declaration.objects.filter(year=year):
        newest = history(subject_of(held)).last()
        assert newest is not None
        assert newest.after == digest_of_state(held)
        assert held.content == content_digest(held)
        assert scored(held)[0].total is not None


def test_they_are_received_within_the_time_for_declaring() -> None:
    year = years.year()
    declare_many(year, 20, seed=5)

    for receipt in Receipt.objects.all():
        assert year.declares_from <= receipt.received < year.declares_to
