"""Several officers at one moment: one decision counts, and a declaration is verified once."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection

from luohu.web.declarations.models import Declaration
from luohu.web.record.models import Event
from luohu.web.verification import services
from tests.web.letters.desk.test_together import at_once
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
