"""`python -m bench`: every figure in one run, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import cities, comparators, files, installed, letters, many, one, site, steps, study
from bench.counted import as_documents
from bench.many import Workload
from bench.population import invented
from bench.report import Line, as_json, show
from luohu.people.applicant import facts_of, read_applicant
from luohu.people.documents import documents_of
from luohu.schemes.catalogue import find_scheme

CYCLE = 2026
SINGLE = 50
PARTS = ("one", "many", "cities", "installed", "files", "study", "letters", "site")


def main() -> None:
    """Measure what was asked for."""
    told = _told()
    workload = Workload(find_scheme("beijing").at(CYCLE), invented(told.people, told.seed))
    if told.profile:
        _profile(workload)
        return
    with tempfile.TemporaryDirectory() as name:
        found = _measured(workload, told, Path(name))
    if told.json:
        answer = {"people": told.people, "rounds": told.rounds, "lines": as_json(found)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        show(found, f"{told.people:,} people, Python {platform.python_version()}")
    sys.exit(1 if any("DIFFER" in line.note for line in found) else 0)


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--people", type=int, help="size of the cohort, a million unless said")
    parser.add_argument("--rounds", type=int, help="rounds of each race")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, three rounds")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--profile", action="store_true", help="the cost of each rule instead")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    told.people = told.people or (100_000 if told.quick else 1_000_000)
    told.rounds = told.rounds or (3 if told.quick else 5)
    told.only = told.only or list(PARTS)
    return told


def _measured(work: Workload, told: argparse.Namespace, folder: Path) -> list[Line]:
    others, workers, absent = _others()
    found: list[Line] = []
    if "one" in told.only:
        found += _one(work, workers, absent, 2 * told.rounds + 1)
    if "many" in told.only:
        if "openfisca" in workers:
            many.hand_over(work, workers["openfisca"], folder)
        found += many.lines(work, workers, absent, folder, told.rounds)
        found += many.month_lines(10 * told.people, told.rounds)
    for worker in workers.values():
        worker.close()
    parts: dict[str, Callable[[], list[Line]]] = {
        "cities": lambda: cities.lines(work.cohort, told.seed, told.rounds),
        "files": lambda: files.lines(work, folder, told.rounds),
        "study": lambda: study.lines(work, told.rounds),
        "letters": lambda: letters.lines(told.seed, told.rounds),
        "site": lambda: site.lines(folder, told.rounds),
    }
    for name, lines in parts.items():
        found += lines() if name in told.only else []
    if "installed" in told.only:
        document = next(iter(documents_of(work.cohort.slice(0, 1))))
        why = next(iter(absent.values()), "")
        found += installed.lines(document, folder, others or why, 2 * told.rounds)
    return found


def _others() -> tuple[Path | None, dict[str, comparators.Worker], dict[str, str]]:
    """The other engines: their interpreter, those that run, and why others do not."""
    workers: dict[str, comparators.Worker] = {}
    absent: dict[str, str] = {}
    try:
        python = comparators.environment()
    except (comparators.UnavailableError, OSError) as failure:
        return None, {}, dict.fromkeys(one.OTHERS, str(failure))
    for name in one.OTHERS:
        try:
            workers[name] = comparators.Worker(python, name)
        except (comparators.UnavailableError, OSError) as failure:
            absent[name] = str(failure)
    return python, workers, absent


def _one(
    work: Workload, workers: dict[str, comparators.Worker], absent: dict[str, str], rounds: int
) -> list[Line]:
    few = Workload(work.law, work.cohort.slice(0, SINGLE))
    totals = few.scored(many.TOTAL).least["total"].tolist()
    columns = many.columns_of(few)
    for document, total in zip(documents_of(few.cohort), totals, strict=True):
        if one.with_reasons(few.law, document)[0].total != total:
            raise SystemExit("one person's points and a cohort's DIFFER")
    for name, task in (("zen", "load"), ("openfisca", "documents")):
        if name in workers:
            documents = as_documents(columns, len(few.cohort), name == "openfisca")
            answer = workers[name].ask(task, people=documents)
            if answer["totals"] != totals:
                raise SystemExit(f"{name} does not give the same points: DIFFER")
    return one.lines(few.law, documents_of(few.cohort), workers, absent, rounds)


def _profile(work: Workload) -> None:
    people = len(work.cohort)
    steps.show("a cohort", steps.for_many(work), people, "ns", 1e9)
    documents = documents_of(work.cohort.slice(0, SINGLE))
    facts = [facts_of(read_applicant(document)) for document in documents]
    steps.show("one person", steps.for_one(work.law, facts), 1, "µs", 1e6)


if __name__ == "__main__":
    main()
