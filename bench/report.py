"""The lines of a run: what was measured, beside what, and whether a bound was met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.timing import Race


@dataclass(frozen=True)
class Line:
    """One measured thing; `ratio` is how many times as much the other takes."""

    part: str
    what: str
    here: str
    value: float | None = None
    unit: str = ""
    other: str = ""
    beside: str = ""
    ratio: float | None = None
    bound: str = ""
    met: bool | None = None
    note: str = ""


def line(
    part: str,
    what: str,
    race: Race,
    other: str = "",
    *,
    name: str = "luohu",
    count: int = 0,
    bound: str = "",
    at_least: float | None = None,
    at_most: float | None = None,
    note: str = "",
) -> Line:
    """A line for one contender of a race, beside another; a `count` makes it a rate."""
    took = race.median(name)
    value = count / took if count else took
    met = None if at_least is None else value >= at_least
    met = met if at_most is None else value <= at_most
    there = race.median(other) if other else 0.0
    return Line(
        part, what, _shown(took, count), value, "per second" if count else "seconds", other,
        _shown(there, count) if other else "", race.ratio(name, other) if other else None,
        bound, met, note,
    )  # fmt: skip


def _shown(took: float, count: int) -> str:
    if count:
        return f"{duration(took)} · {count / took / 1e6:,.2f} M/s"
    return duration(took)


def duration(took: float) -> str:
    """Seconds in a unit that reads well."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if took >= size:
            return f"{took / size:.3g} {unit}"
    return f"{took / 1e-6:.2g} µs"


def missing(part: str, what: str, why: str) -> Line:
    """A line for what could not be measured."""
    return Line(part, what, "–", note=why)


def as_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The lines for a program."""
    return [asdict(one) for one in lines]


def show(lines: Iterable[Line], title: str) -> None:
    """The lines as a table."""
    table = Table(title=title, title_justify="left", show_lines=False, pad_edge=False)
    for name in ("what", "here", "beside", "ratio", "bound", ""):
        table.add_column(name, overflow="fold", justify="right" if name == "ratio" else "left")
    part = ""
    for one in lines:
        if one.part != part:
            part = one.part
            table.add_section()
            table.add_row(f"[bold]{part}[/]")
        beside = f"{one.other} {one.beside}".strip()
        ratio = "" if one.ratio is None else f"{one.ratio:.3g}×"
        met = {None: "", True: "[green]met[/]", False: "[red]missed[/]"}[one.met]
        table.add_row(one.what, one.here, beside, ratio, f"{one.bound} {met}".strip(), one.note)
    Console(width=None if Console().is_terminal else 190, highlight=False).print(table)
