"""All schemes: a folder here is a city, and its module `scheme` says which schemes it has."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from importlib.util import find_spec

import luohu.schemes
from luohu.law.rulebook import Rulebook
from luohu.law.sources import LawError
from luohu.schemes.scheme import Scheme


def cities() -> list[str]:
    """The names of the folders that have schemes; national law has a folder but none."""
    parts = (part.name for part in pkgutil.iter_modules(luohu.schemes.__path__) if part.ispkg)
    return sorted(name for name in parts if find_spec(f"luohu.schemes.{name}.scheme"))


@lru_cache
def schemes_of(city: str) -> tuple[Scheme, ...]:
    """The schemes of a city; the first goes by the city's own name."""
    found: tuple[Scheme, ...] = importlib.import_module(f"luohu.schemes.{city}.scheme").schemes
    return found


def scheme_names() -> list[str]:
    """The names of all schemes."""
    return [scheme.name for city in cities() for scheme in schemes_of(city)]


@lru_cache
def find_scheme(name: str) -> Scheme:
    """A scheme by name, `beijing` or `beijing-exam`; LawError naming those there are."""
    city = name.partition("-")[0]
    for scheme in schemes_of(city) if city in cities() else ():
        if scheme.name == name:
            return scheme
    raise LawError(f"no scheme {name!r}: there are {', '.join(scheme_names())}")


def find_rulebook(name: str) -> Rulebook:
    """A rulebook by scheme and version, `beijing@2020`; LawError naming those there are."""
    scheme, mark, version = name.partition("@")
    if not mark:
        raise LawError(f"{name!r} names no version: write it as {name}@2020")
    return find_scheme(scheme).rulebook_of(version)
