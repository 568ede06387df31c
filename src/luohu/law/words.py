"""Values in words: points, months, days, truths, sets and ranges, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from luohu.law.accrual import Rates, Series
from luohu.law.days import NEVER, Day
from luohu.law.months import NEVER_MONTH, Month, Months
from luohu.law.points import limitless, written
from luohu.law.ranges import UNKNOWN, Range
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps

_UNITS = {
    "points": Text("分", " points"),
    "months": Text("个月", " months"),
    "years": Text("年", " years"),
    "age": Text("周岁", " years"),
    "times": Text("次", " times"),
    "yuan": Text("元", " yuan"),
    "people": Text("人", " people"),
    "hours": Text("小时", " hours"),
    "percent": Text("%", " %"),
}
_COUNTED = {
    "months": " month",
    "years": " year",
    "age": " year",
    "times": " time",
    "people": " person",
}
_TRUE, _FALSE = Text("是", "yes"), Text("否", "no")
_OPEN = Text("未知", "unknown")
_NO_LIMIT = Text("不限", "no limit")
_NONE = Text("无", "none")
_STILL = Text("至今", "now")


def shown(value: Any, unit: str, language: str) -> str:
    """A value in words; a range as its two ends, unknown where it has no bounds."""
    if isinstance(value, int):
        return _number(value, unit, language)
    if isinstance(value, Months):
        return spans(value, language)
    if isinstance(value, Range):
        return _range(value, unit, language)
    if value is UNKNOWN or value is None:
        return _OPEN.in_(language)
    if isinstance(value, dict):
        held = {id(item): item for item in value.values()}
        if len(held) == 1:
            return shown(next(iter(held.values())), unit, language)
        listed = [shown(item, unit, language) for item in value.values()]
        return listed[0] if len(set(listed)) == 1 else " / ".join(listed)
    return _plain(value, unit, language)


def _range(value: Range, unit: str, language: str) -> str:
    if unit in ("truth", "switch", "choice", "answer", "day", "month", "year", "list", "calendar"):
        return _OPEN.in_(language)
    return f"{shown(value.low, unit, language)} ~ {shown(value.high, unit, language)}"


def _plain(value: Any, unit: str, language: str) -> str:
    if isinstance(value, Steps | Levels | Rates | Series):
        return "; ".join(f"{key}: {content}" for key, content in value.rows())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(str(item) for item in value)
    return str(value)


@lru_cache(maxsize=1 << 16, typed=True)
def _number(value: int, unit: str, language: str) -> str:
    if isinstance(value, bool):
        return (_TRUE if value else _FALSE).in_(language)
    if limitless(value) and unit != "yuan":
        return _NO_LIMIT.in_(language)
    if unit == "day":
        return _NONE.in_(language) if value >= NEVER else str(Day(value))
    if unit == "month":
        return _STILL.in_(language) if value >= NEVER_MONTH else str(Month(value))
    words = _UNITS.get(unit)
    number = written(value) if unit in ("points", "percent") else f"{value:,}"
    if unit in ("year", "choice"):
        number = str(value)
    unit_word = words.in_(language) if words else ""
    one = value == 1 and unit in _COUNTED and language == "en"
    return number + (_COUNTED[unit] if one else unit_word)


def spans(months: Months, language: str) -> str:
    """A set of months as its spans and their number; a set without end in a word."""
    if months.fill:
        return _OPEN.in_(language)
    if not months.bits:
        return _NONE.in_(language)
    assert isinstance(months.bits, int)
    return f"{_listed(months.start, months.bits)} ({shown(months.count(), 'months', language)})"


@lru_cache(maxsize=4096)
def _listed(start: int, bits: int) -> str:
    """The first six spans of a set, the same in every language; a trail shows a set many times."""
    spans = Months(start, bits).spans()
    text = ", ".join(f"{first}—{last}" if first < last else str(first) for first, last in spans[:6])
    return text + (" …" if len(spans) > 6 else "")
