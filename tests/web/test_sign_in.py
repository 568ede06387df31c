"""Signing in: where one is led, what a wrong password says, that it is no secret where one signs in."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from luohu.web.accounts.roles import Role
from tests.web.accounts.people import code, officer, signed_in, with_factor

pytestmark = pytest.mark.django_db
WORDS = {"username": "somebody", "password": "a-long-pass-phrase"}


@pytest.fixture
def somebody() -> User:
    return User.objects.create_user(**WORDS)


def test_an_applicant_is_led_to_his_own_page(client: Client, somebody: User) -> None:
    assert client.post(reverse("sign-in"), WORDS).headers["Location"] == reverse("account")
    assert reverse("my-letters") in client.get(reverse("account")).content.decode()


def test_an_officer_is_led_to_the_desk_after_the_second_step(client: Client) -> None:
    user = with_factor(officer(Role.LETTERS, username=WORDS["username"]))
    user.set_password(WORDS["password"])
    user.save()
    first = client.post(reverse("sign-in"), WORDS)
    assert first.headers["Location"] == reverse("second-step")
    second = client.post(reverse("second-step"), {"code": code()})
    assert second.headers["Location"] == reverse("desk")


def test_who_wanted_to_go_somewhere_is_led_there(client: Client, somebody: User) -> None:
    answer = client.post(reverse("sign-in"), WORDS | {"next": "/lists/"})
    assert answer.headers["Location"] == "/lists/"
    again = Client().post(reverse("sign-in"), WORDS | {"next": "https://elsewhere.example/"})
    assert again.headers["Location"] == reverse("account")


@pytest.mark.parametrize("told", [{"password": "wrong"}, {"username": "nobody"}])
def test_a_wrong_name_and_a_wrong_password_say_the_same(
    client: Client, somebody: User, told: dict[str, Any]
) -> None:
    answer = client.post(reverse("sign-in"), WORDS | told)
    assert answer.status_code == 200
    assert "用户名或密码不对。" in answer.content.decode()


def test_signing_out_is_a_step_and_no_link(client: Client, somebody: User) -> None:
    signed_in(somebody, client)
    assert client.get(reverse("sign-out")).status_code == 405
    answer = client.post(reverse("sign-out"))
    assert answer.headers["Location"] == reverse("front")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get(reverse("my-letters")).status_code == 302


def test_the_page_is_in_both_languages(client: Client) -> None:
    assert "<h1>登录</h1>" in client.get("/sign-in/").content.decode()
    assert "<h1>Sign in</h1>" in client.get("/en/sign-in/").content.decode()
