"""What is wrong in a reply that somebody writes, at the field where it is wrong, and what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.people.faults import Fault, Refused
from luohu.web.letters import library
from luohu.web.letters.replies.faults import checked
from luohu.web.protection import identity
from tests.web.letters.library.conftest import REPLIES, content

pytestmark = pytest.mark.django_db
NUMBER = identity.invented(902)


def faults(**more: Any) -> list[Fault]:
    with pytest.raises(Refused) as refused:
        checked(REPLIES[0] | more, library.library())
    return refused.value.faults


def test_a_reply_without_a_fault_is_taken() -> None:
    assert checked(REPLIES[0], library.library()).number == 1
    figures = {"zh": "就业得{employment}。", "en": "Employment gives {employment}."}
    assert checked(REPLIES[0] | {"figures": figures}, library.library()).figures is not None


@pytest.mark.parametrize(
    ("told", "column", "wrong"),
    [
        ({"title": {"zh": "", "en": "a"}}, "title.zh", "it is missing"),
        ({"wordings": {"zh": [], "en": ["a"]}}, "wordings.zh", "it is missing"),
        ({"short": {"zh": "长" * 6001, "en": "a"}}, "short.zh", "it is too long"),
        ({"short": {"zh": f"号{NUMBER}", "en": "a"}}, "short.zh", "an identity number stands in it"),
        ({"kind": "poem"}, "kind", "there is no such choice"),
        ({"related": ["one"]}, "related", "it is no number"),
        ({"number": 0}, "number", "the number is too small"),
        ({"number": 40_000}, "number", "the number is too large"),
        ({"valid_from": "yesterday"}, "valid_from", "it is no date"),
        ({"valid_from": None}, "valid_from", "it is no date"),
        ({"valid_until": "2020-01-01"}, "valid_until", "the last day is before the first"),
        ({"scheme": ""}, "scheme", "there are rules or figures, and no scheme is chosen"),
        ({"scheme": "atlantis"}, "scheme", "there is no atlantis"),
        ({"rules": ["employment", "sunshine"]}, "rules", "there is no sunshine"),
        ({"reforms": ["999"]}, "reforms", "there is no 999"),
        ({"related": [99]}, "related", "there is no 99"),
        ({"clauses": [{"document": "nothing", "article": "1"}]}, "clauses", "there is no nothing"),
        ({"clauses": [{"document": "a", "article": ""}]}, "clauses.article", "it is missing"),
        ({"figures": {"zh": "{sunshine}", "en": "a"}}, "figures", "there is no sunshine"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_field(told: dict[str, Any], column: str, wrong: str) -> None:
    (fault,) = faults(**told)
    assert fault.place.column == column
    assert fault.wrong.en == wrong
    assert fault.right.zh
    assert fault.right.en


def test_names_that_are_near_are_what_would_be_right() -> None:
    (fault,) = faults(rules=["employmant"])
    assert "employment" in fault.right.en


def test_a_reply_without_a_scheme_is_held_against_reforms_and_replies_only() -> None:
    bare = content(1, "演示", "demo", scheme="", rules=[])
    assert checked(bare, library.library()).scheme == ""


def test_what_the_model_says_in_words_of_its_own_is_passed_on() -> None:
    (fault,) = faults(colour="red")
    assert (fault.place.column, fault.wrong.en) == ("colour", "Extra inputs are not permitted")
