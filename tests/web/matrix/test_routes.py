"""Every route of the authority's year, asked for by every role, for one's own and for others'."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from luohu.web.accounts.roles import Role
from luohu.web.operations import background
from luohu.web.operations.background import Progress
from tests.web.accounts.people import signed_in
from tests.web.matrix import policy
from tests.web.matrix.policy import POLICY, Rule
from tests.web.matrix.world import OTHERS, OWN, World, build

ROUTES = {pattern.name: pattern for pattern in policy.our_routes()}
ALIASES = {"account_login", "mfa_authenticate"}  # a second name of an address, for allauth
STRANGER = ""
REFUSED = {"refused", "not-yours"}


@background.job("matrix")
def nothing(progress: Progress) -> None:
    """A job that does nothing, for its pages."""


# The policy and the code say the same.


def test_every_route_has_its_policy_and_there_is_no_other() -> None:
    assert set(ROUTES) - ALIASES == set(POLICY)


@pytest.mark.parametrize("name", sorted(POLICY))
def test_the_code_lets_in_whom_the_policy_does(name: str) -> None:
    marked = policy.roles_of(ROUTES[name].callback)
    if marked is not None:
        assert marked == POLICY[name].who


def test_what_guards_nothing_is_for_everybody_or_guards_in_another_way() -> None:
    """Views without `requires` are few: listed here so that none is forgotten by mistake."""
    bare = {name for name in POLICY if policy.roles_of(ROUTES[name].callback) is None}
    open_to_all = {
        name for name in bare if POLICY[name].who == policy.EVERYBODY or POLICY[name].hides
    }
    guarded_otherwise = bare - open_to_all
    by_module = {ROUTES[name].callback.__module__.split(".")[2] for name in guarded_otherwise}
    assert by_module <= {"accounts", "record", "protection", "operations"}


# Every cell.


@dataclass(frozen=True)
class Cell:
    """One request: a route, who asks, and whose thing it is about."""

    route: str
    role: str
    whose: str

    @property
    def rule(self) -> Rule:
        return POLICY[self.route]

    @property
    def expected(self) -> str:
        """What has to come of it: allowed, sign-in, refused, hidden."""
        if self.role not in self.rule.who:
            if self.rule.hides:
                return "hidden"
            return "refused" if self.role else "sign-in"
        return "hidden" if self.rule.owned and self.whose == OTHERS else "allowed"


class Lines(logging.Handler):
    """The lines of the security log, as they come."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.events: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        found = re.search(r'"event": "([\w-]+)"', record.getMessage())
        self.events.append(found[1] if found else record.getMessage())

    def taken(self) -> list[str]:
        """What came since the last time that is a refusal."""
        told, self.events = [one for one in self.events if one in REFUSED], []
        return told


@pytest.fixture
def lines() -> Iterator[Lines]:
    logger, lines = logging.getLogger("luohu.security"), Lines()
    level = logger.level
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    yield lines
    logger.removeHandler(lines)
    logger.setLevel(level)


def cells(role: str) -> list[Cell]:
    """The cells of a role; others' only where a thing is somebody's."""
    return [
        Cell(route, role, whose)
        for route, rule in POLICY.items()
        for whose in ((OWN, OTHERS) if rule.owned else (OWN,))
    ]


def names_of(pattern: URLPattern) -> list[str]:
    """What an address of a route names."""
    regular = getattr(pattern.pattern, "regex", None)
    return [*regular.groupindex] if regular is not None else []


def asked(world: World, client: Client, cell: Cell, user: User) -> Any:
    """The answer to a request, which changes nothing for the next one."""
    point = transaction.atomic()
    point._from_testcase = True  # type: ignore[attr-defined]  # services may be durable within it
    with point:
        takes = world.takes(cell.route, names_of(ROUTES[cell.route]), user, cell.whose)
        address = reverse(cell.route, kwargs=takes)
        answer = client.post(address) if cell.rule.post else client.get(address)
        if answer.streaming:
            b"".join(getattr(answer, "streaming_content", ()))
        transaction.set_rollback(True)
    return answer


def came_of(answer: Any) -> str:
    """What came of a request."""
    if answer.status_code == 302 and "/sign-in/?next=" in answer.headers["Location"]:
        return "sign-in"
    known = {403: "refused", 404: "hidden", 405: "wrong method"}
    if answer.status_code in (200, 302, 409, 410, 422):
        return "allowed"
    return known.get(answer.status_code, f"status {answer.status_code}")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [STRANGER, *Role.values])
def test_every_cell_is_as_the_policy_says(role: str, lines: Lines) -> None:
    world = build()
    user = world.people[role] if role else world.other_user
    wrong = []
    for cell in cells(role):
        client = signed_in(user) if role else Client()
        lines.taken()
        found = came_of(asked(world, client, cell, user))
        told = lines.taken()
        refused = cell.expected in ("refused", "hidden") and not cell.rule.hides
        logged = len(told) == int(refused)
        if found != cell.expected or not logged:
            wrong.append((cell.route, cell.whose, cell.expected, found, told))
    assert not wrong, "\n".join(map(str, wrong))
