"""Words for actions: each app says its own, and no two say different ones."""

from __future__ import annotations

import pytest

from luohu.law.sources import Text
from luohu.web.record import words


@pytest.fixture(autouse=True)
def none_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_ACTIONS", {})


def test_an_action_has_words_in_both_languages() -> None:
    words.provide({"submit": Text("提交", "submitted")})
    assert (words.action("submit", "zh"), words.action("submit", "en")) == ("提交", "submitted")


def test_an_action_without_words_has_its_own_name() -> None:
    assert words.action("submit", "zh") == "submit"


def test_the_same_may_be_said_twice_and_nothing_else() -> None:
    words.provide({"submit": Text("提交", "submitted")})
    words.provide({"submit": Text("提交", "submitted"), "cancel": Text("取消", "cancelled")})
    assert list(words.actions()) == ["cancel", "submit"]
    with pytest.raises(ValueError, match="submit"):
        words.provide({"submit": Text("递交", "handed in")})
