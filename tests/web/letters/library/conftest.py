"""A small library of invented replies as files, an editor, a reviewer and a reader of the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from luohu.consult import library as consult_library
from luohu.consult import search, standing
from luohu.consult.reply import Reply
from luohu.web.letters import library
from tests.web.letters.people import person, signed_in

TODAY = "2026-03-04"


def content(number: int, zh: str, en: str, **more: Any) -> dict[str, Any]:
    """An invented reply about what its title says."""
    told: dict[str, Any] = {
        "number": number, "kind": "question", "theme": "employment", "scheme": "beijing",
        "title": {"zh": zh, "en": en}, "wordings": {"zh": [f"{zh}怎么办"], "en": [f"What of {en}?"]},
        "short": {"zh": f"{zh}的短答。", "en": f"{en} in short."},
        "full": {"zh": f"{zh}的全文。第二句。", "en": f"{en} in full. A second sentence."},
        "rules": ["employment"], "valid_from": "2020-07-16",
    }  # fmt: skip
    reply = Reply.model_validate(told | more)
    return reply.model_dump(mode="json")


REPLIES = [
    content(1, "演示名额", "demonstration places", kind="proposal", reforms=["1"], related=[2]),
    content(2, "演示社保", "demonstration insurance", sensitive=True),
    content(3, "演示旧规", "demonstration old rule"),
    content(4, "演示到期", "demonstration ended", valid_until="2025-12-31"),
]


def as_toml(told: dict[str, Any]) -> str:
    """A reply as its file; values of JSON without null are values of TOML here."""
    both = ("title", "short", "full", "wordings")
    plain = {n: v for n, v in told.items() if v is not None and n not in (*both, "clauses")}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in plain.items()]
    for name in both:
        lines.append(f"[{name}]")
        lines += [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in told[name].items()]
    return "\n".join(lines)


def forget() -> None:
    """Everything that is read once."""
    for held in (
        consult_library.shipped, search.shipped_finder, standing._checked,
        library._library, library._finder,
    ):  # fmt: skip
        held.cache_clear()


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented replies ship; all were read against today's clauses but the third."""
    folder = tmp_path / "replies"
    folder.mkdir()
    for told in REPLIES:
        (folder / f"{told['number']:03}.toml").write_text(as_toml(told), "utf-8")
    replies = [Reply.model_validate(told) for told in REPLIES]
    digests = {one.number: standing.digest_of_clauses(one, 2026) for one in replies}
    digests[3] = "0" * 12
    checked = tmp_path / "checked.toml"
    checked.write_text("\n".join(f'{number} = "{told}"' for number, told in digests.items()))
    monkeypatch.setenv("LUOHU_TODAY", TODAY)
    monkeypatch.setattr(consult_library, "FOLDER", folder)
    monkeypatch.setattr(standing, "CHECKED", checked)
    forget()
    with translation.override("zh-hans"):
        yield
    forget()


@pytest.fixture
def editor(db: None) -> User:
    return person("editor", "answer_letters", "edit_replies")


@pytest.fixture
def other(db: None) -> User:
    return person("other", "answer_letters", "edit_replies")


@pytest.fixture
def reviewer(db: None) -> User:
    return person("reviewer", "answer_letters", "edit_replies", "review_replies")


@pytest.fixture
def editing(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def reviewing(reviewer: User) -> Client:
    return signed_in(reviewer)


@pytest.fixture
def reading(db: None) -> Client:
    return signed_in(person("reader", "answer_letters"))
