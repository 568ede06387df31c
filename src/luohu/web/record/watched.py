"""Models whose rows the record answers for: each row must be as its newest event says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from luohu.web.record.digests import state_of


@dataclass(frozen=True)
class Watched:
    """A model, its fields that count, and which subject of the record a row is."""

    model: type[Model]
    fields: tuple[str, ...]
    subject: Callable[[Any], str]

    @property
    def kind(self) -> str:
        """What its subjects begin with, to the colon."""
        return self.subject(self.model()).partition(":")[0] + ":"

    def state(self, row: Model) -> str:
        """The digest that the newest event of a row must have as `after`."""
        return state_of(row, self.fields)


_WATCHED: dict[type[Model], Watched] = {}


def watch(model: type[Model], fields: Sequence[str], subject: Callable[[Any], str]) -> Watched:
    """Let `verify` compare the rows of a model with the record.

    `subject` says which subject a row is, `declaration:12`; no two models share what stands before
    the colon. Every event of such a subject that changes the row has its new digest as `after`,
    every event that deletes it an empty `after`; events that leave the row alone have neither
    `before` nor `after`.
    """
    _WATCHED[model] = Watched(model, tuple(fields), subject)
    return _WATCHED[model]


def watched() -> Iterator[Watched]:
    """What is watched, by the names of the models."""
    yield from sorted(_WATCHED.values(), key=lambda one: one.model._meta.label)
