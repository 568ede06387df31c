"""A folder of Parquet files to a ranked list."""

from __future__ import annotations

from pathlib import Path

from bench.many import Workload
from bench.report import Line


def lines(work: Workload, folder: Path, rounds: int) -> list[Line]:
    """The part of the report; nothing while cohorts cannot be read from Parquet."""
    return []
