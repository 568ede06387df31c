"""Declarations made for tests are as if they had gone their way: in the state, the record agrees."""

from __future__ import annotations

import pytest

from luohu.web.declarations.models import Declaration
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.record.services import history
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", made.WAYS)
def test_a_declaration_in_any_state_is_as_its_last_event_says(state: str) -> None:
    held = Declaration.objects.get(pk=made.declaration(years.year(), state).pk)

    assert held.state == state
    newest = history(subject_of(held)).last()
    assert newest is not None
    assert newest.after == digest_of_state(held)
