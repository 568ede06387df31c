"""The library that ships: the nineteen standard replies, what people really ask, and their law."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from luohu.consult.checks import against_the_law
from luohu.consult.figures import own_figures
from luohu.consult.library import shipped
from luohu.consult.masking import masked
from luohu.consult.reply import Reply
from luohu.consult.standing import checked_digest, out_of_date
from luohu.law.days import Day
from tests.seed import SEED, needs_the_seed

NUMBERS = sorted(shipped().replies)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
HAN = re.compile(r"[\u4e00-\u9fff]")
LONGEST_SHARED = 24
WHEN_IT_WAS_WRITTEN = Day.of(2026, 11, 24)


def texts_of(reply: Reply) -> list[str]:
    own = [reply.title, reply.short, reply.full, *([reply.figures] if reply.figures else [])]
    return [text for both in own for text in (both.zh, both.en)] + list(reply.wordings.zh)


def test_the_nineteen_topics_come_first_and_forty_more_after_them() -> None:
    assert NUMBERS[:19] == list(range(1, 20))
    assert len(NUMBERS) >= 19 + 40


@pytest.mark.parametrize("number", NUMBERS)
class TestReply:
    def test_everything_it_speaks_of_is_in_the_law(self, number: int) -> None:
        assert list(against_the_law(shipped().find(number), shipped())) == []

    def test_it_has_several_wordings_in_both_languages(self, number: int) -> None:
        wordings = shipped().find(number).wordings
        assert len(set(wordings.zh)) == len(wordings.zh) >= 12
        assert len(set(wordings.en)) == len(wordings.en) >= 4

    def test_it_is_written_in_chinese_and_english(self, number: int) -> None:
        reply = shipped().find(number)
        for both in (reply.title, reply.short, reply.full):
            assert HAN.search(both.zh)
            assert len(HAN.findall(both.en)) < len(both.en) / 10

    def test_it_holds_no_personal_number(self, number: int) -> None:
        assert masked("\n".join(texts_of(shipped().find(number)))).kinds == ()

    def test_it_is_not_out_of_date(self, number: int) -> None:
        reply = shipped().find(number)
        assert out_of_date(reply, checked_digest(number), WHEN_IT_WAS_WRITTEN) is None

    def test_its_figures_can_be_filled_in_for_anybody(self, number: int) -> None:
        reply = shipped().find(number)
        for path in EXAMPLES[:4]:
            filled = own_figures(reply, json.loads(path.read_text("utf-8")), 2026)
            assert filled is None or "{" not in filled.text.zh + filled.text.en

    @needs_the_seed
    def test_no_sentence_is_copied_from_the_founding_document(self, number: int) -> None:
        founding = re.sub(r"\s", "", SEED.read_text("utf-8"))
        for text in texts_of(shipped().find(number)):
            plain = re.sub(r"\s|《[^》]*》", "", text)
            starts = range(max(0, len(plain) - LONGEST_SHARED))
            shared = [plain[i : i + LONGEST_SHARED] for i in starts]
            assert not [part for part in shared if HAN.search(part) and part in founding]


def test_proposals_link_to_the_reform_that_shows_what_they_would_do() -> None:
    without = [r.number for r in map(shipped().find, range(1, 20)) if not r.reforms]
    assert without == []


def test_no_wording_stands_for_two_replies() -> None:
    wordings = [text for reply in shipped().replies.values() for text in reply.wordings.zh]
    assert len(wordings) == len(set(wordings))
