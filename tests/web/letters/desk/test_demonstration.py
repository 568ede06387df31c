"""The demonstration of the desk, and what the office sees of letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.consult.masking import masked
from luohu.law.days import today
from luohu.web.accounts.demonstration import code_of
from luohu.web.accounts.roles import Role
from luohu.web.letters import demonstration
from luohu.web.letters.demonstration import LETTERS, Told, load_demonstration
from luohu.web.letters.desk.rows import OPEN, date_of
from luohu.web.letters.models import Letter, Message, State
from tests.web.accounts.people import officer, signed_in
from tests.web.letters.desk.conftest import Write

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings: Any, tmp_path: Path) -> dict[str, str]:
    settings.DATA = tmp_path / "data"
    return {one.username: one.password for one in load_demonstration()}


def test_people_sign_in_and_keep_their_passwords(loaded: dict[str, str]) -> None:
    assert {one.username: one.password for one in load_demonstration()} == loaded
    for username, password in loaded.items():
        client, words = Client(), {"username": username, "password": password}
        client.post("/sign-in/", words)
        if username != "demo-citizen":
            client.post("/sign-in/second-step/", {"code": code_of(username)})
        assert client.get("/desk/").status_code == (403 if username == "demo-citizen" else 200)


def test_the_letters_are_made_once(loaded: dict[str, str]) -> None:
    load_demonstration()
    assert Letter.objects.count() == len(LETTERS)


def test_there_are_letters_in_every_state(loaded: dict[str, str]) -> None:
    assert set(Letter.objects.values_list("state", flat=True)) == set(State)
    assert Letter.objects.filter(state__in=OPEN, due__lt=date_of(today())).exists()
    assert Letter.objects.filter(document__isnull=False).count() == 1
    assert Letter.objects.filter(owner__username="demo-citizen").exists()
    assert not User.objects.filter(is_staff=True).exists()


def test_moments_are_in_order_and_none_is_to_come(loaded: dict[str, str]) -> None:
    for letter in Letter.objects.all():
        sent = [one.sent for one in letter.messages.order_by("pk")]
        assert sent == sorted(sent)
        steps = [one.at for one in letter.steps.order_by("pk")]
        assert steps == sorted(steps)
        assert steps[0] == letter.received


def test_what_is_sensitive_went_out_after_a_second_look(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    told = Told(9, "举报造假的事", ((5, "draft", ""), (3, "send", "")))
    monkeypatch.setattr(demonstration, "LETTERS", [told])
    load_demonstration()
    sent = Message.objects.get(of_office=True)
    assert (str(sent.author), str(sent.second)) == ("demo-letters", "demo-letters-second")


def test_nobody_is_in_the_letters(loaded: dict[str, str]) -> None:
    for message in Message.objects.all():
        assert masked(message.text).kinds == ()


def test_the_office_sees_letters_without_their_words(client: Client, write: Write) -> None:
    letter = write("一封谈私事的信")
    signed_in(officer(Role.ADMINISTRATOR), client)
    assert str(letter) in client.get("/office/letters/letter/").content.decode()
    at = f"/office/letters/letter/{letter.pk}/change/"
    words = client.get(at).content.decode()
    assert "私事" not in words
    assert letter.key not in words
    assert client.post(at, {"state": "answered"}).status_code == 403
    assert client.get("/office/letters/letter/add/").status_code == 403
    assert client.post(f"/office/letters/letter/{letter.pk}/delete/").status_code == 403
