"""The words of Tianjin's examples: somebody who may file, and results under each version."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from luohu.law.rulebook import Rulebook
from luohu.schemes.tianjin import settlement_2018, settlement_2020, settlement_2022
from tests.schemes import cases
from tests.schemes.cases import Document, home, paid, span

OLD = settlement_2018.rulebook
MIDDLE = settlement_2020.rulebook
CURRENT = settlement_2022.rulebook
OLD_RULES = SimpleNamespace(**OLD.rules)
MIDDLE_RULES = SimpleNamespace(**MIDDLE.rules)
CURRENT_RULES = SimpleNamespace(**CURRENT.rules)
UNKNOWN = None
NO_LIMIT = "10000000000.00"
OPEN = ("0.00", NO_LIMIT)
SECOND_BATCH = {"batch": "2"}


def person(**facts: Any) -> Document:
    """A man of forty with a permit since 2015, insured since 2013 by his employer in Tianjin."""
    held = {"permits": [span("2015-03", city="tianjin")], "insurance": [paid("2013-01")]}
    return cases.person("tianjin", **held | facts)


def without(*names: str, **facts: Any) -> Document:
    """The same person, some of whose facts nobody has stated."""
    return {name: value for name, value in person(**facts).items() if name not in names}


def book_of(cycle: int) -> Rulebook:
    """The version of a cycle."""
    return OLD if cycle < 2020 else MIDDLE if cycle < 2022 else CURRENT


def result(
    name: str, cycle: int, document: Document, given: Mapping[str, str] | None = None
) -> Any:
    """One result for a document."""
    return cases.result(book_of(cycle), cycle, name, document, given)


def found(name: str, cycle: int, given: Mapping[str, str] | None = None, **facts: Any) -> Any:
    """One result for the ordinary person who differs in these facts."""
    return result(name, cycle, person(**facts), given)


def own(first: str, last: str | None = None, district: str = "南开", **details: Any) -> Document:
    """Months in an own home."""
    return home("own", first, last, district=district, **details)


def rent(first: str, last: str | None = None, **details: Any) -> Document:
    """Months of registered rent."""
    return home("rent", first, last, district="南开", **details)


def months_paid(count: int, year: int, **details: Any) -> list[Document]:
    """So many months of insurance that end with the December before a cycle."""
    first = year * 12 - count
    return [paid(f"{first // 12}-{first % 12 + 1:02d}", f"{year - 1}-12", **details)] * (count > 0)


def endorsed(*years: int, city: str = "tianjin") -> list[Document]:
    """Endorsements of the permit."""
    return [{"city": city, "year": year} for year in years]
