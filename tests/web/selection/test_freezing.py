"""Freezing a year: who may, when, what is kept of it, and that no decision changes meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models import Window as Ranked
from django.db.models.functions import Rank

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.operations import leases
from luohu.web.operations.models import Job
from luohu.web.protection import identity
from luohu.web.protection.ciphers import Unreadable
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from luohu.web.selection import freezing, services
from luohu.web.selection.models import Freeze, FreezeState, Frozen, Outcome
from luohu.web.verification import freezes
from luohu.web.verification import outcome as verified
from luohu.web.verification import services as verification
from luohu.web.verification.models import Check
from luohu.web.years import services as year_services
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts.people import officer
from tests.web.declarations import made as declarations
from tests.web.selection import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_verified_is_kept_with_its_digest_and_ranked() -> None:
    freeze = made.frozen()
    assert freeze.state == FreezeState.MADE
    assert freeze.count == freeze.frozen.count() == freeze.outcomes.count() == 8
    assert {len(one.digest) for one in freeze.frozen.all()} == {64}
    assert freeze.figures["admitted"] == freeze.outcomes.filter(admitted=True).count() >= 3
    assert all(len(getattr(freeze, f"{one}_digest")) == 64 for one in ("rules", "values", "inputs"))


def test_the_database_ranks_the_same_row_for_row() -> None:
    freeze = made.frozen()
    ranked = freeze.outcomes.filter(rank__gte=1)
    by_database = ranked.annotate(place=Ranked(Rank(), order_by=F("total").desc()))
    assert all(one.place == one.rank for one in by_database)
    line = sorted((one.total or 0 for one in ranked), reverse=True)[freeze.quota - 1]
    assert freeze.figures["cutoff"] == line
    assert freeze.figures["admitted"] == ranked.filter(total__gte=line).count()


def test_the_record_holds_the_freeze_and_agrees_with_it() -> None:
    freeze = made.frozen()
    assert [e.action for e in Event.objects.filter(subject=str(freeze))] == ["freeze", "frozen"]
    Freeze.objects.filter(pk=freeze.pk).update(outcomes_digest="0" * 64)
    why = verify().why
    assert why is not None
    assert str(freeze) in why.en


def test_unchanged_inputs_give_the_same_digests_again() -> None:
    first, actor = made.frozen(), officer(Role.AUTHORITY)
    services.give_up(actor=actor, freeze=first, why="再来一次")
    second = made.frozen(first.year, actor)
    for name in ("digest", "inputs_digest", "rules_digest", "values_digest", "outcomes_digest"):
        assert getattr(first, name) == getattr(second, name)
    assert (first.number, second.number) == (1, 2)


def test_another_document_gives_another_digest() -> None:
    first, actor = made.frozen(), officer(Role.AUTHORITY)
    services.give_up(actor=actor, freeze=first, why="更正")
    held = Declaration.objects.filter(year=first.year).first()
    assert held is not None
    held.document = {**held.document, "honours": [{"kind": "model_worker"}]}
    held.save(update_fields=["document"])
    assert made.frozen(first.year, actor).inputs_digest != first.inputs_digest


def test_only_the_authority_freezes() -> None:
    year = made.ready(1)
    for role in (Role.PUBLISHER, Role.VERIFIER, Role.AUDITOR):
        with pytest.raises(Refused):
            services.freeze(actor=officer(role), year=year)


@pytest.mark.parametrize(
    "window", [Window.DECLARING, Window.RESULTS, Window.PUBLICITY, Window.SETTLEMENT]
)
def test_only_in_the_time_of_ranking(window: Window) -> None:
    year = made.ready(1)
    years.at(year, window)
    with pytest.raises(Refused) as refused:
        services.freeze(actor=officer(Role.AUTHORITY), year=year)
    assert "复核排名" in refused.value.faults[0].wrong.zh


def test_not_without_a_quota() -> None:
    year = made.ready(1, quota=None)
    with pytest.raises(Refused) as refused:
        services.freeze(actor=officer(Role.AUTHORITY), year=year)
    assert refused.value.faults[0].place.column == "quota"


def test_not_with_nobody_to_rank() -> None:
    year = years.year(quota=3)
    years.at(year, Window.RANKING)
    with pytest.raises(Refused):
        services.freeze(actor=officer(Role.AUTHORITY), year=year)


def test_one_at_a_time_by_service_and_by_database() -> None:
    freeze = made.frozen()
    with pytest.raises(Refused):
        services.freeze(actor=officer(Role.AUTHORITY), year=freeze.year)
    with pytest.raises(IntegrityError), transaction.atomic():
        Freeze.objects.create(
            year=freeze.year, number=9, made=freeze.made, by_id=freeze.by.pk, quota=3
        )


def test_from_the_request_on_no_decision_changes_until_it_is_given_up() -> None:
    year, actor = made.ready(2), officer(Role.AUTHORITY)
    check = Check.objects.filter(year=year).first()
    assert check is not None
    verifier = officer(Role.VERIFIER, department=check.department)
    told: dict[str, Any] = {"check": check, "decision": "pending", "revision": check.revision}
    freeze = services.freeze(actor=actor, year=year)
    assert freezes.in_force(year)
    with pytest.raises(Refused):
        verification.decide(actor=verifier, **told)
    services.give_up(actor=actor, freeze=freeze, why="有误")
    verification.decide(actor=verifier, **told)


def test_the_quota_is_not_changed_under_a_freeze() -> None:
    freeze = made.frozen()
    with pytest.raises(Refused):
        year_services.change_quota(
            actor=officer(Role.AUTHORITY), year=freeze.year, quota=9, why="试试"
        )


def test_giving_up_needs_a_reason_and_the_authority() -> None:
    freeze = made.frozen()
    with pytest.raises(Refused):
        services.give_up(actor=officer(Role.AUTHORITY), freeze=freeze, why="  ")
    with pytest.raises(Refused):
        services.give_up(actor=officer(Role.PUBLISHER), freeze=freeze, why="理由")


def test_given_up_while_it_is_made_stays_given_up() -> None:
    year, actor = made.ready(2), officer(Role.AUTHORITY)
    freeze = services.freeze(actor=actor, year=year)
    services.give_up(actor=actor, freeze=freeze, why="有误")
    made.work()
    freeze.refresh_from_db()
    assert freeze.state == FreezeState.SUPERSEDED


def test_a_document_that_cannot_be_read_fails_the_freeze_and_names_it() -> None:
    year = made.ready(2)
    held = Declaration.objects.filter(year=year).first()
    assert held is not None
    held.document = {**held.document, "strange": 1}
    held.save(update_fields=["document"])
    Check.objects.filter(declaration=held, fact="homes").update(
        decision="corrected", corrected=[{"tenure": "tent"}], reason="更正"
    )
    freeze = made.frozen(year)
    assert freeze.state == FreezeState.FAILED
    assert freeze.why
    assert not freezes.in_force(year)


def test_what_changes_meanwhile_fails_the_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    year = made.ready(2)
    real = verified.verified_documents

    def meanwhile(of: Year) -> Iterator[verified.Row]:
        yield from real(of)
        first = Check.objects.filter(year=year).first()
        assert first is not None
        Check.objects.filter(pk=first.pk).update(revision=7)

    monkeypatch.setattr(verified, "verified_documents", meanwhile)
    freeze = made.frozen(year)
    assert freeze.state == FreezeState.FAILED
    assert "变动" in freeze.why


def test_a_second_attempt_of_the_job_leaves_nothing_twice() -> None:
    year, actor = made.ready(3), officer(Role.AUTHORITY)
    freeze = services.freeze(actor=actor, year=year)
    freezing.make(lambda _done, _total: None, freeze=freeze.pk)  # killed before it ended
    made.work()
    freeze.refresh_from_db()
    assert freeze.state == FreezeState.MADE
    assert Frozen.objects.count() == Outcome.objects.count() == 3


def test_an_attempt_that_was_taken_for_dead_erases_nothing() -> None:
    freeze = services.freeze(actor=officer(Role.AUTHORITY), year=made.ready(3))
    stale = freezing.Attempt.of(freeze)
    made.work()
    with pytest.raises(freezing.GivenUp), stale.holding():
        Frozen.objects.all().delete()
    assert freezing.make(lambda _done, _total: None, freeze=freeze.pk) == {"given_up": True}
    assert Frozen.objects.count() == Outcome.objects.count() == 3


def test_an_attempt_whose_lease_went_to_another_worker_writes_nothing_more() -> None:
    freeze = services.freeze(actor=officer(Role.AUTHORITY), year=made.ready(2))
    assert leases.claim("one") is not None
    stale = freezing.Attempt.of(freeze)
    Job.objects.update(worker="two", attempts=2)
    with pytest.raises(freezing.GivenUp), stale.holding():
        pytest.fail("it held the freeze")
    with freezing.Attempt.of(freeze).holding():
        assert not Frozen.objects.exists()


@pytest.mark.parametrize("state", [FreezeState.MADE, FreezeState.SUPERSEDED])
def test_what_is_made_or_given_up_does_not_fail_afterwards(state: FreezeState) -> None:
    freeze = made.frozen(made.ready(2))
    Freeze.objects.filter(pk=freeze.pk).update(state=state, why="先前")
    with transaction.atomic():
        assert freezing._failed(freeze.pk, "迟到") == {"given_up": True}
    freeze.refresh_from_db()
    assert (freeze.state, freeze.why) == (state, "先前")


def test_not_under_another_version_of_the_law_than_the_year_was_opened_with() -> None:
    year = made.ready(1, rules="beijing@1999")
    with pytest.raises(Refused) as refused:
        services.freeze(actor=officer(Role.AUTHORITY), year=year)
    assert refused.value.faults[0].place.column == "rules"
    assert "beijing@1999" in refused.value.faults[0].right.zh


def test_a_pending_fact_is_unknown_and_named() -> None:
    year = years.year(quota=1)
    people = [declarations.declaration(year) for _ in range(3)]
    years.at(year, Window.RANKING)
    made.decide_everything(year, but={people[0].pk: "education"})
    freeze = made.frozen(year)
    frozen = freeze.frozen.get(number=people[0].number)
    assert frozen.pending == ["education"]
    assert "education" not in frozen.document
    outcome = freeze.outcomes.get(number=people[0].number)
    assert outcome.rank == 0
    assert freeze.figures["open"] + freeze.figures["not_eligible"] >= 1


def test_frozen_documents_are_sealed() -> None:
    from django.db import connection

    freeze = made.frozen(made.ready(1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM selection_frozen")
        (told,) = cursor.fetchone()
        assert told.startswith("v1.")
        cursor.execute("UPDATE selection_frozen SET document = %s", [told[:-8] + "AAAAAAA="])
    with pytest.raises(Unreadable):
        freeze.frozen.get()


def test_no_name_or_number_of_a_person_is_in_a_frozen_document() -> None:
    freeze = made.frozen(made.ready(2))
    for one in freeze.frozen.select_related("declaration"):
        told = str(one.document)
        assert one.declaration.name not in told
        assert one.declaration.identity not in told


def test_why_a_freeze_is_given_up_is_kept_without_numbers() -> None:
    freeze, why = made.frozen(), f"{identity.invented(910)}来信"
    assert (
        services.give_up(actor=officer(Role.AUTHORITY), freeze=freeze, why=why).why
        == f"{'*' * 18}来信"
    )
