"""The baseline is what `luohu rank` gives; a reform computes again only what it reaches, and exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.population import invented

from luohu.engines.selection import award_list
from luohu.law.reform import Reform
from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.study.baseline import Baseline
from luohu.study.reforms.catalogue import composed, proposals
from luohu.study.reforms.proposal import Change
from tests.schemes.beijing.example import paid, person, without
from tests.study.cohorts import BEIJING, baseline, change

PEOPLE, QUOTA = 3000, 150
EMPTY = Change(Reform(Text("无改动", "nothing")))


@pytest.fixture(scope="module")
def many() -> Baseline:
    alone = invented(PEOPLE)
    families = np.array([f"F{k // 2}" if k < 200 else None for k in range(PEOPLE)], object)
    return Baseline(BEIJING.at(2026), replace(alone, texts={"family": families}), QUOTA)


def test_the_baseline_is_the_award_list(many: Baseline) -> None:
    made = award_list(many.law, many.cohort, QUOTA)
    found = many.outcome.admission
    assert (found.cutoff, found.taken, found.ties) == (
        made.selection.cutoff,
        made.selection.admitted,
        made.selection.ties,
    )
    admitted = {many.cohort.ids[k] for k in np.flatnonzero(found.admitted).tolist()}
    assert admitted == {award.id for award in made.awards}


def test_an_empty_reform_changes_nothing_to_the_person(many: Baseline) -> None:
    before, after = many.outcome.admission, many.reformed(EMPTY).admission
    for name in ("admitted", "eligible", "totals"):
        assert np.array_equal(getattr(before, name), getattr(after, name))
    assert (before.cutoff, before.ties, before.taken) == (after.cutoff, after.ties, after.taken)


OF_THE_LAW = [one.key for one in proposals() if not one.change().last_year]


@pytest.mark.parametrize("key", OF_THE_LAW)
def test_a_reform_gives_what_computing_everything_anew_gives(key: str, many: Baseline) -> None:
    proposed = change(key)
    law = proposed.law.of(many.book).at(2026)
    quick, whole = many.reformed(proposed).admission, many.under(law).admission
    assert np.array_equal(quick.person_totals, whole.totals)
    assert np.array_equal(quick.eligible, whole.eligible)


def test_many_at_once_are_as_one_by_one(many: Baseline) -> None:
    changes = [change(key) for key in ("12", "15", "9", "19", "11")]
    for swept, one in zip(many.sweep(changes), map(many.reformed, changes), strict=True):
        assert np.array_equal(swept.admission.admitted, one.admission.admitted)


def test_two_reforms_together_are_one_after_the_other(many: Baseline) -> None:
    both = composed(["12", "15"], {})[1]
    law = change("15").law.of(change("12").law.of(many.book)).at(2026)
    assert np.array_equal(many.reformed(both).admission.totals, many.under(law).admission.totals)


def test_who_leaves_the_baseline_open_is_refused() -> None:
    with pytest.raises(Refused, match="eligibility or total is open"):
        _ = baseline(person(), without("homes")).outcome


def test_whose_result_a_reform_leaves_open_is_refused() -> None:
    undated = person(certificates=[{"kind": "title_senior"}])
    people = baseline(person(certificates=[]), undated)
    assert people.outcome.admission.taken == 2
    with pytest.raises(Refused):
        people.reformed(change("18"))


@pytest.mark.parametrize(
    ("key", "unknown"), [("7", "pupils"), ("18", "certificates"), ("3", "pupils")]
)
def test_a_list_that_only_a_reform_reads_is_not_empty_where_it_is_left_out(
    key: str, unknown: str
) -> None:
    people = baseline(person(), person(**{unknown: []}), quota=2)
    assert people.outcome.admission.taken == 2
    with pytest.raises(Refused, match="P0"):
        people.reformed(change(key))


@pytest.mark.parametrize("order", [1, -1])
def test_who_becomes_eligible_with_an_open_total_is_refused_in_any_order(order: int) -> None:
    """Not eligible today, so the homes may be unknown; under reform 9 they matter."""
    gap = [paid("2010-01", "2019-11"), paid("2020-02")]
    people = baseline(*[person(), without("homes", insurance=gap)][::order])
    assert people.outcome.admission.taken == 1
    with pytest.raises(Refused):
        people.reformed(change("9"))


def test_nobody_at_all() -> None:
    nobody = Baseline(BEIJING.at(2026), invented(1).slice(0, 0), 5)
    assert nobody.outcome.admission.taken == 0
    assert nobody.reformed(change("12")).admission.cutoff is None
