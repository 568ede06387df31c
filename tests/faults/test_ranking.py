"""F14: 150,000 ranked with a quota of 6,000 in at most 2 s; numpy, SQLite and PostgreSQL agree row for row.

The policy of ties: a rank is one more than the number of people strictly above; whoever is equal to
the last one within the quota is admitted too, so a quota never parts people who are equal.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest

from luohu.cycle.ranking import Selection, select
from luohu.schemes.catalogue import find_scheme
from luohu.study.population import build
from luohu.web.selection import scoring
from tests.faults.figures import measured
from tests.faults.postgres import Postgres

PEOPLE, QUOTA, SECONDS, REPEATS = 150_000, 6000, 2.0, 5
TABLE = """CREATE TABLE person
    (id integer PRIMARY KEY, may integer, total bigint, first bigint, second bigint)"""
# The rule of ties is said otherwise than in the program: by who stands at the place of the quota.
RANKED = """
    WITH ranked AS (
        SELECT *, rank() OVER (ORDER BY {order}) AS place FROM person WHERE may = 1
    ), last AS (
        SELECT {columns} FROM ranked ORDER BY {order} LIMIT 1 OFFSET {at}
    )
    SELECT person.id, coalesce(place, 0), ranked.id IS NOT NULL AND
        ({mine}) >= (SELECT {columns} FROM last)
    FROM person LEFT JOIN ranked ON ranked.id = person.id ORDER BY person.id
"""
Rows = list[tuple[int, ...]]
COLUMNS = {"totals only": ["total"], "two keys": ["total", "first", "second"]}


@pytest.fixture(scope="module")
def outcomes() -> scoring.Outcomes:
    """Beijing's 2026 of an invented population, scored by the engine and ranked as a freeze is."""
    return scoring.outcomes(find_scheme("beijing").at(2026), build(PEOPLE, 2026), QUOTA)


@pytest.fixture(scope="module")
def rows(outcomes: scoring.Outcomes) -> Rows:
    least = outcomes.results.least
    columns = [outcomes.settled, least[scoring.total_of(outcomes.law)], least["age"], least["tax"]]
    told = zip(*(np.asarray(one, np.int64).tolist() for one in columns), strict=True)
    return [(place, *one) for place, one in enumerate(told)]


def quotas(rows: Rows, columns: Sequence[str]) -> dict[str, int]:
    """The first quotas from the year's on that end within a tie of all the columns, and after one."""
    keys = sorted((one[2 : 2 + len(columns)] for one in rows if one[1]), reverse=True)
    from_quota = range(QUOTA, len(keys))
    return {
        "within a tie": next(k for k in from_quota if keys[k - 1] == keys[k]),
        "after a tie": next(k for k in from_quota if keys[k - 2] == keys[k - 1] > keys[k]),
    }


def statement(columns: Sequence[str], quota: int) -> str:
    order = ", ".join(f"{one} DESC" for one in columns)
    mine = ", ".join(f"ranked.{one}" for one in columns)
    return RANKED.format(order=order, columns=", ".join(columns), mine=mine, at=quota - 1)


def by_program(rows: Rows, columns: Sequence[str], quota: int) -> tuple[Selection, Rows, float]:
    """The product's ranking, its rows, and the seconds of the slowest of some repeats."""
    held, slowest = np.asarray(rows, np.int64).T, 0.0
    for _ in range(REPEATS):
        begun = time.perf_counter()
        found = select(held[2], quota, held[1] == 1, list(held[3 : 2 + len(columns)]))
        slowest = max(slowest, time.perf_counter() - begun)
    admitted = (found.ranks > 0) & (found.ranks <= quota)
    told = zip(found.ranks.tolist(), admitted.astype(int).tolist(), strict=True)
    return found, [(place, *one) for place, one in enumerate(told)], slowest


def asked(execute: Callable[[str], Any], words: str) -> tuple[Rows, float]:
    begun = time.perf_counter()
    found = execute(words).fetchall()
    return [tuple(map(int, one)) for one in found], time.perf_counter() - begun


@pytest.fixture(scope="module")
def databases(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """SQLite and PostgreSQL, the same rows in each."""
    folder: Path = tmp_path_factory.mktemp("ranking")
    lite = sqlite3.connect(folder / "people.sqlite3")
    lite.execute(TABLE)
    lite.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?)", rows)
    lite.commit()
    with Postgres(folder) as server, psycopg.connect(server.address) as large:
        large.execute(TABLE)
        with large.cursor().copy("COPY person FROM STDIN") as copy:
            for one in rows:
                copy.write_row(one)
        large.execute("ANALYZE person")
        yield {"sqlite": lite.execute, "postgresql": large.execute}
    lite.close()


@pytest.mark.faults
@pytest.mark.parametrize("which", ["within a tie", "after a tie"])
@pytest.mark.parametrize("kind", COLUMNS)
def test_three_ways_to_rank_give_the_same_rows(
    rows: Rows, databases: Any, kind: str, which: str
) -> None:
    columns, quota = COLUMNS[kind], quotas(rows, COLUMNS[kind])[which]
    found, ours, seconds = by_program(rows, columns, quota)
    for name, execute in databases.items():
        theirs, took = asked(execute, statement(columns, quota))
        different = sum(one != other for one, other in zip(ours, theirs, strict=True))
        measured(
            "F14", name, people=len(rows), ranked=found.ranked, order=kind, quota=quota,
            admitted=found.admitted, ties=found.ties, seconds=round(seconds, 4),
            sql_seconds=round(took, 2), different=different,
        )  # fmt: skip
        assert different == 0
    assert seconds <= SECONDS
    assert found.ties > 1
    assert (found.admitted > quota) is (which == "within a tie")


@pytest.mark.faults
def test_a_freeze_ranks_these_people_so(outcomes: scoring.Outcomes, rows: Rows) -> None:
    """What a freeze keeps of each is what the ranking of totals alone says: Beijing has no tie keys."""
    _, told, _ = by_program(rows, ["total"], QUOTA)
    kept = zip(outcomes.selection.ranks.tolist(), outcomes.admitted.astype(int), strict=True)
    assert [(place, *map(int, one)) for place, one in enumerate(kept)] == told
