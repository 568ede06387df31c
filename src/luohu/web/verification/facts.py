"""The facts that departments answer for: their words, whether there may be none, what they feed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.facts import Fact, Group, ListFact
from luohu.people.facts.catalogue import LISTS
from luohu.people.facts.person import PERSON
from luohu.schemes.questions import Question, questions
from luohu.web.assessment.answers import key_of


@lru_cache(maxsize=64)
def questions_by_key(law: InForce) -> Mapping[str, Question]:
    """What a law asks, by the key under which a document states the answer."""
    return {key_of(one): one for one in questions(law)}


def question_of(law: InForce, fact: str) -> Question:
    """The question to which a fact is the answer; LawError where the law does not ask for it."""
    found = questions_by_key(law).get(fact)
    if found is None:
        raise LawError(f"{fact[:40]}: {law.book.name} 不问这一项 does not ask for this")
    return found


def in_order(law: InForce, facts: Collection[str]) -> tuple[str, ...]:
    """Facts in the order in which the law asks for them, what it does not ask for at the end."""
    known = questions_by_key(law)
    return (*(one for one in known if one in facts), *sorted(set(facts) - set(known)))


def label_of(fact: str) -> Text:
    """What a fact is called, as the catalogue says; its own name where there is none."""
    return _labels().get(fact, Text(fact, fact))


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Text]:
    items: tuple[Fact | Group | ListFact, ...] = (*PERSON, *LISTS)
    return {one.name if isinstance(one, Group) else one.written_as: one.label for one in items}


def has_none(question: Question) -> bool:
    """Whether a document can say that there is none: an empty list, or null."""
    item = question.item
    if isinstance(item, Group):
        return item.may_be_null
    return isinstance(item, ListFact) or item.null is not None


def none_of(question: Question) -> Any:
    """How a document says that there is none."""
    return [] if question.is_list else None


def stands_unsaid(question: Question) -> bool:
    """Whether leaving the fact out says something by itself, such as that there is none."""
    item = question.item
    if isinstance(item, Group):
        return item.left_out_is_null
    if isinstance(item, ListFact):
        return item.left_out_is_empty
    return item.left_out is not None


def names_of(question: Question) -> tuple[str, ...]:
    """The names under which rules read the fact, those of a group one by one."""
    item = question.item
    if isinstance(item, Group):
        return tuple(f"{item.name}_{one.name}" for one in item.fields)
    return (item.name,)


@lru_cache(maxsize=1024)
def fed_by(law: InForce, fact: str) -> tuple[str, ...]:
    """The conditions and indicators that rest on a fact, in the order of the law."""
    names = set(names_of(question_of(law, fact)))
    results = (*law.book.conditions, *law.book.routes, *law.book.indicators)
    return tuple(one for one in results if names & law.book.needs([one]))


@lru_cache(maxsize=1024)
def behind(law: InForce, indicator: str) -> tuple[str, ...]:
    """The facts on which a condition or an indicator rests, by their keys."""
    read = law.book.needs([indicator])
    found = questions_by_key(law).items()
    return tuple(key for key, one in found if read.intersection(names_of(one)))
