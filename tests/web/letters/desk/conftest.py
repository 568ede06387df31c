"""The desk with a small library, two officers, a citizen, and letters in each state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from luohu.consult.library import Library
from luohu.consult.reply import Reply
from luohu.consult.standing import OutOfDate
from luohu.law.sources import Text
from luohu.web.assessment.example import EXAMPLE
from luohu.web.letters import library, services
from luohu.web.letters.models import Letter, State
from tests.web.letters.people import ByTitle, person, signed_in

OUTDATED = OutOfDate(Text("条文有了变化", "a clause has changed"))
Write = Callable[..., Letter]


def reply(number: int, zh: str, en: str, **more: Any) -> Reply:
    """An invented reply about what its title says."""
    told: dict[str, Any] = {
        "number": number, "kind": "question", "theme": "employment", "scheme": "beijing",
        "title": {"zh": zh, "en": en}, "wordings": {"zh": [zh], "en": [en]},
        "short": {"zh": f"{zh}的短答。", "en": f"{en} in short."},
        "full": {"zh": f"{zh}的全文。", "en": f"{en} in full."},
        "valid_from": "2020-07-16", "version": number,
    }  # fmt: skip
    return Reply.model_validate(told | more)


FIGURES = {"zh": "就业得{employment}。", "en": "Employment gives {employment}."}
LIBRARY = Library.of([
    reply(1, "名额", "places"),
    reply(2, "社保", "insurance", figures=FIGURES),
    reply(3, "造假", "forgery", sensitive=True),
    reply(4, "旧规定", "old rule"),
    reply(5, "上海", "Shanghai", scheme="", valid_from="2020-01-01"),
])  # fmt: skip


def flagged(only: Collection[int] | None = None) -> dict[int, OutOfDate]:
    return {4: OUTDATED} if only is None or 4 in only else {}


@pytest.fixture(autouse=True)
def small_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented replies in force, the fourth out of date; Chinese before and after."""
    monkeypatch.setattr(library, "library", lambda: LIBRARY)
    monkeypatch.setattr(library, "finder", lambda: ByTitle(LIBRARY))
    monkeypatch.setattr(library, "flagged", flagged)
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def officer(db: None) -> User:
    return person("one", "answer_letters")


@pytest.fixture
def second(db: None) -> User:
    return person("two", "answer_letters")


@pytest.fixture
def citizen(db: None) -> User:
    return person("citizen")


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    """The first officer, signed in."""
    signed_in(officer, client)
    return client


@pytest.fixture
def desk_of_second(second: User) -> Client:
    """The second officer, signed in."""
    client = Client()
    signed_in(second, client)
    return client


@pytest.fixture
def write(db: None) -> Write:
    """Receives a letter, in Chinese unless said."""

    def written(text: str = "请问名额有多少", **more: Any) -> Letter:
        return services.write_letter(text=text, **{"language": "zh", **more})[0]

    return written


@pytest.fixture
def with_document(write: Write) -> Letter:
    """A letter with a document of an invented person."""
    return write("社保能得多少分", document=EXAMPLE, cycle=2026, topic=2)


@pytest.fixture
def drafted(write: Write, officer: User) -> Letter:
    """A letter with a draft of the first officer."""
    letter = write()
    return draft(letter, officer)


def draft(letter: Letter, author: User, **more: Any) -> Letter:
    told: dict[str, Any] = {"text": "答复的话", "replies": [{"number": 1, "version": 1}]}
    services.save_draft(letter, actor=author, **{**told, **more})
    return fresh(letter)


def fresh(letter: Letter) -> Letter:
    """The letter as it is kept now."""
    return Letter.objects.get(pk=letter.pk)


@pytest.fixture
def letter_in(write: Write, officer: User, second: User) -> Callable[[State], Letter]:
    """A letter with a draft of the first officer, brought into a state."""

    def brought(state: State) -> Letter:
        letter = draft(write(), officer)
        if state == State.CHECKING:
            services.ask_second_look(letter, actor=officer)
        elif state == State.ANSWERED:
            services.send(letter, actor=officer)
        elif state == State.MERGED:
            services.merge(letter, actor=officer, into=write("另一封问名额的信"))
        return fresh(letter)

    return brought
