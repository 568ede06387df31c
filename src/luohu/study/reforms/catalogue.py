"""All proposals: each module of this folder that holds some; found by number, name or file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_

import luohu.study.reforms
from luohu.law.sources import LawError
from luohu.study.reforms.proposal import Asked, Change, Proposal

NOT_PROPOSALS = ("catalogue", "files", "proposal")


@lru_cache
def proposals() -> tuple[Proposal, ...]:
    """Every proposal, by number; LawError where two have one key."""
    found: dict[str, Proposal] = {}
    for part in pkgutil.iter_modules(luohu.study.reforms.__path__):
        if part.name in NOT_PROPOSALS:
            continue
        module = importlib.import_module(f"luohu.study.reforms.{part.name}")
        for one in module.proposals:
            if found.setdefault(one.key, one) is not one:
                raise LawError(f"two proposals have the key {one.key}")
    return tuple(sorted(found.values(), key=lambda one: (one.number, one.key)))


def find_proposal(key: str) -> Proposal:
    """A proposal by its key, `12` or `6-sum`; LawError naming those there are."""
    for one in proposals():
        if one.key == key:
            return one
    raise LawError(f"no reform {key!r}: there are {', '.join(one.key for one in proposals())}")


def composed(keys: Iterable[str], settings: Mapping[str, str]) -> tuple[list[Asked], Change]:
    """Several proposals as one change; a setting goes to whichever has it, or is named `9.months`.

    LawError for a setting that none has or two have, and where two change the same thing.
    """
    chosen = [find_proposal(key) for key in keys]
    told: dict[str, dict[str, str]] = {one.key: {} for one in chosen}
    for name, words in settings.items():
        owner, own = _owner(chosen, name)
        told[owner][own] = words
    asked = [Asked(one, one.told(told[one.key])) for one in chosen]
    return asked, reduce(or_, (one.change(told[one.key]) for one in chosen))


def _owner(chosen: Sequence[Proposal], name: str) -> tuple[str, str]:
    """The key of the proposal that a setting is of, and its own name."""
    names = [(one.key, s.name) for one in chosen for s in one.settings]
    owners = [pair for pair in names if name in (pair[1], ".".join(pair))]
    if len(owners) != 1:
        there = ", ".join(".".join(pair) for pair in names) or "none"
        raise LawError(f"{name}: {len(owners)} of these reforms have it: there are {there}")
    return owners[0]
