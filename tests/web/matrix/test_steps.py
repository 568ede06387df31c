"""Every service that takes a step, called by every role for its own and for others'; random walks."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations import services as declarations
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import EDGES, SYSTEM, State
from luohu.web.record.models import Event
from luohu.web.record.rows import bad_rows
from luohu.web.record.watched import watched
from luohu.web.selection import services as selection
from luohu.web.selection.models import Listing
from luohu.web.years import clock
from luohu.web.years.models import MOMENTS, Year
from tests.web.accounts.people import applicant, officer
from tests.web.declarations import made
from tests.web.matrix.test_procedure import COMES_FROM, ONLY_BY
from tests.web.matrix.world import OTHERS, OWN
from tests.web.selection import made as selections
from tests.web.verification.made import DOCUMENT
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
REFUSALS = (PermissionDenied, Refused, LawError)
WHY = "演示的原因"
Step = Callable[[User, Declaration], Any]


def line_of(held: Declaration) -> Listing:
    return Listing.objects.get(declaration=held)


def settled_on(held: Declaration) -> datetime.date:
    return held.year.publicity_to.date() + datetime.timedelta(days=1)


# Each action of the table that somebody takes by a service, by how it is called.
SERVICES: Mapping[str, Step] = {
    "hand_over": lambda actor, held: declarations.hand_over(
        actor=actor, declaration=held, credit_code=held.employer.credit_code if held.employer else ""
    ),
    "take_back": lambda actor, held: declarations.take_back(actor=actor, declaration=held),
    "return": lambda actor, held: declarations.return_to_applicant(
        actor=actor, declaration=held, why=WHY
    ),
    "submit": lambda actor, held: declarations.submit(
        actor=actor, declarations=[held], key=f"{held.pk}"
    ),
    "withdraw": lambda actor, held: declarations.withdraw(actor=actor, declaration=held),
    "give_up": lambda actor, held: declarations.give_up(actor=actor, declaration=held),
    "falsify": lambda actor, held: selection.falsify(actor=actor, declaration=held, why=WHY),
}  # fmt: skip
OF_A_LINE: Mapping[str, Step] = {
    "cancel": lambda actor, held: selection.cancel(actor=actor, listing=line_of(held), why=WHY),
    "settle": lambda actor, held: selection.settle(
        actor=actor, listing=line_of(held), on=settled_on(held), place="own"
    ),
}
# What no single officer's service takes: by publication, by the calendar, by an employer's own upload.
IN_OTHER_WAYS = {
    "discard", "void_unsent", "verify", "reopen", "list", "not_list", "confirm", "lapse",
}  # fmt: skip


def test_every_action_of_the_table_is_tried_in_some_way() -> None:
    assert {edge.action for edge in EDGES} == {*SERVICES, *OF_A_LINE, *IN_OTHER_WAYS}


@dataclass
class People:
    """Somebody of each role whose own a declaration is, and somebody else of each role."""

    own: Mapping[str, User]
    others: Mapping[str, User]

    def each(self) -> Iterable[tuple[str, str, User]]:
        """Role, whose, and who."""
        for whose, people in ((OWN, self.own), (OTHERS, self.others)):
            for role, user in people.items():
                yield role, whose, user


def people(credit_code: str) -> People:
    own, others = (
        {role.value: officer(role) for role in Role if role != Role.APPLICANT} for _ in "12"
    )
    appointment = own["employer"].appointment
    appointment.employer = credit_code
    appointment.save(update_fields=["employer"])
    return People({**own, "applicant": applicant()}, {**others, "applicant": applicant()})


def allowed(action: str, state: State) -> set[tuple[str, str]]:
    """Who may take an action from a state: role, and whose; an official's matters are all his own."""
    roles = {edge.role for edge in EDGES if (edge.action, edge.start) == (action, state)}
    citizens = {Role.APPLICANT, Role.EMPLOYER}
    return {
        (role, whose) for role in roles for whose in (OWN, OTHERS) if whose == OWN or role not in citizens
    }  # fmt: skip


def came_of(step: Step, actor: User, held: Declaration) -> bool:
    """Whether a step was taken; what it did is undone."""
    point = transaction.atomic()
    point._from_testcase = True  # type: ignore[attr-defined]  # services may be durable within it
    events = Event.objects.count()
    with point:
        try:
            step(actor, held)
            taken = True
        except REFUSALS:
            taken = False
            assert Event.objects.count() == events, "a refused step leaves no event"
        transaction.set_rollback(True)
    return taken


@pytest.mark.parametrize("action", list(SERVICES))
@pytest.mark.parametrize("state", list(State))
def test_a_step_is_taken_by_who_may_and_by_nobody_else(action: str, state: State) -> None:
    employer = made.employer()
    everybody = people(employer.credit_code)
    held = made.declaration(
        state=state, document=DOCUMENT, owner=everybody.own["applicant"], employer=employer
    )
    if action in ("hand_over", "take_back", "return", "submit", "withdraw", "give_up"):
        years.to_moment(held.year, held.year.declares_to - datetime.timedelta(hours=1))
    held = Declaration.objects.select_related("year", "employer").get(pk=held.pk)
    taken = {
        (role, whose)
        for role, whose, user in everybody.each()
        if came_of(SERVICES[action], user, held)
    }
    assert taken == allowed(action, state)


@pytest.mark.parametrize("action", list(OF_A_LINE))
def test_a_line_is_cancelled_and_settled_by_the_authority_only(action: str) -> None:
    year = selections.ready(4)
    publication = selections.published(selections.frozen(year))
    if action == "settle":
        years.to_moment(year, year.publicity_to + datetime.timedelta(days=2))
        selection.confirm_all(actor=None, year=year)
    line = publication.listings.select_related("declaration__year").first()
    assert line is not None
    held = line.declaration
    held.year = Year.objects.get(pk=year.pk)
    everybody = people(made.employer().credit_code)
    taken = {
        (role, whose)
        for role, whose, user in everybody.each()
        if came_of(OF_A_LINE[action], user, held)
    }
    assert taken == {("authority", OWN), ("authority", OTHERS)}


# Walks through the services.

WALKS, LENGTH = 25, 30


class Walker:
    """One declaration that everybody tries everything with, while the clock of its year goes on."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.year = years.year()
        self.employer = made.employer()
        self.everybody = people(self.employer.credit_code)
        self.held = made.declaration(
            self.year, "draft", DOCUMENT, self.everybody.own["applicant"], self.employer
        )

    def state(self) -> State:
        return State(Declaration.objects.get(pk=self.held.pk).state)

    def goes_on(self) -> None:
        """A step by somebody, or the clock moved on to the next moment of the calendar."""
        if self.dice.random() < 0.15:
            ahead = [m for name in MOMENTS if (m := getattr(self.year, name)) > self._now()]
            years.to_moment(self.year, ahead[0] if ahead else self._now())
            return
        _role, _whose, user = self.dice.choice(list(self.everybody.each()))
        if self.dice.random() < 0.6:  # somebody who may do something at all
            user = self.everybody.own[self.dice.choice(["applicant", "employer"])]
        action = self.dice.choice(list(SERVICES))
        held = Declaration.objects.select_related("year", "employer").get(pk=self.held.pk)
        held.employer = held.employer or self.employer
        with suppress(*REFUSALS):
            SERVICES[action](user, held)

    def _now(self) -> datetime.datetime:
        return clock.moment(self.year)


@pytest.mark.parametrize("seed", range(WALKS))
def test_no_walk_through_the_services_leaves_the_table(seed: int) -> None:
    walker = Walker(random.Random(seed))
    before = walker.state()
    for _ in range(LENGTH):
        events = Event.objects.filter(subject=f"declaration:{walker.held.pk}")
        known = events.count()
        walker.goes_on()
        after, new = walker.state(), events.count() - known
        if after != before:
            assert before in COMES_FROM[after]
            assert new == 1
            event = events.latest("sequence")
            assert event.role in ONLY_BY.get(after, {event.role})
            assert event.role != SYSTEM
        before = after
    kinds = [one for one in watched() if one.model is Declaration]
    assert not any(faults for one in kinds for _row, faults in bad_rows(one))
