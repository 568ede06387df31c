"""A case written as a test: it passes as written, and fails once the expectation is another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from luohu.law.days import CLOCK_VARIABLE
from luohu.people.applicant import facts_of, read_applicant, write_applicant
from luohu.schemes.casebook import write_test
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_person
from tests.elsewhere import surroundings
from tests.schemes.beijing.example import person, without


def written(path: Path, document: dict[str, Any], cycle: int = 2026) -> Path:
    """The case of a document as a test file."""
    applicant = read_applicant(document)
    law = find_scheme("beijing").at(cycle)
    score = score_person(law, facts_of(applicant), document["id"])
    write_test(path, score, write_applicant(applicant))
    return path


def run(path: Path, today: str = "2026-11-23") -> subprocess.CompletedProcess[str]:
    """What pytest says of the file, run as its reader would."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "error",
        str(path),
    ]
    environment = surroundings() | {CLOCK_VARIABLE: today}
    return subprocess.run(
        command, cwd=path.parent, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "document",
    [
        person(),
        without("homes", "awards"),
        person(id='演示 "1" 号'),
    ],
    ids=["known", "unknown", "quoted"],
)
def test_a_case_passes_as_written(document: dict[str, Any], tmp_path: Path) -> None:
    found = run(written(tmp_path / "test_case.py", document))
    assert found.returncode == 0, found.stdout
    assert "1 passed" in found.stdout


def test_a_case_fails_when_another_result_is_expected(tmp_path: Path) -> None:
    path = written(tmp_path / "test_case.py", person())
    path.write_text(
        path.read_text("utf-8").replace('"total": "73.29"', '"total": "73.30"'), "utf-8"
    )
    found = run(path)
    assert found.returncode == 1
    assert "73.29" in found.stdout
    assert "1 failed" in found.stdout


def test_a_case_says_whose_it_is_and_under_which_rules(tmp_path: Path) -> None:
    text = written(tmp_path / "test_case.py", person(id="A-1"), 2019).read_text("utf-8")
    assert text.startswith('"""A case under beijing@2016, cycle 2019: ')
    assert "def test_a_1_2019(monkeypatch) -> None:" in text


def test_a_case_of_next_year_still_passes_next_year(tmp_path: Path) -> None:
    path = written(tmp_path / "test_case.py", person(), 2027)
    assert run(path, "2026-11-23").returncode == 0
    assert run(path, "2027-02-01").returncode == 0


def test_any_number_of_a_person_can_be_written(tmp_path: Path) -> None:
    path = written(tmp_path / "test_case.py", person(id='A\\d"""{0}'))
    assert run(path).returncode == 0
