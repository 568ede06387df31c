"""Reading the library: every fault with its file and field, and replies held against the law."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from luohu.consult.checks import against_the_law
from luohu.consult.library import Library, load_folder, read_reply, spans_of
from luohu.consult.reply import Both
from luohu.law.days import Day
from luohu.law.sources import LawError
from luohu.people.faults import Refused
from tests.consult.library import reply, small

GOOD = """
number = 1
kind = "question"
theme = "employment"
valid_from = 2020-07-16
title = { zh = "题", en = "title" }
short = { zh = "短", en = "short" }
full = { zh = "长", en = "full" }
wordings = { zh = ["问"], en = ["question"] }
"""


def test_a_reply_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "001.toml").write_text(GOOD, "utf-8")
    read = read_reply(tmp_path / "001.toml")
    assert (read.number, read.title.in_("zh"), read.title.in_("en")) == (1, "题", "title")


@pytest.mark.parametrize(
    ("what", "instead", "column"),
    [
        ("number = 1", "number = 0", "number"),
        ('kind = "question"', 'kind = "complaint"', "kind"),
        ("valid_from = 2020-07-16", 'valid_from = "soon"', "valid_from"),
        ('en = "title"', 'en = ""', "title.en"),
        ('zh = ["问"]', "zh = []", "wordings.zh"),
        ('theme = "employment"', 'theme = "employment"\ncolour = "red"', "colour"),
        ('theme = "employment"', "theme = ", ""),
    ],
)
def test_a_fault_says_file_and_field(tmp_path: Path, what: str, instead: str, column: str) -> None:
    (tmp_path / "001.toml").write_text(GOOD.replace(what, instead), "utf-8")
    with pytest.raises(Refused) as refusal:
        load_folder(tmp_path)
    place = refusal.value.faults[0].place
    assert (place.file, place.column) == ("001.toml", column)


def test_two_replies_with_one_number_are_refused(tmp_path: Path) -> None:
    for name in ("001.toml", "002.toml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(Refused, match="another reply's number"):
        load_folder(tmp_path)


@pytest.mark.parametrize(
    ("parts", "column"),
    [
        ({"scheme": "atlantis"}, "scheme"),
        ({"scheme": "beijing", "rules": ("no_such_rule",)}, "rules"),
        ({"scheme": "beijing", "figures": {"zh": "{nothing}", "en": "{nothing}"}}, "rules"),
        ({"scheme": "beijing", "clauses": ({"document": "x", "article": "1"},)}, "clauses"),
        ({"reforms": ("999",)}, "reforms"),
        ({"related": (999,)}, "related"),
    ],
)
def test_what_is_not_in_the_law_is_a_fault(parts: dict[str, Any], column: str) -> None:
    faults = list(against_the_law(reply(1, "问", **parts), small()))
    assert [fault.place.column for fault in faults] == [column]


def test_figures_without_a_scheme_are_refused() -> None:
    with pytest.raises(ValidationError, match="need a scheme"):
        reply(1, "问", figures={"zh": "{total}", "en": "{total}"})


def test_dates_of_validity_in_order() -> None:
    with pytest.raises(ValidationError, match="before"):
        reply(1, "问", valid_until=datetime.date(2019, 1, 1))
    limited = reply(1, "问", valid_until=datetime.date(2026, 12, 31))
    days = (Day.of(2020, 7, 15), Day.of(2020, 7, 16), Day.of(2026, 12, 31), Day.of(2027, 1, 1))
    assert [limited.valid_on(day) for day in days] == [False, True, True, False]


def test_a_reply_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(LawError, match="no reply 9: there are 1-3"):
        small().find(9)


def test_a_changed_reply_takes_the_place_of_its_number() -> None:
    library = small().with_([reply(2, "改过的"), reply(7, "新的")])
    assert list(library.replies) == [1, 2, 3, 7]
    assert library.find(2).title.zh == "改过的"


def test_placeholders_of_either_language_count() -> None:
    assert Both(zh="{a} 与 {b_1}", en="{c}").placeholders() == {"a", "b_1", "c"}


def test_numbers_in_a_row_are_written_as_a_span() -> None:
    assert spans_of([3, 1, 2, 7, 9, 10]) == "1-3, 7, 9-10"
    assert spans_of([]) == ""
    assert Library.of([]).replies == {}
