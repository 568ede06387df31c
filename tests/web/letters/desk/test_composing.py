"""An answer out of replies: salutation, what was chosen, the writer's figures, a closing."""

from __future__ import annotations

import pytest

from luohu.web.letters.desk.composing import (
    CLOSING,
    Used,
    composed,
    figures_for,
    tells_figures,
    used_in,
)
from luohu.web.letters.models import Letter
from tests.web.letters.desk.conftest import LIBRARY, Write

ONE, TWO, OLD = (LIBRARY.find(number) for number in (1, 2, 4))


def test_one_reply_stands_between_salutation_and_closing(write: Write) -> None:
    letter = write()
    assert composed(letter, [ONE], {}).split("\n\n") == [
        "您好!您的来信已收到,答复如下。",
        "名额的全文。",
        CLOSING.zh,
    ]


def test_several_replies_have_their_titles(write: Write) -> None:
    words = composed(write(), [ONE, OLD], {})
    assert "关于“名额”:\n\n名额的全文。\n\n关于“旧规定”:\n\n旧规定的全文。" in words


def test_an_english_letter_is_answered_in_english(write: Write) -> None:
    letter = write("How many places?", language="en")
    words = composed(letter, [ONE], {})
    assert words.startswith("Hello. Thank you for your letter.")
    assert "places in full." in words
    assert words.endswith(CLOSING.en)


def test_another_reply_is_put_in_before_the_closing(write: Write) -> None:
    letter = write()
    before = composed(letter, [ONE], {}).replace("名额的全文。", "名额,我改过的话。")
    parts = composed(letter, [OLD], {}, before).split("\n\n")
    assert parts[1:] == ["名额,我改过的话。", "关于“旧规定”:", "旧规定的全文。", CLOSING.zh]


def test_a_text_without_the_closing_gets_none(write: Write) -> None:
    words = composed(write(), [OLD], {}, "我自己写的开头。")
    assert words == "我自己写的开头。\n\n关于“旧规定”:\n\n旧规定的全文。"


def test_the_writers_figures_stand_with_the_reply_that_has_some(with_document: Letter) -> None:
    figures = figures_for(with_document, [ONE, TWO])
    assert list(figures) == [2]
    text = composed(with_document, [TWO], figures)
    assert "社保的全文。\n\n就业得55.25分。" in text
    assert tells_figures(text, figures, "zh")
    assert not tells_figures(text, figures, "en")


def test_there_are_no_figures_without_a_document(write: Write) -> None:
    assert figures_for(write(), [TWO]) == {}


@pytest.mark.parametrize(
    ("document", "cycle"), [({"born": "never"}, 2026), ({"born": "1985-10-12"}, 1990)]
)
def test_there_are_no_figures_of_what_cannot_be_scored(
    write: Write, document: dict[str, str], cycle: int
) -> None:
    assert figures_for(write(document=document, cycle=cycle), [TWO]) == {}


def test_what_a_form_says_of_replies_used_is_read_with_care() -> None:
    assert used_in(["3.1", "3.1", "x", "1.", "9" * 9 + ".1", "12.2"]) == (Used(3, 1), Used(12, 2))
    assert str(Used(3, 1)) == "3.1"
