"""The synthetic cohort beside what is published of 2020, and the calibration made anew."""

import json
from pathlib import Path

import numpy as np
import pytest

from luohu.law.sources import LawError
from luohu.people.cohort import Cohort
from luohu.study.population import (
    ASSUMPTIONS,
    UNIDENTIFIED,
    Calibration,
    build,
    calibration,
    carried,
    raking,
    remaking,
    scaled_quota,
    shipped,
)
from luohu.study.population.lives import draw_lives, scores
from luohu.study.population.margins import FADING, LINE, MARGINS, STEPS_BELOW, TOTALS, fade
from luohu.study.population.measures import CLASSES
from tests.awards import FOLDER, needs_award_lists


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return build(20_000, seed=9)


@pytest.fixture(scope="module")
def found(cohort: Cohort) -> Calibration:
    return calibration(cohort)


def test_every_figure_is_within_its_tolerance(found: Calibration) -> None:
    assert [one.as_json() for one in found.outside_tolerance] == []
    assert abs(found.cutoff - LINE) <= 25
    assert found.quota == scaled_quota(20_000) == 977


def test_with_as_many_people_as_there_were_nothing_is_allowed_for_chance() -> None:
    found = calibration(build(120_000, seed=21))
    assert found.outside_tolerance == ()
    tolerances = {(one.unit, one.statistic[:5]): one.tolerance for one in found.measures}
    assert tolerances["points", "mean"] == 0.30
    assert tolerances["share", "share"] == 0.015
    assert tolerances["distance", "kolmo"] == 0.03


def test_the_density_does_not_jump_at_the_line(found: Calibration) -> None:
    density = found.histograms["density"]
    at = density.begins.index(LINE)
    below, above = density.synthetic[at - 1], density.synthetic[at]
    assert 0.6 < above / below < 1.0
    assert density.published is not None
    assert not any(density.published[:at])


def test_pictures_and_words_go_to_programs(found: Calibration) -> None:
    told = json.loads(json.dumps(found.as_json(), ensure_ascii=False))
    assert set(told["histograms"]) == {*CLASSES, "birth_year", "density"}
    for name in CLASSES:
        one = told["histograms"][name]
        assert len(one["begins"]) == len(one["published"]) == len(one["synthetic"])
        assert sum(one["synthetic"]) == found.admitted
        assert sum(one["published"]) == pytest.approx(6032 * 20_000 / 122_852, abs=0.2)
    assert told["unidentified"][0]["zh"] == UNIDENTIFIED[0].zh


def test_a_cohort_of_nobody_eligible_is_refused(cohort: Cohort) -> None:
    barred = cohort.take(np.arange(3))
    barred.columns["criminal_record"][:] = True
    with pytest.raises(LawError, match="none of the 3 people"):
        calibration(barred)


@pytest.mark.parametrize("assumption", ASSUMPTIONS, ids=lambda one: one.key)
def test_later_lines_come_near_the_published_ones(cohort: Cohort, assumption: object) -> None:
    lines = carried(cohort, assumption, seed=1)  # type: ignore[arg-type]
    assert [one.cycle for one in lines] == [2020, 2021, 2022, 2023]
    off = [one.given - one.published for one in lines]
    assert abs(off[0]) <= 25
    assert all(-400 < one < 50 for one in off[1:])
    assert off[1:] == sorted(off[1:], reverse=True)


def test_the_aggregates_are_of_the_admitted() -> None:
    for name, counts in shipped.tables_published().items():
        if name != "total_by_area":
            assert counts.sum() == 6032, name
    below = shipped.tables_published()["total_by_area"].reshape(TOTALS, -1)
    assert below[: STEPS_BELOW + 1].sum() == 0
    assert below.sum() == 6032


@needs_award_lists
def test_the_aggregates_come_from_the_list() -> None:
    assert remaking.aggregates(FOLDER / "2020.csv") == shipped.PUBLISHED.read_text("utf-8")


def test_the_weights_are_written_where_they_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = dict(shipped.weights_of_tables())
    monkeypatch.setattr(remaking, "rake", lambda published, below, progress: made)
    monkeypatch.setattr(remaking, "WEIGHTS", tmp_path / "weights.toml")
    remaking.main([])
    assert (tmp_path / "weights.toml").read_text("utf-8") == shipped.WEIGHTS.read_text("utf-8")


def test_raking_reproduces_the_aggregates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raking, "CANDIDATES", 300_000)
    monkeypatch.setattr(raking, "ROUNDS", 6)
    told: list[int] = []
    published = shipped.tables_published()
    weights = raking.rake(published, 104_535.0, told.append)
    assert told == [1, 2, 3, 4, 5, 6]
    lives = draw_lives(np.random.default_rng(raking.SEED), 300_000)
    scored = scores(lives)
    strength, weight = fade(scored["total"]), np.ones(len(lives))
    for name, (cell, _) in MARGINS.items():
        power = strength if name in FADING else 1.0
        weight *= weights[name][cell(lives, scored)] ** power
    above = scored["total"] >= LINE
    assert weight[above].sum() == pytest.approx(6032, rel=0.01)
    assert weight[~above].sum() == pytest.approx(104_535, rel=0.01)
    for name in ("tax_by_education", "employment", "education_by_area"):
        cell, size = MARGINS[name]
        held = np.bincount(cell(lives, scored)[above], weight[above], size)
        assert np.abs(held - published[name]).max() < 60, name


def test_weights_of_other_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped.weights_of_tables.cache_clear()
    monkeypatch.setattr(shipped, "MARGINS", {**MARGINS, "more": (MARGINS["honour"][0], 3)})
    with pytest.raises(LawError, match="table more should have 3 weights"):
        shipped.weights_of_tables()
    shipped.weights_of_tables.cache_clear()
