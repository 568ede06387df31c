"""Other cities: Guangzhou's whole table over a million people, one person under every scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.many import Workload, summed
from bench.population import a_day, listed
from bench.report import Line, line
from bench.timing import Contender, race, timed
from luohu.law.evaluation import InForce
from luohu.law.months import NEVER_MONTH, Month
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.cohort import Cohort
from luohu.people.documents import documents_of
from luohu.people.facts import City, District
from luohu.people.facts.places import DISTRICTS
from luohu.people.rows import ManyRows
from luohu.schemes.catalogue import find_rulebook
from luohu.schemes.comparison import compare, laws_of
from luohu.schemes.scoring import score_person

PART = "other cities"
CYCLE = 2025
FIRST, LAST = Month.of(2008, 1), Month.of(2024, 12)
SINGLE = 30
Columns = Mapping[str, Any]


def settled_law() -> InForce:
    """Guangzhou's law with every reading that it leaves open settled, as an authority must."""
    book = find_rulebook("guangzhou@2025")
    switches = {name: "true" for name, value in book.outside.items() if value.unit == "switch"}
    return book.given(switches).at(CYCLE)


def in_guangzhou(cohort: Cohort, seed: int) -> Cohort:
    """The same people with everything in Guangzhou, and what its table asks for besides."""
    draw, people = np.random.default_rng(seed), len(cohort)
    lists = dict(cohort.lists) | {
        name: _moved(cohort.lists[name]) for name in ("insurance", "homes")
    }
    begun = draw.integers(int(FIRST), int(LAST), people)
    everybody = np.arange(people)
    for name in ("permits", "jobs", "housing_fund"):
        kind = {"kind": draw.integers(1, 8, people)} if name == "jobs" else {}
        lists[name] = listed(name, everybody, people, _still(begun) | kind)
    lists |= {name: _some(draw, name, share, people) for name, share in SHARES.items()}
    columns = {**cohort.columns, "city": np.full(people, int(City.GUANGZHOU), np.int32)}
    return replace(cohort, columns=columns, lists=lists)


SHARES = {"blood_donations": 0.3, "volunteering": 0.3, "patents": 0.02, "certificates": 0.2}


def _moved(rows: ManyRows) -> ManyRows:
    names = [int(District[zh]) for zh, _ in DISTRICTS[City.GUANGZHOU]]
    moved = np.array(names, np.int32)[rows.columns["district"] % len(names)]
    return ManyRows(rows.offsets, {**rows.columns, "district": moved})


def _still(begun: NDArray[np.int64]) -> dict[str, Any]:
    return {"first": begun, "last": int(NEVER_MONTH), "city": int(City.GUANGZHOU)}


def _some(draw: np.random.Generator, name: str, share: float, people: int) -> ManyRows:
    """One row for some of them."""
    whose = np.flatnonzero(draw.random(people) < share)
    rows = len(whose)
    day = a_day(draw, rows, 2015, 2025)
    columns: Columns = {
        "day": day, "granted": day, "hours": draw.integers(1, 200, rows),
        "inventors": draw.integers(1, 6, rows), "listed": draw.integers(1, 3, rows),
        "obtained": draw.integers(int(FIRST), int(LAST), rows),
        "kind": 1 if name == "patents" else draw.integers(1, 13, rows),
    }  # fmt: skip
    return listed(name, whose, people, columns)


def lines(people: Cohort, seed: int, rounds: int) -> list[Line]:
    """The part of the report."""
    work = Workload(settled_law(), in_guangzhou(people, seed))
    documents = documents_of(work.cohort.slice(0, SINGLE))
    found = race(_contenders(work, documents), rounds)
    count, bytes_each = len(work.cohort), sum(a.nbytes for a in work.arrays) / len(work.cohort)
    return [
        line(PART, "Guangzhou: all rules, all outcomes", found, "numpy sum of the same bytes",
             name="guangzhou", count=count, at_least=1e6, bound="≥ 1 M/s",
             note=f"{bytes_each:.0f} bytes a person"),
        line(PART, "one document scored under all schemes", found, name="all schemes",
             at_most=20e-3, bound="< 20 ms", note=f"{len(list(laws_of(CYCLE)))} schemes in force"),
        line(PART, "the same sorted, with lines and next steps (where)", found, name="where"),
    ]  # fmt: skip


def _contenders(work: Workload, documents: Sequence[dict[str, Any]]) -> dict[str, Contender]:
    def all_schemes() -> None:
        for document in documents:
            facts = facts_of(read_applicant(document))
            for _, law in laws_of(CYCLE):
                score_person(law, facts, "P")

    def where() -> None:
        for document in documents:
            for prospect in compare(facts_of(read_applicant(document)), "P", CYCLE, {}):
                prospect.as_json()

    schemes, prospects = timed(all_schemes), timed(where)
    return {
        "guangzhou": timed(work.scored),
        "numpy sum of the same bytes": timed(lambda: summed(work.arrays)),
        "all schemes": lambda: schemes() / len(documents),
        "where": lambda: prospects() / len(documents),
    }
