"""What people type, as it is looked for."""

from __future__ import annotations

import pytest

from luohu.web.shell.typed import LONGEST, plain, printable


@pytest.mark.parametrize(
    ("typed", "words"),
    [(" 王五 ", "王五"), ("a\x00b", "ab"), ("a\tb\n", "ab"), ("", ""), ("\x00", "")],
)
def test_nothing_is_looked_for_that_cannot_be_printed(typed: str, words: str) -> None:
    assert printable(typed) == words


def test_no_more_is_looked_for_than_anything_is_long() -> None:
    assert printable("a" * 500) == "a" * LONGEST
    assert printable("a" * 500, 60) == "a" * 60
    assert plain("a" * 500) == "A" * LONGEST


@pytest.mark.parametrize(
    ("typed", "number"),
    [(" 2026-000001 ", "2026-000001"), ("2026-０００００１", "2026-000001"),
     ("ab cd\u3000ef", "ABCDEF"), ("a\x00b", "AB"), ("", "")],
)  # fmt: skip
def test_a_number_is_found_however_it_was_typed(typed: str, number: str) -> None:
    assert plain(typed) == number
