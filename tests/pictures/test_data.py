"""What pictures refuse to draw, and forecasts as pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from luohu.law.sources import LawError, Text
from luohu.pictures.bars import Bars
from luohu.pictures.chart import Chart
from luohu.pictures.distributions import Marked, Overlay
from luohu.pictures.intervals import Estimate
from luohu.pictures.lettering import width_of, wrapped
from luohu.pictures.lines import LineOverCycles, Series
from luohu.pictures.measures import Measure
from luohu.pictures.multiples import SmallMultiples
from luohu.study.lines import Forecast, LineAhead, Scenario
from tests.pictures.drawn import (
    CHANGED,
    EFFECT,
    FLOW,
    LEVELS,
    LINE,
    PAIR,
    PUBLISHED,
    SEVERAL,
    SPREAD,
    Drawn,
    caption,
)

A = Text("甲", "A")
WRONG: dict[str, tuple[Callable[[], Chart], str]] = {
    "no cycles": (
        lambda: LineOverCycles(LINE.caption, {}, {}, {}, {}),
        "nothing to draw",
    ),
    "band of other cycles": (
        lambda: replace(LINE, band_80={2022: (10420, 10600)}),
        r"band_80 has the cycles \[2022\], not \[2022, 2023\]",
    ),
    "median outside its band": (
        lambda: replace(LINE, band_80={**LINE.band_80, 2022: (10600, 10700)}),
        "does not hold the median 10511",
    ),
    "bands crossed": (
        lambda: replace(LINE, band_80={**LINE.band_80, 2022: (1, 99999)}),
        "2022: the band of 95 % does not hold that of 80 %",
    ),
    "known and forecast": (
        lambda: replace(LINE, known={**LINE.known, 2022: 10511}),
        "2022 is both known and forecast",
    ),
    "four scenarios": (lambda: replace(LINE, scenarios=LINE.scenarios * 4), "at most 3"),
    "an empty series": (lambda: replace(LINE, own=Series(A, {})), "A: there is nothing to draw"),
    "no category": (lambda: replace(PAIR, categories=()), "nothing to draw"),
    "unequal bars": (
        lambda: replace(PAIR, second=Bars(A, (1, 2))),
        "second has 2 values, not 4",
    ),
    "a bar below zero": (
        lambda: replace(PAIR, second=Bars(A, (1, -2, 3, 4))),
        "A: value 2 is -2, below 0",
    ),
    "more than all": (
        lambda: replace(FLOW, totals=(600, 1030)),
        "604 in a category, more than all",
    ),
    "unequal counts": (lambda: replace(FLOW, leaving=(1,)), "leaving has 1 values, not 4"),
    "no overlay": (lambda: replace(SPREAD, overlays=()), "nothing to draw"),
    "three overlays": (
        lambda: replace(SPREAD, overlays=(*SPREAD.overlays, SPREAD.overlays[0])),
        "at most two",
    ),
    "no bin": (lambda: replace(SPREAD, edges=(1,)), "nothing to draw"),
    "unequal heights": (
        lambda: replace(SPREAD, overlays=(Overlay(A, (1, 2)),)),
        "heights has 2 values, not 5",
    ),
    "edges that fall": (
        lambda: replace(SPREAD, edges=(1, 2, 3, 3, 4, 5), marks=()),
        "do not ascend",
    ),
    "unequal bins": (
        lambda: replace(SPREAD, edges=(1, 2, 3, 5, 6, 7), marks=()),
        "1 to 2 wide",
    ),
    "a mark outside": (
        lambda: replace(SPREAD, marks=(Marked(A, 7000),)),
        "mark A at 7000 is outside the bins, 8000 to 10500",
    ),
    "no row": (lambda: replace(EFFECT, rows=()), "nothing to draw"),
    "outside its interval": (
        lambda: replace(EFFECT, rows=(Estimate(A, 5, 6, 7),)),
        "A: 5 is outside 6 to 7",
    ),
    "not a number": (
        lambda: replace(EFFECT, rows=(Estimate(A, 5, float("nan"), 7),)),
        "value 1 is nan, not a finite number",
    ),
    "no panel": (lambda: replace(SEVERAL, panels=()), "nothing to draw"),
    "panels of two kinds": (
        lambda: SmallMultiples(caption("两种", "Two kinds"), (SPREAD, PAIR)),
        "panel 2 .* is not of the kind of the first",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_drawn_is_refused(name: str) -> None:
    make, words = WRONG[name]
    with pytest.raises(LawError, match=words):
        make()


def test_a_forecast_is_drawn_from_its_own_values() -> None:
    lines = (LineAhead(2021, 10042, (9990, 10100), (9950, 10180)),)
    paths = np.array([[10000, 10400], [10100, 10600], [10200, 10500]])
    scenarios = tuple(
        Scenario(key, Text(zh, key), (2021, 2022), paths)
        for key, zh in (("as it is", "不变"), ("quota doubled", "规模加倍"))
    )
    forecast = Forecast("beijing", 2020, (), {2019: 9325, 2020: 9713}, lines, scenarios)
    chart = LineOverCycles.of(forecast, LINE.caption, scenarios=2)
    told = Drawn.of(chart.svg("en")).told
    assert "published: 2019 93.25; 2020 97.13" in told
    assert "quota doubled: 2021 101.00; 2022 105.00" in told
    assert "2021 100.42 (80 % band 99.90–101.00; 95 % band 99.50–101.80)" in told


def test_points_before_a_change_are_drawn_beside_those_after_and_begin_by_themselves() -> None:
    plain, changed = (Drawn.of(one.svg("en")) for one in (LINE, CHANGED))
    assert "as things are: 2022 101.00; 2023 105.00" in changed.told
    assert "as things are" not in plain.told
    own = LineOverCycles(LINE.caption, {2020: 9713}, {}, {}, {}, own_before=CHANGED.own_before)
    assert own.told("en") == "published: 2020 97.13\nas things are: 2022 101.00; 2023 105.00"
    assert "<path" in own.svg("en")


@pytest.mark.parametrize(
    "chart",
    [
        LineOverCycles(LINE.caption, {2020: 9713}, {}, {}, {}),
        LineOverCycles(LINE.caption, {}, {2021: 9}, {2021: (8, 10)}, {2021: (7, 11)}),
        LineOverCycles(LINE.caption, {2018: 9075, 2023: 9075}, {}, {}, {}),
        replace(PAIR, first=Bars(A, (0,) * 4), second=Bars(A, (0,) * 4)),
        replace(FLOW, entering=(0,) * 4, leaving=(0,) * 4, totals=(0, 0)),
        replace(SPREAD, overlays=(Overlay(PUBLISHED, (0,) * 5),), marks=()),
        replace(EFFECT, rows=(Estimate(A, 5, 5, 5),), reference=None),
        replace(
            PAIR, first=Bars(A, (0.1,) * 4), second=Bars(A, (0.25,) * 4), measure=Measure.SHARE
        ),
    ],
    ids=[
        "one year",
        "one forecast",
        "no change",
        "no bars",
        "nobody",
        "no heights",
        "certain",
        "shares",
    ],
)
def test_the_least_that_can_be_drawn(chart: Chart) -> None:
    for language in ("zh", "en"):
        drawn = Drawn.of(chart.svg(language, 360))
        assert all(box.left >= 0 and box.right <= 360 for _, box in drawn.boxes())


def test_measures_are_written_exactly() -> None:
    assert Measure.POINTS.written(9713) == "97.13"
    assert Measure.POINTS.written(-120) == "−1.20"
    assert Measure.COUNT.written(6032) == "6,032"
    assert Measure.SHARE.written(0.1234) == "12.3 %"
    assert Measure.YEARS.written(4.5) == "4.5"
    assert Measure.CALENDAR.written(2020) == "2020"
    assert Measure.POINTS.between(-40, 80) == "−0.40 ~ 0.80"
    assert Measure.POINTS.along([9000, 9250]) == ["90.0", "92.5"]
    assert Measure.POINTS.along([9000, 10000]) == ["90", "100"]
    assert Measure.SHARE.along([0.0, 0.05]) == ["0 %", "5 %"]


def test_a_chinese_character_is_an_em() -> None:
    assert width_of("落户", 13) == 26
    assert width_of("落户", 13, bold=True) > 26


@pytest.mark.parametrize(
    "words", [LEVELS[0].zh, LEVELS[0].en, "(甲)、乙“丙”丁 2,024 年:ABC def。", "", "é ñ х"]
)
@pytest.mark.parametrize("room", [20, 60, 200])
def test_broken_lines_lose_nothing_and_fit(words: str, room: int) -> None:
    lines = wrapped(words, room, 13)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(width_of(line, 13) <= room for line in lines)
    assert not any(line.startswith((",", "。", "、", ")")) for line in lines if room > 60)
