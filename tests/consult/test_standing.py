"""A reply is flagged by itself once a clause it rests on, a value or its dates have changed."""

from __future__ import annotations

import datetime

import pytest

from luohu.consult import standing
from luohu.consult.library import shipped
from luohu.consult.standing import (
    CHECKED,
    checked_digest,
    clauses_of,
    digest_of_clauses,
    digests,
    law_of,
    out_of_date,
)
from luohu.law.days import Day
from tests.consult.library import reply

NOW = Day.of(2026, 11, 24)
AREA = reply(1, "问", scheme="beijing", rules=("area",))


def test_the_file_has_the_digest_of_every_reply() -> None:
    assert CHECKED.read_text("utf-8") == digests(shipped(), NOW.year)


def test_a_reply_that_was_read_against_the_law_is_in_date() -> None:
    assert out_of_date(AREA, digest_of_clauses(AREA, 2026), NOW) is None


def test_a_clause_of_another_version_flags_it() -> None:
    before = digest_of_clauses(AREA, 2019)
    flagged = out_of_date(AREA, before, NOW)
    assert flagged is not None
    assert "变化" in flagged.why.zh


def test_a_changed_value_flags_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = digest_of_clauses(AREA, 2026)
    monkeypatch.setattr(standing, "shown", lambda value, unit, language: "another")
    assert out_of_date(AREA, seen, NOW) is not None


def test_the_same_law_of_another_cycle_does_not() -> None:
    assert digest_of_clauses(AREA, 2026) == digest_of_clauses(AREA, 2027)


def test_a_reply_outside_its_dates_is_flagged() -> None:
    ended = reply(1, "问", valid_until=datetime.date(2025, 12, 31))
    flagged = out_of_date(ended, "", NOW)
    assert flagged is not None
    assert "有效期" in flagged.why.zh


def test_a_reply_that_rests_on_no_law_is_never_flagged_for_it() -> None:
    assert out_of_date(reply(1, "问"), "", NOW) is None
    assert law_of(reply(1, "问"), 2026) is None
    assert digest_of_clauses(AREA, 1999) == ""


def test_the_clauses_of_a_reply_with_their_articles() -> None:
    law = law_of(AREA, 2026)
    assert law is not None
    ((name, cites),) = clauses_of(AREA, law)
    assert name == "area"
    assert any("9号" in cite.shown("zh") for cite in cites)


def test_a_number_that_was_never_read_has_no_digest() -> None:
    assert checked_digest(9999) == ""
