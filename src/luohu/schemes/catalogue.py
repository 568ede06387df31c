"""All schemes: a folder here is a city, and each module `scheme` or `scheme_…` in it is a scheme."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import luohu.schemes
from luohu.law.evaluation import InForce
from luohu.law.rulebook import Rulebook
from luohu.law.sources import LawError
from luohu.schemes.scheme import Scheme

FIRST = "scheme"


def cities() -> list[str]:
    """The names of the folders that have schemes; national law has a folder but none."""
    return list(dict.fromkeys(city for city, _ in _modules()))


def scheme_names() -> list[str]:
    """The names of all schemes, `beijing` and `beijing-exam`; none is loaded for it."""
    return [_name(city, module) for city, module in _modules()]


@lru_cache
def find_scheme(name: str) -> Scheme:
    """A scheme by name; LawError naming those there are."""
    for city, module in _modules():
        if _name(city, module) == name:
            found: Scheme = importlib.import_module(f"luohu.schemes.{city}.{module}").scheme
            return found
    raise LawError(f"no scheme {name!r}: there are {', '.join(scheme_names())}")


def find_rulebook(name: str) -> Rulebook:
    """A rulebook by scheme and version, `beijing@2020`; LawError naming those there are."""
    scheme, mark, version = name.partition("@")
    if not mark:
        raise LawError(f"{name!r} names no version: write it as {name}@2020")
    return find_scheme(scheme).rulebook_of(version)


def find_law(name: str, cycle: int, given: Mapping[str, str]) -> InForce:
    """The law of a scheme in a cycle; `beijing@2020` names a version, else the cycle decides.

    `given` are values from outside by name. LawError for what there is not.
    """
    if "@" in name:
        return find_rulebook(name).given(given).at(cycle)
    return find_scheme(name).at(cycle, given)


def _modules() -> Iterator[tuple[str, str]]:
    """The city and the module of every scheme, a city's own first."""
    for city in sorted(
        part.name for part in pkgutil.iter_modules(luohu.schemes.__path__) if part.ispkg
    ):
        folders = [str(Path(place) / city) for place in luohu.schemes.__path__]
        names = sorted(part.name for part in pkgutil.iter_modules(folders))
        yield from ((city, name) for name in names if name.partition("_")[0] == FIRST)


def _name(city: str, module: str) -> str:
    """A scheme's name by its city and its module: `scheme_work_permit` is `beijing-work-permit`."""
    return city + module.removeprefix(FIRST).replace("_", "-")
