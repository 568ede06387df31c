"""Reasons are kept without numbers, names with numbers are refused, wherever an app keeps them in the open."""

from __future__ import annotations

import pytest

from luohu.people.faults import Refused
from luohu.web.protection import identity, organisations
from luohu.web.record.covering import holds_identity
from luohu.web.record.reasons import LONGEST, name_faults, reason

NUMBER = identity.invented(901)


@pytest.mark.parametrize(
    "typed",
    [NUMBER, f"ID{NUMBER}x", f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", f"{NUMBER[:9]}\n{NUMBER[9:]}"],
)  # fmt: skip
def test_a_reason_is_kept_in_one_line_without_the_number(typed: str) -> None:
    kept = reason(f" 据档案({typed}),更正。 ")
    assert kept.startswith("据档案(")
    assert kept.endswith("),更正。")
    assert not any(one.isdigit() for one in kept)


@pytest.mark.parametrize("words", ["据第3条,2026-05-31 起", "全角,标点;不变(①)", "total 16.66"])
def test_other_words_of_a_reason_stay_as_they_are(words: str) -> None:
    assert reason(words) == words


@pytest.mark.parametrize("why", ["", " \n\x00", "长" * (LONGEST + 1)])
def test_no_reason_and_too_long_a_one_are_refused(why: str) -> None:
    with pytest.raises(Refused) as refused:
        reason(why)
    assert refused.value.faults[0].place.column == "why"


@pytest.mark.parametrize(
    "name",
    [NUMBER, f"单位{NUMBER}", f"x{NUMBER}9", NUMBER[:17] + "X", f"{NUMBER[:6]} {NUMBER[6:14]}-{NUMBER[14:]}",
     NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９"))],
)  # fmt: skip
def test_a_name_with_an_identity_number_is_refused(name: str) -> None:
    (fault,) = name_faults("name", name)
    assert (fault.place.column, fault.wrong.en) == ("name", "an identity number stands in it")


@pytest.mark.parametrize("name", ["", "演示单位 12", "A-2026-0001", "010-12345678", NUMBER[:17]])
def test_other_names_are_taken(name: str) -> None:
    assert list(name_faults("name", name)) == []


@pytest.mark.parametrize("n", [*range(40), 20_010_131, 99_999_999])
def test_a_credit_code_is_no_identity_number(n: int) -> None:
    assert not holds_identity(organisations.invented(n))


@pytest.mark.parametrize("n", range(200))
def test_an_identity_number_is_no_credit_code(n: int) -> None:
    assert organisations.fault(identity.invented(n)) is not None
