"""Identity numbers and credit codes: what can be is taken, what cannot is refused and says why."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.law.days import CLOCK_VARIABLE
from luohu.web.protection import identity, organisations

NUMBERS = st.integers(0, 4_989_999)


@given(NUMBERS)
def test_an_invented_number_can_be_and_is_nobodys(n: int) -> None:
    number = identity.invented(n)
    assert identity.fault(number) is None
    assert number.startswith("99")


def test_invented_numbers_are_all_different() -> None:
    assert len({identity.invented(n) for n in range(20_000)}) == 20_000
    day = datetime.date(1990, 1, 1)
    assert len({identity.invented(n, born=day) for n in range(20_000)}) == 20_000


@given(NUMBERS, st.dates(datetime.date(1900, 1, 1), datetime.date(2026, 11, 23)))
def test_a_number_tells_the_date_of_birth(n: int, day: datetime.date) -> None:
    assert identity.born(identity.invented(n, born=day)) == day


def test_a_number_tells_the_sex() -> None:
    assert [identity.sex(identity.invented(5, sex=told)) for told in ("male", "female")] == [
        "male", "female",
    ]  # fmt: skip


@given(NUMBERS, st.integers(0, 17), st.integers(1, 9))
def test_any_wrong_digit_is_seen(n: int, place: int, more: int) -> None:
    number = identity.invented(n)
    digit = "0123456789"[(int(number[place].replace("X", "0")) + more) % 10]
    assert identity.fault(number[:place] + digit + number[place + 1 :]) is not None or (
        number[place] == digit or (number[17] == "X" and place == 17)
    )


def test_any_two_neighbours_exchanged_are_seen() -> None:
    for n in range(300):
        number = identity.invented(n)
        for at in range(16):
            one, other = number[at], number[at + 1]
            if one != other:
                assert identity.fault(number[:at] + other + one + number[at + 2 :]) is not None


@pytest.mark.parametrize(
    "place", ["110221", "110226", "410721", "372301", "810000", "820000", "830000", "990000"]
)
def test_the_place_never_refuses(place: str) -> None:
    """Abolished and later codes, permits of 81, 82, 83, and a place that is none."""
    digits = f"{place}19750101001"
    assert identity.fault(digits + identity.check_digit(digits)) is None


@pytest.mark.parametrize(
    "written", ["{} ", " {}", "{:.6} {}", "全角"],
)  # fmt: skip
def test_a_number_is_found_in_another_writing(written: str) -> None:
    number = identity.invented(7)
    wide = str.maketrans("0123456789X", "０１２３４５６７８９ｘ")
    told = number.translate(wide) if written == "全角" else number[:6] + " " + number[6:] + "\n"
    assert identity.normalised(told) == number


def with_check(digits: str) -> str:
    return digits + identity.check_digit(digits)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("", "has 0 characters"),
        ("110101900101123", "has 15 characters"),
        ("9" * 19, "has 19 characters"),
        ("99000019900101001Y", "other characters"),
        ("X90000199001010011", "other characters"),
        ("٩" * 18, "other characters"),
        (with_check("99000019900231001"), "date of birth cannot be"),
        (with_check("99000018991231001"), "date of birth cannot be"),
        (with_check("99000020990101001"), "date of birth cannot be"),
        (with_check("99000000000101001"), "date of birth cannot be"),
        (with_check("99000019901301001"), "date of birth cannot be"),
    ],
)
def test_what_cannot_be_says_why(number: str, wrong: str) -> None:
    fault = identity.fault(number)
    assert fault is not None
    assert wrong in fault.wrong.en
    assert fault.place.column == "id_number"
    assert fault.right.zh
    assert number not in fault.shown("en") or not number


def test_nobody_is_born_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    number = identity.invented(1, born=datetime.date(2026, 11, 23))
    assert identity.fault(number) is None
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-22")
    assert identity.fault(number) is not None


def test_no_date_is_told_by_what_tells_none() -> None:
    with pytest.raises(ValueError, match="no date of birth"):
        identity.born("990000")


def test_there_are_only_so_many() -> None:
    with pytest.raises(ValueError, match="from 0 to"):
        identity.invented(4_990_000)


@given(st.integers(0, 99_999_999))
def test_an_invented_code_can_be(n: int) -> None:
    code = organisations.invented(n)
    assert organisations.fault(code) is None
    assert organisations.normalised(f" {code.lower()[:9]} {code[9:]}") == code


def test_any_wrong_character_of_a_code_is_seen() -> None:
    dice = random.Random(1)
    for n in range(300):
        code, at = organisations.invented(n), dice.randrange(18)
        other = dice.choice([c for c in "0123456789" if c != code[at]])
        assert organisations.fault(code[:at] + other + code[at + 1 :]) is not None


@pytest.mark.parametrize(
    ("code", "wrong"),
    [("", "has 0 characters"), ("9199", "has 4 characters"), ("91990000I000000001", "other characters"),
     ("A1990000000000001X", "other characters"), ("919900000000000011", "check character")],
)  # fmt: skip
def test_a_code_that_cannot_be_says_why(code: str, wrong: str) -> None:
    fault = organisations.fault(code)
    assert fault is not None
    assert wrong in fault.wrong.en
    assert fault.place.column == "credit_code"


def test_there_are_only_so_many_codes() -> None:
    with pytest.raises(ValueError, match="from 0 to"):
        organisations.invented(-1)
