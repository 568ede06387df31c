"""Attachments: plain documents are kept and sealed, hostile files never; row and file agree."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from luohu.people.faults import Refused
from luohu.web.protection import attachments
from luohu.web.protection.attachments import judging, kept, shelf
from luohu.web.protection.ciphers import Unreadable
from luohu.web.protection.keys import KeyFile
from luohu.web.protection.models import Attachment
from luohu.web.record import security, services
from luohu.web.record.models import Event
from tests.web.protection.files import GOOD, HOSTILE, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]
SUBJECT = "declaration:12"


@pytest.fixture
def actor() -> User:
    return User.objects.create_user("applicant-a")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("a", content)
    setattr(file, "_name", name)  # noqa: B010 - as a browser says it: Django takes paths off
    return file


def stored(actor: User, content: bytes | None = None, **named: Any) -> Attachment:
    file = upload("申请表.pdf", pdf() if content is None else content)
    return attachments.store(actor=actor, subject=SUBJECT, upload=file, **named)


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_document_is_kept_and_comes_back(actor: User, name: str) -> None:
    file = upload(name, GOOD[name])
    one = attachments.store(actor=actor, subject=SUBJECT, upload=file)
    one.refresh_from_db()
    assert (one.name, one.size, one.by) == (name, len(GOOD[name]), actor)
    assert one.sha256 == hashlib.sha256(GOOD[name]).hexdigest()
    assert attachments.content(one, actor=actor) == GOOD[name]
    assert list(attachments.of(SUBJECT)) == [one]


def test_the_corpus_is_large_enough() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_of_a_hostile_file_is_kept(actor: User, what: str) -> None:
    name, content = HOSTILE[what]
    with pytest.raises(Refused) as refused:
        attachments.store(actor=actor, subject=SUBJECT, upload=upload(name, content))
    (fault,) = refused.value.faults
    assert (fault.place.column, bool(fault.wrong.zh), bool(fault.right.zh)) == ("file", True, True)
    assert not Attachment.objects.exists()
    assert list(shelf.files()) == []


def test_on_disk_it_is_sealed_under_a_name_that_nobody_chose(actor: User) -> None:
    one = stored(actor)
    path = shelf.path_of(one.stored)
    assert len(one.stored) == 64
    assert "申请表" not in str(path)
    assert b"%PDF" not in path.read_bytes()
    assert path.read_bytes().startswith(b"v1.aes.c1\n")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_changed_on_disk_does_not_open(actor: User) -> None:
    one = stored(actor)
    path = shelf.path_of(one.stored)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(Unreadable):
        attachments.content(one, actor=actor)


def test_a_file_put_in_the_place_of_another_does_not_open(actor: User) -> None:
    one, other = stored(actor), stored(actor)
    shelf.path_of(one.stored).write_bytes(shelf.path_of(other.stored).read_bytes())
    with pytest.raises(Unreadable):
        attachments.content(one, actor=actor)


def test_content_that_is_not_what_was_handed_in_is_an_error(actor: User) -> None:
    one = stored(actor)
    shelf.put(one.stored, b"another, sealed by the program itself")
    with pytest.raises(Unreadable, match="another than was handed in"):
        attachments.content(one, actor=actor)


def test_a_file_that_is_gone_is_an_error_and_is_told(actor: User) -> None:
    one = stored(actor)
    shelf.drop(one.stored)
    assert kept.missing() == [one]
    with pytest.raises(Unreadable, match="not there"):
        attachments.content(one, actor=actor)


def test_what_is_no_name_of_ours_is_no_path() -> None:
    with pytest.raises(ValueError, match="no name"):
        shelf.path_of("../keys.json")


def test_twenty_are_enough_for_a_subject(actor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "EACH", 2)
    stored(actor)
    stored(actor)
    with pytest.raises(Refused, match="files already"):
        stored(actor)
    assert len(list(shelf.files())) == 2
    attachments.store(actor=actor, subject="declaration:13", upload=upload("a.pdf", pdf()))


def test_it_is_in_the_record_with_its_digest(actor: User) -> None:
    one = stored(actor, role="applicant")
    event = Event.objects.get()
    assert (event.actor, event.role, event.action) == ("applicant-a", "applicant", "attach")
    assert (event.subject, event.after) == (SUBJECT, one.sha256)
    attachments.remove(one, actor=actor, role="applicant")
    assert Event.objects.order_by("-sequence")[0].action == "detach"


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_is_gone(actor: User) -> None:
    one = stored(actor)
    attachments.remove(one, actor=actor)
    assert not Attachment.objects.exists()
    assert list(shelf.files()) == []


def closed() -> None:
    raise Refused([])


@pytest.mark.django_db(transaction=True)
def test_where_its_guard_refuses_nothing_is_kept_or_removed(actor: User) -> None:
    with pytest.raises(Refused):
        stored(actor, guard=closed)
    assert list(shelf.files()) == []
    one = stored(actor)
    with pytest.raises(Refused):
        attachments.remove(one, actor=actor, guard=closed)
    assert attachments.content(one, actor=actor) == pdf()


@pytest.mark.django_db(transaction=True)
def test_where_the_row_cannot_be_written_no_file_stays(
    actor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(services, "note", broken)
    with pytest.raises(RuntimeError, match="disk is full"):
        stored(actor)
    assert not Attachment.objects.exists()
    assert list(shelf.files()) == []


def test_files_without_a_row_are_swept_when_they_are_old(actor: User) -> None:
    one = stored(actor)
    shelf.put(shelf.new_name(), b"its process was killed")
    (shelf.folder() / one.stored[:2] / ".half-written").write_bytes(b"")
    assert attachments.sweep() == 0
    assert attachments.sweep(older=0) == 2
    assert attachments.content(one, actor=actor) == pdf()


def scanner(tmp_path: Path, program: str) -> str:
    path = tmp_path / "scanner.py"
    path.write_text(f"import sys; told = sys.stdin.buffer.read()\n{program}")
    return f"{sys.executable} {path}"


def test_a_scanner_gets_the_file_and_lets_a_clean_one_pass(
    actor: User, settings: Any, tmp_path: Path
) -> None:
    settings.LUOHU_SCANNER = scanner(tmp_path, "sys.exit(not told.startswith(b'%PDF'))")
    assert stored(actor).kind == "pdf"


@pytest.mark.parametrize(
    ("program", "words"),
    [("sys.exit(1)", "malicious"), ("sys.exit(2)", "cannot be scanned now"),
     ("raise SystemError", "malicious|cannot be scanned"), ("import os; os.kill(os.getpid(), 9)", "cannot be scanned now")],
)  # fmt: skip
def test_what_a_scanner_does_not_pass_is_refused(
    actor: User, settings: Any, tmp_path: Path, program: str, words: str
) -> None:
    settings.LUOHU_SCANNER = scanner(tmp_path, program)
    with pytest.raises(Refused, match=words):
        stored(actor)
    assert list(shelf.files()) == []


@pytest.mark.parametrize("command", ["/nowhere/scanner", "'unclosed"])
def test_a_scanner_that_is_not_there_refuses_everything(
    actor: User, settings: Any, command: str
) -> None:
    settings.LUOHU_SCANNER = command
    with pytest.raises(Refused, match="cannot be scanned now"):
        stored(actor)


def test_a_slow_scanner_refuses(
    actor: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: Any, **named: Any) -> None:
        raise subprocess.TimeoutExpired("scanner", named["timeout"])

    monkeypatch.setattr(subprocess, "run", slow)
    settings.LUOHU_SCANNER = "scanner"
    with pytest.raises(Refused, match="cannot be scanned now"):
        stored(actor)


def test_it_is_served_as_nothing_but_a_file(actor: User) -> None:
    response = attachments.served(stored(actor), actor=actor)
    assert response.content == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_each_reading_is_in_the_security_log(actor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(security, "log", lambda event, **told: lines.append((event, told)))
    one = stored(actor)
    attachments.content(one, actor=actor)
    assert lines == [("attachment-read", {"actor": "applicant-a", "subject": SUBJECT})]


def test_nothing_of_a_file_is_in_the_open_in_the_folder(actor: User, own_keys: KeyFile) -> None:
    from luohu.web.protection import identity
    from luohu.web.protection.scanning import files_with_identity_numbers

    number = identity.invented(3)
    stored(actor, pdf(f"({number})".encode()))
    assert files_with_identity_numbers(own_keys.path.parent) == {}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_handed_in_at_once_there_are_still_no_more_than_enough(
    actor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "EACH", 2)
    together, refused = Barrier(4), []

    def hand_in() -> None:
        together.wait()
        try:
            stored(actor)
        except Refused as why:
            refused.append(why)
        finally:
            connection.close()

    threads = [Thread(target=hand_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (attachments.of(SUBJECT).count(), len(refused)) == (2, 2)
    assert len(list(shelf.files())) == 2
