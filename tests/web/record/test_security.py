"""The security log: a line at once, whatever becomes of the transaction; nothing can forge a line."""

from __future__ import annotations

import datetime
import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from luohu.web.record import security, surroundings
from luohu.web.record.digests import digest_of
from luohu.web.record.security import LineFormatter, SecurityFile
from luohu.web.record.surroundings import Surroundings
from tests.web.record.events import heard

HOSTILE = [
    'x\n{"event": "signed-in", "actor": "demo-administrator"}',
    "x\r\n2026-05-31 ERROR forged",
    "x\u2028forged", "x\x85forged", "\x1b[2K\x1b[1Aforged", '", "event": "forged', "%s%d%(event)s", "\x00", "{}{event}",
    "\ud800", "\u202edesrever", "a" * 100_000,
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where the log goes during a test."""
    path = tmp_path / "data" / "security.log"
    handler = SecurityFile(path, delay=True)
    handler.setFormatter(LineFormatter())
    others, security.LOGGER.handlers = security.LOGGER.handlers, [handler]
    yield path
    security.LOGGER.handlers = others
    handler.close()


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_line_says_when_what_from_where_and_in_which_request(file: Path) -> None:
    with surroundings.within(Surroundings("192.0.2.7", "abcdefgh")):
        security.log("signed-in", username="demo-police")
    (line,) = lines(file)
    assert list(line) == ["at", "event", "address", "request", "username"]
    assert (line["event"], line["username"]) == ("signed-in", "demo-police")
    assert (line["address"], line["request"]) == ("192.0.2.7", "abcdefgh")
    at = datetime.datetime.fromisoformat(line["at"])
    assert at.utcoffset() == datetime.timedelta(0)


def test_only_its_owner_can_read_the_file(file: Path) -> None:
    security.log("signed-in")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_whatever_a_field_holds_it_is_one_line(file: Path, words: str) -> None:
    security.log("refused", username=words)
    security.log(words)
    first, second = lines(file)
    assert set(first) == {"at", "event", "address", "request", "username"}
    assert first["event"] == "refused"
    assert "\n" not in second["event"]
    assert len(file.read_bytes()) < 5000 or len(words) > 5000


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
def test_any_words_make_one_line(event: str, told: str) -> None:
    with heard() as found:
        security.log(event, told=told)
    (line,) = found
    assert len(json.dumps(line, ensure_ascii=False).splitlines()) == 1


@pytest.mark.parametrize("name", ["event", "at", "address", "request"])
def test_a_field_cannot_take_the_place_of_what_every_line_says(file: Path, name: str) -> None:
    security.log("refused", **{name: "forged"})
    assert lines(file)[0][name] != "forged"


@pytest.mark.parametrize(
    "name", ["password", "new_password", "token", "totp", "session_cookie", "client_secret"]
)
def test_a_secret_is_not_written(file: Path, name: str) -> None:
    security.log("signed-in", **{name: "hunter2"})
    assert "hunter2" not in file.read_text()


@pytest.mark.parametrize(
    "value",
    ["110101199001011237", 110101199001011237, ["13800138000"], {"phone": 13800138000}, 13800138000],
    ids=repr,
)  # fmt: skip
def test_a_personal_number_is_not_written(file: Path, value: Any) -> None:
    security.log("read-in-full", value=value)
    assert "110101199001011237" not in file.read_text()
    assert "13800138000" not in file.read_text()


def test_numbers_truths_moments_and_digests_stay_as_they_are(file: Path) -> None:
    at, digest = datetime.datetime(2026, 5, 31, 4, tzinfo=datetime.UTC), digest_of("x")
    security.log("verified", count=12, sound=True, nothing=None, at_head=at, head=digest)
    (line,) = lines(file)
    assert (line["count"], line["sound"], line["nothing"], line["head"]) == (12, True, None, digest)
    assert line["at_head"] == "2026-05-31T04:00:00.000000+00:00"


@pytest.mark.django_db
def test_what_is_rolled_back_has_left_its_line(file: Path) -> None:
    with transaction.atomic():
        User.objects.create_user("nobody")
        security.log("refused", username="nobody")
        transaction.set_rollback(True)
    assert not User.objects.exists()
    assert lines(file)[0]["username"] == "nobody"


def test_what_cannot_be_logged_does_not_happen(file: Path) -> None:
    file.mkdir(parents=True)  # a folder where the file should be
    with pytest.raises(OSError, match="directory"):
        security.log("signed-in")


def test_a_full_disk_is_an_error_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    security.log("signed-in")
    handler = security.LOGGER.handlers[0]
    assert isinstance(handler, SecurityFile)

    def full() -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(handler, "flush", full)
        with pytest.raises(OSError, match="No space"):
            security.log("signed-in")


def test_a_file_that_was_moved_away_is_begun_again(file: Path) -> None:
    security.log("first")
    file.rename(file.with_suffix(".1"))
    security.log("second")
    assert [line["event"] for line in lines(file)] == ["second"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_whoever_writes_to_the_logger_writes_one_line(file: Path) -> None:
    security.LOGGER.warning("somebody else\nforged: %s", "x\ny")
    assert file.read_text() == "somebody else forged: x y\n"


def test_the_log_is_heard_on_standard_error_too_where_programs_read_that(settings: Any) -> None:
    assert security.LOGGER.propagate == (settings.LUOHU_LOG == "json")
    assert settings.LOGGING["loggers"]["luohu.security"]["handlers"] == ["security"]
    assert any(isinstance(one, logging.StreamHandler) for one in logging.getLogger().handlers)
