"""Asking in everyday words, misspelt, in traditional characters, in English, and about nothing."""

from __future__ import annotations

import pytest

from luohu.consult.elsewhere import matters
from luohu.consult.library import Library, shipped
from luohu.consult.search import TOP, Finder, shipped_finder
from tests.consult.library import reply, small


def first(question: str) -> int | None:
    """The number of the first hit; None where nothing fits."""
    matches = shipped_finder().find(question).matches
    return matches[0].reply.number if matches else None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("房本没下来,网签算不算自有住房", 11),
        ("社保断缴一个月补上了,今年还能不能申报", 22),
        ("积分不够能不能让老公的房子算我的", 33),
        ("每年名额才六千,能不能多一些", 1),
        ("朋友花钱买税凑十万,行不行", 47),
    ],
)
def test_everyday_words_find_the_reply(question: str, number: int) -> None:
    assert first(question) == number


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("社宝断交了还能报吗", "社保断缴了还能报吗"),
        ("積分落戶的分數線能不能固定", "积分落户的分数线能不能固定"),
        ("建议取消纳税指标", "建议取消纳税指标"),
        ("jian yi qu xiao na shui zhi biao", "建议取消纳税指标"),
    ],
)
def test_spelling_and_traditional_characters_are_understood(misspelt: str, right: str) -> None:
    assert first(misspelt) == first(right) is not None


def test_full_width_and_half_width_are_alike() -> None:
    assert first("連續7年社保改為累計10年") == first("连续７年社保改为累计１０年") == 9


def test_english_letters_are_answered_too() -> None:
    assert first("Please abolish the tax indicator, it is unfair to low earners.") == 15


@pytest.mark.parametrize(
    "letter", ["今天天气怎么样", "公积金怎么提取", "Where can I renew my passport?"]
)
def test_what_nothing_fits_is_refused_with_a_reason(letter: str) -> None:
    found = shipped_finder().find(letter)
    assert found.matches == ()
    assert found.nothing is not None


def test_a_matter_of_another_office_is_named() -> None:
    found = shipped_finder().find("住房公积金提取要什么材料")
    assert found.nothing is not None
    assert "公积金" in found.nothing.zh
    assert "fund" in found.nothing.en


@pytest.mark.parametrize("letter", ["", "   ", "的了吗", "???", "!!", "\x00", "\ud800"])
def test_a_letter_without_words_is_refused(letter: str) -> None:
    found = shipped_finder().find(letter)
    assert found.matches == ()
    assert found.nothing is not None


def test_the_best_comes_first_and_no_more_than_asked_for() -> None:
    for top in (1, 2, 5):
        matches = shipped_finder().find("在职研究生扣分怎么算", top).matches
        assert 1 <= len(matches) <= top
        assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
        assert all(0 < m.score <= 1 for m in matches)


def test_a_match_says_which_words_speak_for_it() -> None:
    best = shipped_finder().find("租房没备案算不算").matches[0]
    assert "租房" in best.words
    assert "租房" in best.why.zh
    assert best.why.en.startswith("words of the letter")


def test_a_match_for_a_program_has_number_title_score_and_why() -> None:
    told = shipped_finder().find("同分同落是什么意思").matches[0].as_json()
    assert {"number", "title", "score", "why"} <= set(told)
    assert isinstance(told["number"], int)
    assert set(told["title"]) == {"zh", "en"}


def test_every_reply_is_found_by_its_own_title() -> None:
    numbers = shipped().replies
    missed = [n for n in numbers if n not in
              [m.reply.number for m in shipped_finder().find(numbers[n].title.zh).matches]]  # fmt: skip
    assert missed == []


def test_the_words_of_a_matter_of_another_office_are_refused() -> None:
    wordings = [text for matter in matters() for text in matter.wordings]
    refused = [not shipped_finder().find(text).matches for text in wordings]
    assert sum(refused) >= 0.97 * len(wordings)


def test_a_changed_library_is_searched_as_changed() -> None:
    library = small().with_([reply(9, "宿舍的居住证明从哪里开")])
    assert Finder(library, matters()).find("单位宿舍怎么开居住证明").matches[0].reply.number == 9


def test_who_wishes_for_something_is_answered_about_the_proposal() -> None:
    library = Library.of(
        [
            reply(1, "纳税指标每年几分", theme="tax"),
            reply(2, "纳税指标每年几分", theme="tax", kind="proposal"),
        ]
    )
    finder = Finder(library, matters())
    assert finder.find("希望改一改纳税指标").matches[0].reply.number == 2
    assert finder.find("纳税指标几分").matches[0].reply.number == 1


def test_a_very_long_letter_is_read_from_its_beginning() -> None:
    letter = "建议取消纳税指标。" + "谢谢领导。" * 5000
    assert shipped_finder().find(letter).matches[0].reply.number == 15


def test_the_order_of_asking_does_not_matter() -> None:
    letters = ["社保断缴", "租房备案", "今天天气"]
    once = [shipped_finder().find(letter, TOP) for letter in letters]
    again = [shipped_finder().find(letter, TOP) for letter in reversed(letters)]
    assert once == again[::-1]
