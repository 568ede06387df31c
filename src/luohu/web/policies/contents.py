"""What the pages of schemes and versions hold: sections of clauses, published facts, open ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.law.points import written
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind
from luohu.law.sources import Standing, Text
from luohu.people.facts.places import CITY
from luohu.schemes.catalogue import cities, find_rulebook, find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS, IN_POINTS, CycleFact, Scheme
from luohu.web.policies.clauses import Clause, clauses


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a version's page: its anchor, its heading, its clauses by name."""

    anchor: str
    heading: Promise
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One published fact of a cycle, in words."""

    label: Text
    value: Text
    fact: CycleFact


@dataclass(frozen=True, slots=True)
class Standings:
    """How many rules and entries of values of a version are known how well, best first."""

    book: Rulebook
    rules: tuple[int, ...]
    values: tuple[int, ...]

    @property
    def known(self) -> tuple[tuple[Standing, int], ...]:
        """Both together, the standings that occur."""
        both = zip(Standing, self.rules, self.values, strict=True)
        return tuple((standing, a + b) for standing, a, b in both if a + b)


@dataclass(frozen=True, slots=True)
class City:
    """A city with its schemes."""

    name: str
    label: Text
    schemes: tuple[Scheme, ...]


@lru_cache(maxsize=64)
def sections(version: str) -> tuple[Section, ...]:
    """The sections of a version that have anything in them, in the order of its page."""
    book = find_rulebook(version)
    scores = book.named(Kind.SUBTOTAL, Kind.TOTAL, Kind.TIE_KEY)
    told = {*book.conditions, *book.routes, *book.indicators, *scores}
    steps = tuple(name for name in book.rules if name not in told)
    listed = (
        Section("conditions", _("条件(都要满足)"), book.conditions),
        Section("routes", _("途径(满足其一)"), book.routes),
        Section("indicators", _("指标"), book.indicators),
        Section("scores", _("总分与其他分值"), scores),
        Section("steps", _("计算步骤"), steps),
        Section("values", _("取值"), tuple(book.parameters)),
    )
    return tuple(section for section in listed if section.names)


def having(version: str, words: str) -> list[tuple[Section, list[Clause]]]:
    """The sections with the clauses that have all the words, empty sections left out."""
    wanted = words.casefold().split()
    texts, found = _searched(version), []
    for section in sections(version):
        names = [name for name in section.names if all(one in texts[name] for one in wanted)]
        if names:
            found.append((section, [clauses(version)[name] for name in names]))
    return found


@lru_cache(maxsize=64)
def _searched(version: str) -> Mapping[str, str]:
    return {name: clause.searched for name, clause in clauses(version).items()}


def published(scheme: Scheme, book: Rulebook) -> list[tuple[int, list[Published]]]:
    """The published facts of the cycles that a version covers, the latest first."""
    first, last = book.cycles
    years = sorted((year for year in scheme.cycles if first <= year <= last), reverse=True)
    return [(year, [_published(fact) for fact in scheme.cycles[year].values()]) for year in years]


def _published(fact: CycleFact) -> Published:
    if fact.name in IN_POINTS:
        value = Text(f"{written(fact.value)}分", f"{written(fact.value)} points")
    elif isinstance(fact.value, list):
        value = Text(" 至 ".join(fact.value), " to ".join(fact.value))
    else:
        value = Text(f"{fact.value:,}人", f"{fact.value:,} people")
    return Published(CYCLE_FACTS[fact.name], value, fact)


@lru_cache(maxsize=1)
def by_city() -> tuple[City, ...]:
    """Every scheme under its city."""
    labels = {choice.name: choice.label for choice in CITY.choices}
    schemes = [find_scheme(name) for name in scheme_names()]
    found = (
        City(city, labels[city], tuple(s for s in schemes if s.name.partition("-")[0] == city))
        for city in cities()
    )
    return tuple(sorted(found, key=lambda city: list(labels).index(city.name)))


@lru_cache(maxsize=1)
def books() -> tuple[Rulebook, ...]:
    """Every version, city by city."""
    return tuple(book for city in by_city() for s in city.schemes for book in s.rulebooks)


@lru_cache(maxsize=64)
def standings(version: str) -> Standings:
    """How well a version is known."""
    book = find_rulebook(version)
    rules = Counter(rule.standing for rule in book.rules.values())
    values = Counter(one.standing for value in book.parameters.values() for one in value.values)
    return Standings(book, _counted(rules), _counted(values))


def _counted(found: Counter[Standing]) -> tuple[int, ...]:
    return tuple(found[standing] for standing in Standing)


def open_ends(version: str) -> tuple[list[Clause], list[Clause]]:
    """The clauses with a question, and those with premises."""
    found: Sequence[Clause] = list(clauses(version).values())
    return [one for one in found if one.question], [one for one in found if one.premises]


def unknown_values(version: str) -> Iterator[Clause]:
    """The values of which a span is not known."""
    for one in clauses(version).values():
        if one.entries and one.standing is Standing.UNKNOWN:
            yield one
