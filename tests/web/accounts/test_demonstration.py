"""The people of the demonstration, one for each role, and the checks of what is set up."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts import checks, demonstration
from luohu.web.accounts.roles import Role, role_of
from luohu.web.shell.accounts import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings: Any, tmp_path: Path) -> list[Account]:
    settings.DATA = tmp_path / "data"
    return demonstration.load_demonstration()


def test_there_is_somebody_for_each_role_but_letters(loaded: list[Account]) -> None:
    roles = {role_of(User.objects.get(username=one.username)) for one in loaded}
    assert roles == set(Role) - {Role.LETTERS}
    assert loaded[0].username == "demo-administrator"
    assert not User.objects.filter(is_superuser=True).exists()


def test_they_are_made_once(loaded: list[Account], tmp_path: Path) -> None:
    assert demonstration.load_demonstration() == loaded
    assert User.objects.count() == len(loaded)


def test_each_signs_in_with_what_is_kept(loaded: list[Account]) -> None:
    for one in loaded:
        client = Client()
        client.post("/sign-in/", {"username": one.username, "password": one.password})
        if one.username not in demonstration.APPLICANTS:
            kept = demonstration.secret_file(one.username)
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600
            client.post("/sign-in/second-step/", {"code": demonstration.code_of(one.username)})
        assert client.get("/account/").status_code == 200, one.username


def test_the_gate_has_to_stand(settings: Any) -> None:
    assert checks.gate_stands(None) == []
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != checks.GATE]
    assert [one.id for one in checks.gate_stands(None)] == ["accounts.E001"]


def test_a_superuser_is_pointed_out() -> None:
    assert checks.nobody_is_superuser(None) == []
    User.objects.create_superuser("above")
    assert [one.id for one in checks.nobody_is_superuser(None)] == ["accounts.W001"]
