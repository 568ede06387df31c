"""The table of the procedure: who may take which step from where, and when; everything else is refused."""

from __future__ import annotations

import datetime
import itertools

import pytest

from luohu.web.accounts.roles import Role
from luohu.web.declarations.procedure import (
    BEGINNINGS,
    EDGES,
    GUARDS,
    SYSTEM,
    Case,
    Edge,
    State,
    edge_of,
    refusal,
)
from luohu.web.years.models import MOMENTS, Year
from tests.web.years import made as years

ROLES = (*Role.values, SYSTEM)
ACTIONS = sorted({edge.action for edge in EDGES})
INSTANT = datetime.timedelta(microseconds=1)


@pytest.fixture
def year() -> Year:
    return Year(scheme="beijing", cycle=2026, **years.moments())


def test_an_edge_is_known_by_state_action_and_role() -> None:
    assert len({(e.start, e.action, e.role) for e in EDGES}) == len(EDGES)


@pytest.mark.parametrize("state", State.values)
def test_every_step_is_in_the_table_or_refused(state: str, year: Year) -> None:
    table = {(e.start, e.action, e.role): e for e in EDGES}

    for action, role in itertools.product(ACTIONS, ROLES):
        known = table.get((State(state), action, role))
        assert edge_of(state, action, role) == known
        if known is None:
            fault = refusal(state, action, role, Case(year, year.declares_from, "x"))
            assert fault is not None
            assert fault.place.column == "state"


def test_every_state_is_reached_and_every_guard_used() -> None:
    assert {e.end for e in EDGES} | set(BEGINNINGS.values()) == set(State)
    assert {e.guard for e in EDGES if e.guard} == set(GUARDS)


def test_nothing_leads_out_of_the_last_states() -> None:
    starts = {e.start for e in EDGES}

    assert set(State) - starts == {State.VOID, State.FALSIFIED}


@pytest.mark.parametrize("edge", [e for e in EDGES if e.guard == "declaring"], ids=str)
def test_declaring_is_open_from_its_first_moment_until_before_its_last(
    edge: Edge, year: Year
) -> None:
    def told(moment: datetime.datetime) -> bool:
        return refusal(edge.start, edge.action, edge.role, Case(year, moment)) is None

    assert not told(year.declares_from - INSTANT)
    assert told(year.declares_from)
    assert told(year.declares_to - INSTANT)
    assert not told(year.declares_to)


@pytest.mark.parametrize(
    ("guard", "name", "opens"),
    [
        ("declared", "declares_to", True),
        ("publicised", "publicity_to", True),
        ("settled", "settles_to", True),
        ("not_frozen", "ranks_to", False),
    ],
)
def test_other_guards_turn_at_a_moment_of_the_calendar(
    guard: str, name: str, opens: bool, year: Year
) -> None:
    assert name in MOMENTS
    at = getattr(year, name)

    assert (GUARDS[guard](Case(year, at - INSTANT)) is None) is not opens
    assert (GUARDS[guard](Case(year, at)) is None) is opens


def test_settling_is_open_after_publicity_until_its_end(year: Year) -> None:
    assert GUARDS["settling"](Case(year, year.publicity_to - INSTANT)) is not None
    assert GUARDS["settling"](Case(year, year.publicity_to)) is None
    assert GUARDS["settling"](Case(year, year.settles_to)) is not None


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_needed_where_the_table_says_so(why: str, year: Year) -> None:
    fault = GUARDS["reason"](Case(year, year.declares_from, why))

    assert fault is not None
    assert fault.place.column == "why"


def test_a_refusal_says_when_it_can_be_done(year: Year) -> None:
    fault = GUARDS["declaring"](Case(year, year.declares_to))

    assert fault is not None
    assert "is over" in fault.wrong.en
    assert "until before" in fault.right.en
