"""Declared and verified scores side by side: what differs, and which lines of the reasons say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from luohu.law.evaluation import InForce
from luohu.law.ranges import Range, ends
from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.law.trail import Trail, source_of
from luohu.schemes.scoring import Score
from luohu.web.shell.context import spoken
from luohu.web.verification.facts import label_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A step of the reasons that came out otherwise."""

    label: Text
    kind: str
    declared: Text
    verified: Text


@dataclass(frozen=True, slots=True)
class Difference:
    """One result by name, as declared and as verified, and the steps behind it that differ."""

    name: str
    label: Text
    declared: Any
    verified: Any
    steps: tuple[Changed, ...]

    @property
    def differs(self) -> bool:
        """Whether verification changed the result."""
        return ends(self.declared) != ends(self.verified)

    @property
    def gap(self) -> int | None:
        """Verified less declared, in hundredths; None where one of them is open."""
        if isinstance(self.declared, Range) or isinstance(self.verified, Range):
            return None
        return int(self.verified) - int(self.declared)

    @property
    def states(self) -> tuple[str, str]:
        """Of a condition: met, missing or open, as declared and as verified."""
        return _state(self.declared), _state(self.verified)


def _state(value: Any) -> str:
    return "open" if isinstance(value, Range) else "met" if value else "missing"


@dataclass(frozen=True)
class Compared:
    """A declaration's two scores; `pending` are the facts that no department has decided yet."""

    law: InForce
    declared: Score
    verified: Score
    pending: tuple[str, ...]

    @cached_property
    def conditions(self) -> list[Difference]:
        """Each condition and route."""
        return self._of((*self.law.book.conditions, *self.law.book.routes))

    @cached_property
    def indicators(self) -> list[Difference]:
        """Each indicator."""
        return self._of(self.law.book.indicators)

    @property
    def changed(self) -> list[Difference]:
        """The conditions and indicators that came out otherwise."""
        return [one for one in (*self.conditions, *self.indicators) if one.differs]

    @property
    def total(self) -> Difference | None:
        """The total, None where the law has no points."""
        name = self.law.book.only(Kind.TOTAL)
        return None if name is None else self._difference(name, ())

    @property
    def pending_labels(self) -> list[Text]:
        """The facts still pending, in words."""
        return [label_of(fact) for fact in self.pending]

    @cached_property
    def _trails(self) -> tuple[Trail, Trail]:
        return self.declared.trail_in(spoken()), self.verified.trail_in(spoken())

    def _of(self, names: Sequence[str]) -> list[Difference]:
        return [self._difference(name, self._steps(name)) for name in names]

    def _difference(self, name: str, steps: tuple[Changed, ...]) -> Difference:
        label = source_of(self.law, name).label
        return Difference(
            name, label, self.declared.values[name], self.verified.values[name], steps
        )

    def _steps(self, name: str) -> tuple[Changed, ...]:
        """The steps behind a result that came out otherwise, the result itself left out."""
        before, after = (trail.steps([name]) for trail in self._trails)
        return tuple(
            Changed(step.source.label, step.source.kind, before[key].shown, step.shown)
            for key, step in after.items()
            if key != name and key in before and before[key].shown != step.shown
        )
