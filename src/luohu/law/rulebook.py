"""A rulebook: one version of a scheme, whose law of any cycle it encodes can be taken and run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from luohu.law.evaluation import InForce
from luohu.law.graph import RuleGraph
from luohu.law.rules import Rule, by_name
from luohu.law.sources import LawError


@dataclass(frozen=True)
class Rulebook(RuleGraph):
    """Rules, values and facts that fit together, for a span of cycles (years)."""

    _in_force: dict[int, InForce] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, rules: Iterable[Rule], **parts: object) -> Rulebook:
        """A rulebook from a list of rules; LawError where two have one name."""
        return cls(rules=by_name(rules), **parts)  # type: ignore[arg-type]

    def at(self, cycle: int) -> InForce:
        """The law of one cycle, ready to run; LawError outside the cycles that were encoded."""
        first, last = self.cycles
        if not first <= cycle <= last:
            raise LawError(f"{self.name} is encoded for cycles {first} to {last}, not for {cycle}")
        if cycle not in self._in_force:
            self._in_force[cycle] = InForce(self, cycle)
        return self._in_force[cycle]
