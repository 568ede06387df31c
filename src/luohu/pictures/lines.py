"""The line of past and coming cycles: known values, a median with its bands, what else may come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luohu.law.sources import LawError, Text
from luohu.pictures.axis import (
    TICK,
    Labels,
    along_the_foot,
    apart,
    labels_width,
    levels,
    ticks_of,
)
from luohu.pictures.chart import EDGE, Caption, Chart, Key, Mark, checked_lengths, checked_numbers
from luohu.pictures.colours import AFTER, INK, INNER, OTHERS, OUTER, OWN, QUIET, Colour
from luohu.pictures.lettering import LEADING, width_of, wrapped
from luohu.pictures.measures import Measure
from luohu.pictures.sheet import Box, Sheet
from luohu.study.lines import Forecast

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KNOWN = Text("已公布", "published")
MEDIAN = Text("预测中位数", "median forecast")
BAND_80 = Text("80% 区间", "80 % band")
BAND_95 = Text("95% 区间", "95 % band")
ROOMY, GUTTER, DEEP, LABEL = 520, 0.25, 0.48, 22

Values = Mapping[int, int]
Ends = Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Series:
    """A named line: its values by cycle."""

    label: Text
    values: Values


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A series with its looks."""

    label: Text
    values: Values
    colour: Colour
    mark: Mark


@dataclass(frozen=True)
class LineOverCycles(Chart):
    """The line by cycle: published, then a median with its bands of 80 and 95 %.

    All values are of `measure`, by default hundredths of a point. `own` is a second series, such
    as a person's own total, and `own_before` the same before a change, dashed; `scenarios` are up
    to three lines that go on where no value is given.
    The bands have the cycles of the median. LawError for nothing to draw, cycles that differ, a
    median outside its bands, and a published value in a cycle of the forecast.
    """

    caption: Caption
    known: Values
    median: Values
    band_80: Ends
    band_95: Ends
    own: Series | None = None
    scenarios: tuple[Series, ...] = ()
    measure: Measure = Measure.POINTS
    own_before: Series | None = None

    def __post_init__(self) -> None:
        checked_lengths("the line over cycles", len(self.known) + len(self.median))
        for band, ends in (("band_80", self.band_80), ("band_95", self.band_95)):
            _checked_band(band, ends, self.median)
        for cycle in self.median:
            if cycle in self.known:
                raise LawError(f"cycle {cycle} is both known and forecast: leave one out")
            (low, high), (lowest, highest) = self.band_80[cycle], self.band_95[cycle]
            if not lowest <= low <= high <= highest:
                raise LawError(f"cycle {cycle}: the band of 95 % does not hold that of 80 %")
        if len(self.scenarios) > len(OTHERS):
            raise LawError(
                f"{len(self.scenarios)} scenarios: at most {len(OTHERS)} can be told apart"
            )
        for series in self._series():
            checked_numbers(series.label.en, list(series.values.values()))
            checked_lengths(series.label.en, len(series.values))

    @classmethod
    def of(
        cls, forecast: Forecast, caption: Caption, own: Series | None = None, scenarios: int = 0
    ) -> LineOverCycles:
        """The picture of a forecast, with the medians of its first scenarios beyond its lines."""
        ahead = forecast.lines
        others = forecast.scenarios[:scenarios]
        beyond = ahead[-1].cycle if ahead else 0
        return cls(
            caption,
            dict(forecast.known),
            {line.cycle: line.cutoff for line in ahead},
            {line.cycle: line.band_80 for line in ahead},
            {line.cycle: line.band_95 for line in ahead},
            own,
            tuple(
                Series(
                    one.label,
                    {c: round(np.median(one.of(c))) for c in one.cycles if c >= beyond},
                )
                for one in others
                if one.cycles[-1] > beyond
            ),
        )

    def keys(self, width: float) -> tuple[Key, ...]:
        series = [one for one in self._series() if width < ROOMY or not self._goes_on(one)]
        lines = tuple(Key(one.label, one.colour, one.mark) for one in series)
        bands = (Key(BAND_80, INNER, Mark.BAR), Key(BAND_95, OUTER, Mark.BAR))
        return lines + (bands if self.median else ())

    def height(self, width: float, language: str) -> float:
        return max(240, DEEP * width)

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        low, high = self._extent()
        ticks = ticks_of(self.measure, low, high, 5)
        ends = self._ends(language, box.width * GUTTER) if box.width >= ROOMY else []
        room = max((end.width for end in ends), default=0)
        left, right = box.left + labels_width(self.measure, ticks), box.right - room - 18
        plot = Box(left, box.top + 12, right, box.bottom - 24)
        cycles = self._cycles()
        first, last = cycles[0], cycles[-1]
        a_pixel = max(1, last - first) / (plot.width - 3 * LABEL)
        across = (first - 2 * LABEL * a_pixel, last + LABEL * a_pixel)
        axes = sheet.axes(plot, across, (ticks[0], ticks[-1]))
        levels(sheet, axes, plot, self.measure, ticks)
        every = [float(cycle) for cycle in range(cycles[0], cycles[-1] + 1)]
        along_the_foot(sheet, axes, plot, Measure.CALENDAR, every, box)
        self._bands(sheet, axes)
        self._lines(sheet, axes)
        self._values(sheet, axes, Box(plot.left, box.top, plot.right + 10, plot.bottom))
        _write_ends(sheet, axes, plot, ends)

    def told(self, language: str) -> str:
        lines = [self._told(one, language) for one in self._series() if one.label != MEDIAN]
        ahead = [
            f"{cycle} {self.measure.written(value)} ({self._band(cycle, language)})"
            for cycle, value in sorted(self.median.items())
        ]
        median = [f"{MEDIAN.in_(language)}: {'; '.join(ahead)}"] if ahead else []
        return "\n".join([*lines, *median])

    def _told(self, series: _Drawn, language: str) -> str:
        listed = [f"{c} {self.measure.written(v)}" for c, v in sorted(series.values.items())]
        return f"{series.label.in_(language)}: {'; '.join(listed)}"

    def _band(self, cycle: int, language: str) -> str:
        return "; ".join(self._band_lines(cycle, language))

    def _band_lines(self, cycle: int, language: str) -> list[str]:
        bands = ((BAND_80, self.band_80[cycle]), (BAND_95, self.band_95[cycle]))
        between = self.measure.between
        return [f"{label.in_(language)} {between(*ends)}" for label, ends in bands]

    def _series(self) -> tuple[_Drawn, ...]:
        """Every series that is there, the median last but for the person's own."""
        found = [_Drawn(KNOWN, self.known, INK, Mark.LINE)] if self.known else []
        found += [
            _Drawn(one.label, one.values, colour, Mark.DASHED)
            for one, colour in zip(self.scenarios, OTHERS, strict=False)
        ]
        found += [_Drawn(MEDIAN, self.median, AFTER, Mark.LINE)] if self.median else []
        for own, mark in ((self.own_before, Mark.DASHED), (self.own, Mark.LINE)):
            found += [_Drawn(own.label, own.values, OWN, mark)] if own else []
        return tuple(found)

    def _goes_on(self, series: _Drawn) -> bool:
        """Whether a series comes near the right edge, where its name can stand beside it."""
        return max(series.values) >= max(self._cycles()) - 1

    def _cycles(self) -> list[int]:
        return sorted({cycle for series in self._series() for cycle in series.values})

    def _extent(self) -> tuple[int, int]:
        values = [value for series in self._series() for value in series.values.values()]
        values += [end for ends in self.band_95.values() for end in ends]
        return min(values), max(values)

    def _joined(self, values: Values) -> list[tuple[int, int]]:
        """Points of what comes after the published values, begun at the last of those."""
        points = sorted(values.items())
        before = [cycle for cycle in self.known if cycle < points[0][0]]
        return [(max(before), self.known[max(before)]), *points] if before else points

    def _bands(self, sheet: Sheet, axes: Axes) -> None:
        for ends, colour in ((self.band_95, OUTER), (self.band_80, INNER)):
            if not ends:
                continue
            lower = self._joined({cycle: end[0] for cycle, end in ends.items()})
            upper = self._joined({cycle: end[1] for cycle, end in ends.items()})
            sheet.shape([*_broad(lower), *reversed(_broad(upper))], colour, axes)

    def _lines(self, sheet: Sheet, axes: Axes) -> None:
        for one in self._series():
            dashes = (5.0, 3.0) if one.mark is Mark.DASHED else ()
            sheet.line(self._points(one), one.colour, 2, axes, dashes)
        for one in self._series():
            if one.mark is not Mark.DASHED:
                for cycle, value in one.values.items():
                    sheet.dot(*sheet.at(axes, cycle, value), one.colour)

    def _points(self, series: _Drawn) -> list[tuple[int, int]]:
        ahead = series.colour in (AFTER, *OTHERS)
        return self._joined(series.values) if ahead else sorted(series.values.items())

    def _values(self, sheet: Sheet, axes: Axes, edge: Box) -> None:
        """The values at their points, where there is room; all of them are told in words."""
        labels = Labels(sheet, edge)
        drawn = [one for one in self._series() if one.mark is not Mark.DASHED]
        for one in self._series():
            labels.keep_off([sheet.at(axes, *point) for point in self._points(one)])
        for one in drawn:
            for cycle, value in sorted(one.values.items(), reverse=True):
                words = self.measure.written(value)
                labels.put(*sheet.at(axes, cycle, value), words, one.colour, bold=True)

    def _ends(self, language: str, room: float) -> list[_End]:
        """What is written at the right end of each series: its name, of the median its bands."""
        ends = []
        for one in filter(self._goes_on, self._series()):
            cycle = max(one.values)
            lines = wrapped(one.label.in_(language), room, TICK, bold=True)
            if one.label == MEDIAN:  # no value is given of a scenario
                lines += [f"{cycle}: {self.measure.written(one.values[cycle])}"]
            small = self._band_lines(cycle, language) if one.label == MEDIAN else []
            ends.append(_End(cycle, one.values[cycle], lines, small, one.colour))
        return ends


@dataclass(frozen=True, slots=True)
class _End:
    """The label at the end of a series: bold lines in its colour, quiet lines below."""

    cycle: int
    value: int
    lines: Sequence[str]
    small: Sequence[str]
    colour: Colour

    @property
    def width(self) -> float:
        bold = [width_of(line, TICK, bold=True) for line in self.lines]
        return max([*bold, *(width_of(line, TICK) for line in self.small)])

    @property
    def height(self) -> float:
        return (len(self.lines) + len(self.small)) * TICK * LEADING + 6


def _broad(points: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Points of an edge; of a single one a short level edge, so that its band can be seen."""
    if len(points) > 1:
        return [(float(x), float(y)) for x, y in points]
    ((x, y),) = points
    return [(x - 0.2, float(y)), (x + 0.2, float(y))]


def _write_ends(sheet: Sheet, axes: Axes, plot: Box, ends: Sequence[_End]) -> None:
    """The labels right of the plot, each as near its series as may be."""
    wanted = [sheet.at(axes, end.cycle, end.value)[1] - TICK for end in ends]
    tops = apart(wanted, [end.height for end in ends], plot.top - EDGE, plot.bottom)
    for end, top in zip(ends, tops, strict=True):
        for number, line in enumerate([*end.lines, *end.small]):
            bold = number < len(end.lines)
            baseline = top + TICK + number * TICK * LEADING
            colour = end.colour if bold else QUIET
            sheet.words(plot.right + 12, baseline, line, TICK, colour, bold=bold)


def _checked_band(name: str, ends: Ends, median: Values) -> None:
    if set(ends) != set(median):
        raise LawError(
            f"{name} has the cycles {sorted(ends)}, not {sorted(median)} as the median has"
        )
    for cycle, (low, high) in ends.items():
        if not low <= median[cycle] <= high:
            raise LawError(
                f"{name} of {cycle} is {low} to {high} and does not hold the median {median[cycle]}"
            )
