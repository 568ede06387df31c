"""A folder of Parquet files to a ranked list."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bench.many import QUOTA, Workload
from bench.report import Line, line, missing
from bench.timing import race, timed
from luohu.engines.local import evaluate
from luohu.engines.selection import award_list
from luohu.people.reading import read_cohort
from luohu.people.writing import write_cohort

PART = "from files"


def lines(work: Workload, folder: Path, rounds: int) -> list[Line]:
    """The part of the report, or that Parquet cannot be read."""
    if find_spec("pyarrow") is None:
        return [missing(PART, "Parquet folder to ranked list", "pyarrow is not installed")]
    place = folder / "cohort"
    write_cohort(work.cohort, place, "parquet")
    cohort = read_cohort([place]).cohort
    found = race(
        {
            "luohu": timed(lambda: award_list(work.law, read_cohort([place]).cohort, QUOTA)),
            "read": timed(lambda: read_cohort([place])),
            "evaluate": timed(lambda: evaluate(work.law, cohort, ("total", "eligible"))),
            "list": timed(lambda: award_list(work.law, cohort, QUOTA)),
        },
        max(1, rounds // 2),
    )
    people = len(work.cohort)
    what = {
        "luohu": "Parquet folder to ranked list",
        "read": "· read and checked",
        "evaluate": "· from spans to totals and eligibility",
        "list": "· the ranked list, scoring included",
    }
    return [line(PART, text, found, name=name, count=people) for name, text in what.items()]
