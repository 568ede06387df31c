"""All proposals: each module of this folder that holds some; found by number, name or file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_

import luohu.study.reforms
from luohu.law.sources import LawError
from luohu.study.reforms.proposal import Change, Proposal

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


def composed(keys: Iterable[str], settings: Mapping[str, str]) -> tuple[list[Proposal], Change]:
    """Several proposals as one change; a setting goes to whichever has it.

    LawError for a setting that none has or two have, and where two change the same thing.
    """
    chosen = [find_proposal(key) for key in keys]
    for name in settings:
        owners = [one.key for one in chosen if name in {s.name for s in one.settings}]
        if len(owners) != 1:
            there = ", ".join(s.name for one in chosen for s in one.settings) or "none"
            raise LawError(f"{name}: {len(owners)} of these reforms have it: there are {there}")
    changes = [
        one.change({n: v for n, v in settings.items() if n in {s.name for s in one.settings}})
        for one in chosen
    ]
    return chosen, reduce(or_, changes)
