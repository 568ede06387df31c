"""Files that the command is called with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import FIVE, written
from tests.schemes.beijing.example import person


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return written(tmp_path, "one.json", person(id="甲"))


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Five people: the first in front, two equal behind, one later, one not eligible."""
    return written(tmp_path, "several.json", *FIVE)


@pytest.fixture
def totals(tmp_path: Path) -> Path:
    path = tmp_path / "totals.csv"
    path.write_text("rank,total\n1,98\n2,97.13\n3,97.13\n4,97.12\n", "utf-8")
    return path
