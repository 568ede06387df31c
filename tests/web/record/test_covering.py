"""Covering: no personal number and no second line gets into the record or a log."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.web.record.covering import covered, one_line

IDENTITY = "110101199001011237"
PHONE = "13800138000"


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY, f"id={IDENTITY}", f"x{IDENTITY}y", IDENTITY[:17] + "X", "110101 19900101 1237", IDENTITY[:15],
        "１１０１０１１９９００１０１１２３７", f"[{IDENTITY}]", f"{IDENTITY}{PHONE}", "830000199001011234",
    ],
)  # fmt: skip
def test_an_identity_number_is_covered_whatever_stands_beside_it(text: str) -> None:
    assert not re.search(r"\d{6}", covered(text))


@pytest.mark.parametrize(
    "text",
    [PHONE, f"tel{PHONE}", f"+86{PHONE}", f"86{PHONE}", "138-0013-8000", f"/call/{PHONE}/", f"打{PHONE}。"],
)  # fmt: skip
def test_a_telephone_is_covered_whatever_stands_beside_it(text: str) -> None:
    assert not re.search(r"\d{5}", covered(text))


@pytest.mark.parametrize(
    "text", ["declaration:12", "2026-05-31", "2026-000123", "16.66", "因材料齐全", "no reason, 6000 people", ""]
)  # fmt: skip
def test_other_words_stay(text: str) -> None:
    assert one_line(covered(text)) == text


@given(st.text(), st.text())
def test_an_identity_number_is_covered_in_any_words(before: str, after: str) -> None:
    assert IDENTITY not in covered(before + IDENTITY + after)


@pytest.mark.parametrize(
    "break_", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1b[2J", "\x00", "\x85", "\u2028", "\u2029", "\u202e", "\ud800"]
)  # fmt: skip
def test_nothing_breaks_a_line_or_hides_words(break_: str) -> None:
    line = one_line(f"before{break_}after")
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert line.startswith("before ")
    assert line.endswith("after")


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_text_becomes_one_line_that_can_be_written(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.encode() is not None
