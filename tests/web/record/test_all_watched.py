"""What the apps let the record answer for: every registration is one that can be verified."""

from __future__ import annotations

from collections import Counter

import pytest

from luohu.web.record.verification import verify
from luohu.web.record.watched import Watched, watched

ALL = pytest.mark.parametrize("one", list(watched()), ids=lambda one: one.model._meta.label)


@ALL
def test_a_subject_begins_with_its_kind(one: Watched) -> None:
    assert len(one.kind) > 1
    assert one.subject(one.model(pk=12)).startswith(one.kind)


@ALL
def test_its_fields_are_those_of_the_model(one: Watched) -> None:
    names = {field.name for field in one.model._meta.concrete_fields}
    names |= {field.attname for field in one.model._meta.concrete_fields}
    assert set(one.fields) <= names


def test_no_two_models_have_subjects_of_one_kind() -> None:
    assert [kind for kind, n in Counter(one.kind for one in watched()).items() if n > 1] == []


@pytest.mark.django_db
def test_an_empty_site_is_sound() -> None:
    assert verify().is_sound
