"""The form of a reply is its model: every field is in it, and what it shows is read back the same."""

from __future__ import annotations

from typing import get_args

import pytest

from luohu.consult.library import Library
from luohu.consult.reply import Reply
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.letters import library
from luohu.web.letters.replies.form import (
    HINTS,
    KINDS,
    LABELS,
    NOT_WRITTEN,
    choices,
    fields,
    leaves,
    read,
    written,
)
from tests.web.letters.library.conftest import REPLIES, content

WHOLE = content(
    7, "演示全部", "demonstration whole", kind="proposal", reforms=["1", "2"], related=[1, 2],
    clauses=[{"document": "measures_2020", "article": "第八条 第一款"}],
    figures={"zh": "得{employment}。", "en": "It is {employment}."},
    sensitive=True, valid_until="2027-01-31",
)  # fmt: skip


@pytest.mark.parametrize("told", [*REPLIES, WHOLE], ids=lambda told: told["title"]["en"])
def test_what_a_form_shows_is_read_back_the_same(told: dict[str, object]) -> None:
    again = Reply.model_validate(read(written(told)))
    assert again.model_dump(mode="json") == told


def test_every_field_of_the_model_has_its_label_and_kind() -> None:
    assert {leaf.field for leaf in leaves()} == set(LABELS)
    assert set(LABELS) == set(Reply.model_fields) - set(NOT_WRITTEN)
    assert set(HINTS) <= set(LABELS)
    assert set(get_args(Reply.model_fields["kind"].annotation)) == set(KINDS)


def test_lists_are_read_however_they_are_divided() -> None:
    told = read({"rules": "a, b;c、d e", "wordings.zh": "一\r\n\r\n 二 ", "related": ""})
    assert told["rules"] == ["a", "b", "c", "d", "e"]
    assert told["wordings"]["zh"] == ["一", "二"]
    assert told["related"] == []


@pytest.mark.django_db
def test_a_fault_is_shown_at_one_place() -> None:
    def fault(column: str) -> Fault:
        return Fault(Place(column=column), Text("错", "wrong"), Text("对", "right"))

    told = [fault(name) for name in ("title.en", "figures", "clauses.article", "rules")]
    shown = fields(written(REPLIES[0]), told, library.library(), fixed=("number",))
    faulty = {
        place.leaf.name: len(place.faults) for one in shown for place in one.places if place.faults
    }
    assert faulty == {"title.en": 1, "figures.zh": 1, "clauses": 1, "rules": 1}
    assert "number" not in {one.name for one in shown}


def test_suggestions_are_those_of_the_scheme_that_is_chosen() -> None:
    def suggested(name: str, scheme: str) -> list[str]:
        shown = fields({"scheme": scheme}, [], Library.of([Reply.model_validate(WHOLE)]))
        return next(list(one.places[0].suggestions) for one in shown if one.name == name)

    assert "employment" in suggested("rules", "beijing")
    assert "measures_2020" in suggested("clauses", "beijing")
    assert suggested("rules", "") == []
    assert suggested("rules", "atlantis") == []
    assert "1" in suggested("reforms", "")
    assert suggested("related", "") == ["7"]


def test_a_theme_of_the_sites_own_making_stays_among_the_choices() -> None:
    assert ("moon", "moon") in choices("theme", "moon")
    assert ("", "—") in choices("scheme")
