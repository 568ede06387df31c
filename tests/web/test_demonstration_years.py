"""The rehearsed years of a demonstration: every role finds something, and it is made once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from luohu.web.declarations.models import Declaration
from luohu.web.demonstration import load_years
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from luohu.web.selection.models import Listing, Objection
from luohu.web.verification.models import Check
from luohu.web.years.calendar import Window, window_now
from luohu.web.years.models import Year


@pytest.mark.django_db(transaction=True)
def test_every_role_finds_something_and_a_second_start_changes_nothing() -> None:
    load_years()
    declaring, published = Year.objects.order_by("-cycle")
    assert window_now(declaring) is Window.DECLARING
    assert window_now(published) is Window.PUBLICITY
    states = set(Declaration.objects.filter(year=declaring).values_list("state", flat=True))
    assert states >= {"draft", "with_employer", "submitted"}
    departments = {user.username.removeprefix("demo-") for user in User.objects.all()}
    pending = Check.objects.filter(year=declaring, decision="pending")
    assert set(pending.values_list("department", flat=True)) <= departments
    assert pending.exists()
    assert Listing.objects.filter(publication__year=published).count() >= 5
    assert Objection.objects.count() == 1
    assert verify().first_bad is None
    before = Event.objects.count()
    load_years()
    assert Event.objects.count() == before
