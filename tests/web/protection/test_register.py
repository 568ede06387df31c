"""The register: every column of every model is in it, what is sensitive is sealed, nothing is stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import models

from luohu.law.sources import LawError
from luohu.web.protection import register
from luohu.web.protection.fields import BlindIndexField, Sealed

CHINESE = re.compile(r"[\u3400-\u9fff]")
APPS = sorted({key.split(".")[0] for key in register.fields()})


@pytest.mark.parametrize("app", APPS)
def test_every_column_says_why_it_is_kept(app: str) -> None:
    told = register.entries()
    assert [key for key in register.fields() if key.split(".")[0] == app and key not in told] == []


def test_no_entry_is_of_a_column_that_is_gone() -> None:
    assert [key for key in register.entries() if key not in register.fields()] == []


def test_what_is_sensitive_is_sealed() -> None:
    fields = register.fields()
    bare = [
        key for key, one in register.entries().items()
        if one.secrecy == "S3" and not isinstance(fields[key], Sealed | BlindIndexField)
    ]  # fmt: skip
    assert bare == []


def test_what_is_sealed_is_personal() -> None:
    told = register.entries()
    sealed = [key for key, field in register.fields().items() if isinstance(field, Sealed)]
    assert [key for key in sealed if key in told and told[key].secrecy not in ("S2", "S3")] == []


def test_who_somebody_is_is_not_public() -> None:
    from django.contrib.auth.models import User

    told = register.entries()
    whose = [
        key for key, field in register.fields().items()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    ]  # fmt: skip
    assert [key for key in whose if key in told and told[key].secrecy == "S0"] == []


def test_both_languages_say_it() -> None:
    for entry in register.entries().values():
        assert CHINESE.search(entry.purpose.zh), entry.key
        assert entry.purpose.en, entry.key
        assert not CHINESE.search(entry.purpose.en), entry.key


@pytest.mark.parametrize(
    "text",
    [
        '[Model.field]\npurpose = {zh = "一", en = "a"}\nclass = "S9"\nsource = "x"\nretention = "y"',
        '[Model.field]\npurpose = {zh = "一", en = "a"}\nclass = "S1"\nsource = " "\nretention = "y"',
        '[Model.field]\npurpose = {zh = "一", en = "a"}\nclass = "S1"\nsource = "x"',
        '[Model]\nfield = "S1"',
    ],
)
def test_an_entry_that_leaves_something_out_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "register.toml").write_text(text)
    monkeypatch.setattr(register, "SITE", tmp_path)
    with pytest.raises(LawError, match=r"app\.Model\.field"):
        register.entries()


def test_an_entry_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = '{purpose = {zh = "一", en = "a"}, class = "S1", source = "x", retention = "y"}'
    for app, key in (("one", "[Model]"), ("two", "[one.Model]")):
        (tmp_path / app).mkdir()
        (tmp_path / app / "register.toml").write_text(f"{key}\nfield = {words}\n")
    monkeypatch.setattr(register, "SITE", tmp_path)
    with pytest.raises(LawError, match="said twice"):
        register.entries()
