"""Browsers for the tests of pages: somebody signed in, and asking by the name of an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from luohu.web.accounts.roles import Role
from tests.web.accounts.people import officer, signed_in


@dataclass
class Browser:
    """Asks for pages by name; the status is what is expected, or the test fails with the page."""

    user: User | None = None
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client() if self.user is None else signed_in(self.user)

    def get(self, name: str, /, *told: Any, status: int = 200, **asked: str) -> HttpResponse:
        """A page."""
        return self._checked(self.client.get(address(name, *told), asked), status)

    def post(self, name: str, /, *told: Any, status: int = 302, **form: Any) -> HttpResponse:
        """A form sent."""
        return self._checked(self.client.post(address(name, *told), form), status)

    @staticmethod
    def _checked(answer: Any, status: int) -> HttpResponse:
        assert answer.status_code == status, answer.content.decode()[:2000]
        found: HttpResponse = answer
        return found


def address(name: str, *told: Any) -> str:
    """The Chinese address of a page, whatever language an earlier answer left behind."""
    with override("zh-hans"):
        return reverse(name, args=told)


def of(role: Role) -> Browser:
    """The browser of an officer with a role."""
    return Browser(officer(role))


def text(answer: HttpResponse) -> str:
    """A page as text."""
    return answer.content.decode()
