"""The queue by hand: who waits, who is admitted, who joins, and the line that follows."""

from __future__ import annotations

import numpy as np
import pytest

from luohu.schemes.catalogue import find_scheme
from luohu.study.queue.fitting import Likelihood, priors
from luohu.study.queue.lists import CELLS, AwardCounts, Known
from luohu.study.queue.model import LEAVES, Waiting, Weights, next_line, parameters
from luohu.study.queue.people import People, Queue, narrowed

CYCLES = range(2020, 2024)
STILL = np.array([one.middle for one in parameters(0.05)])
STILL[LEAVES] = -40.0  # nobody leaves
NOBODY_JOINS = STILL.copy()
NOBODY_JOINS[5] = -40.0


def people(*totals_2020: int, gain: int = 400, born: int = 1979) -> People:
    """People who gain so much a year, none of them outside."""
    first = np.array(totals_2020, np.int64)
    count = len(first)
    none = np.zeros(count, bool)
    totals = {cycle: first + gain * (cycle - 2020) for cycle in CYCLES}
    below = np.maximum(9713 - first, 0) * 0  # at the line: no parameter touches them
    return People(np.full(count, born), totals, below, none, none, 0.0)


def a_queue(*totals: int, joining: tuple[int, ...] = (0,), gain: int = 400) -> Queue:
    return Queue(people(*totals, gain=gain), people(*joining, gain=gain), CYCLES)


def test_the_line_is_where_the_expected_intake_reaches_the_quota() -> None:
    queue = a_queue(9000, 9200, 9400, 9600)
    weights = Weights(queue, NOBODY_JOINS, 2020)
    lines = [next_line(weights, Waiting(queue, {}), 2020, quota) for quota in (1, 2, 3)]
    assert lines == [9600, 9400, 9200]


def test_who_was_admitted_waits_no_more() -> None:
    queue = a_queue(9000, 9200, 9400, 9600)
    weights = Weights(queue, NOBODY_JOINS, 2020)
    lines = {2020: 9400}
    waiting = Waiting(queue, lines)
    lines[2021] = next_line(weights, waiting, 2021, 1)
    lines[2022] = next_line(weights, waiting, 2022, 1)
    assert (lines[2021], lines[2022]) == (9600, 9800)  # 9200 + 400, then 9000 + 800


def test_those_who_gain_more_pass_those_who_gain_less() -> None:
    slow, fast = people(9700, 9690, gain=400), people(9400, 9390, gain=700)
    totals = {c: np.concatenate([slow.totals[c], fast.totals[c]]) for c in CYCLES}
    none = np.zeros(4, bool)
    both = People(np.full(4, 1979), totals, np.zeros(4, np.int64), none, none, 0.0)
    queue = Queue(both, people(0), CYCLES)
    weights = Weights(queue, NOBODY_JOINS, 2020)
    assert next_line(weights, Waiting(queue, {2020: 10**6, 2021: 10**6}), 2022, 2) == 10790


def test_who_joins_counts_from_the_year_of_joining() -> None:
    queue = a_queue(9000, joining=(9900,))
    theta = NOBODY_JOINS.copy()
    theta[5] = 0.0  # one joins a year
    weights = Weights(queue, theta, 2020)
    never = dict.fromkeys(CYCLES, 10**6)
    assert next_line(weights, Waiting(queue, never), 2020, 1) == 9000
    assert weights.of(2021, 2021).tolist() == pytest.approx([1.0])
    assert next_line(weights, Waiting(queue, never), 2021, 1) == 10300


def test_a_share_leaves_every_year() -> None:
    theta = STILL.copy()
    theta[LEAVES] = np.log(0.2 / 0.8)
    weights = Weights(a_queue(9000), theta, 2020)
    assert weights.of(2020, 2022).tolist() == pytest.approx([0.64])


def test_as_many_join_as_leave_and_are_admitted() -> None:
    middle = {one.name: one.middle for one in priors(find_scheme("beijing"))}
    leaving = 1 / (1 + np.exp(-middle["leaving"]))
    assert np.exp(middle["joining"]) == pytest.approx(leaving + 6032 / 122852)


def test_who_comes_nowhere_near_a_line_may_be_left_out() -> None:
    queue = a_queue(5000, 9000, 9600)
    lines = {2020: 9600, 2021: 10000, 2022: 10400, 2023: 10800}
    near = narrowed(queue, lines, 2020, near=800)
    assert near.applicants.totals[2020].tolist() == [9000, 9600]


def test_a_list_that_is_as_expected_is_most_likely() -> None:
    queue = a_queue(*range(9000, 9700, 5))
    lines = {2020: 9500, 2021: 9800}
    bare = Known(2021, lines, {2021: AwardCounts(2021, 9800, np.zeros(CELLS, np.int64))})
    likelihood = Likelihood(bare, queue, lines)
    told = np.rint(likelihood.expected(NOBODY_JOINS)).astype(np.int64)
    known = Known(2021, lines, {2021: AwardCounts(2021, 9800, told)})
    likelihood = Likelihood(known, queue, lines)
    likelihood.middle = NOBODY_JOINS
    more = NOBODY_JOINS.copy()
    more[LEAVES] = np.log(0.5 / 0.5)
    assert likelihood(NOBODY_JOINS) < likelihood(more)


def test_without_a_list_the_priors_stand() -> None:
    known = Known(2020, {2020: 9713}, {})
    theta, covariance = Likelihood(known, a_queue(9000), {2020: 9713}).maximised()
    told = priors(find_scheme("beijing"))
    assert theta.tolist() == [one.middle for one in told]
    assert np.diag(covariance).tolist() == [one.spread**2 for one in told]
