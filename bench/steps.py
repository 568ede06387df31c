"""Where the time goes: each rule of a plan timed by itself, for a cohort and for one person."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.many import Workload
from luohu.law.evaluation import InForce

Spent = dict[str, float]


def for_many(work: Workload) -> Spent:
    """Seconds a rule for everybody, in chunks as the engine runs them."""
    spent: Spent = defaultdict(float)
    for chunk in work.chunks:
        plan = work.law.plan_for(work.law.outcomes, chunk.calendars)
        _run({**work.law.constants, **chunk.facts, **chunk.calendars}, plan, spent)
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
