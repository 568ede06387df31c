"""Where something is asked for: the address that trusted proxies saw, and a number of the request."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from luohu.web.record import surroundings
from luohu.web.record.covering import covered
from luohu.web.record.surroundings import (
    HEADER,
    NOWHERE,
    Surroundings,
    SurroundingsMiddleware,
    address_of,
    current,
    within,
)


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),  # what a client writes itself is not believed
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (1, "not an address\nforged", ""),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_an_address_is_that_which_trusted_proxies_saw(
    trusted: int, forwarded: str, address: str, settings: Settings
) -> None:
    settings.NINJA_NUM_PROXIES = trusted
    request = RequestFactory().get("/")
    request.META["REMOTE_ADDR"] = "192.0.2.1"
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert address_of(request) == address


def test_a_request_has_a_number_of_its_own_that_the_answer_tells() -> None:
    seen: list[Surroundings] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(current())
        return HttpResponse()

    site = SurroundingsMiddleware(answer)
    told = [site(RequestFactory().get("/", HTTP_X_REQUEST_ID="forged")) for _ in range(2)]
    assert [one.headers[HEADER] for one in told] == [one.request for one in seen]
    assert len({one.request for one in seen} - {"forged"}) == 2
    assert current() == NOWHERE


def test_afterwards_it_is_over_even_if_it_failed() -> None:
    with pytest.raises(KeyError), within(Surroundings("", "command:verify")):
        raise KeyError
    assert current() == NOWHERE


def test_a_number_has_no_digits_that_would_have_to_be_covered() -> None:
    assert not any(one.isdigit() for one in surroundings.LETTERS)
    assert covered(surroundings.LETTERS) == surroundings.LETTERS


@pytest.mark.django_db
def test_every_answer_of_the_site_tells_its_number(client: Client) -> None:
    assert len(client.get("/about/").headers[HEADER]) == surroundings.LENGTH
    assert len(client.get("/no-such-page/").headers[HEADER]) == surroundings.LENGTH
