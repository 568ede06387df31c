"""A cohort under the law as it is, and under reforms of it: only what a reform reaches is computed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.engines.local import Chunk, Results, evaluate_prepared, prepare
from luohu.engines.selection import refuse_open
from luohu.law.evaluation import InForce
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.people.cohort import Cohort
from luohu.people.faults import Place
from luohu.schemes.catalogue import find_scheme
from luohu.study.places import Admission, Mask, Places, Whole, admit, numbered
from luohu.study.reforms.proposal import Change
from luohu.study.reforms.stability import last_year

WORKERS = 2


@dataclass(frozen=True)
class Outcome:
    """A cohort under one law: who is admitted, and how many the new consequences concern."""

    law: InForce
    admission: Admission
    counted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Baseline:
    """A cohort under the law in force, prepared for reforms.

    `apart` are people who may not apply today but could under a reform; `positions` say where each
    person stands in the files, for refusals.
    """

    law: InForce
    cohort: Cohort
    quota: int
    apart: Mask | None = None
    positions: Sequence[Place] = ()
    _kept: dict[str, NDArray[Any]] = field(default_factory=dict, repr=False)
    _open: dict[str, Mask] = field(default_factory=dict, repr=False)
    _chunks: dict[frozenset[str], list[Chunk]] = field(default_factory=dict, repr=False)

    @property
    def chunks(self) -> list[Chunk]:
        """The people with their calendars worked out."""
        return self._chunks_for(self.law)

    def _chunks_for(self, law: InForce) -> list[Chunk]:
        """The same, apart where something is unknown that another law reads and this does not."""
        read = law.book.needs(law.outcomes)
        also = frozenset(read & set(self.cohort.missing)) - self._read
        if also not in self._chunks:
            self._chunks[also] = prepare(self.law, self.cohort, also_read=also)
        return self._chunks[also]

    @cached_property
    def _read(self) -> frozenset[str]:
        return self.law.book.needs(self.law.outcomes)

    @cached_property
    def outcome(self) -> Outcome:
        """Who is admitted under the law as it is; the same as the award list of `luohu rank`."""
        return self._outcome(self.law, Places(), {})

    @cached_property
    def families(self) -> Whole | None:
        """Each person's family by number, None where nobody names any."""
        words = self.cohort.texts.get("family")
        return None if words is None else numbered(list(words))

    @property
    def book(self) -> Rulebook:
        """The rulebook of the law."""
        book = self.law.book
        assert isinstance(book, Rulebook)
        return book

    def reformed(self, change: Change) -> Outcome:
        """The same people under a reform; Refused where it leaves somebody's result open."""
        law = change.law.of(self.book).at(self.law.cycle)
        touched = law.book.used_by(change.law.names)
        return self._outcome(law, change.places, self._unchanged(law, touched, change.places))

    def under(self, law: InForce) -> Outcome:
        """The same people under quite another law, computed from the beginning."""
        return self._outcome(law, Places(), {})

    def both(self, change: Change) -> tuple[Baseline, Outcome]:
        """What a change is held against, and what it gives: of the year before for the check of 5."""
        if not change.last_year:
            return self, self.reformed(change)
        before, after = last_year(find_scheme(self.law.book.scheme), self.law.cycle)
        earlier = Baseline(before, self.cohort, self.quota, self.apart, self.positions)
        return earlier, replace(earlier.under(after), counted={})

    def sweep(self, changes: Sequence[Change]) -> list[Outcome]:
        """Many reforms, on both cores."""
        self.results(self._wanted(self.law, Places()))
        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(self.reformed, changes))

    def results(self, names: Iterable[str]) -> dict[str, NDArray[Any]]:
        """Everybody's results under the law as it is, each worked out once; shape (people,)."""
        names = tuple(dict.fromkeys(names))
        missing = tuple(name for name in names if name not in self._kept)
        if missing:
            self._keep(evaluate_prepared(self.law, self.chunks, len(self.cohort), missing))
        return {name: self._kept[name] for name in names}

    def open_for(self, name: str) -> Mask:
        """Whose result is open: results() has the least of it, which is not to be relied on."""
        self.results([name])
        return self._open.get(name, np.zeros(len(self.cohort), bool))

    def _keep(self, found: Results) -> None:
        self._kept.update(found.least)
        for name in found.least:
            if not found.known(name).all():
                self._open[name] = ~found.known(name)

    def _wanted(self, law: InForce, places: Places) -> tuple[str, ...]:
        total, eligible = law.book.only(Kind.TOTAL), law.book.only(Kind.ELIGIBILITY)
        if total is None or eligible is None:
            raise LawError(f"{law.book.name} has no total to rank by")
        return total, eligible, *((places.direct,) if places.direct else ())

    def _outcome(self, law: InForce, places: Places, given: Mapping[str, NDArray[Any]]) -> Outcome:
        wanted = self._wanted(law, places)
        new = [n for n in law.book.named(Kind.CONSEQUENCE) if n not in self.book.rules]
        asked = (*dict.fromkeys([*wanted, *new, *self._requirements(law)]),)
        found = evaluate_prepared(law, self._chunks_for(law), len(self.cohort), asked, given)
        refuse_open(law, self.cohort, found, self.positions, new)
        if law is self.law:
            self._keep(found)
        admission = self._admission(found, wanted, places)
        return Outcome(law, admission, {name: int(found.least[name].sum()) for name in new})

    def _requirements(self, law: InForce) -> tuple[str, ...]:
        """Requirements on the facts, asked once, of the law as it is."""
        return law.book.named(Kind.REQUIREMENT) if law is self.law else ()

    def _admission(self, found: Results, wanted: tuple[str, ...], places: Places) -> Admission:
        total, eligible, *direct = (found.least[name] for name in wanted)
        may = eligible.astype(bool)
        if self.apart is not None and not places.joined:
            may = may & ~self.apart
        straight = direct[0].astype(bool) if direct else None
        return admit(total.astype(np.int64), may, self.quota, places, straight, self.families)

    def _unchanged(
        self, law: InForce, touched: frozenset[str], places: Places
    ) -> dict[str, NDArray[Any]]:
        """The results under the law as it is that lead to those a reform changes.

        Only those that are known for everybody: where some are open, what leads to them.
        """
        while True:
            needed = self._needed(law, touched, places)
            kept = self.results(sorted(needed))
            if not needed & set(self._open):
                return kept

    def _needed(self, law: InForce, touched: frozenset[str], places: Places) -> set[str]:
        needed: set[str] = set()
        waiting = [*self._wanted(law, places), *law.book.named(Kind.CONSEQUENCE)]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in law.book.rules or name in law.constants:
                continue
            seen.add(name)
            if name not in touched and name in self._plain and name not in self._open:
                needed.add(name)
            else:
                waiting += law.book.rules[name].inputs
        return needed

    @cached_property
    def _plain(self) -> frozenset[str]:
        """The rules that give one number or truth a person, so that their results can be kept."""
        if not len(self.cohort):
            return frozenset()
        values = self.law.evaluate(self.cohort.person(0))
        rules = self.law.book.rules
        return frozenset(
            name
            for name, value in values.items()
            if name in rules
            and rules[name].kind is not Kind.CALENDAR
            and isinstance(value, int | np.integer | np.bool_)
        )
