"""The lines ahead: the queue moved on year by year, with bands, and scenarios where no value is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from luohu.law.reform import Reform
from luohu.law.sources import LawError, Text
from luohu.schemes.catalogue import find_scheme
from luohu.study.lines import Forecast, LineAhead, Paths, Scenario
from luohu.study.queue.fitting import Fit
from luohu.study.queue.lists import Known, quota_of
from luohu.study.queue.model import Reals, Waiting, Weights, next_line
from luohu.study.queue.people import Queue, moved_outside, narrowed, reformed
from luohu.study.reforms.proposal import Change

MOST_YEARS, DRAWS = 3, 1000
ERROR_A_YEAR, ERROR_WORTH = 30.0, 6
"""The recipe, the same from every year: an error of 0.30 points a year ahead, worth six observed."""
BANDS = ((10, 90), (2.5, 97.5))
AS_NOW, QUOTAS = "as_now", (8000, 12000)
MOVING_SHARE, NO_LIMIT, NEAR = 0.2, 100_000, 800
UNLIMITED, MOVERS = "area_unlimited", "late_movers"
LABELS: Mapping[str, Text] = {
    AS_NOW: Text("规则和规模不变", "rules and quota as they are"),
    **{f"quota_{n}": Text(f"落户规模改为{n:,}", f"a quota of {n:,}") for n in QUOTAS},
    UNLIMITED: Text("职住区域不封顶", "no limit for the area"),
    MOVERS: Text(
        f"还住在城六区的人再有{MOVING_SHARE:.0%}到区外买房",
        f"{MOVING_SHARE:.0%} of those still inside buy a home outside",
    ),
}
Lines = tuple[int, ...]
Errors = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Ahead:
    """What forecasts from a fit are made of, without the people of the queue.

    `expected` are lines in hundredths by scenario, one a cycle after the fit up to the last that
    the law is encoded for; `slopes` how each moves with each parameter, shape (cycles,
    parameters); `errors` (origin, cycle, forecast less line) of the method so far.
    """

    fit: Fit
    expected: Mapping[str, Lines]
    slopes: NDArray[np.float64]
    errors: Errors

    @property
    def cycles(self) -> tuple[int, ...]:
        """The cycles ahead."""
        first = self.fit.as_of + 1
        return tuple(range(first, first + len(self.expected[AS_NOW])))

    @property
    def scale(self) -> float:
        """The size of the method's error a year ahead, hundredths.

        That of the recipe, or more where the history was worse; a good history proves too little.
        """
        a_year = [error / (cycle - origin) for origin, cycle, error in self.errors]
        squares = ERROR_WORTH * ERROR_A_YEAR**2 + sum(one**2 for one in a_year)
        return max(ERROR_A_YEAR, float((squares / (ERROR_WORTH + len(a_year))) ** 0.5))

    def departures(self, known_until: int, seed: int) -> NDArray[np.float64]:
        """How far each draw lies from the expected lines, shape (draws, cycles), hundredths.

        The parameters vary by their covariance; the error of the method grows with every year. The
        median of each cycle is the expected line itself.
        """
        draw = np.random.default_rng(seed)
        root = np.linalg.cholesky(self.fit.covariance)
        moved = draw.standard_normal((DRAWS, len(self.fit.theta))) @ root.T @ self.slopes.T
        years = np.array(self.cycles) - known_until
        found: NDArray[np.float64] = moved + draw.standard_normal((DRAWS, 1)) * self.scale * years
        return found - np.median(found, axis=0)


def ahead_of(fit: Fit, queue: Queue, errors: Errors, scenarios: bool = True) -> Ahead:
    """Move the queue of a fit on to the last cycle that is encoded; scenarios too unless left out."""
    quota = quota_of(find_scheme("beijing"), fit.as_of + 1)
    expected = {AS_NOW: moved_on(fit, queue, quota)}
    near = narrowed(queue, fit.lines | _by_cycle(fit, expected[AS_NOW]), fit.as_of, NEAR)
    slopes = _slopes(fit, near, quota)
    if scenarios:
        expected |= _scenarios(fit, queue, quota)
    return Ahead(fit, expected, slopes, errors)


def moved_on(
    fit: Fit,
    queue: Queue,
    quota: int,
    theta: Reals | None = None,
    later: tuple[int, int] | None = None,
) -> Lines:
    """The expected lines of the cycles after a fit, hundredths; `later` another quota from a cycle on."""
    since, places = later or (queue.cycles[-1] + 1, quota)
    weights = Weights(queue, fit.theta if theta is None else theta, fit.as_of)
    lines = dict(fit.lines)
    waiting = Waiting(queue, lines)
    for cycle in range(fit.as_of + 1, queue.cycles[-1] + 1):
        lines[cycle] = next_line(weights, waiting, cycle, quota if cycle < since else places)
    return tuple(lines[cycle] for cycle in range(fit.as_of + 1, queue.cycles[-1] + 1))


def _by_cycle(fit: Fit, lines: Lines) -> dict[int, int]:
    return dict(enumerate(lines, start=fit.as_of + 1))


def _slopes(fit: Fit, queue: Queue, quota: int) -> NDArray[np.float64]:
    """How the expected lines move with each parameter, over one standard error each way."""
    columns = []
    for place, spread in enumerate(np.sqrt(np.diag(fit.covariance))):
        ends = []
        for side in (-1, 1):
            theta = fit.theta.copy()
            theta[place] += side * spread
            ends.append(np.array(moved_on(fit, queue, quota, theta), float))
        columns.append((ends[1] - ends[0]) / (2 * spread))
    return np.stack(columns, axis=1)


def _scenarios(fit: Fit, queue: Queue, quota: int) -> dict[str, Lines]:
    """The expected lines if one thing is otherwise where no value is given any more."""
    since = begins(fit.as_of)
    if since > queue.cycles[-1]:
        return {}
    found = {
        f"quota_{places}": moved_on(fit, queue, quota, later=(since, places)) for places in QUOTAS
    }
    lifted = Change(Reform(LABELS[UNLIMITED], values={"area_limit": NO_LIMIT}))
    found[UNLIMITED] = moved_on(fit, reformed(queue, lifted, since), quota)
    moved = moved_outside(queue, MOVING_SHARE, since, since)
    return found | {MOVERS: moved_on(fit, moved, quota)}


def begins(as_of: int) -> int:
    """The first cycle in which scenarios differ: the one after the last that is given a value."""
    return as_of + MOST_YEARS + 1


def label_of(key: str, as_of: int) -> Text:
    """What a scenario takes as given, and from when."""
    label, year = LABELS[key], begins(as_of)
    if key == AS_NOW:
        return label
    return Text(f"{year}年起{label.zh}", f"from {year} {label.en}")


def most_years(known: Known) -> int:
    """How many cycles after what was known can be given a value, at most three; 0 for none."""
    last = find_scheme("beijing").rulebooks[-1].cycles[1]
    return max(min(max(known.lines) + MOST_YEARS, last) - known.as_of, 0)


def forecast_from(known: Known, ahead: Ahead, years: int, seed: int) -> Forecast:
    """The lines of so many cycles after what was known, at most three, and scenarios beyond.

    LawError for more years: what the rules and the mix will be then, nobody knows.
    """
    until = max(known.lines)
    most = most_years(known)
    if not 1 <= years <= most:
        lacking = ", ".join(str(c) for c in range(until + 1, known.as_of + 1))
        missing = f"; 缺少 no line of {lacking}" if lacking else ""
        raise LawError(
            f"--years {years}: 最后已知的分数线是{until}年,只预测其后{MOST_YEARS}年以内,更远只有情景 "
            f"the last line known is that of {until}: at most {most} years can be forecast, "
            f"beyond them there are scenarios only{missing}"
        )
    departures = ahead.departures(until, seed)
    scenarios = tuple(
        Scenario(
            key,
            label_of(key, ahead.fit.as_of),
            ahead.cycles,
            _paths(lines, departures),
            own_law=key == UNLIMITED,
        )
        for key, lines in ahead.expected.items()
    )
    lines = tuple(_line(ahead, scenarios[0], place) for place in range(years))
    return Forecast("beijing", known.as_of, known.fitted, known.lines, lines, scenarios)


def _line(ahead: Ahead, as_now: Scenario, place: int) -> LineAhead:
    paths = as_now.paths[:, place]
    inner, outer = (np.percentile(paths, ends, method="inverted_cdf") for ends in BANDS)
    bands = [(int(low), int(high)) for low, high in (inner, outer)]
    return LineAhead(as_now.cycles[place], ahead.expected[AS_NOW][place], bands[0], bands[1])


def _paths(lines: Sequence[int], departures: NDArray[np.float64]) -> Paths:
    return np.rint(np.array(lines, float) + departures).astype(np.int64)


def without_scenarios(ahead: Ahead) -> Ahead:
    """Only the rules and the quota as they are."""
    return replace(ahead, expected={AS_NOW: ahead.expected[AS_NOW]})
