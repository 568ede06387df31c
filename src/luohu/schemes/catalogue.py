"""All schemes: each is a folder here whose module `scheme` says what it holds."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

import luohu.schemes
from luohu.law.rulebook import Rulebook
from luohu.law.sources import LawError
from luohu.schemes.scheme import Scheme


def scheme_names() -> list[str]:
    """The names of all schemes."""
    return sorted(part.name for part in pkgutil.iter_modules(luohu.schemes.__path__) if part.ispkg)


@lru_cache
def find_scheme(name: str) -> Scheme:
    """A scheme by name; LawError naming those there are."""
    if name not in scheme_names():
        raise LawError(f"no scheme {name!r}: there are {', '.join(scheme_names())}")
    found: Scheme = importlib.import_module(f"luohu.schemes.{name}.scheme").scheme
    return found


def find_rulebook(name: str) -> Rulebook:
    """A rulebook by scheme and version, `beijing@2020`; LawError naming those there are."""
    scheme, mark, version = name.partition("@")
    if not mark:
        raise LawError(f"{name!r} names no version: write it as {name}@2020")
    return find_scheme(scheme).rulebook_of(version)
