"""Dated values of the law, each with its unit, citation, standing and span of dates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.law.days import NEVER, Day
from luohu.law.months import Month
from luohu.law.points import points
from luohu.law.ranges import Range
from luohu.law.sources import Citation, Document, LawError, Standing, Text
from luohu.law.steps import Levels, Steps


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter: in force for some cycles, or for reference days in a span.

    `content` is what the law reads (hundredths, months, days, sets, tables); `given` is as written.
    """

    content: Any
    given: Any
    cycles: tuple[int, int]
    days: tuple[Day, Day]
    citations: tuple[Citation, ...]
    standing: Standing

    def in_force(self, cycle: int, day: Day) -> bool:
        """Whether this is the value for a cycle whose reference day is `day`."""
        return self.cycles[0] <= cycle <= self.cycles[1] and self.days[0] <= day <= self.days[1]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the law through time."""

    name: str
    label: Text
    unit: str
    values: tuple[Value, ...]

    def value_for(self, cycle: int, day: Day) -> Value:
        """The one value in force; LawError naming the gap or the overlap."""
        found = [value for value in self.values if value.in_force(cycle, day)]
        if len(found) == 1:
            return found[0]
        trouble = "no value" if not found else f"{len(found)} values that overlap"
        raise LawError(f"value {self.name}: {trouble} for cycle {cycle} (reference day {day})")

    def content_for(self, cycle: int, day: Day) -> Any:
        """What the law reads in a cycle: dates relative to the cycle are worked out."""
        content = self.value_for(cycle, day).content
        return content(cycle) if callable(content) else content


EVER = (0, 9999)
ALWAYS = (Day(0), NEVER)


def load_parameters(path: Path, documents: Mapping[str, Document]) -> dict[str, Parameter]:
    """The parameters of a rulebook by name, from TOML: a table a parameter.

    LawError names the file, the parameter and what is wrong with it.
    """
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: _parameter(name, table, documents, path.name) for name, table in tables.items()}


def _parameter(
    name: str, table: Mapping[str, Any], documents: Mapping[str, Document], file: str
) -> Parameter:
    try:
        unit = table["unit"]
        values = tuple(_values(table, unit, documents))
        return Parameter(name, Text(table["zh"], table["en"]), unit, values)
    except KeyError as error:
        raise LawError(f"{file}: value {name}: {error} is missing") from error
    except (ValueError, TypeError) as error:
        raise LawError(f"{file}: value {name}: {error}") from error


def _values(
    table: Mapping[str, Any], unit: str, documents: Mapping[str, Document]
) -> Iterator[Value]:
    for entry in table["values"]:
        standing = Standing(entry["standing"])
        content = _content(entry, unit, standing)
        cite = entry.get("cite", table.get("cite"))
        if cite is None:
            raise LawError("has no citation")
        yield Value(
            content,
            entry.get("value"),
            _cycles(entry),
            (_day(entry.get("from"), ALWAYS[0]), _day(entry.get("to"), ALWAYS[1])),
            _citations(cite, documents, standing),
            standing,
        )


def _content(entry: Mapping[str, Any], unit: str, standing: Standing) -> Any:
    read = UNITS.get(unit)
    if read is None:
        raise LawError(f"unit {unit!r} is not one of {', '.join(UNITS)}")
    if "value" in entry:
        return read(entry["value"])
    if standing is not Standing.UNKNOWN:
        raise LawError("has an entry without a value: only an unknown one may leave it out")
    return Range(read(entry["low"]), read(entry["high"]))


def _cycles(entry: Mapping[str, Any]) -> tuple[int, int]:
    first, last = entry.get("cycles", EVER)
    if first > last:
        raise LawError(f"cycles {first} to {last} end before they begin")
    return first, last


def _day(text: Any, default: Day) -> Day:
    return default if text is None else Day.parse(str(text))


def _citations(
    cite: str | list[str], documents: Mapping[str, Document], standing: Standing
) -> tuple[Citation, ...]:
    listed = [cite] if isinstance(cite, str) else cite
    return tuple(_citation(one, documents, standing) for one in listed)


def _citation(cite: str, documents: Mapping[str, Document], standing: Standing) -> Citation:
    key, _, article = cite.partition(" ")
    if key not in documents:
        raise LawError(f"cites {key!r}, which is not one of {', '.join(documents)}")
    return Citation(documents[key], article, standing)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise LawError(f"{value!r} is not a whole number")
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise LawError(f"{value!r} is neither true nor false")
    return value


def _relative(value: Any) -> tuple[int, int, int]:
    """Years to add to the cycle, month, day; a calendar date written as a table."""
    return value["year"], value.get("month", 1), value.get("day", 1)


def _a_day(value: Any) -> Day | Callable[[int], Day]:
    if isinstance(value, dict):
        years, month, day = _relative(value)
        return lambda cycle: Day.of(cycle + years, month, day)
    return Day.parse(str(value))


def _a_month(value: Any) -> Month | Callable[[int], Month]:
    if isinstance(value, dict):
        years, month, _ = _relative(value)
        return lambda cycle: Month.of(cycle + years, month)
    return Month.parse(value)


def _a_year(value: Any) -> int | Callable[[int], int]:
    if isinstance(value, dict):
        years = value["year"]
        return lambda cycle: cycle + years
    return _whole(value)


UNITS: dict[str, Callable[[Any], Any]] = {
    "points": points,
    "months": _whole,
    "years": _whole,
    "times": _whole,
    "yuan": _whole,
    "people": _whole,
    "day": _a_day,
    "month": _a_month,
    "year": _a_year,
    "switch": _switch,
    "points_set": lambda listed: frozenset(points(text) for text in listed),
    "names": frozenset,
    "steps": Steps.read,
    "levels": Levels.read,
}
