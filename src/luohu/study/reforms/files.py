"""A reform written as data: values of the law by name, how places are given, other proposals."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from luohu.law.parameters import UNITS
from luohu.law.points import points
from luohu.law.reform import Reform
from luohu.law.rulebook import Rulebook
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.study.places import BEST, SUM, Places
from luohu.study.reforms.catalogue import composed
from luohu.study.reforms.proposal import Change

KINDS = (".toml", ".json")
KEYS = ("title", "values", "places", "with")
MOST, LARGEST = 10**6, {"yuan": 10**12, "day": 10**8}
NOT_NEGATIVE = ("months", "years", "age", "times", "number", "people", "yuan")


def read_change(path: Path, book: Rulebook) -> Change:
    """A change from a .toml or .json file, checked against the names of a rulebook.

    `title` in words, `values` by name as the law writes them, `places` (quota, line, family), and
    `with`, keys of proposals that come with it. An empty one changes nothing. Refused with every
    fault at once.
    """
    table = _table(path)
    faults = _Faults(path)
    for key in table:
        if key not in KEYS:
            faults.add(key, "没有这一项", "there is no such entry", _near(key, KEYS))
    values = _values(table.get("values", {}), book, faults)
    places = _places(table.get("places", {}), faults)
    others = _others(table.get("with", []), faults)
    if faults.found:
        raise Refused(faults.found)
    own = Change(Reform(_title(table, path), values=values), places)
    return _together(path, [own, *others])


class _Faults:
    """What is wrong with the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[Fault] = []

    def entries(self, where: str, told: Any) -> Mapping[str, Any]:
        """What stands in a table; a fault where it is none."""
        if isinstance(told, Mapping):
            return told
        self.add(where, "应是一张表", "it must be a table of names", f"[{where}]")
        return {}

    def add(self, where: str, zh: str, en: str, right: str) -> None:
        words = Text(f"可用:{right}", f"use one of: {right}")
        self.found.append(Fault(Place(str(self.path), column=where), Text(zh, en), words))

    def wrong(self, where: str, error: Exception, right: str) -> None:
        words = Text(f"应如 {right}", f"write it like {right}")
        self.found.append(
            Fault(Place(str(self.path), column=where), Text(f"{error}", f"{error}"), words)
        )


def _table(path: Path) -> Mapping[str, Any]:
    reads: dict[str, Callable[[str], Any]] = {".toml": tomllib.loads, ".json": json.loads}
    if path.suffix not in reads:
        raise LawError(f"{path}: a reform is written as {' or '.join(KINDS)}")
    try:
        table = reads[path.suffix](path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        words = Text(f"读不懂:{error}", f"this cannot be read: {error}")
        right = Text(f"应为正确的 {path.suffix}", f"it must be correct {path.suffix}")
        raise Refused([Fault(Place(str(path)), words, right)]) from None
    if not isinstance(table, Mapping):
        words = Text("应是一张表", "it must be a table of names")
        raise Refused([Fault(Place(str(path)), words, Text("values = …", "values = …"))])
    return table


def _near(name: str, names: Any) -> str:
    """The names most like one, or all of them."""
    return ", ".join(get_close_matches(name, list(names)) or names)


def _values(told: Any, book: Rulebook, faults: _Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, given in faults.entries("values", told).items():
        parameter = book.parameters.get(name)
        if parameter is None:
            faults.add(f"values.{name}", "规则里没有这个取值",
                       f"{book.name} has no such value", _near(name, book.parameters))  # fmt: skip
            continue
        try:
            found[name] = _bounded(UNITS[parameter.unit](given), parameter.unit)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            usual = parameter.values[-1].given
            faults.wrong(f"values.{name}", error, f"{name} = {json.dumps(usual, default=str)}")
    return found


def _bounded(content: Any, unit: str) -> Any:
    """A value as read; ValueError for a number that no law could mean."""
    if isinstance(content, int) and not isinstance(content, bool):
        if abs(content) > LARGEST.get(unit, MOST):
            raise ValueError(f"{content} is too large")
        if content < 0 and unit in NOT_NEGATIVE:
            raise ValueError(f"{content} is less than nothing")
    return content


def _line(value: Any) -> int:
    line = points(value)
    if not 0 < line <= MOST:
        raise ValueError(f"{value!r} is no score that a line could have")
    return line


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{value!r} is not a whole number, one or more")
    return value


def _family(value: Any) -> str:
    if value not in (BEST, SUM):
        raise ValueError(f"{value!r} is not {BEST} or {SUM}")
    return str(value)


def _places(told: Any, faults: _Faults) -> Places:
    reads: dict[str, tuple[Callable[[Any], Any], str]] = {
        "quota": (_count, "quota = 12000"),
        "line": (_line, 'line = "100.00"'),
        "family": (_family, f'family = "{BEST}"'),
    }
    found = {}
    for name, given in faults.entries("places", told).items():
        if name not in reads:
            faults.add(f"places.{name}", "没有这一项", "there is no such entry", ", ".join(reads))
            continue
        read, right = reads[name]
        try:
            found[name] = read(given)
        except (ValueError, TypeError) as error:
            faults.wrong(f"places.{name}", error, right)
    try:
        return Places(**found)
    except LawError as error:
        faults.wrong("places", error, "quota = 12000")
        return Places()


def _others(told: Any, faults: _Faults) -> list[Change]:
    keys = [str(key) for key in told] if isinstance(told, list) else [str(told)]
    try:
        return [composed([key], {})[1] for key in keys]
    except LawError as error:
        faults.wrong("with", error, 'with = ["12", "15"]')
        return []


def _title(table: Mapping[str, Any], path: Path) -> Text:
    told = table.get("title", path.stem)
    if isinstance(told, Mapping):
        return Text(str(told.get("zh", path.stem)), str(told.get("en", path.stem)))
    return Text(str(told), str(told))


def _together(path: Path, changes: list[Change]) -> Change:
    try:
        return reduce(or_, changes)
    except LawError as error:
        words = Text(f"{error}", f"{error}")
        right = Text("去掉重复的改动", "change one thing once")
        raise Refused([Fault(Place(str(path)), words, right)]) from None
