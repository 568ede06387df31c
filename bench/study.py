"""The study: a population, reforms of it, the line ahead, a plan."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.many import QUOTA, Workload
from bench.report import Line, line, missing
from bench.timing import race, timed
from luohu.engines.selection import award_list
from luohu.law.days import today
from luohu.law.reform import Reform
from luohu.law.sources import Text
from luohu.people.documents import documents_of
from luohu.schemes.catalogue import find_scheme
from luohu.study.baseline import Baseline
from luohu.study.comparison import compare
from luohu.study.forecast import backtest, shipped_forecast
from luohu.study.plan import plan
from luohu.study.population import build, calibration, scaled_quota
from luohu.study.queue.shipped import shipped_known
from luohu.study.reforms.catalogue import find_proposal
from luohu.study.reforms.proposal import Change

PART = "the study"
PEOPLE, GIBIBYTE = 120_000, 1 << 20
CHANGED: tuple[dict[str, Any], ...] = (
    *({"points_per_insured_month": each} for each in (20, 24, 26, 30)),
    *({"points_per_rented_year": each} for each in (0, 25, 75, 100)),
    *({"points_per_owned_year": each} for each in (50, 150, 200)),
    *({"tax_threshold": each} for each in (50_000, 80_000, 200_000)),
    *({"points_per_study_year": each} for each in (0, 100, 200)),
    {"honour_points": 1000}, {"area_limit": 600}, {"make_up_months_allowed": 3},
)  # fmt: skip
BUILT_AND_SCORED = f"""
from luohu.study.population import build, calibration
calibration(build({PEOPLE}))
print(next(row.split()[1] for row in open("/proc/self/status") if row.startswith("VmHWM")))
"""


def lines(work: Workload, rounds: int) -> list[Line]:
    """The part of the report, or that a library of it is not there."""
    if find_spec("scipy") is None or find_spec("matplotlib") is None:
        return [missing(PART, "reforms, forecast, plan", "luohu[study] is not installed")]
    return [*_reforms(work, rounds), *_people(rounds), *_ahead(rounds)]


def _reforms(work: Workload, rounds: int) -> list[Line]:
    title = Text("取值改革", "a reformed value")
    changes = [Change(Reform(title, values=values)) for values in CHANGED]
    baseline = Baseline(work.law, work.cohort, QUOTA)
    whole = baseline.under(changes[0].law.of(baseline.book).at(work.law.cycle))
    assert (whole.admission.totals == baseline.sweep(changes)[0].admission.totals).all()
    found = race(
        {
            "sweep": timed(lambda: baseline.sweep(changes)),
            "one by one": timed(lambda: [baseline.reformed(one) for one in changes]),
            "from scratch": timed(lambda: [_anew(baseline, one) for one in changes]),
        },
        max(1, rounds // 2),
    )
    count = len(work.cohort)
    what = f"twenty value reforms of {count:,} people, two cores"
    return [
        line(PART, what, found, "from scratch", name="sweep", at_most=2.0, bound="< 2 s"),
        line(PART, "· on one core", found, "from scratch", name="one by one"),
    ]


def _anew(baseline: Baseline, change: Change) -> Any:
    return baseline.under(change.law.of(baseline.book).at(baseline.law.cycle))


def _people(rounds: int) -> list[Line]:
    law = find_scheme("beijing").at(2020)
    cohort, quota = build(PEOPLE), scaled_quota(PEOPLE)
    baseline = Baseline(law, cohort, quota)
    assert baseline.outcome.admission.taken == award_list(law, cohort, quota).selection.admitted
    proposal = find_proposal("12").change()
    found = race(
        {
            "population": timed(lambda: calibration(build(PEOPLE))),
            "comparison": timed(lambda: compare(Baseline(law, cohort, quota), proposal)),
        },
        max(1, rounds // 2),
    )
    memory = f"{_peak() / GIBIBYTE:.2f} GiB at most (bound 2)"
    return [
        line(PART, f"population of {PEOPLE:,} built and scored", found, name="population",
             at_most=30.0, bound="< 30 s", note=memory),
        line(PART, f"one reform of {PEOPLE:,} compared, its baseline too", found,
             name="comparison", at_most=3.0, bound="< 3 s"),
    ]  # fmt: skip


def _peak() -> int:
    """The most memory that building and scoring takes in a process of its own, KiB."""
    call = [sys.executable, "-c", BUILT_AND_SCORED]
    return int(subprocess.run(call, capture_output=True, text=True, check=True).stdout)


def _ahead(rounds: int) -> list[Line]:
    forecast = shipped_forecast()
    document = documents_of(build(1))[0]
    example = json.loads(
        (Path(__file__).parents[1] / "examples" / "two-part-rounding.json").read_text("utf-8")
    )
    first = today().year + 1
    found = race(
        {
            "forecast": timed(shipped_forecast),
            "backtest": timed(lambda: backtest(shipped_known())),
            "plan": timed(lambda: [plan(each, forecast, first) for each in (document, example)]),
        },
        rounds,
    )
    return [
        line(PART, "forecast from shipped fits", found, name="forecast"),
        line(PART, "back-test from shipped fits", found, name="backtest"),
        line(PART, "two plans, every action alone and together", found, name="plan"),
    ]
