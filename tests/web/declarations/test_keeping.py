"""How long declarations are kept, and that the record answers for each."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection, transaction

from luohu.web.declarations import keeping
from luohu.web.declarations.contents import altered
from luohu.web.declarations.demonstration import declare_many
from luohu.web.declarations.models import Declaration
from luohu.web.protection import retention
from luohu.web.record.verification import verify
from luohu.web.shell.clock import now
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=366)


@pytest.mark.parametrize(
    ("state", "stage"), [("void", "void-declarations"), ("settled", "declarations"), ("not_listed", "declarations")]
)  # fmt: skip
def test_after_its_limit_a_declaration_says_nothing_of_the_person(
    state: str, stage: str, settings: Any
) -> None:
    settings.LUOHU_RETENTION = {stage: 30}
    held = made.declaration(state=state)

    retention.run(held.changed + YEAR)

    left = Declaration.objects.get(pk=held.pk)
    assert [getattr(left, name) for name in ("name", "identity", "telephone", "address")] == [
        ""
    ] * 4
    assert (left.document, left.born, left.owner, left.consents) == ({}, None, None, {})
    assert left.identity_index != held.identity_index
    assert verify().first_bad is None
    assert retention.run(held.changed + YEAR) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "verified", "listed", "confirmed"])
def test_what_goes_on_is_kept_whatever_its_age(state: str, settings: Any) -> None:
    settings.LUOHU_RETENTION = {"declarations": 1, "void-declarations": 1}
    held = made.declaration(state=state)

    retention.run(now() + 9 * YEAR)

    assert Declaration.objects.get(pk=held.pk).name == held.name


def test_the_day_of_the_limit_itself_is_not_past() -> None:
    held = made.declaration(state="void")

    assert not keeping.void_before(held.changed).exists()
    assert keeping.void_before(held.changed + datetime.timedelta(seconds=1)).exists()


def test_the_record_answers_for_every_declaration() -> None:
    declare_many(years.year(), 15)
    for state in made.WAYS:
        made.declaration(state=state)

    assert verify().first_bad is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", "verified"), ("receipt", "0" * 64), ("content", "0" * 64), ("employer_id", None)],
)
def test_a_row_that_is_changed_behind_the_records_back_is_found(column: str, value: Any) -> None:
    held = made.declaration()
    if value is None:
        value = made.employer().pk

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE declarations_declaration SET {column} = %s WHERE id = %s", [value, held.pk]
        )

    found = verify()
    assert found.first_bad is not None
    assert f"declaration:{held.pk}" in found.why.en  # type: ignore[union-attr]


def test_content_that_was_put_in_place_of_another_is_found() -> None:
    year = years.year()
    first, second = made.declaration(year), made.declaration(year)
    assert list(altered(year)) == []

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE declarations_declaration SET document ="
            " (SELECT document FROM declarations_declaration WHERE id = %s) WHERE id = %s",
            [first.pk, second.pk],
        )

    assert list(altered(year)) == [second.number]
