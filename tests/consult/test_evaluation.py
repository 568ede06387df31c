"""The search on letters of people who had not read the replies: how often it is right."""

from __future__ import annotations

from collections import Counter

import pytest

from luohu.consult.evaluation import Letter, Outcome, Rates, read_letters
from tests.consult.rates import HERE, SETS, main, rates_of

STANDARD = range(1, 20)


@pytest.mark.parametrize("name", SETS)
def test_the_first_hit_is_right_for_four_of_five_letters(name: str) -> None:
    assert rates_of(name).first >= 0.80


@pytest.mark.parametrize("name", SETS)
def test_a_right_reply_is_among_the_first_three_for_nineteen_of_twenty(name: str) -> None:
    assert rates_of(name).in_three >= 0.95


@pytest.mark.parametrize("name", SETS)
def test_letters_about_something_else_are_refused(name: str) -> None:
    assert rates_of(name).refused >= 0.80


def test_the_set_has_every_topic_twice_and_a_tenth_about_nothing() -> None:
    letters = read_letters(HERE / "letters.toml")
    topics = Counter(number for letter in letters for number in letter.about)
    assert len(letters) >= 150
    assert all(topics[number] >= 2 for number in range(1, 77))
    assert sum(not letter.about for letter in letters) >= len(letters) / 10


def test_no_letter_stands_in_two_sets() -> None:
    texts = [letter.text for name in SETS for letter in read_letters(HERE / f"{name}.toml")]
    assert len(texts) == len(set(texts))


def test_the_rates_count_answerable_and_unanswerable_letters_apart() -> None:
    about, nothing = Letter(about=(1,), text="…"), Letter(about=(), text="…")
    rates = Rates([Outcome(about, (2, 1)), Outcome(about, ()), Outcome(nothing, ())])
    assert (rates.first, rates.in_three, rates.refused) == (0.0, 0.5, 1.0)
    assert [one.found for one in rates.wrong()] == [(), (2, 1)]


def test_make_eval_prints_a_line_a_set(capsys: pytest.CaptureFixture[str]) -> None:
    main(["unseen"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["set", *SETS]
    assert len(lines) == 4 + sum(1 for _ in rates_of("unseen").wrong())
