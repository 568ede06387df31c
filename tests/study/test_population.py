"""The synthetic cohort of 2020: valid, the same for a seed, and with what studies need in it."""

import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from luohu.engines.local import evaluate
from luohu.law.months import NEVER_MONTH, Month
from luohu.law.sources import LawError
from luohu.people.cohort import Cohort
from luohu.people.facts import City, Sex, Tenure
from luohu.people.reading import read_cohort
from luohu.people.types import AnswerType
from luohu.people.writing import write_cohort
from luohu.schemes.beijing.scheme import scheme
from luohu.study.population import build, newcomers, outside
from luohu.study.population.building import APPLICANTS, BLOCK, documents
from luohu.study.population.careers import Bar
from luohu.study.population.lives import scores
from luohu.study.population.sampling import choose

LAW = scheme.at(2020)
OPEN = int(NEVER_MONTH)


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return build(8000, seed=5)


def bytes_of(cohort: Cohort, folder: Path) -> str:
    write_cohort(cohort, folder, "parquet")
    files = sorted(folder.iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def share(cohort: Cohort, name: str) -> float:
    """The share of people with any row of a list."""
    return float((np.diff(cohort.lists[name].offsets) > 0).mean())


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    again = [bytes_of(build(1500, seed=3), tmp_path / name) for name in ("one", "two")]
    assert again[0] == again[1]
    assert bytes_of(build(1500, seed=4), tmp_path / "other") != again[0]


def test_what_was_written_is_read_without_a_fault_and_scores_the_same(
    cohort: Cohort, tmp_path: Path
) -> None:
    write_cohort(cohort, tmp_path / "people", "parquet")
    reading = read_cohort([tmp_path / "people"])
    assert reading.warnings == []
    before, after = evaluate(LAW, cohort).least, evaluate(LAW, reading.cohort).least
    assert all((before[name] == after[name]).all() for name in before)


def test_nothing_is_open_under_the_law_of_any_cycle(cohort: Cohort) -> None:
    for cycle in (2020, 2021, 2023, 2026):
        results = evaluate(scheme.at(cycle), cohort)
        assert all(results.known(name).all() for name in results.least), cycle


@pytest.mark.parametrize("people", [1, 2, 7, 100])
def test_any_size(people: int) -> None:
    cohort = build(people, seed=1)
    assert len(cohort) == people
    assert len(evaluate(LAW, cohort, ("total",)).least["total"]) == people


def test_more_than_a_block_are_numbered_on_and_progress_is_told() -> None:
    told: list[int] = []
    cohort = build(BLOCK + 10, seed=1, progress=told.append)
    assert told == [BLOCK, BLOCK + 10]
    assert len(set(cohort.ids)) == BLOCK + 10
    assert (cohort.ids[0], cohort.ids[-1]) == ("合成-000001", f"合成-{BLOCK + 10:06d}")


@pytest.mark.parametrize("people", [0, -1, 1_000_001])
def test_a_size_that_cannot_be_is_refused(people: int) -> None:
    with pytest.raises(LawError, match="1 to 1000000"):
        build(people)


def test_candidates_are_weighed_by_the_scores_that_the_rules_give() -> None:
    draw = np.random.default_rng(11)
    lives = choose(draw, 5000)
    cohort = documents(draw, lives, np.zeros(5000, np.int64), APPLICANTS, 0)
    results, expected = evaluate(LAW, cohort).least, scores(lives)
    clean = np.diff(cohort.lists["tax_violations"].offsets) == 0
    clean &= np.diff(cohort.lists["detentions"].offsets) == 0
    assert results["eligible"].all()
    for name, points in expected.items():
        assert (results[name] == points)[clean].all(), name


@pytest.mark.parametrize("why", list(Bar))
def test_who_is_barred_may_not_apply(why: Bar) -> None:
    draw = np.random.default_rng(12)
    lives = choose(draw, 3000)
    free = (lives.insured < 240) & (lives.studied == 0)
    if why == Bar.TOO_SHORT:
        lives = lives.take(free)
        lives.insured[:] = 70
        lives.owned[:] = np.minimum(lives.owned, 70)
    else:
        lives = lives.take(free)
    cohort = documents(draw, lives, np.full(len(lives), int(why)), APPLICANTS, 0)
    assert not evaluate(LAW, cohort, ("eligible",)).least["eligible"].any()


def test_every_tenth_may_not_apply(cohort: Cohort) -> None:
    eligible = evaluate(LAW, cohort, ("eligible",)).least["eligible"]
    assert eligible.mean() == pytest.approx(0.9, abs=0.005)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("insurance", 1.0, 1.0),
        ("homes", 0.95, 1.0),
        ("qualifications", 1.0, 1.0),
        ("taxes", 0.99, 1.0),
        ("certificates", 0.15, 0.4),
        ("children", 0.5, 0.85),
        ("pupils", 0.4, 0.75),
        ("permits", 0.9, 1.0),
        ("awards", 0.002, 0.03),
        ("financing", 0.0002, 0.01),
        ("honours", 0.0002, 0.01),
        ("tax_violations", 0.0002, 0.01),
        ("detentions", 0.0001, 0.01),
    ],
)
def test_how_many_have_rows_of_a_list(cohort: Cohort, name: str, low: float, high: float) -> None:
    assert low <= share(cohort, name) <= high


def test_only_what_the_unmarried_cannot_have_is_unknown(cohort: Cohort) -> None:
    assert set(cohort.missing) == {
        "marriage_spouse_household",
        "marriage_spouse_city",
        "marriage_spouse_insured_months",
    }
    unmarried = cohort.missing["marriage_spouse_city"]
    assert 0.08 < unmarried.mean() < 0.2


def test_insurance_goes_on_and_has_gaps_and_make_ups(cohort: Cohort) -> None:
    rows = cohort.lists["insurance"]
    going_on = np.bincount(rows.person, rows.columns["last"] == OPEN, len(cohort))
    assert (going_on == 1).all()
    assert 0.01 < rows.columns["made_up"].mean() < 0.06
    assert (rows.columns["agency_fault"] & rows.columns["made_up"]).any()
    assert len(np.unique(rows.columns["district"])) == 16
    same = rows.person[1:] == rows.person[:-1]
    paid = ~rows.columns["made_up"][1:]
    gap = rows.columns["first"][1:] - rows.columns["last"][:-1] > 1
    assert 0.03 < (same & paid & gap).sum() / len(cohort) < 0.3


def test_homes_have_what_reforms_of_the_dwelling_ask_for(cohort: Cohort) -> None:
    rows = cohort.lists["homes"].columns
    own = rows["tenure"] == Tenure.OWN
    bought = rows["bought"] > 0
    assert 0.15 < (rows["certificate"] > rows["first"])[own].mean() < 0.4
    assert 0.7 < bought[own].mean() < 0.95
    assert not bought[~own].any()
    titled = np.maximum(rows["first"], rows["certificate"])[bought]
    signed = rows["bought"][bought] // 10000 * 12 + rows["bought"][bought] // 100 % 100 - 1
    assert (signed < titled).all()
    lately = ~own & (rows["last"] >= Month.of(2020, 8))
    assert 0.4 < rows["registered"][lately].mean() < 0.8


def test_degrees_in_service_and_taxes_of_every_year(cohort: Cohort) -> None:
    studies = cohort.lists["qualifications"].columns
    assert 0.03 < (studies["full_time"] == AnswerType.NO).mean() < 0.25
    taxes = cohort.lists["taxes"].columns
    assert set(taxes["year"].tolist()) == set(range(2015, 2026))
    enough = [(taxes["paid"][taxes["year"] == year] >= 100_000).mean() for year in (2017, 2019)]
    assert all(0.03 < one < 0.25 for one in enough)


def test_spouses_who_both_apply_share_a_number_and_their_children(cohort: Cohort) -> None:
    numbers = [number for number in cohort.texts["family"] if number is not None]
    assert 0.03 < len(numbers) / len(cohort) < 0.05
    assert set(Counter(numbers).values()) == {2}
    first = numbers[0]
    one, other = np.flatnonzero(cohort.texts["family"] == first).tolist()
    assert {cohort.columns["sex"][one], cohort.columns["sex"][other]} == {Sex.MALE, Sex.FEMALE}
    assert cohort.columns["marriage_since"][one] == cohort.columns["marriage_since"][other]
    born = [[row.born for row in cohort.lists["children"].of(who)] for who in (one, other)]
    assert born[0] == born[1]


def test_most_pupils_are_students_here(cohort: Cohort) -> None:
    pupils = cohort.lists["pupils"].columns
    assert 0.6 < (pupils["student_status"] == City.BEIJING).mean() < 0.9
    assert (pupils["entering"] > 0).any()
    assert (pupils["junior_years"] == AnswerType.YES).any()


def test_those_outside_have_no_employer_at_present() -> None:
    cohort = outside(1000, seed=2)
    rows = cohort.lists["insurance"]
    now = rows.columns["last"] == OPEN
    assert rows.columns["flexible"][now].all()
    assert not rows.columns["flexible"][~now].any()
    assert cohort.ids[0] == "灵活-000001"
    assert bool(evaluate(LAW, cohort, ("eligible",)).least["eligible"].any())


def test_no_line_has_thinned_the_newcomers() -> None:
    high = [
        float((evaluate(LAW, people, ("total",)).least["total"] > 10_200).mean())
        for people in (newcomers(6000, seed=2), build(6000, seed=2))
    ]
    assert high[0] > 2 * high[1]
