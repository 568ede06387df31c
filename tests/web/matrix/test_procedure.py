"""The table of steps: whole, without dead ends, and never left by ten thousand random walks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luohu.web.accounts.roles import Role
from luohu.web.declarations.procedure import (
    BEGINNINGS,
    BY_STEP,
    EDGES,
    GUARDS,
    SYSTEM,
    Case,
    State,
    edge_of,
    refusal,
    starts_of,
)
from luohu.web.years.models import MOMENTS, Year
from tests.web.years import made

ROLES = (*Role.values, SYSTEM)
ACTIONS = tuple(dict.fromkeys(edge.action for edge in EDGES))
TRIPLES = [(state, action, role) for state in State for action in ACTIONS for role in ROLES]
S = State
# Said once more, by hand and by state: what a declaration must have been just before it is this.
COMES_FROM = {
    S.DRAFT: {S.WITH_EMPLOYER, S.SUBMITTED, S.VERIFIED},
    S.WITH_EMPLOYER: {S.DRAFT},
    S.SUBMITTED: {S.WITH_EMPLOYER, S.VERIFIED},
    S.VERIFIED: {S.SUBMITTED},
    S.LISTED: {S.VERIFIED},
    S.NOT_LISTED: {S.VERIFIED, S.SUBMITTED},
    S.CONFIRMED: {S.LISTED},
    S.SETTLED: {S.CONFIRMED},
    S.LAPSED: {S.CONFIRMED},
    S.CANCELLED: {S.LISTED, S.CONFIRMED},
    S.FALSIFIED: {
        S.SUBMITTED, S.VERIFIED, S.LISTED, S.NOT_LISTED, S.CONFIRMED, S.SETTLED, S.LAPSED, S.CANCELLED,
    },
    S.VOID: {S.DRAFT, S.WITH_EMPLOYER},
}  # fmt: skip
# What nobody but these may ever bring about.
ONLY_BY = {
    S.SUBMITTED: {"employer", SYSTEM}, S.LISTED: {"publisher"},
    S.NOT_LISTED: {"publisher"}, S.SETTLED: {"authority"}, S.CANCELLED: {"authority"},
    S.FALSIFIED: {"authority"}, S.CONFIRMED: {SYSTEM}, S.LAPSED: {SYSTEM}, S.VERIFIED: {SYSTEM},
}  # fmt: skip
ENDS = {S.FALSIFIED, S.VOID}


def calendar() -> Year:
    """A year that is nowhere kept."""
    begin = datetime.datetime(2026, 4, 16, 8, tzinfo=datetime.UTC)
    return Year(scheme="beijing", cycle=2026, rehearsal=True, **made.moments(begin))


YEAR = calendar()
TIMES = [
    getattr(YEAR, name) + datetime.timedelta(microseconds=shift)
    for name in MOMENTS
    for shift in (-1, 0)
]


# The table itself.


def test_no_two_edges_are_the_same_step() -> None:
    assert len(BY_STEP) == len(EDGES)


def test_every_edge_names_a_role_and_a_guard_that_there_are() -> None:
    assert {edge.role for edge in EDGES} <= {*ROLES}
    assert {edge.guard for edge in EDGES if edge.guard} == set(GUARDS)


def test_every_state_is_reached_and_only_the_ends_are_ends() -> None:
    reached, border = set(BEGINNINGS.values()), list(BEGINNINGS.values())
    while border:
        state = border.pop()
        ahead = {edge.end for edge in EDGES if edge.start == state} - reached
        reached |= ahead
        border.extend(ahead)
    assert reached == set(State)
    assert {state for state in State if not any(e.start == state for e in EDGES)} == ENDS


def test_every_state_comes_from_where_it_may() -> None:
    found = {state: {edge.start for edge in EDGES if edge.end == state} for state in State}
    assert found == COMES_FROM


def test_what_matters_is_done_by_whom_it_should_be() -> None:
    found = {state: {edge.role for edge in EDGES if edge.end == state} for state in ONLY_BY}
    assert all(found[state] <= ONLY_BY[state] for state in ONLY_BY), found


def test_who_verifies_audits_administers_or_writes_letters_takes_no_step() -> None:
    bystanders = {Role.VERIFIER, Role.AUDITOR, Role.ADMINISTRATOR, Role.LETTERS}
    assert not bystanders & {edge.role for edge in EDGES}


@pytest.mark.parametrize("action", ACTIONS)
def test_where_an_action_starts_is_said_of_each_role(action: str) -> None:
    by_role = [starts_of(action, role) for role in ROLES]
    assert frozenset().union(*by_role) == starts_of(action)
    assert starts_of(action)


# Every triple.


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", ROLES)
def test_every_step_is_in_the_table_or_refused(state: State, role: str) -> None:
    for action in ACTIONS:
        edge = edge_of(state, action, role)
        open_at = [
            one for one in TIMES if refusal(state, action, role, Case(YEAR, one, "x")) is None
        ]
        assert bool(open_at) == (edge is not None), (state, action, role)
        if edge is None:
            fault = refusal(state, action, role, Case(YEAR, TIMES[0], "x"))
            assert fault is not None
            assert fault.place.column == "state"
            assert fault.right.zh
            assert fault.right.en


def test_an_action_that_there_is_not_is_refused() -> None:
    assert refusal(S.DRAFT, "burn", "applicant", Case(YEAR, TIMES[0])) is not None


@pytest.mark.parametrize("edge", [one for one in EDGES if one.guard == "reason"])
def test_a_step_that_needs_a_reason_is_refused_without(edge: object) -> None:
    for why in ("", "  "):
        fault = refusal(edge.start, edge.action, edge.role, Case(YEAR, TIMES[-1], why))  # type: ignore[attr-defined]
        assert fault is not None
        assert fault.place.column == "why"


# Each guard to the microsecond.

OPEN = {
    "declaring": ("declares_from", "declares_to"),
    "declared": ("declares_to", None),
    "publicised": ("publicity_to", None),
    "settling": ("publicity_to", "settles_to"),
    "settled": ("settles_to", None),
    "not_frozen": (None, "ranks_to"),
}


@pytest.mark.parametrize("guard", list(OPEN))
def test_a_guard_opens_at_its_moment_and_closes_at_the_other(guard: str) -> None:
    opens, closes = OPEN[guard]
    for moment in TIMES:
        after = opens is None or moment >= getattr(YEAR, opens)
        before = closes is None or moment < getattr(YEAR, closes)
        refused = GUARDS[guard](Case(YEAR, moment, "x")) is not None
        assert refused != (after and before), (guard, moment)


def test_every_guard_but_the_reason_is_tried_above() -> None:
    assert set(OPEN) == set(GUARDS) - {"reason"}


# Ten thousand walks.

STEPS = 24
BACK = {S.DRAFT, S.VOID, S.FALSIFIED, S.CANCELLED, S.NOT_LISTED}


def walk(dice: bytes) -> Iterator[tuple[State, State, str, datetime.datetime]]:
    """The steps that were taken of those that the dice propose, time going on with every throw."""
    state = list(BEGINNINGS.values())[dice[0] % len(BEGINNINGS)]
    place = 0
    for throw in range(1, len(dice) - 2, 3):
        place = min(place + dice[throw] % 3, len(TIMES) - 1)
        action, role = thrown(state, dice[throw + 1], dice[throw + 2])
        if refusal(state, action, role, Case(YEAR, TIMES[place], "x")) is None:
            edge = edge_of(state, action, role)
            assert edge is not None
            yield state, edge.end, role, TIMES[place]
            state = edge.end


def thrown(state: State, first: int, second: int) -> tuple[str, str]:
    """What somebody tries: mostly a step onward, else any step of the state, else anything at all."""
    steps = [edge for edge in EDGES if edge.start == state]
    onward = [edge for edge in steps if edge.end not in BACK]
    among = onward if first < 170 else steps if first < 210 else []
    if among:
        edge = among[second % len(among)]
        return edge.action, edge.role
    return ACTIONS[first % len(ACTIONS)], ROLES[second % len(ROLES)]


@settings(max_examples=10_000)
@given(st.binary(min_size=1 + 3 * STEPS, max_size=1 + 3 * STEPS))
def test_no_walk_reaches_a_state_out_of_order(dice: bytes) -> None:
    for before, after, role, moment in walk(dice):
        assert before in COMES_FROM[after]
        assert role in ONLY_BY.get(after, {role})
        if after is S.SUBMITTED and before is S.WITH_EMPLOYER:
            assert YEAR.declares_from <= moment < YEAR.declares_to
        if after is S.CONFIRMED:
            assert moment >= YEAR.publicity_to
        if after is S.SETTLED:
            assert YEAR.publicity_to <= moment < YEAR.settles_to
        if after is S.LAPSED:
            assert moment >= YEAR.settles_to


def test_walks_get_about() -> None:
    """The walks above are worth something only if they come to every state."""
    import random

    dice = random.Random(2026)
    seen = {
        after for _ in range(4000) for _before, after, *_rest in walk(dice.randbytes(1 + 3 * STEPS))
    }
    assert seen == set(State)
