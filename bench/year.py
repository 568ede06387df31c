"""A city's year at full size: 150,000 verified declarations frozen, scored, ranked and previewed.

`python -m bench.year` makes them on a PostgreSQL server of its own (or the one at DATABASE_URL, in a
database of its own), then has a process do what the job does, and prints its time and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

QUOTA, PEOPLE, PART = 6000, 150_000, 30_000
SECONDS, GIB = 60.0, 2.0
NAME = "luohu_bench_year"


def main() -> None:
    """Make the year and measure it; exit status 1 where a bound is passed."""
    told = _told()
    if told.measured:
        print(json.dumps({**_measured(), **(_published() if told.publish else {})}))
        return
    os.environ.setdefault("LUOHU_TEST_POSTGRES", "1")
    from tests.web.postgres import database_for

    with database_for(NAME) as address, tempfile.TemporaryDirectory() as data:
        surroundings = {"DATABASE_URL": address, "LUOHU_DATA": data, "LUOHU_CIPHER": told.cipher}
        os.environ.update(surroundings)
        _made(told.people)
        _indexed_as_later(address)
        child = subprocess.run(
            [sys.executable, "-m", "bench.year", "--measured", *(["--publish"] if told.publish else [])],
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    found = json.loads(child.stdout)
    _print(found)
    sys.exit(0 if found["seconds"] < SECONDS and found["peak_gib"] < GIB else 1)


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.year", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--cipher", choices=("aes", "sm4"), default="aes")
    parser.add_argument("--measured", action="store_true", help="the measured part only")
    parser.add_argument(
        "--publish", action="store_true", help="publish the list as well, and time it"
    )
    return parser.parse_args()


def _site() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luohu.web.settings")
    import django

    django.setup()


def _made(people: int) -> None:
    """A rehearsal in the time of ranking, with so many declarations of which everything is decided."""
    _site()
    from django.core.management import call_command
    from tests.web.years import made as years

    from luohu.web.years.calendar import Window

    call_command("migrate", verbosity=0)
    year = years.year(quota=QUOTA)
    with _timed(f"declare {people:,}"):
        _declare(year, people)
    with _timed("decide every fact"):
        _decide(year)
    years.at(year, Window.RANKING)


def _declare(year: Any, people: int) -> None:
    """In parts; where an invented number is there already, the rest of a part from another seed."""
    from django.db import IntegrityError

    from luohu.web.declarations.demonstration import declare_many
    from luohu.web.declarations.models import Declaration

    seed = 2026
    while (left := people - Declaration.objects.filter(year=year).count()) > 0:
        with suppress(IntegrityError):
            declare_many(year, min(left, PART), seed)
        seed += 1


def _decide(year: Any) -> None:
    """Every fact confirmed, by one statement of the database."""
    from django.db import connection

    from luohu.web.declarations.models import Declaration

    with connection.cursor() as cursor:
        for fact, department in year.departments.items():
            cursor.execute(CHECKS, [fact, department, year.verifies_to, year.pk])
    Declaration.objects.filter(year=year, state="submitted").update(state="verified")


CHECKS = """
    INSERT INTO verification_check
        (year_id, declaration_id, fact, department, decision, receipt, at, late, revision)
    SELECT year_id, id, %s, %s, 'confirmed', receipt, %s, false, 1
    FROM declarations_declaration WHERE year_id = %s
"""


def _indexed_as_later(address: str) -> None:
    """What a server does by itself within minutes: count what is in the tables."""
    from psycopg import connect

    with connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _measured() -> dict[str, Any]:
    """Freeze, score, rank and preview as the worker and the page do."""
    _site()
    from django.contrib.auth.models import User
    from tests.web.accounts.people import officer

    from luohu.web.accounts.roles import Role
    from luohu.web.operations.working import Worker
    from luohu.web.selection import previewing, services
    from luohu.web.years.models import Year

    year, actor = Year.objects.get(), officer(Role.AUTHORITY)
    assert isinstance(actor, User)
    begun, used = time.perf_counter(), time.process_time()
    freeze = services.freeze(actor=actor, year=year)
    Worker().once()
    ranked = time.perf_counter()
    freeze.refresh_from_db()
    assert freeze.state == "made", freeze.why
    figures = services.preview(freeze)
    previewing.picture(freeze.pk, freeze.digest, "zh")
    done = time.perf_counter()
    return {
        "people": freeze.count, "seconds": done - begun, "freeze_and_rank": ranked - begun,
        "preview": done - ranked, "processor": time.process_time() - used,
        "database_processor": _database_processor(),
        "load": os.getloadavg()[0],
        "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "admitted": figures.admitted, "cutoff": figures.cutoff, "ties": figures.ties,
        "digest": freeze.digest, "outcomes": freeze.outcomes_digest,
    }  # fmt: skip


def _published() -> dict[str, Any]:
    """Publish the list: lines, every declaration's state and its event, in one transaction."""
    from tests.web.accounts.people import officer
    from tests.web.years import made as years

    from luohu.web.accounts.roles import Role
    from luohu.web.selection import services
    from luohu.web.selection.models import Freeze

    freeze = Freeze.objects.select_related("year").get(state="made")
    years.to_moment(freeze.year, freeze.year.publicity_from)
    begun, used = time.perf_counter(), time.process_time()
    made = services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    return {
        "publish": time.perf_counter() - begun, "publish_processor": time.process_time() - used,
        "lines": made.listings.count(), "list_digest": made.digest,
    }  # fmt: skip


def _database_processor() -> float:
    """Seconds of processor that the server spent for this process's connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _timed(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begun:.1f} s", file=sys.stderr, flush=True)


def _print(found: dict[str, Any]) -> None:
    for name, value in found.items():
        told = (
            f"{value:,.2f}"
            if isinstance(value, float)
            else f"{value:,}"
            if isinstance(value, int)
            else value
        )
        print(f"{name:>20}  {told}")
    print(f"{'bounds':>20}  {SECONDS:.0f} s, {GIB:.0f} GiB")


if __name__ == "__main__":
    main()
