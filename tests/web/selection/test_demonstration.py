"""The demonstration's years: everybody who signs in finds something to look at, and the record is sound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgres import database_for

LOOK = """
import json
from luohu.web.serving import load_demo, prepare
prepare()
load_demo(lambda words: None)
from luohu.web.record.models import Event
before = Event.objects.count()
load_demo(lambda words: None)
from luohu.web.declarations.models import Declaration
from luohu.web.record.verification import verify
from luohu.web.selection.models import Listing, Objection
from luohu.web.verification.models import Answer, Check
from luohu.web.years.models import Year
print(json.dumps({
    "years": list(Year.objects.order_by("pk").values_list("rehearsal", flat=True)),
    "of the applicant": Declaration.objects.filter(owner__username="demo-applicant").count(),
    "with the employer": Declaration.objects.filter(state="with_employer").count(),
    "pending": Check.objects.filter(decision="pending").count(),
    "reviews": Answer.objects.count(),
    "listed": Listing.objects.count(),
    "objections": Objection.objects.count(),
    "sound": verify().is_sound,
    "more at the second start": Event.objects.count() - before,
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data: Path = tmp_path_factory.mktemp("demonstration")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with database_for(f"demonstration_{worker}") as database:
        surroundings = {
            **os.environ, "LUOHU_DATA": str(data), "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
        }  # fmt: skip
        call = [sys.executable, "-c", LOOK]
        told = subprocess.run(call, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
        answer: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
        return answer


def test_there_are_three_years_and_none_is_real(found: dict[str, Any]) -> None:
    assert found["years"] == [True, True, True]


@pytest.mark.parametrize(
    "what", ["of the applicant", "with the employer", "pending", "reviews", "listed", "objections"]
)
def test_somebody_finds_it_to_look_at(found: dict[str, Any], what: str) -> None:
    assert found[what] > 0


def test_all_of_it_is_in_the_record(found: dict[str, Any]) -> None:
    assert found["sound"]


def test_a_second_start_makes_nothing_twice(found: dict[str, Any]) -> None:
    assert found["more at the second start"] == 0
