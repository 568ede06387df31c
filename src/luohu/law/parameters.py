"""Dated values of the law, each with its unit, citation, standing and span of dates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from luohu.law.accrual import Rates, Series, whole
from luohu.law.days import NEVER, Day
from luohu.law.months import Month
from luohu.law.points import UNBOUNDED, points
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
    """A named value of the law through time; one that is `outside` may be given with a question."""

    name: str
    label: Text
    unit: str
    values: tuple[Value, ...]
    outside: bool = False

    def value_for(self, cycle: int, day: Day) -> Value:
        """The one value in force; LawError naming the gap or the overlap."""
        found = [value for value in self.values if value.in_force(cycle, day)]
        if len(found) == 1:
            return found[0]
        trouble = "no value" if not found else f"{len(found)} values that overlap"
        raise LawError(f"value {self.name}: {trouble} for cycle {cycle} (reference day {day})")

    def given(self, words: str) -> Parameter:
        """The same with one content for all time, in the words of a caller; LawError if unreadable."""
        try:
            content = UNITS[self.unit](_as_in_toml(words, self.unit))
        except (ValueError, TypeError, KeyError) as error:
            why = "" if isinstance(error, tomllib.TOMLDecodeError) else f"{error}; "
            right = f"write it like {self.name}={EXAMPLES.get(self.unit, '120')}"
            raise LawError(f"{self.name}={words}: {why}{right}") from None
        if any(_beyond(content, value.content) for value in self.values):
            raise LawError(f"{self.name}={words} does not lie within what is known of it")
        value = Value(content, words, EVER, ALWAYS, (CALLER,), Standing.UNVERIFIED)
        return replace(self, values=(value,))

    def content_for(self, cycle: int, day: Day) -> Any:
        """What the law reads in a cycle: dates relative to the cycle are worked out."""
        content = self.value_for(cycle, day).content
        if type(content) is Range:
            return Range(_in_cycle(content.low, cycle), _in_cycle(content.high, cycle))
        return _in_cycle(content, cycle)


def _beyond(content: Any, known: Any) -> bool:
    """Whether a number lies outside the bounds of an unknown value."""
    if type(known) is not Range:
        return False
    numbers = all(isinstance(number, int) for number in (content, known.low, known.high))
    return numbers and not known.low <= content <= known.high


EXAMPLES = {
    "points": "12.50",
    "percent": "12.50",
    "switch": "true",
    "day": "2026-09-30",
    "month": "2026-09",
}


def _as_in_toml(words: str, unit: str) -> Any:
    """The words of a caller as the file of values would hold them."""
    if unit in ("points", "percent", "day", "month"):
        return words
    (value,) = tomllib.loads(f"v={words}").values()
    return value


def _in_cycle(content: Any, cycle: int) -> Any:
    return content(cycle) if callable(content) else content


EVER = (0, 9999)
ALWAYS = (Day(0), NEVER)
NO_DOCUMENT = Document(
    "caller", Text("提问时给定", "given with the question"), "", *ALWAYS, Standing.UNVERIFIED
)
CALLER = Citation(NO_DOCUMENT, "", Standing.UNVERIFIED)
IN_A_TABLE = {"zh", "en", "unit", "cite", "values", "outside"}
IN_AN_ENTRY = {"value", "low", "high", "standing", "cite", "cycles", "from", "to"}
IN_A_DATE = {"year", "month", "day"}


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
        _no_others(table, IN_A_TABLE)
        unit = table["unit"]
        values = tuple(_values(table, unit, documents))
        outside = _switch(table.get("outside", False))
        return Parameter(name, Text(table["zh"], table["en"]), unit, values, outside)
    except KeyError as error:
        raise LawError(f"{file}: value {name}: {error} is missing") from error
    except (ValueError, TypeError) as error:
        raise LawError(f"{file}: value {name}: {error}") from error


def _values(
    table: Mapping[str, Any], unit: str, documents: Mapping[str, Document]
) -> Iterator[Value]:
    for entry in table["values"]:
        _no_others(entry, IN_AN_ENTRY)
        standing = Standing(entry["standing"])
        content = _content(entry, unit, standing)
        cite = entry.get("cite", table.get("cite"))
        if not cite:
            raise LawError("has no citation")
        yield Value(
            content,
            entry.get("value"),
            _cycles(entry),
            _days(entry),
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
    if unit in WITHOUT_ORDER:
        raise LawError(f"an unknown value in {unit} cannot have bounds")
    ends = {**BOUNDS.get(unit, {}), **entry}
    low, high = read(ends["low"]), read(ends["high"])
    if not callable(low) and not callable(high) and low > high:
        raise LawError(f"bounds {ends['low']} to {ends['high']} end before they begin")
    return Range(low, high)


def _no_others(table: Mapping[str, Any], keys: set[str]) -> None:
    for key in table:
        if key not in keys:
            raise LawError(f"{key!r} is not one of {', '.join(sorted(keys))}")


def _cycles(entry: Mapping[str, Any]) -> tuple[int, int]:
    first, last = entry.get("cycles", EVER)
    if first > last:
        raise LawError(f"cycles {first} to {last} end before they begin")
    return first, last


def _days(entry: Mapping[str, Any]) -> tuple[Day, Day]:
    first = Day.parse(str(entry["from"])) if "from" in entry else ALWAYS[0]
    last = Day.parse(str(entry["to"])) if "to" in entry else ALWAYS[1]
    if first > last:
        raise LawError(f"days {first} to {last} end before they begin")
    return first, last


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


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise LawError(f"{value!r} is neither true nor false")
    return value


def _relative(value: Any) -> tuple[int, int, int]:
    """Years to add to the cycle, month, day; a calendar date written as a table."""
    _no_others(value, IN_A_DATE)
    years, month, day = whole(value["year"]), value.get("month", 1), value.get("day", 1)
    Day.of(2001, month, day)  # a day of every year, 29 February is not
    return years, month, day


def _a_day(value: Any) -> Day | Callable[[int], Day]:
    if isinstance(value, dict):
        years, month, day = _relative(value)
        return lambda cycle: Day.of(cycle + years, month, day)
    return Day.parse(str(value))


def _a_month(value: Any) -> Month | Callable[[int], Month]:
    if isinstance(value, dict):
        years, month, _ = _relative(value)
        return lambda cycle: Month.of(cycle + years, month)
    return Month.parse(str(value))


def _a_year(value: Any) -> int | Callable[[int], int]:
    if isinstance(value, dict):
        years, _, _ = _relative(value)
        return lambda cycle: cycle + years
    return whole(value)


def _names(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise LawError(f"{value!r} is not a list of names")
    return frozenset(value)


def _points_set(value: Any) -> frozenset[int]:
    if not isinstance(value, list):
        raise LawError(f"{value!r} is not a list of points")
    return frozenset(points(text) for text in value)


WITHOUT_ORDER = {"points_set", "names", "steps", "levels", "rates", "series"}
NUMBERS = {"low": 0, "high": UNBOUNDED}
BOUNDS: Mapping[str, Mapping[str, Any]] = {
    "points": {"low": 0, "high": UNBOUNDED // 100},
    "switch": {"low": False, "high": True},
    **dict.fromkeys(("months", "years", "age", "times", "number", "yuan", "people"), NUMBERS),
}
UNITS: dict[str, Callable[[Any], Any]] = {
    "points": points,
    "percent": points,
    "months": whole,
    "years": whole,
    "age": whole,
    "times": whole,
    "number": whole,
    "yuan": whole,
    "people": whole,
    "day": _a_day,
    "month": _a_month,
    "year": _a_year,
    "switch": _switch,
    "points_set": _points_set,
    "names": _names,
    "steps": Steps.read,
    "rates": Rates.read,
    "series": Series.read,
    "levels": Levels.read,
}
