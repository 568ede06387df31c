"""What the other engines are given: the months and years that Luohu has already counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.population import BEGIN, CUTOFF
from luohu.engines.local import Chunk, evaluate_prepared
from luohu.law.bits import WORD
from luohu.law.evaluation import InForce
from luohu.law.months import Months
from luohu.people.cohort import Cohort

MONTHS = CUTOFF - BEGIN + 1
COUNTS = (
    "owned_before", "owned_after", "rented_before", "rented_after", "study_months",
    "months_home_and_work", "months_home_only", "financing_raised", "tax_years",
    "tax_violation_records", "honours_held", "detention_records",
)  # fmt: skip
POINTS = ("highest_level", "best_award")
TRUTHS = ("outside_in_december",)
CHOICES = ("choices_education", "choices_area", "choices_innovation")
Columns = Mapping[str, NDArray[Any]]


def counted(law: InForce, cohort: Cohort, chunks: Sequence[Chunk]) -> dict[str, NDArray[Any]]:
    """Columns in the units that others use: points as numbers, days as dates, months as flags."""
    names = ("insured_months", *COUNTS, *POINTS, *TRUTHS)
    found = evaluate_prepared(law, chunks, len(cohort), names).least
    columns: dict[str, NDArray[Any]] = {
        name: found[name].astype(np.int32) for name in ("insured_months", *COUNTS)
    }
    columns |= {name: (found[name] / 100).astype(np.float32) for name in POINTS}
    columns |= {name: found[name].astype(bool) for name in TRUTHS}
    columns |= {name: cohort.columns[name] for name in CHOICES}
    columns["born"] = days(cohort.columns["born"])
    columns["insured"] = np.zeros((len(cohort), -(-MONTHS // 8)), np.uint8)
    for chunk in chunks:
        insured = law.evaluate(chunk.facts, ("insured",), chunk.calendars)["insured"]
        columns["insured"][chunk.people] = flags(insured)
    return columns


def days(numbers: NDArray[Any]) -> NDArray[np.datetime64]:
    """Dates from numbers such as 19790315."""
    months = (numbers // 10000 - 1970) * 12 + numbers // 100 % 100 - 1
    found: NDArray[np.datetime64] = months.astype("datetime64[M]").astype("datetime64[D]")
    found += numbers % 100 - 1
    return found


def flags(insured: Months) -> NDArray[np.uint8]:
    """One bit a month since January 2001, shape (people, bytes)."""
    window = insured & Months.of((BEGIN, CUTOFF))
    raw = np.ascontiguousarray(window.bits.T).view(np.uint8)  # type: ignore[union-attr]
    bits = np.unpackbits(raw, axis=1, bitorder="little")
    skip = BEGIN - window.start * WORD
    return np.packbits(bits[:, skip : skip + MONTHS], axis=1, bitorder="little")


def stored(columns: Columns, folder: Path) -> str:
    """Write the columns for an engine that takes months; its own count of them is left out."""
    file = folder / "counted.npz"
    kept: dict[str, Any] = {k: v for k, v in columns.items() if k != "insured_months"}
    np.savez(file, **kept)
    return str(file)


def as_documents(columns: Columns, people: int, with_months: bool) -> list[dict[str, Any]]:
    """The first people as JSON values, with a flag a month or a count of them."""
    dropped = "insured_months" if with_months else "insured"
    names = [name for name in columns if name not in ("born", "insured", dropped)]
    found = []
    for k in range(people):
        one: dict[str, Any] = {name: columns[name][k].item() for name in names}
        one["born"] = str(columns["born"][k])
        if with_months:
            bits = np.unpackbits(columns["insured"][k], bitorder="little")[:MONTHS]
            one["insured"] = bits.astype(bool).tolist()
        found.append(one)
    return found
