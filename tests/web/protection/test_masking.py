"""What is shown to whom, and that reading in full leaves a line."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.protection import disclosure, identity, masking
from luohu.web.protection.disclosure import in_full
from luohu.web.record import security

NUMBER = identity.invented(9)


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("identity", "110101199001011234", "110101********1234"),
        ("telephone", "13800138000", "138****8000"),
        ("name", "申请人甲", "申***"),
        ("name", "甲", "*"),
        ("address", "北京市海淀区某路一号", "北京市海淀区****"),
        ("identity", "1234", "****"),
        ("telephone", "", ""),
    ],
)
def test_a_value_is_masked(kind: str, value: str, told: str) -> None:
    assert masking.MASKS[kind](value) == told


@given(st.sampled_from(masking.KINDS), st.text(min_size=1))
def test_a_masked_value_is_never_the_value(kind: str, value: str) -> None:
    masked = masking.MASKS[kind](value)
    assert len(masked) == len(value)
    assert masking.COVER in masked


def test_every_role_has_a_line_for_every_kind() -> None:
    assert set(masking.WHO_SEES) == set(Role.values)
    assert {len(line) for line in masking.WHO_SEES.values()} == {len(masking.KINDS)}


def test_no_official_sees_a_whole_number_on_a_page() -> None:
    officials = set(masking.WHO_SEES) - {"applicant"}
    assert all(NUMBER not in masking.shown(NUMBER, "identity", role) for role in officials)
    assert masking.shown(NUMBER, "identity", "applicant") == NUMBER


def test_who_administers_sees_nothing_of_a_person() -> None:
    for kind in masking.KINDS:
        for role in ("administrator", "letters", "somebody else"):
            assert masking.shown("value", kind, role) == ""


def test_reading_in_full_says_who_whose_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(security, "log", lambda event, **told: lines.append((event, told)))
    officer = User(username="officer-a")
    assert in_full(NUMBER, actor=officer, subject="declaration:12", why=" 核对户籍 ") == NUMBER
    assert lines == [
        (disclosure.EVENT, {"actor": "officer-a", "subject": "declaration:12", "why": "核对户籍"})
    ]


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_without_a_reason_nothing_is_shown(why: str) -> None:
    with pytest.raises(Refused, match="no reason"):
        in_full(NUMBER, actor=User(username="officer-a"), subject="declaration:12", why=why)


def test_where_the_line_cannot_be_written_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(security, "log", full)
    with pytest.raises(OSError, match="disk full"):
        in_full(NUMBER, actor=User(username="officer-a"), subject="declaration:12", why="核对")
