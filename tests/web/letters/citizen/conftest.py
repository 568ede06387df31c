"""A small library of invented replies, in the place of the one that ships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from luohu.consult.library import Library
from luohu.consult.reply import Reply
from luohu.web.letters import library
from tests.web.letters.people import ByTitle


def reply(number: int, zh: str, en: str, **more: Any) -> Reply:
    """An invented reply about what its title says."""
    told: dict[str, Any] = {
        "number": number, "kind": "question", "theme": "employment", "scheme": "beijing",
        "title": {"zh": zh, "en": en}, "wordings": {"zh": [zh], "en": [en]},
        "short": {"zh": f"{zh}:简短的话。", "en": f"{en}: in short."},
        "full": {"zh": f"{zh}的第一段。\n\n第二段。", "en": f"{en}, first.\n\nSecond."},
        "valid_from": "2020-07-16",
    }  # fmt: skip
    return Reply.model_validate(told | more)


PLACES = reply(1, "名额", "places", kind="proposal", theme="ranking", rules=("total",),
               reforms=("1",), related=(2, 99),
               clauses=({"document": "measures_2020", "article": "第八条"},))  # fmt: skip
INSURANCE = reply(2, "社保", "insurance", rules=("points_per_insured_month",), figures={
    "zh": "就业得{employment}。", "en": "Employment gives {employment}."})  # fmt: skip
MATERIAL = reply(3, "造假", "forgery", theme="虚构主题", scheme="", sensitive=True,
                 valid_from="2020-01-01", valid_until="2021-12-31")  # fmt: skip
STUDY = reply(4, "读研", "study", theme="education", figures={
    "zh": "学历得{education}。", "en": "Education gives {education}."})  # fmt: skip
LIBRARY = Library.of([PLACES, INSURANCE, MATERIAL, STUDY])


@pytest.fixture(autouse=True)
def small_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented replies in force, nothing counted yet, and Chinese before and after."""
    monkeypatch.setattr(library, "library", lambda: LIBRARY)
    monkeypatch.setattr(library, "finder", lambda: ByTitle(LIBRARY))
    cache.clear()
    with translation.override("zh-hans"):
        yield
