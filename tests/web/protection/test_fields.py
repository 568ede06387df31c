"""Sealed columns: values in and out, envelopes in the database, nothing compared, nothing moved."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from django.db.models import F, Value
from hypothesis import given
from hypothesis import strategies as st

from luohu.web.protection import blind, identity
from luohu.web.protection.ciphers import Unreadable
from luohu.web.protection.corrections import ask
from luohu.web.protection.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField
from luohu.web.protection.keys import KeyFile
from luohu.web.protection.models import CorrectionRequest

pytestmark = pytest.mark.django_db
WORDS = "出生日期写错了,应为 1990-01-01"


def raw(column: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM protection_correctionrequest")
        return cursor.fetchone()[0]


@pytest.fixture
def request_() -> CorrectionRequest:
    return ask(actor=User.objects.create_user("applicant-a"), words=WORDS)


def test_the_value_comes_back_and_the_database_has_an_envelope(
    request_: CorrectionRequest,
) -> None:
    assert CorrectionRequest.objects.get().words == WORDS
    assert CorrectionRequest.objects.values_list("words", flat=True).get() == WORDS
    assert CorrectionRequest.objects.only("pk").get().words == WORDS
    assert raw("words").startswith("v1.aes.")
    assert "1990" not in raw("words")


def test_none_stays_none(request_: CorrectionRequest) -> None:
    assert CorrectionRequest.objects.get().answer is None
    assert raw("answer") is None
    assert CorrectionRequest.objects.filter(answer__isnull=True).exists()


def test_updates_of_every_kind_are_sealed(request_: CorrectionRequest) -> None:
    CorrectionRequest.objects.update(words="一")
    assert (raw("words")[:3], CorrectionRequest.objects.get().words) == ("v1.", "一")
    request_.words = "二"
    CorrectionRequest.objects.bulk_update([request_], ["words"])
    assert (raw("words")[:3], CorrectionRequest.objects.get().words) == ("v1.", "二")
    CorrectionRequest.objects.all().delete()
    CorrectionRequest.objects.bulk_create([request_])
    assert (raw("words")[:3], CorrectionRequest.objects.get().words) == ("v1.", "二")


def test_a_sealed_column_is_not_compared(request_: CorrectionRequest) -> None:
    for lookup in ("words", "words__contains", "words__in", "words__gt", "words__0"):
        with pytest.raises(FieldError, match="sealed"):
            CorrectionRequest.objects.filter(**{lookup: WORDS}).exists()


def test_a_value_moved_to_another_column_does_not_open(request_: CorrectionRequest) -> None:
    CorrectionRequest.objects.update(
        answer=F("words"), answered=request_.received, answered_by=User.objects.create_user("b")
    )
    with pytest.raises(Unreadable, match=r"protection\.correctionrequest\.answer"):
        CorrectionRequest.objects.get()


def test_words_written_past_the_program_are_an_error(request_: CorrectionRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE protection_correctionrequest SET words = 'plain'")
    with pytest.raises(Unreadable, match="no sealed content"):
        CorrectionRequest.objects.get()


def test_rows_are_not_dumped_in_the_open(request_: CorrectionRequest) -> None:
    with pytest.raises(Exception, match="sealed"):
        call_command("dumpdata", "protection.CorrectionRequest", verbosity=0)


def test_an_expression_of_the_database_stays_one() -> None:
    value = Value("v1.told", output_field=EncryptedTextField())
    field = CorrectionRequest._meta.get_field("words")
    assert field.get_db_prep_save(value, connection) is value


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
        lambda held: st.lists(held) | st.dictionaries(st.text(), held),
        max_leaves=20,
    )
)  # fmt: skip
def test_json_comes_back_as_it_was(value: Any) -> None:
    field = sealed_json()
    envelope = field.get_db_prep_save(value, connection)
    assert (envelope is None) == (value is None)
    assert field.from_db_value(envelope, None, connection) == value


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, object(), b"bytes"])
def test_what_is_no_json_is_not_saved(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        sealed_json().get_db_prep_save(value, connection)


def sealed_json() -> EncryptedJSONField:
    field = EncryptedJSONField(null=True, blank=True, default=dict)
    field.contribute_to_class(type("Row", (), {"_meta": FakeMeta()}), "document")
    return field


class FakeMeta:
    label_lower = "tests.row"

    def add_field(self, *told: Any, **named: Any) -> None: ...


def test_a_blind_index_is_equal_where_the_number_is_and_says_nothing_of_it(
    own_keys: KeyFile,
) -> None:
    number = identity.invented(1)
    assert blind.index(number) == blind.index(identity.normalised(f" {number} "))
    assert len(blind.index(number)) == 64 == BlindIndexField().max_length
    assert blind.index(number) != blind.index(identity.invented(2))
    assert number not in blind.index(number)


def test_indexes_of_two_purposes_cannot_be_joined(own_keys: KeyFile) -> None:
    assert blind.index("same", "identity") != blind.index("same", "child")


def test_another_key_gives_another_index(own_keys: KeyFile, settings: Any, tmp_path: Any) -> None:
    first = blind.index("same")
    settings.DATA = tmp_path / "other"
    assert blind.index("same") != first


def test_a_new_key_for_content_leaves_indexes_as_they_are(own_keys: KeyFile) -> None:
    first = blind.index("same")
    own_keys.add("content")
    assert blind.index("same") == first
