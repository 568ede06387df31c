"""A reform held against the law as it is: counts that add up, stories, quotas, uncertainty."""

from __future__ import annotations

import json

import numpy as np
import pytest
from bench.population import invented

from luohu.law.points import written
from luohu.study.baseline import Baseline
from luohu.study.comparison import Comparison, compare
from luohu.study.groups import NOT_STATED
from luohu.study.sensitivity import over_seeds, weighted_line
from luohu.study.stories import COULD_NOT_APPLY, ENTERS, LEAVES, STAYS
from tests.schemes.beijing.example import own, paid, person, studied, without
from tests.study.cohorts import BEIJING, baseline, change

PEOPLE, QUOTA = 3000, 150


@pytest.fixture(scope="module")
def many() -> Baseline:
    return Baseline(BEIJING.at(2026), invented(PEOPLE), QUOTA)


@pytest.fixture(scope="module")
def found(many: Baseline) -> Comparison:
    return compare(many, change("12"))


def test_the_numbers_add_up(found: Comparison) -> None:
    assert found.in_common + found.leaving == found.before.admitted
    assert found.in_common + found.entering == found.after.admitted
    assert found.entering > 0
    assert found.change == (found.after.cutoff or 0) - (found.before.cutoff or 0)


def test_every_breakdown_adds_up_to_the_same_people(found: Comparison) -> None:
    assert [one.name for one in found.breakdowns] == [
        "age", "education", "housing", "tax", "district",
    ]  # fmt: skip
    for breakdown in found.breakdowns:
        sums = [
            sum(getattr(one, name) for one in breakdown.categories)
            for name in ("applicants", "before", "after", "entering", "leaving")
        ]
        assert sums == [
            PEOPLE, found.before.admitted, found.after.admitted, found.entering, found.leaving,
        ]  # fmt: skip


def test_people_are_grouped_by_what_they_are() -> None:
    tax = [{"year": 2023, "paid": 100_000}]
    people = baseline(
        person(born="1975-06-15", tax=tax, education=[studied("2005-06", "master", "master")]),
        person(
            homes=[own("2015-01", district="昌平")], insurance=[paid("2010-01", district="大兴")]
        ),
        quota=2,
    )
    groups = {one.name: one for one in compare(people, change("12")).breakdowns}

    def held(name: str) -> list[str]:
        return [one.label.en for one in groups[name].categories if one.applicants]

    assert held("age") == ["36–40", "46–50"]
    assert held("education") == ["none that counts", "master with degree, or one of a doctor's two"]
    assert held("housing") == ["no own home", "own, outside the six"]
    assert held("tax") == ["0 years of enough tax", "1 years of enough tax"]
    assert held("district") == ["Haidian", "Daxing"]


def test_waiting_is_counted_in_cycles_since_the_conditions_were_met() -> None:
    people = baseline(person(insurance=[paid("2010-01")]), quota=1)  # seven years by December 2016
    found = compare(people, change("12"))
    assert found.before.cycles_waited == 6  # 2018 to 2023
    assert found.before.insured_years == 14


def test_the_stories_are_of_those_nearest_to_the_line(found: Comparison, many: Baseline) -> None:
    assert [story.what for story in found.stories] == [ENTERS, LEAVES, STAYS]
    enters, leaves, _ = found.stories
    after = many.reformed(change("12")).admission
    entering = after.admitted & ~many.outcome.admission.admitted
    assert enters.after.total == after.totals[entering].min()
    assert enters.before.total < (found.before.cutoff or 0) <= enters.after.total
    assert leaves.after.total < (found.after.cutoff or 0)


def test_a_story_tells_the_indicator_that_made_the_difference(found: Comparison) -> None:
    (changed,) = found.stories[0].changed
    assert changed.label.en == "deduction for study"
    assert (changed.before < 0, changed.after) == (True, 0)
    assert "÷ 12" in changed.steps_before[0].arithmetic.zh


def test_a_story_tells_the_condition_that_made_the_difference() -> None:
    gap = person(insurance=[paid("2010-01", "2019-11"), paid("2020-02")])
    found = compare(baseline(gap, person(insurance=[paid("2014-01")])), change("9"))
    enters = found.stories[0]
    assert enters.what is ENTERS
    (turned,) = enters.turned
    assert (turned.before, turned.after) == (False, True)


def test_a_larger_quota_never_raises_a_line(found: Comparison) -> None:
    quotas = [one.quota for one in found.quotas]
    assert quotas == sorted(quotas)
    assert QUOTA in quotas
    for side in ("before", "after"):
        lines = [getattr(one, side) for one in found.quotas]
        assert lines == sorted(lines, reverse=True)
    (as_it_is,) = (one for one in found.quotas if one.quota == QUOTA)
    assert (as_it_is.before, as_it_is.after, as_it_is.entering) == (
        found.before.cutoff, found.after.cutoff, found.entering,
    )  # fmt: skip


def test_a_reform_of_the_quota_grows_with_it(many: Baseline) -> None:
    doubled = compare(many, change("1"))
    (half,) = (one for one in doubled.quotas if one.quota == QUOTA // 2)
    assert half.after == doubled.before.cutoff


def test_the_band_of_the_line_holds_the_line(found: Comparison) -> None:
    assert found.uncertainty is not None
    spread = found.uncertainty.cutoff_before
    assert spread.low <= (found.before.cutoff or 0) / 100 <= spread.high
    assert found.uncertainty.cutoff_change.low > 0
    assert 0 < found.uncertainty.share_entering.median < 1


def test_the_same_seed_gives_the_same_comparison(found: Comparison, many: Baseline) -> None:
    again = compare(many, change("12"))
    assert json.dumps(again.as_json(), sort_keys=True) == json.dumps(
        found.as_json(), sort_keys=True
    )


def test_with_everybody_once_the_weighted_line_is_the_line(many: Baseline) -> None:
    once = np.ones(PEOPLE, np.int32)
    assert weighted_line(many.outcome.admission, once, QUOTA) == many.outcome.admission.cutoff
    assert weighted_line(many.outcome.admission, once * 0, QUOTA) is None


def test_over_cohorts_of_other_seeds() -> None:
    told: list[int] = []
    others = [Baseline(BEIJING.at(2026), invented(600, seed), 30) for seed in (1, 2, 3)]
    spread = over_seeds(others, change("12"), told.append)
    assert spread is not None
    assert (spread.draws, told) == (3, [1, 2, 3])
    assert spread.cutoff_before.low <= spread.cutoff_before.median <= spread.cutoff_before.high


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6-child", "9", "14"])
def test_every_kind_of_reform_can_be_told(key: str, many: Baseline) -> None:
    told = json.loads(json.dumps(compare(many, change(key)).as_json()))
    assert told["before"]["cutoff"] == written(many.outcome.admission.cutoff or 0) or key == "5"
    assert told["in_common"] + told["entering"] == told["after"]["admitted"]


def test_5_is_a_check_on_the_year_before(many: Baseline) -> None:
    found = compare(many, change("5"))
    assert (found.cycle, found.entering, found.leaving, found.change) == (2025, 0, 0, 0)


def test_where_nobody_is_ranked_any_more_no_line_is_made_up() -> None:
    found = compare(baseline(person(), person()), change("4", months="84"))
    assert (found.after.admitted, found.after.cutoff, found.change) == (2, None, None)
    assert found.uncertainty is None
    assert found.counted[0][1] == 2


def test_over_seeds_the_check_of_5_looks_a_year_back_too() -> None:
    older = person(born="1971-06-15")
    people = baseline(older, person(insurance=[paid("2012-01")]), quota=1, cycle=2020)
    spread = over_seeds([people], change("5"))
    assert spread is not None
    assert spread.share_entering.median == 1.0


def test_who_could_not_apply_is_told_so() -> None:
    people = baseline(person(insurance=[paid("2012-01")]), person(), quota=1)
    apart = Baseline(people.law, people.cohort, 1, np.array([False, True]))
    enters = compare(apart, change("8")).stories[0]
    assert enters.reasons == (COULD_NOT_APPLY,)


def test_what_is_not_stated_is_a_category_of_its_own() -> None:
    unknown = without("tax", "homes", criminal_record=True)  # may not apply, so may be open
    found = compare(baseline(person(), unknown), change("12"))
    for name in ("tax", "housing"):
        (group,) = (one for one in found.breakdowns if one.name == name)
        assert [one.applicants for one in group.categories if one.label is NOT_STATED] == [1]


def test_5_tells_what_2020_changed() -> None:
    older = person(born="1971-06-15")
    people = baseline(older, person(insurance=[paid("2012-01")]), quota=1, cycle=2020)
    found = compare(people, change("5"))
    assert (found.cycle, found.rules) == (2019, "beijing@2016")
    assert (found.entering, found.leaving) == (1, 1)
