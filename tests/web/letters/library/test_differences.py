"""What differs between two versions of a reply: which fields, and which words in them."""

from __future__ import annotations

import pytest

from luohu.web.letters.replies.differences import (
    GONE,
    MOST_COMPARED,
    NEW,
    SAME,
    compared,
    differences,
)
from tests.web.letters.library.conftest import REPLIES


def shown(before: str, after: str) -> str:
    """A difference in one line: what is gone in brackets, what is new in braces."""
    marks = {SAME: "{}", GONE: "[{}]", NEW: "{{{}}}"}
    return "".join(marks[one.kind].format(one.words) for one in compared(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("每年6000人。公布。", "每年6500人。公布。", "每年[6000]{6500}人。公布。"),
        ("每年6,000人,不变。", "每年6,000人,不改变。", "每年6,000人,不{改}变。"),
        ("一句。二句。三句。", "一句。三句。", "一句。[二句。]三句。"),
        ("一句。", "一句。\n\n新的一句。", "一句。{\n\n新的一句。}"),
        ("The line is 97.", "The new line is 98.", "The{ new} line is [97]{98}."),
        ("北京", "上海", "[北京]{上海}"),
        ("", "全新", "{全新}"),
        ("不再有", "", "[不再有]"),
        ("一样", "一样", "一样"),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, told: str) -> None:
    assert shown(before, after) == told


def test_sentences_without_much_in_common_stand_as_wholes() -> None:
    told = shown("规模由市政府确定并公布", "您的意见已记录供研究并参考")
    assert told == "[规模由市政府确定并公布]{您的意见已记录供研究并参考}"


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    many = int(MOST_COMPARED**0.5) + 1
    assert [one.kind for one in compared("甲" * many, "甲" * many + "乙")] == [GONE, NEW]


def test_fields_that_differ_are_told_in_the_order_of_the_form() -> None:
    newer = REPLIES[0] | {"sensitive": True, "rules": ["total"], "kind": "question", "version": 2}
    found = differences(REPLIES[0], newer)
    assert [one.leaf.name for one in found] == ["kind", "rules", "sensitive"]
    assert [[piece.words for piece in one.older] for one in found] == [
        ["建议"],
        ["employment"],
        ["—"],
    ]
    assert [[piece.words for piece in one.newer] for one in found] == [["咨询"], ["total"], ["✓"]]
    assert differences(newer, newer) == []
