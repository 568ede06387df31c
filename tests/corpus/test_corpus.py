"""No result of the frozen corpus changes silently: CHANGELOG.md names the results in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.people.applicant import read_applicant
from tests.corpus.make import PEOPLE, RESULTS, applicants, changelog_line, changes, results, text

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
HOW = "run `python -m tests.corpus.make --accept` and name the new digest in CHANGELOG.md"


def test_the_corpus_has_500_different_applicants() -> None:
    people = applicants()
    assert len({document["id"] for document in people}) == PEOPLE
    for document in people:
        read_applicant(document)


def test_everybody_scores_as_on_file() -> None:
    changed = changes(text(results(applicants())), RESULTS.read_text("utf-8"))
    if changed:
        some = "\n".join(changed[:20])
        pytest.fail(f"{len(changed)} results of the corpus changed; {HOW}\n{some}", pytrace=False)


def test_the_changelog_names_the_results() -> None:
    if not CHANGELOG.is_file() or changelog_line() not in CHANGELOG.read_text("utf-8").splitlines():
        pytest.fail(f"CHANGELOG.md lacks the line `{changelog_line()}`", pytrace=False)
