"""What is proposed for a new year from what is published of earlier ones; the officer decides."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CycleFact, Scheme
from luohu.web.years.models import MOMENTS, Year

Moments = dict[str, datetime.datetime]
STAGES = ("declared", "collected", "answered", "ranked", "published", "settled")
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The calendar of the latest cycle that is published whole: what a new one is proposed from."""

    cycle: int
    moments: Mapping[str, datetime.datetime]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A quota as published: of which cycle, how well known, and where from."""

    cycle: int
    quota: int
    fact: CycleFact


def openable() -> list[tuple[Scheme, list[int]]]:
    """Schemes that rank, each with the cycles that its law covers, the latest first."""
    ranked = [scheme for name in scheme_names() if (scheme := find_scheme(name)).ranked]
    return [
        (one, sorted((c for b in one.rulebooks for c in range(b.cycles[0], b.cycles[1] + 1)),
                     reverse=True))
        for one in ranked
    ]  # fmt: skip


def pattern(scheme: Scheme) -> Pattern | None:
    """The latest cycle whose calendar is published from end to end; None where there is none."""
    for cycle in sorted(scheme.cycles, reverse=True):
        facts = scheme.cycles[cycle]
        if all(name in facts and len(facts[name].value) == 2 for name in STAGES):
            sources = dict.fromkeys(facts[name].source for name in STAGES)
            return Pattern(cycle, _moments({n: facts[n].value for n in STAGES}), tuple(sources))
    return None


def proposed(known: Pattern, cycle: int, first: datetime.date | None = None) -> Moments:
    """The pattern from a first day, else from the same weekday on or after its date in the cycle.

    Every window is as many days long as it was, at the same time of day; settling ends at the end
    of as many years as it did.
    """
    began = _local(known.moments["declares_from"]).date()
    shift = (first or _same_weekday(began, cycle)) - began
    moved = {name: _moved(known.moments[name], shift) for name in MOMENTS}
    ended = _local(known.moments["settles_to"])
    moved["settles_to"] = ended.replace(year=ended.year + began_year(moved) - began.year)
    return moved


def began_year(moments: Mapping[str, datetime.datetime]) -> int:
    """The calendar year in which the declaration begins."""
    return _local(moments["declares_from"]).year


def known_quota(scheme: Scheme, cycle: int) -> Known | None:
    """The quota that is published of a cycle, else the latest one before it; None for none."""
    told = [year for year, facts in scheme.cycles.items() if "quota" in facts and year <= cycle]
    if not told:
        return None
    fact = scheme.cycles[max(told)]["quota"]
    return Known(max(told), fact.value, fact)


def free_prefix(cycle: int, *, rehearsal: bool) -> str:
    """What the numbers of a year begin with: its cycle, a letter behind where that is taken."""
    taken = set(
        Year.objects.filter(number_prefix__startswith=str(cycle)).values_list(
            "number_prefix", flat=True
        )
    )
    letter = "R" if rehearsal else "N"
    named = (f"{cycle}{letter}{number}" for number in itertools.count(1))
    wanted = named if rehearsal else itertools.chain([str(cycle)], named)
    return next(prefix for prefix in wanted if prefix not in taken)


def _moments(told: Mapping[str, Any]) -> Moments:
    """The nine moments of stages that are published as first and last day or time."""
    return {
        "declares_from": _begins(told["declared"][0]), "declares_to": _ends(told["declared"][1]),
        "verifies_to": _ends(told["collected"][1]), "results_from": _begins(told["answered"][0]),
        "results_to": _ends(told["answered"][1]), "ranks_to": _ends(told["ranked"][1]),
        "publicity_from": _begins(told["published"][0]), "publicity_to": _ends(told["published"][1]),
        "settles_to": _ends(told["settled"][1]),
    }  # fmt: skip


def _begins(text: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def _ends(text: str) -> datetime.datetime:
    """The first moment that lies outside: the time that is named, else the end of the day."""
    return _begins(text) if ":" in text else _begins(text) + DAY


def _local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment)


def _moved(moment: datetime.datetime, shift: datetime.timedelta) -> datetime.datetime:
    """So many days later at the same time of day, by the clock on the wall."""
    return timezone.make_aware(_local(moment).replace(tzinfo=None) + shift)


def _same_weekday(began: datetime.date, cycle: int) -> datetime.date:
    """The first such weekday from the same date on: so the beginnings that are published differ."""
    leap = (began.month, began.day) == (2, 29)
    day = datetime.date(cycle, 2, 28) if leap else began.replace(year=cycle)
    return day + datetime.timedelta(days=(began.weekday() - day.weekday()) % 7)
