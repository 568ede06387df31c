"""The frame of every page: headers, languages, refusals."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/", "/about/", "/en/", "/en/about/"])
def test_pages_answer_and_set_no_cookie(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies


def test_pages_run_and_style_nothing_inline(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_every_page_has_its_other_language_one_click_away(client: Client) -> None:
    assert 'href="/en/about/"' in client.get("/about/").content.decode()
    assert 'href="/about/"' in client.get("/en/about/").content.decode()


def test_an_address_without_a_page_is_404_in_the_frame(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


@pytest.mark.django_db
def test_the_site_says_that_it_and_its_database_answer(client: Client) -> None:
    assert client.get("/healthy").content == b"ok\n"
