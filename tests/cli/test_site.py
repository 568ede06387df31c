"""`luohu site …`: settings, doctor, record, officers, keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from luohu.law.sources import LawError
from luohu.web import configuration
from luohu.web.operations import daily
from luohu.web.operations.doctor import table
from luohu.web.operations.doctor.database import VERSION
from luohu.web.operations.doctor.findings import FAULT, OK, WARNING, Finding
from luohu.web.record import services as record
from luohu.web.record.models import Event, Head
from tests.cli.calls import REFUSED, WRONG, answer, luohu

pytestmark = pytest.mark.django_db


def noted(many: int = 3) -> None:
    for _ in range(many):
        with transaction.atomic():
            record.note(actor=None, role="system", action="test", subject="test:1")


def test_every_setting_is_shown_with_what_it_is_for() -> None:
    rows = answer("site", "settings")
    assert [row["name"] for row in rows] == [one.name for one in configuration.SETTINGS]
    assert all(row["what"] for row in rows)
    assert "LUOHU_DATA" in luohu("site", "settings").output


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://luohu:very-secret@db.example/luohu",
        "host=db.example user=luohu password=very-secret dbname=luohu",
        "host=db.example password='very-secret words' dbname=luohu",
    ],
)
def test_a_password_is_not_shown(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    shown = {one.name: words for one, words in configuration.shown()}["DATABASE_URL"]
    assert "secret" not in shown
    assert "db.example" in shown


def test_a_setting_that_cannot_be_read_is_a_wrong_call() -> None:
    result = luohu("site", "settings", LUOHU_UPLOAD="many")
    assert result.exit_code == WRONG
    assert "LUOHU_UPLOAD=many" in result.output


@pytest.mark.parametrize(("standing", "status"), [(OK, 0), (WARNING, 0), (FAULT, 1)])
def test_the_doctor_ends_with_1_where_there_is_a_fault(
    standing: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = VERSION
    monkeypatch.setattr(table, "PARTS", ((one, lambda: iter([Finding(one, standing, "x", one)])),))
    told = answer("site", "doctor", status=status)
    assert [finding["standing"] for finding in told] == [standing]
    shown = luohu("site", "doctor", "--lang", "en")
    assert shown.exit_code == status
    assert "database" in shown.output


def test_a_sound_record_is_said_with_its_head() -> None:
    noted()
    told = answer("site", "verify-record")
    assert told["count"] == Event.objects.count()
    assert told["head"] == Head.objects.get().digest
    assert told["first_bad"] is None
    assert told["head"] in luohu("site", "verify-record").output


def test_a_record_that_is_not_sound_ends_with_1() -> None:
    noted()
    Head.objects.update(digest="0" * 64)
    told = answer("site", "verify-record", status=REFUSED)
    assert told["first_bad"]
    assert told["why"]


def test_an_officer_is_made_with_a_password_to_be_changed() -> None:
    told = answer("site", "create-officer", "zhang-san", "authority", "--staff-number", "A-1")
    user = get_user_model().objects.get(username="zhang-san")
    assert user.check_password(told["password"])
    event = Event.objects.order_by("-sequence")[0]
    assert event.where == "command:create-officer"


def test_an_officer_of_no_role_is_refused() -> None:
    told = answer("site", "create-officer", "zhang-san", "emperor", status=REFUSED)
    assert told["refused"]


def test_keys_are_made_and_everything_sealed_anew(settings: Any, tmp_path: Path) -> None:
    from luohu.web.protection import keys

    settings.DATA = tmp_path
    before = keys.keys().active(keys.CONTENT).id
    assert isinstance(answer("site", "rotate-keys", "--new-key")["sealed"], dict)
    assert keys.keys().active(keys.CONTENT).id != before
    held = json.loads((tmp_path / "keys.json").read_text())
    assert len(held[keys.CONTENT]) == 2
    answer("site", "rotate-keys")
    assert len(json.loads((tmp_path / "keys.json").read_text())[keys.CONTENT]) == 2


def test_what_is_done_every_day_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer("site", "daily")
    assert {"sessions", "retention", "attachments", "dormant"} <= set(told)


def test_a_duty_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(daily, "_DUTIES", {})
    daily.provide("a-fails", fail)
    daily.provide("b-works", lambda: 3)
    told = answer("site", "daily", status=REFUSED)
    assert told["a-fails"] == {"told": "ZeroDivisionError", "failed": True}
    assert told["b-works"] == {"told": "3", "failed": False}
    with pytest.raises(LawError, match="two duties"):
        daily.provide("b-works", fail)
