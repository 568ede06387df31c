"""Whatever is tried in whatever order: one submitted declaration a person a year, the record as the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luohu.people.faults import Refused
from luohu.web.declarations import services
from luohu.web.declarations.models import DRAFTED, Declaration, Receipt
from luohu.web.declarations.procedure import BEGINNINGS, EDGES, State
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.record.models import Event
from luohu.web.record.services import history
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
DOCUMENT = made.DOCUMENTS[0]
ENDS = {(edge.start, edge.action): edge.end for edge in EDGES}
ACCOUNTS = PERSONS = 2
STEPS = ("begin", "fill", "hand_over", "take_back", "submit", "withdraw", "return", "give_up",
         "pull", "discard", "close")  # fmt: skip
TRIED = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, ACCOUNTS - 1), st.integers(0, PERSONS - 1)),
    min_size=4, max_size=14,
)  # fmt: skip


class World:
    """A year with two accounts, two people and an employer, and what may be tried in it."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.employer = made.employer()
        self.officer = people.officer("employer", employer=self.employer.credit_code)
        self.accounts = [people.applicant() for _ in range(ACCOUNTS)]
        self.persons = [
            made.details(born=DOCUMENT["born"], sex=DOCUMENT["sex"]) for _ in range(PERSONS)
        ]
        self.keys = 0

    def attempt(self, step: str, account: int, person: int) -> None:
        """Try a step; being refused is an answer like any other."""
        actor = self.accounts[account]
        held = Declaration.objects.filter(owner=actor, year=self.year).order_by("-pk").first()
        try:
            if step == "begin":
                services.begin(actor=actor, year=self.year)
            elif step == "close":
                services.void_unsent(year=self.year)
            elif held is not None:
                self._calls(held, account, person)[step]()
        except (Refused, PermissionDenied):
            pass

    def _calls(
        self, held: Declaration, account: int, person: int
    ) -> dict[str, Callable[[], object]]:
        own: dict[str, Any] = {"actor": self.accounts[account], "declaration": held}
        theirs: dict[str, Any] = {"actor": self.officer, "declaration": held}
        self.keys += 1
        return {
            "fill": lambda: services.save_draft(
                **own, fields=self.persons[person], document=DOCUMENT, revision=held.revision
            ),
            "hand_over": lambda: services.hand_over(**own, credit_code=self.employer.credit_code),
            "take_back": lambda: services.take_back(**own),
            "submit": lambda: services.submit(
                actor=self.officer, declarations=[held], key=f"{self.keys % 3}-{self.year.pk}"
            ),
            "withdraw": lambda: services.withdraw(**own),
            "pull": lambda: services.withdraw(**theirs),
            "return": lambda: services.return_to_applicant(**theirs, why="演示"),
            "discard": lambda: services.discard(**theirs),
            "give_up": lambda: services.give_up(**own),
        }

    def check(self) -> None:
        """What always holds."""
        held = list(Declaration.objects.filter(year=self.year))
        live = [one for one in held if one.state != State.VOID]
        persons = Counter(one.identity_index for one in held if one.state not in DRAFTED)
        owners = Counter(one.owner_id for one in live)
        assert max([0, *persons.values(), *owners.values()]) <= 1
        for one in held:
            assert one.state == told_by_record(one)
        submits = Event.objects.filter(
            action="submit", subject__in=[subject_of(one) for one in held]
        )
        assert submits.count() == Receipt.objects.filter(declaration__in=held).count()


def told_by_record(declaration: Declaration) -> str:
    """The state that the record's events lead to, each digest following on the one before."""
    state, digest = "", ""
    for event in history(subject_of(declaration)):
        assert event.before == digest
        digest = event.after
        if event.action in BEGINNINGS:
            state = BEGINNINGS[event.action]
        elif event.action != "save":
            state = ENDS[State(state), event.action]
    assert digest == digest_of_state(declaration)
    return state


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=TRIED)
def test_one_submitted_declaration_a_person_and_the_record_as_the_rows(
    tried: list[tuple[str, int, int]],
) -> None:
    world = World(years.year())

    for step, account, person in tried:
        world.attempt(step, account, person)
        world.check()


def test_the_whole_way_is_tried_at_least_once() -> None:
    world = World(years.year())

    for step in (
        "begin",
        "fill",
        "hand_over",
        "submit",
        "withdraw",
        "hand_over",
        "return",
        "give_up",
    ):
        world.attempt(step, 0, 0)
        world.check()

    assert [one.state for one in Declaration.objects.filter(year=world.year)] == ["void"]
