"""Each statement of a submission fails once: nothing of it is there, and the record is sound."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection

from luohu.web.declarations import services
from luohu.web.declarations.models import Receipt
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


def failing(at: int) -> Any:
    count = 0

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if count == at:
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)

    return counted


def test_a_submission_fails_whole_wherever_it_fails() -> None:
    employer = made.employer()
    officer = people.officer("employer", employer=employer.credit_code)
    held = made.declaration(years.year(), "with_employer", employer=employer)
    before, at = Event.objects.count(), 1
    while True:
        try:
            with connection.execute_wrapper(failing(at)):
                services.submit(actor=officer, declarations=[held], key="k")
            break
        except OperationalError:
            held.refresh_from_db()
            assert held.state == "with_employer"
            assert (Receipt.objects.count(), Event.objects.count()) == (0, before)
            at += 1
    assert at > 4
    assert Receipt.objects.count() == 1
    assert Event.objects.filter(action="submit").count() == 1
    found = verify()
    assert found.why is None or "in no event" in found.why.en  # employers of tests are not noted
