"""Rotation: everything sealed anew under another key or cipher, stopped and gone on, a key retired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from luohu.web.protection import attachments, ciphers, rotation
from luohu.web.protection.ciphers import Unreadable
from luohu.web.protection.corrections import ask
from luohu.web.protection.keys import CONTENT, KeyFault, KeyFile
from luohu.web.protection.models import Attachment, CorrectionRequest, RotationProgress
from luohu.web.record.models import Event
from tests.web.protection.files import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]
LABEL = "protection.correctionrequest"
MANY = 5


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[CorrectionRequest]:
    monkeypatch.setattr(rotation, "BATCH", 2)
    actor = User.objects.create_user("applicant-a")
    return [ask(actor=actor, words=f"请求 {n}") for n in range(MANY)]


def heads() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM protection_correctionrequest")
        return {row[0].rpartition(".")[0] for row in cursor.fetchall()}


def test_everything_is_sealed_under_the_new_key(asked: list[CorrectionRequest]) -> None:
    assert rotation.renew_key() == "c2"
    done = rotation.rotate()
    assert done[LABEL] == MANY
    assert heads() == {"v1.aes.c2"}
    assert [one.words for one in CorrectionRequest.objects.order_by("pk")] == [
        one.words for one in asked
    ]
    assert rotation.used("c1") == {}


@pytest.mark.parametrize(("before", "after"), [("aes", "sm4"), ("sm4", "aes")])
def test_it_changes_the_cipher_too(settings: Any, before: str, after: str) -> None:
    settings.LUOHU_CIPHER = before
    ask(actor=User.objects.create_user("applicant-a"), words="请求")
    settings.LUOHU_CIPHER = after
    assert rotation.rotate()[LABEL] == 1
    assert heads() == {f"v1.{after}.c1"}
    assert CorrectionRequest.objects.get().words == "请求"


def test_where_all_is_of_the_key_in_use_nothing_is_changed(asked: list[CorrectionRequest]) -> None:
    before = list(CorrectionRequest.objects.values_list("pk", flat=True))
    assert sum(rotation.rotate().values()) == 0
    assert list(CorrectionRequest.objects.values_list("pk", flat=True)) == before


class Killed(BaseException):
    """What ends a process."""


def test_stopped_it_goes_on_where_it_was(
    asked: list[CorrectionRequest], own_keys: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_keys.add(CONTENT)
    sealing, calls = ciphers.resealed, iter(range(100))

    def dies_at_the_fourth(envelope: str, place: str) -> str:
        if next(calls) == 3:
            raise Killed
        return sealing(envelope, place)

    monkeypatch.setattr(ciphers, "resealed", dies_at_the_fourth)
    with pytest.raises(Killed):
        rotation.rotate()
    row = RotationProgress.objects.get(store=LABEL)
    assert (row.cursor, row.resealed, row.finished) == (str(asked[1].pk), 2, None)
    assert heads() == {"v1.aes.c1", "v1.aes.c2"}
    assert [one.words for one in CorrectionRequest.objects.all()]
    monkeypatch.setattr(ciphers, "resealed", sealing)
    assert rotation.rotate()[LABEL] == MANY
    assert heads() == {"v1.aes.c2"}


def test_what_somebody_writes_meanwhile_stays(
    asked: list[CorrectionRequest], own_keys: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_keys.add(CONTENT)
    sealing = ciphers.resealed

    def slow(envelope: str, place: str) -> str:
        CorrectionRequest.objects.filter(pk=asked[0].pk).update(words="新写的")
        return sealing(envelope, place)

    monkeypatch.setattr(ciphers, "resealed", slow)
    rotation.rotate()
    assert CorrectionRequest.objects.get(pk=asked[0].pk).words == "新写的"
    assert heads() == {"v1.aes.c2"}


def test_attachments_are_sealed_anew(own_keys: KeyFile) -> None:
    actor = User.objects.create_user("applicant-a")
    file = SimpleUploadedFile("a.pdf", pdf())
    one = attachments.store(actor=actor, subject="declaration:1", upload=file)
    own_keys.add(CONTENT)
    assert rotation.used("c1") == {"protection.attachment": 1, "attachments": 1}
    done = rotation.rotate()
    assert (done["attachments"], done["protection.attachment"]) == (1, 1)
    assert attachments.content(Attachment.objects.get(), actor=actor) == pdf()
    assert one.name == "a.pdf"
    assert rotation.used("c1") == {}


def test_secrets_within_another_packages_column_are_sealed_anew(own_keys: KeyFile) -> None:
    from allauth.mfa.models import Authenticator

    place = "mfa.authenticator.data"
    user = User.objects.create_user("officer-a")
    told = {"secret": ciphers.seal(b"JBSW", place), "used": 3, "note": "plain"}
    Authenticator.objects.create(user=user, type="totp", data=told)
    own_keys.add(CONTENT)
    store = rotation.Inside(Authenticator, "data", place)
    assert list(store.heads()) == ["v1.aes.c1"]
    assert store.renew("", 10) == ("", 1)
    assert list(store.heads()) == ["v1.aes.c2"]
    data = Authenticator.objects.get().data
    assert ciphers.unseal(data.pop("secret"), place) == b"JBSW"
    assert data == {"used": 3, "note": "plain"}
    assert store.renew("", 10) == ("", 0)


def test_a_store_of_an_app_takes_part(own_keys: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    held = {name: ciphers.seal(name.encode(), "tests.held") for name in "abc"}

    def names(after: str) -> Iterator[str]:
        return (name for name in sorted(held) if name > after)

    def reseal(name: str) -> bool:
        old, held[name] = held[name], ciphers.resealed(held[name], "tests.held")
        return old != held[name]

    monkeypatch.setattr(rotation, "_PROVIDED", {})
    monkeypatch.setattr(rotation, "BATCH", 2)
    rotation.provide(rotation.Named("held", names, lambda n: held[n].rpartition(".")[0], reseal))
    own_keys.add(CONTENT)
    assert rotation.rotate()["held"] == 3
    assert {one.rpartition(".")[0] for one in held.values()} == {"v1.aes.c2"}


def test_every_sealed_column_is_found() -> None:
    names = {store.name for store in rotation.stores()}
    assert {LABEL, "protection.attachment", "attachments", "declarations.declaration"} <= names


def test_a_key_under_which_something_is_sealed_is_not_retired(
    asked: list[CorrectionRequest], own_keys: KeyFile
) -> None:
    own_keys.add(CONTENT)
    with pytest.raises(KeyFault, match=f"{LABEL}': {MANY}"):
        rotation.retire("c1")
    rotation.rotate()
    rotation.retire("c1")
    assert CorrectionRequest.objects.earliest("pk").words == "请求 0"


def test_what_a_retired_key_sealed_does_not_open(own_keys: KeyFile) -> None:
    sealed = ciphers.seal(b"old", "tests.held")
    assert ciphers.unseal(sealed, "tests.held") == b"old"
    own_keys.add(CONTENT)
    rotation.retire("c1")
    with pytest.raises(Unreadable, match="no key c1"):
        ciphers.unseal(sealed, "tests.held")


def test_the_record_says_that_keys_were_changed(asked: list[CorrectionRequest]) -> None:
    rotation.renew_key()
    rotation.rotate()
    rotation.retire("c1")
    told = Event.objects.exclude(action="ask_correction").order_by("sequence")
    assert [(one.action, one.subject, one.why) for one in told] == [
        ("renew_key", "key:c2", ""),
        ("rotate", "keys:content", f"v1.aes.c2 {MANY}"),
        ("retire_key", "key:c1", ""),
    ]


def test_it_tells_how_far_it_is(asked: list[CorrectionRequest]) -> None:
    told: list[tuple[int, int]] = []
    rotation.rotate(lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(rotation.stores())
