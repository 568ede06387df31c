"""Working a freeze out again: equal, or the first thing that differs is named."""

from typing import Any

import pytest

from luohu.web.accounts.roles import Role
from luohu.web.operations.models import Job
from luohu.web.selection import checking, laws, services
from luohu.web.selection.freezing import document_digest, written
from luohu.web.selection.models import Frozen, Outcome
from tests.web.accounts.people import officer
from tests.web.selection import made

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_untouched_freeze_comes_out_equal_by_a_job() -> None:
    freeze, actor = made.frozen(), officer(Role.PUBLISHER)
    job = services.ask_to_check(actor=actor, freeze=freeze, role=Role.PUBLISHER)
    assert services.ask_to_check(actor=actor, freeze=freeze, role=Role.PUBLISHER) == job
    made.work()
    assert Job.objects.get(pk=job.pk).result == {"equal": True, "what": "", "number": ""}


def test_another_document_is_named_by_its_number() -> None:
    freeze = made.frozen(made.ready(3))
    held = freeze.frozen.first()
    assert held is not None
    held.document = {**held.document, "born": "1990-01-01"}
    held.save(update_fields=["document"])
    found = checking.check_again(freeze)
    assert (found.equal, found.what, found.number) == (False, "document", held.number)


def test_a_document_and_its_digest_changed_together_are_seen_too() -> None:
    freeze = made.frozen(made.ready(3))
    held = freeze.frozen.first()
    assert held is not None
    document = {**held.document, "born": "1990-01-01"}
    digest = document_digest(held.number, written(document), [])
    Frozen.objects.filter(pk=held.pk).update(document=document, digest=digest)
    assert checking.check_again(freeze).what == "inputs"


def test_a_document_that_was_taken_out_is_seen() -> None:
    freeze = made.frozen(made.ready(3))
    held = freeze.frozen.first()
    assert held is not None
    held.delete()
    assert checking.check_again(freeze).what == "inputs"


@pytest.mark.parametrize(
    "change", [{"total": 1}, {"rank": 99}, {"admitted": False}, {"indicators": {}}]
)
def test_another_outcome_is_named_by_its_number(change: dict[str, Any]) -> None:
    freeze = made.frozen(made.ready(3))
    held = freeze.outcomes.filter(admitted=True).first()
    assert held is not None
    Outcome.objects.filter(pk=held.pk).update(**change)
    found = checking.check_again(freeze)
    assert (found.what, found.number) == ("outcome", held.number)


def test_other_rules_and_other_values_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    freeze = made.frozen(made.ready(1))
    monkeypatch.setattr(laws, "values_digest", lambda _law: "other")
    assert checking.check_again(freeze).what == "values"
    monkeypatch.setattr(laws, "rules_digest", lambda _law: "other")
    assert checking.check_again(freeze).what == "rules"
