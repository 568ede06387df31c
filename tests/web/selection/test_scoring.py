"""Ranking a frozen cohort: same score same outcome, nobody guessed, the same as the command line."""

from collections.abc import Sequence

import numpy as np
import pytest

from luohu.cycle.ranking import select
from luohu.demo.people import make_cohort
from luohu.engines.selection import award_list
from luohu.law.sources import LawError
from luohu.schemes.catalogue import find_scheme
from luohu.web.selection.reading import Document, cohort_of
from luohu.web.selection.scoring import Outcomes, digest_of, outcomes, rows, total_of
from luohu.web.verification.scoring import marked

LAW = find_scheme("beijing").at(2026)
DOCUMENTS = make_cohort(60)
NUMBERS = [f"N{k:03d}" for k in range(60)]


def ranked(
    quota: int = 10,
    pending: Sequence[Sequence[str]] | None = None,
    documents: Sequence[Document] = DOCUMENTS,
) -> Outcomes:
    numbers = NUMBERS[: len(documents)]
    told = pending or [()] * len(documents)
    left = [
        {k: v for k, v in d.items() if k not in p} for d, p in zip(documents, told, strict=True)
    ]
    return outcomes(LAW, marked(LAW, cohort_of(left, numbers), told), quota)


def test_the_list_is_that_of_luohu_rank() -> None:
    found = ranked()
    awards = award_list(LAW, found.cohort, 10)
    assert {a.id: (a.rank, a.total) for a in awards.awards} == {
        row.number: (row.rank, row.total) for row in rows(found) if row.admitted
    }


def test_equal_totals_are_never_parted() -> None:
    twice = [DOCUMENTS[0], *DOCUMENTS[:20], DOCUMENTS[0]]
    found = ranked(documents=twice, quota=1)
    best = [row for row in rows(found) if row.rank == 1]
    again = select([row.total or 0 for row in rows(found)], 1, found.settled)
    assert len(best) == again.ties == found.selection.admitted


def test_whoever_is_open_is_not_ranked_and_is_told_what_is_unknown() -> None:
    pending: list[tuple[str, ...]] = [()] * 60
    pending[0] = ("homes", "education")
    found = ranked(pending=pending)
    first = next(rows(found, {0: list(pending[0])}))
    assert (first.rank, first.admitted, first.total) == (0, False, None)
    assert {"homes", "education"} <= set(first.unknown)
    assert first.least is not None
    assert first.most is not None
    assert first.least < first.most


def test_whoever_is_open_and_could_reach_the_line_blocks() -> None:
    best = max(rows(ranked()), key=lambda row: row.total or 0).number
    place = NUMBERS.index(best)
    pending: list[tuple[str, ...]] = [()] * 60
    pending[place] = ("education",)
    found = ranked(pending=pending)
    assert found.open[place]
    assert found.blocking[place]


def test_whoever_is_open_and_cannot_reach_the_line_does_not_block() -> None:
    worst = min((r for r in rows(ranked()) if r.rank), key=lambda row: row.total or 0)
    place = NUMBERS.index(worst.number)
    pending: list[tuple[str, ...]] = [()] * 60
    pending[place] = ("honours",)
    found = ranked(quota=1, pending=pending)
    assert found.open[place] == (
        found.results.most["total"][place] != found.results.least["total"][place]
    )
    assert bool(found.blocking[place]) == (
        bool(found.open[place]) and found.results.most["total"][place] >= found.reach
    )


def test_with_places_left_anybody_open_blocks() -> None:
    pending: list[tuple[str, ...]] = [()] * 60
    pending[5] = ("education",)
    found = ranked(quota=1000, pending=pending)
    assert found.reach is None
    assert found.blocking.tolist() == found.open.tolist()


def test_somebody_surely_not_eligible_is_not_open() -> None:
    convicted = {**DOCUMENTS[0], "criminal_record": True}
    pending = [("homes",)]
    found = ranked(pending=pending, documents=[convicted])
    assert not found.open.any()
    assert next(rows(found)).eligible is False


def test_ends_without_limit_are_not_written() -> None:
    nothing = {"id": "X", "born": "1980-01-01"}
    row = next(rows(ranked(documents=[nothing])))
    assert row.eligible is None
    assert row.total is None
    assert all(end is None or abs(end) < 10**9 for end in (row.least, row.most))


def test_the_digest_knows_no_order_but_every_change() -> None:
    lines = [row.line() for row in rows(ranked())]
    assert digest_of(lines) == digest_of(lines[::-1])
    assert digest_of(lines) != digest_of([*lines[:-1], lines[-1] + " "])


def test_a_scheme_without_a_total_cannot_be_ranked() -> None:
    law = next(
        find_scheme(name).rulebooks[-1].at(find_scheme(name).rulebooks[-1].cycles[1])
        for name in ("beijing-exam", "beijing-work-permit")
    )
    with pytest.raises(LawError):
        total_of(law)


def test_the_order_of_people_changes_no_rank() -> None:
    order = np.random.default_rng(1).permutation(60)
    told = [DOCUMENTS[k] for k in order]
    moved = outcomes(LAW, cohort_of(told, [NUMBERS[k] for k in order]), 10)
    assert {r.number: r.line() for r in rows(moved)} == {r.number: r.line() for r in rows(ranked())}
