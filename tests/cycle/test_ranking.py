"""Ranking: equal scores share a rank, a quota never parts them, nothing else decides."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.cycle import ranking
from luohu.cycle.ranking import Selection, competition_ranks, publication_order, select
from tests.cycle.slow import Key, admitted_of, ranks_of
from tests.documents import examples

SCORES = st.integers(9000, 9010)  # so near each other that many are equal
FAR = st.integers(-(2**40), 2**40)


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[list[Key], list[bool]]:
    """A score and two tie keys for each person, and who passed the gate."""
    people = draw(st.integers(0, 30))
    key = st.tuples(st.one_of(SCORES, SCORES, FAR), st.integers(0, 2), st.integers(-1, 1))
    keys: list[Key] = [*draw(st.lists(key, min_size=people, max_size=people))]
    return keys, draw(st.lists(st.booleans(), min_size=people, max_size=people))


def admitted(chosen: Selection) -> set[int]:
    return set(np.flatnonzero((chosen.ranks > 0) & (chosen.ranks <= chosen.quota)).tolist())


# ---- ranks


def test_equal_scores_share_the_better_rank() -> None:
    assert competition_ranks([9713, 9800, 9713, 9000]).tolist() == [2, 1, 2, 4]


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [([], []), ([5], [1]), ([5, 5, 5], [1, 1, 1]), ([1, 2, 3], [3, 2, 1]), ([-1, 0], [2, 1])],
)
def test_ranks(scores: list[int], ranks: list[int]) -> None:
    assert competition_ranks(scores).tolist() == ranks


@pytest.mark.parametrize("limit", [0, ranking.COUNTING_LIMIT])
@examples(100)
@given(st.one_of(st.lists(SCORES, max_size=40), st.lists(FAR, max_size=40)))
def test_counting_and_sorting_agree(limit: int, scores: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "COUNTING_LIMIT", limit)
        ranks = competition_ranks(scores).tolist()
    assert ranks == ranks_of([(score,) for score in scores], [True] * len(scores))


# ---- quota


def test_the_quota_is_filled() -> None:
    chosen = select([9900, 9800, 9700, 9600], quota=2)
    assert (chosen.cutoff, chosen.admitted, chosen.ties, chosen.ranked) == (9800, 2, 1, 4)


def test_a_quota_that_ends_inside_a_tie_admits_all_of_it() -> None:
    chosen = select([9900, 9713, 9713, 9713, 9600], quota=2)
    assert (chosen.cutoff, chosen.admitted, chosen.ties) == (9713, 4, 3)


def test_one_hundredth_is_enough_to_be_left_out() -> None:
    assert admitted(select([9713, 9712], quota=1)) == {0}


def test_a_quota_larger_than_the_cohort_admits_everybody() -> None:
    chosen = select([9900, 9800], quota=6000)
    assert (chosen.cutoff, chosen.admitted, chosen.ties) == (9800, 2, 1)


@pytest.mark.parametrize("keys", [[], [[]]])
def test_nobody_to_rank(keys: list[list[int]]) -> None:
    chosen = select([], quota=1, keys=keys)
    assert (chosen.cutoff, chosen.admitted, chosen.ties, chosen.ranked) == (None, 0, 0, 0)


@pytest.mark.parametrize("quota", [0, -1])
def test_a_quota_below_one_is_refused(quota: int) -> None:
    with pytest.raises(ValueError, match=f"at least 1, not {quota}"):
        select([9900], quota)


# ---- gate, then rank


def test_who_does_not_pass_the_gate_is_not_ranked() -> None:
    chosen = select([9900, 9800, 9700], quota=1, ranked=[False, True, True])
    assert chosen.ranks.tolist() == [0, 1, 2]
    assert (chosen.cutoff, chosen.admitted, chosen.ranked) == (9800, 1, 2)


def test_a_cut_off_score_outside_the_gate_is_no_tie() -> None:
    chosen = select([9800, 9800], quota=1, ranked=[False, True])
    assert (chosen.admitted, chosen.ties) == (1, 1)


def test_if_nobody_passes_the_gate_nobody_is_admitted() -> None:
    chosen = select([9900, 9800], quota=1, ranked=[False, False])
    assert (chosen.cutoff, chosen.admitted, chosen.ranks.tolist()) == (None, 0, [0, 0])


# ---- keys that order equal totals


def test_tie_keys_decide_in_their_order() -> None:
    totals, months, earlier = [9700, 9700, 9700], [120, 130, 120], [5, 1, 9]
    assert select(totals, 1, keys=[months, earlier]).ranks.tolist() == [3, 1, 2]
    assert select(totals, 1, keys=[earlier, months]).ranks.tolist() == [2, 3, 1]


def test_a_tie_key_never_outweighs_a_hundredth() -> None:
    assert select([9701, 9700], 1, keys=[[0, 1000]]).ranks.tolist() == [1, 2]


def test_who_is_equal_in_all_keys_is_admitted_together() -> None:
    chosen = select([9700] * 4, quota=2, keys=[[3, 2, 2, 1]])
    assert admitted(chosen) == {0, 1, 2}
    assert (chosen.cutoff, chosen.ties) == (9700, 2)


# ---- in general


@examples(200)
@given(cohorts(), st.integers(1, 35))
def test_a_selection_is_what_sorting_by_hand_gives(
    cohort: tuple[list[Key], list[bool]], quota: int
) -> None:
    keys, ranked = cohort
    columns = [np.array([key[k] for key in keys], np.int64) for k in range(3)]
    chosen = select(columns[0], quota, ranked, columns[1:])
    wanted = admitted_of(keys, ranked, quota)
    assert chosen.ranks.tolist() == ranks_of(keys, ranked)
    assert admitted(chosen) == wanted
    assert chosen.admitted == len(wanted)
    assert chosen.cutoff == min((keys[k][0] for k in wanted), default=None)
    assert chosen.ties == sum(keys[k] == min(keys[i] for i in wanted) for k in wanted)


@examples(100)
@given(cohorts(), st.integers(1, 35), st.randoms(use_true_random=False))
def test_the_order_of_the_people_decides_nothing(
    cohort: tuple[list[Key], list[bool]], quota: int, dice: Random
) -> None:
    keys, ranked = cohort
    order = list(range(len(keys)))
    dice.shuffle(order)
    totals = np.array([key[0] for key in keys], np.int64)
    before = select(totals, quota, ranked)
    after = select(totals[order], quota, [ranked[k] for k in order])
    assert after.ranks.tolist() == [before.ranks[k] for k in order]
    assert (after.cutoff, after.admitted, after.ties) == (
        before.cutoff, before.admitted, before.ties,
    )  # fmt: skip


def test_no_quota_of_a_cohort_has_a_wrong_cut_off() -> None:
    """Sums that floats get wrong: a quarter of a point a month, a twelfth of one, 3.5 of a year."""
    months = np.arange(60, 180)
    totals = months * 25 + (2 * months * 100 + 12) // 24 - (2 * (months % 49) * 350 + 12) // 24
    keys = [(int(total),) for total in totals]
    for quota in range(1, len(keys) + 1):
        wanted = admitted_of(keys, [True] * len(keys), quota)
        assert admitted(select(totals, quota)) == wanted
        assert select(totals, quota).cutoff == min(keys[k][0] for k in wanted)


# ---- publication


def test_a_list_is_published_by_rank_and_equal_ranks_by_number() -> None:
    chosen = select([9700, 9900, 9700, 9600], quota=2)
    assert publication_order(chosen, ["B", "C", "A", "D"]) == [1, 2, 0]
