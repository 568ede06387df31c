"""Who may open the desk: officers, nobody else, and nothing of it stays in a cache."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.letters.desk.workbench import ACTS
from luohu.web.letters.models import Letter, Step
from tests.web.accounts.people import signed_in

PAGES = ["/desk/", "/desk/?by=topic", "/desk/letters/{number}/"]
POSTS = ["/desk/", "/desk/letters/{number}/", *(f"/desk/letters/{{number}}/{a}/" for a in ACTS)]
EVERY_POST = pytest.mark.parametrize("address", POSTS)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_signed_in_is_asked_to(
    client: Client, drafted: Letter, address: str, language: str
) -> None:
    at = language + address.format(number=drafted)
    answer = client.get(at)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{language}/sign-in/?next={language}/desk/")


@EVERY_POST
def test_nothing_is_done_for_who_is_not_signed_in(
    client: Client, drafted: Letter, address: str
) -> None:
    before = Step.objects.count()
    assert client.post(address.format(number=drafted)).status_code == 302
    assert Step.objects.count() == before


@pytest.mark.parametrize("address", PAGES)
def test_a_citizen_may_not_look(
    client: Client, citizen: User, drafted: Letter, address: str
) -> None:
    signed_in(citizen, client)
    answer = client.get(address.format(number=drafted))
    assert answer.status_code == 403
    assert "这里不对外开放" in answer.content.decode()


@EVERY_POST
def test_a_citizen_may_do_nothing(
    client: Client, citizen: User, drafted: Letter, address: str
) -> None:
    signed_in(citizen, client)
    before = Step.objects.count()
    assert client.post(address.format(number=drafted)).status_code == 403
    assert Step.objects.count() == before


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_an_officer_may_and_no_cache_keeps_it(
    desk: Client, drafted: Letter, address: str, language: str
) -> None:
    answer = desk.get(language + address.format(number=drafted))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize("action", ACTS)
def test_a_step_is_not_taken_by_looking(desk: Client, drafted: Letter, action: str) -> None:
    assert desk.get(f"/desk/letters/{drafted}/{action}/").status_code == 405


@EVERY_POST
def test_a_post_from_elsewhere_is_refused(officer: User, drafted: Letter, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    signed_in(officer, client)
    assert client.post(address.format(number=drafted)).status_code == 403


@pytest.mark.parametrize(
    "number", ["2026-999999", "x", "2026-000001%00", "２０２６-000001", "9" * 300]
)
def test_a_letter_that_there_is_not_is_404(desk: Client, drafted: Letter, number: str) -> None:
    assert desk.get(f"/desk/letters/{number}/").status_code == 404
    assert desk.post(f"/desk/letters/{number}/save/").status_code == 404


def test_a_step_that_there_is_not_is_404(desk: Client, drafted: Letter) -> None:
    assert desk.post(f"/desk/letters/{drafted}/burn/").status_code == 404
