"""Digests: one for one value, however it came about; another for another."""

from __future__ import annotations

import datetime
import hashlib
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luohu.web.letters.models import Letter
from luohu.web.record.digests import canonical, digest_of, hashed, state_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
NOON = datetime.datetime(2026, 5, 31, 4, 0, 0, 7, datetime.UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "积分"]}, '{"a":[true,null,"积分"],"b":1}'),
        ({1: "x", "0": ()}, '{"0":[],"1":"x"}'),
        (NOON, '"2026-05-31T04:00:00.000007+00:00"'),
        (NOON.astimezone(datetime.timezone(datetime.timedelta(hours=8))), '"2026-05-31T04:00:00.000007+00:00"'),
        (datetime.date(2026, 5, 31), '"2026-05-31"'),
        (datetime.timedelta(days=-1, microseconds=5), '"-1d0s5"'),
        (Decimal("16.60"), '"16.60"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (b"\x00\xff", '"00ff"'),
    ],
)  # fmt: skip
def test_a_value_has_one_form(value: Any, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [{1, 2}, object(), float("nan"), float("inf")])
def test_what_has_no_form_is_an_error(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        digest_of(value)


def test_a_digest_is_that_of_the_form() -> None:
    assert digest_of([1, "分"]) == hashlib.sha256('[1,"分"]'.encode()).hexdigest()
    sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashed("abc", "sm3") == sm3  # the standard's own example


@given(st.dictionaries(st.text(), JSON))
def test_the_order_of_keys_does_not_matter(value: dict[str, Any]) -> None:
    assert digest_of(dict(reversed(list(value.items())))) == digest_of(value)


@given(JSON, JSON)
def test_two_values_have_two_digests(one: Any, other: Any) -> None:
    assert (digest_of(one) == digest_of(other)) == (canonical(one) == canonical(other))


@pytest.mark.django_db
def test_a_row_just_saved_and_the_same_row_read_again_have_one_digest() -> None:
    fields = (
        "number",
        "state",
        "sensitive",
        "received",
        "due",
        "answered",
        "reopened",
        "document",
        "owner",
    )
    letter = Letter(
        number="2026-000001", key="k", language="zh", received=timezone.localtime(NOON),
        due=datetime.date(2026, 6, 15), document={"tax": ({"year": 2023},), "名": 1}, state=Letter().state,
    )  # fmt: skip
    letter.save()
    assert state_of(letter, fields) == state_of(Letter.objects.get(), fields)
    assert state_of(letter, fields) != state_of(letter, fields[1:])
    letter.reopened = 1
    assert state_of(letter, fields) != state_of(Letter.objects.get(), fields)
