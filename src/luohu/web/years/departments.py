"""Which department verifies which fact: proposed by the catalogue of facts, decided for each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people.facts import NOBODY, Fact, ListFact
from luohu.schemes.questions import Question, questions
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.years.models import Year

KEYS: Final[Mapping[Text, str]] = {label: key for key, label in DEPARTMENTS.items()}
# A home's rows have two departments: the title and the registered lease. One of them decides.
PROPOSED: Final[Mapping[str, str]] = {"homes": "housing"}


def default_map(law: InForce) -> dict[str, str]:
    """The department of each fact that a law asks for; facts that nobody verifies are left out."""
    found = ((fact_name(one), _proposed(one)) for one in questions(law))
    return {name: key for name, key in found if key}


def labels(law: InForce) -> dict[str, Text]:
    """What each verified fact of a law is called, in the order in which it is asked."""
    return {fact_name(one): one.item.label for one in questions(law) if _proposed(one)}


def facts_of(year: Year, key: str) -> list[str]:
    """The facts that a department verifies in a year."""
    return [fact for fact, department in year.departments.items() if department == key]


def fact_name(question: Question) -> str:
    """The key of a question's answer in a document."""
    item = question.item
    return item.written_as if isinstance(item, Fact | ListFact) else item.name


def _proposed(question: Question) -> str:
    """The department that verifies most of a question's fields; empty where none does."""
    named = [KEYS[one.verifier] for one in question.fields if one.verifier != NOBODY]
    most = Counter(named).most_common(1)
    return PROPOSED.get(fact_name(question)) or (most[0][0] if most else "")
