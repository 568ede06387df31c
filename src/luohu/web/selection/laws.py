"""Digests of the law that a selection is held against: the text of its rules, the values in force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any

from luohu.law.evaluation import InForce
from luohu.law.ranges import Range


def rules_digest(law: InForce) -> str:
    """SHA-256 (hex) of the name of the law and of every rule's own text and what it reads."""
    rules = {
        name: [rule.kind.value, list(rule.inputs), rule.source, _bounds(rule.bounds)]
        for name, rule in law.book.rules.items()
    }
    return _digest({"law": law.book.name, "cycle": law.cycle, "rules": rules})


def values_digest(law: InForce) -> str:
    """SHA-256 (hex) of every value in force in the cycle, and of the day by which they are chosen."""
    values = {name: plain(value) for name, value in law.values.items()}
    return _digest({"day": int(law.day), "values": values})


def plain(value: Any) -> Any:
    """A value of the law as JSON says it, the same in every run."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, Range):
        return {"from": plain(value.low), "to": plain(value.high)}
    if isinstance(value, Mapping):
        return sorted([[plain(key), plain(held)] for key, held in value.items()], key=_written)
    if isinstance(value, Set):
        return sorted(map(plain, value), key=_written)
    if is_dataclass(value):
        # What does not count when two are compared is a store of what was worked out already.
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.compare}
    if isinstance(value, list | tuple):
        return list(map(plain, value))
    return _of_slots(value)


def _of_slots(value: Any) -> Any:
    """Anything else by what it holds: an address in memory must not come into a digest."""
    held = {n: getattr(value, n) for n in getattr(type(value), "__slots__", ()) if n[0] != "_"}
    held |= {n: v for n, v in getattr(value, "__dict__", {}).items() if n[0] != "_"}
    return {"type": type(value).__name__, **{name: plain(one) for name, one in held.items()}}


def _bounds(bounds: Any) -> Any:
    if isinstance(bounds, partial):
        return [bounds.func.__qualname__, plain(bounds.args), plain(bounds.keywords)]
    if callable(bounds):
        return getattr(bounds, "__qualname__", type(bounds).__name__)
    return plain(bounds)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _digest(value: Any) -> str:
    words = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
