"""The line ahead: bounds on past errors, bands by a stated recipe, scenarios where no value is given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from luohu.law.sources import LawError
from luohu.study.forecast import backtest, forecast, prepared, read_lists, shipped_forecast
from luohu.study.lines import Forecast
from luohu.study.queue.ahead import ERROR_A_YEAR, LABELS, Ahead
from luohu.study.queue.backtest import NAIVE, naive_lines
from luohu.study.queue.lists import FIRST
from luohu.study.queue.shipped import shipped_ahead, shipped_known
from tests.awards import FOLDER, needs_award_lists

LINES = {2018: 9075, 2019: 9358, 2020: 9713, 2021: 10088, 2022: 10542, 2023: 10992}
BOUNDS = {1: 0.35, 2: 0.90, 3: 1.20}
BETTER = 0.60  # at least 40 % below the last difference


@pytest.fixture(scope="module")
def found() -> Forecast:
    return shipped_forecast()


# ---- what it must show


@needs_award_lists
@pytest.mark.parametrize(("years", "bound"), BOUNDS.items())
def test_the_errors_of_the_past_are_within_their_bounds(years: int, bound: float) -> None:
    checked = backtest(read_lists(FOLDER, 2023))
    own, naive = (checked.mean_error(years, name) for name in ("forecast", "last_difference"))
    assert own is not None
    assert naive is not None
    assert own <= bound
    assert own <= BETTER * naive


@needs_award_lists
def test_every_origin_uses_only_lists_up_to_it(tmp_path: Path) -> None:
    """With later lists taken away the forecasts of each origin are the same."""
    for origin in (2020, 2021, 2022):
        folder = tmp_path / str(origin)
        folder.mkdir()
        for path in FOLDER.glob("*.csv"):
            if int(path.stem) <= origin:
                shutil.copy(path, folder)
        alone = forecast(read_lists(folder, origin), years=2)
        among = forecast(read_lists(FOLDER, origin), years=2)
        assert alone.as_json() == among.as_json()


def test_every_pair_of_origin_and_later_line_is_checked() -> None:
    rows = [(one.origin, one.cycle) for one in backtest(shipped_known()).rows]
    assert rows == [(2020, 2021), (2020, 2022), (2020, 2023), (2021, 2022), (2021, 2023),
                    (2022, 2023)]  # fmt: skip


def test_origins_after_a_cycle_may_be_left_out() -> None:
    rows = backtest(shipped_known(), last_origin=2020).rows
    assert {one.origin for one in rows} == {2020}
    assert {one.cycle for one in rows} == {2021, 2022, 2023}


def test_the_backtest_tells_whether_the_band_held() -> None:
    told = json.loads(json.dumps(backtest(shipped_known()).as_json()))
    assert told["pairs"] == 6
    assert told["inside_80"] == sum(one["inside"] for one in told["backtest"])
    assert set(told["mean_absolute_error"]) == {"forecast", *NAIVE}


def test_the_naive_baselines_by_hand() -> None:
    assert naive_lines(LINES, 2022, 2023) == {
        "last_difference": 10542 + 454,
        "linear": round(float(np.polyval(np.polyfit(range(2018, 2023), [9075, 9358, 9713, 10088, 10542], 1), 2023))),
        "constant": 10542 + 450,
    }  # fmt: skip
    assert naive_lines({2020: 9713}, 2020, 2022) == {"constant": 10613}


# ---- the form


def test_the_form_for_a_program(found: Forecast) -> None:
    told = json.loads(json.dumps(found.as_json()))
    assert told["as_of"] == 2023
    assert told["lists"] == [2021, 2022, 2023]
    assert [one["cycle"] for one in told["forecast"]] == [2024, 2025, 2026]
    for one in told["forecast"]:
        lowest, low, middle, high, highest = (
            float(one[name]) for name in ("low_95", "low", "cutoff", "high", "high_95")
        )
        assert lowest <= low <= middle <= high <= highest


def test_bands_widen_with_every_year(found: Forecast) -> None:
    widths = [one.band_80[1] - one.band_80[0] for one in found.lines]
    assert widths == sorted(widths)
    assert all(one.band_95[0] <= one.band_80[0] for one in found.lines)


def test_the_same_seed_gives_the_same_draws(found: Forecast) -> None:
    again = shipped_forecast()
    for one, other in zip(found.scenarios, again.scenarios, strict=True):
        assert np.array_equal(one.paths, other.paths)
    other_seed = forecast(shipped_known(), seed=2)
    assert not np.array_equal(found.scenarios[0].paths, other_seed.scenarios[0].paths)
    assert other_seed.lines[0].cutoff == found.lines[0].cutoff


def test_the_error_of_the_recipe_before_any_was_seen() -> None:
    first = next(one for one in shipped_ahead().values() if one.fit.as_of == FIRST)
    assert first.errors == ()
    assert first.scale == ERROR_A_YEAR


def test_larger_errors_than_the_recipe_s_widen_the_bands_smaller_ones_do_not_narrow_them() -> None:
    first = next(one for one in shipped_ahead().values() if one.fit.as_of == FIRST)
    small = Ahead(first.fit, first.expected, first.slopes, ((2020, 2021, 0),) * 6)
    large = Ahead(first.fit, first.expected, first.slopes, ((2020, 2022, 200),) * 6)
    assert small.scale == ERROR_A_YEAR < large.scale


# ---- scenarios, and no value beyond three years


@pytest.mark.parametrize("years", [0, 4, 9])
def test_beyond_three_years_there_is_no_value(years: int) -> None:
    with pytest.raises(LawError, match="beyond them there are scenarios only"):
        forecast(shipped_known(), years=years)


def test_scenarios_go_on_to_the_last_cycle_that_is_encoded(found: Forecast) -> None:
    assert [one.key for one in found.scenarios] == list(LABELS)
    for one in found.scenarios:
        assert one.cycles == tuple(range(2024, 2031))
        assert one.paths.shape == (1000, 7)


def median(found: Forecast, key: str) -> list[float]:
    one = next(scenario for scenario in found.scenarios if scenario.key == key)
    return [float(np.median(one.of(cycle))) for cycle in one.cycles]


def test_more_places_lower_the_line(found: Forecast) -> None:
    now, more, most = (median(found, key) for key in ("as_now", "quota_8000", "quota_12000"))
    assert now[:3] == more[:3] == most[:3]
    assert all(b < a for a, b in zip(now[3:], more[3:], strict=True))
    assert all(b < a for a, b in zip(more[3:], most[3:], strict=True))


def test_a_scenario_begins_where_no_value_is_given_and_says_when(found: Forecast) -> None:
    assert [one.label.en.startswith("from 2027") for one in found.scenarios] == [
        False, True, True, True, True,
    ]  # fmt: skip


def test_the_line_is_the_median_of_its_draws(found: Forecast) -> None:
    assert [one.cutoff for one in found.lines] == median(found, "as_now")[:3]


def test_without_the_limit_of_the_area_the_line_rises(found: Forecast) -> None:
    now, lifted = median(found, "as_now"), median(found, "area_unlimited")
    assert now[:3] == lifted[:3]
    assert all(b > a for a, b in zip(now[3:], lifted[3:], strict=True))


def test_more_who_move_outside_raise_the_line_later(found: Forecast) -> None:
    now, moved = median(found, "as_now"), median(found, "late_movers")
    assert moved[3] - now[3] < 50 < moved[-1] - now[-1]


def test_the_line_rises_less_once_the_area_has_reached_its_limit(found: Forecast) -> None:
    """Two a year reach twelve in the cycle of 2024; after it everybody gains only work and home."""
    rises = np.diff([LINES[2022], LINES[2023], *median(found, "as_now")])
    assert rises[1] > rises[2]
    assert rises[-1] < rises[0]


# ---- refusals, and fitting anew


def test_beyond_the_law_that_is_encoded_nothing_can_be_forecast() -> None:
    known = shipped_known()
    with pytest.raises(LawError, match="encoded to 2030"):
        forecast(type(known)(2030, known.lines, known.lists))


def test_cycles_after_the_last_list_are_passed_over_not_taken_for_the_next() -> None:
    """As of 2025 with lists up to 2023: the cycle ahead is 2026, three years from what is known."""
    known = shipped_known()
    found = forecast(type(known)(2025, known.lines, known.lists))
    assert [one.cycle for one in found.lines] == [2026]
    assert abs(found.lines[0].cutoff - shipped_forecast().lines[2].cutoff) < 60


def test_before_2020_nothing_can_be_forecast(tmp_path: Path) -> None:
    known = shipped_known(2020).until(2019)
    with pytest.raises(LawError, match="begin in 2020"):
        forecast(known)


def test_fits_that_ship_are_of_every_cycle_and_dated() -> None:
    path = Path(__file__).parents[2] / "src/luohu/study/queue/fits.json"
    held = json.loads(path.read_text("utf-8"))
    assert held["made"].startswith("2026-")
    assert [one["as_of"] for one in held["fits"]] == [2020, 2021, 2022, 2023]
    assert {one["digest"] for one in held["fits"]} == {
        shipped_known(cycle).digest for cycle in range(2020, 2024)
    }


def test_a_line_without_a_list_is_fitted_anew() -> None:
    """Of 2021 only the line is known: the queue is fitted to how many were admitted."""
    known = shipped_known(2021)
    lines_only = type(known)(2021, known.lines, {})
    ahead = prepared(lines_only, scenarios=False)
    expected = dict(zip(ahead.cycles, ahead.expected["as_now"], strict=True))
    with_list = next(one for one in shipped_ahead().values() if one.fit.as_of == 2021)
    assert abs(expected[2022] - with_list.expected["as_now"][0]) < 60
    assert np.trace(ahead.fit.covariance) > np.trace(with_list.fit.covariance)


def test_a_cycle_without_line_and_list_gets_the_expected_one() -> None:
    known = shipped_known(2022)
    lines = {cycle: line for cycle, line in known.lines.items() if cycle != 2021}
    lists = {cycle: one for cycle, one in known.lists.items() if cycle != 2021}
    ahead = prepared(type(known)(2022, lines, lists), scenarios=False)
    assert abs(ahead.fit.lines[2021] - LINES[2021]) < 60
