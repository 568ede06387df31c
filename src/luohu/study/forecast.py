"""Forecasts of Beijing's line from award lists; fits that ship are used where the lists are theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from luohu.law.sources import LawError
from luohu.schemes.catalogue import find_scheme
from luohu.study.lines import Forecast
from luohu.study.queue import lists, shipped
from luohu.study.queue.ahead import (
    AS_NOW,
    MOST_YEARS,
    Ahead,
    Errors,
    ahead_of,
    forecast_from,
    most_years,
    without_scenarios,
)
from luohu.study.queue.backtest import Backtest, Tried, naive_lines
from luohu.study.queue.fitting import fit
from luohu.study.queue.lists import FIRST, Known
from luohu.study.queue.people import queue

SEED = 1
_MADE: dict[tuple[str, int, bool], Ahead] = {}
Progress = Callable[[int], None]


def read_lists(folder: Path, as_of: int) -> Known:
    """Beijing's lists of a folder up to a cycle; Refused or LawError as queue.lists.read_lists()."""
    return lists.read_lists(folder, as_of, find_scheme("beijing"))


def last_list(folder: Path) -> int:
    """The last cycle that a folder has a list of; LawError where it has none."""
    return lists.last_list(folder)


def forecast(
    known: Known, years: int | None = None, seed: int = SEED, progress: Progress | None = None
) -> Forecast:
    """The lines of the cycles after what was known, with bands, and scenarios beyond.

    As many as can be given, at most three, unless `years` says. `progress` is told the evaluations
    of a fit. LawError for a cycle before 2020, whose rules were others, and for more years.
    """
    wanted = most_years(known) if years is None else years
    return forecast_from(known, prepared(known, progress), wanted, seed)


def shipped_forecast(as_of: int | None = None, years: int | None = None) -> Forecast:
    """The forecast from what ships, as of its last cycle unless said; LawError for another."""
    return forecast(shipped.shipped_known(as_of), years)


def backtest(
    known: Known, progress: Progress | None = None, last_origin: int | None = None
) -> Backtest:
    """Every forecast that the lines known by now can check, each from what was known at its origin.

    Origins after `last_origin` are left out.
    """
    _refuse_outside(known.as_of if last_origin is None else last_origin)
    rows = []
    for origin in _origins(known):
        if last_origin is not None and origin > last_origin:
            continue
        before = known.until(origin)
        years = min(MOST_YEARS, known.as_of - origin)
        ahead = without_scenarios(prepared(before, progress, scenarios=False))
        for one in forecast_from(before, ahead, years, SEED).lines:
            if one.cycle in known.lines:
                naive = naive_lines(known.lines, origin, one.cycle)
                line = known.lines[one.cycle]
                rows.append(Tried(origin, one.cycle, line, one.cutoff, *one.band_80, naive))
    return Backtest(tuple(rows))


def prepared(known: Known, progress: Progress | None = None, scenarios: bool = True) -> Ahead:
    """What forecasts are made of: shipped, or fitted now; LawError for a cycle before 2020."""
    _refuse_outside(known.as_of)
    found = shipped.shipped_ahead().get(known.digest)
    if found is not None and found.fit.as_of == known.as_of:
        return found
    key = known.digest, known.as_of, scenarios
    if key not in _MADE:
        errors = _errors(known, progress)
        _MADE[key] = ahead_of(fit(known, queue(), progress), queue(), errors, scenarios)
    return _MADE[key]


def refit(known: Known, folder: Path, progress: Progress | None = None) -> list[Path]:
    """Count the lists, fit as of every cycle since 2020, and write both into a folder, dated.

    `progress` is told the cycles done. LawError where that would drop a list that ships.
    """
    _refuse_outside(known.as_of)
    lost = sorted(set(shipped.shipped_lists()) - set(known.lists))
    if lost and folder == shipped.HERE:
        raise LawError(
            f"--fit: 缺少自带的名单 the lists of {', '.join(map(str, lost))} ship and would be lost: "
            "用 -o 写到别处 write elsewhere with -o"
        )
    made: list[Ahead] = []
    for place, as_of in enumerate(range(FIRST, known.as_of + 1)):
        before = known.until(as_of)
        errors = tuple(error for one in made for error in _held_against(one, before))
        made.append(ahead_of(fit(before, queue()), queue(), errors))
        if progress is not None:
            progress(place + 1)
    return shipped.write(known, made, folder)


def _refuse_outside(as_of: int) -> None:
    last = find_scheme("beijing").rulebooks[-1].cycles[1]
    if as_of >= last:
        raise LawError(
            f"--as-of {as_of}: 规则只编到{last}年 the law is encoded to {last}: nothing ahead of it"
        )
    if as_of < FIRST:
        raise LawError(
            f"--as-of {as_of}: {FIRST}年起才有现行规则和分项名单 the rules in force and the only list "
            f"with every indicator begin in {FIRST}: nothing can be forecast from before"
        )


def _origins(known: Known) -> list[int]:
    """Earlier cycles from which a forecast can be checked."""
    return [cycle for cycle in known.lines if FIRST <= cycle < known.as_of]


def _errors(known: Known, progress: Progress | None) -> Errors:
    """The errors of the method that had been seen by what was known."""
    earlier = [prepared(known.until(o), progress, scenarios=False) for o in _origins(known)]
    return tuple(error for one in earlier for error in _held_against(one, known))


def _held_against(ahead: Ahead, known: Known) -> Errors:
    """The errors of a forecast up to three years ahead, as far as lines are known."""
    lines = dict(zip(ahead.cycles, ahead.expected[AS_NOW], strict=True))
    last = ahead.fit.as_of + MOST_YEARS
    return tuple(
        (ahead.fit.as_of, cycle, line - known.lines[cycle])
        for cycle, line in lines.items()
        if cycle in known.lines and cycle <= last
    )
