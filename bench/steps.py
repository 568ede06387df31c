"""Where the time goes: each rule of a plan timed by itself, for a cohort and for one person."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.many import Workload
from luohu.engines.local import BATCH, _part
from luohu.law.evaluation import InForce

Spent = dict[str, float]


def for_many(work: Workload) -> Spent:
    """Seconds a rule for everybody, in batches as the engine runs them; slicing under its name."""
    spent: Spent = defaultdict(float)
    people = len(work.cohort)
    for begin in range(0, people, BATCH):
        start = time.perf_counter()
        place = slice(begin, min(begin + BATCH, people))
        part = {name: _part(value, place) for name, value in work.facts.items()}
        given = {name: _part(value, place) for name, value in work.prepared.items()}
        spent["(slicing)"] += time.perf_counter() - start
        start = time.perf_counter()
        plan = work.law.plan_for(work.law.outcomes, given)
        spent["(plan_for)"] += time.perf_counter() - start
        _run({**work.law.constants, **part, **given}, plan, spent)
    return spent


def for_one(law: InForce, facts: Sequence[Mapping[str, Any]], times: int = 20) -> Spent:
    """Seconds a rule for people one at a time."""
    spent: Spent = defaultdict(float)
    plan = law.plan_for(law.outcomes)
    for _ in range(times):
        for one in facts:
            _run({**law.constants, **one}, plan, spent)
    return {name: took / times / len(facts) for name, took in spent.items()}


def _run(known: dict[str, Any], plan: Any, spent: Spent) -> None:
    clock = time.perf_counter
    for name, function, inputs, *_ in plan:
        values = [known[needed] for needed in inputs]
        start = clock()
        known[name] = function(*values)
        spent[name] += clock() - start


def show(title: str, spent: Spent, people: int, unit: str, scale: float) -> None:
    """The rules that cost most, with their shares."""
    whole = sum(spent.values())
    heading = f"{title}: {whole / people * scale:.4g} {unit} a person"
    table = Table("rule", unit, "share", title=heading)
    for name, took in sorted(spent.items(), key=lambda item: -item[1])[:25]:
        table.add_row(name, f"{took / people * scale:.3f}", f"{took / whole:.1%}")
    Console(highlight=False).print(table)
