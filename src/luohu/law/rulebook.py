"""A rulebook: one version of a scheme, whose law of any cycle it encodes can be taken and run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from luohu.law.days import Day
from luohu.law.evaluation import InForce
from luohu.law.graph import RuleGraph
from luohu.law.parameters import Parameter
from luohu.law.rules import Rule, by_name
from luohu.law.sources import LawError


@dataclass(frozen=True)
class Rulebook(RuleGraph):
    """Rules, values and facts that fit together, for a span of cycles (years)."""

    _in_force: dict[tuple[int, Day], InForce] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, rules: Iterable[Rule], **parts: object) -> Rulebook:
        """A rulebook from a list of rules; LawError where two have one name."""
        return cls(rules=by_name(rules), **parts)  # type: ignore[arg-type]

    def at(self, cycle: int) -> InForce:
        """The law of one cycle, ready to run; LawError outside the cycles that were encoded.

        A scheme that takes applications all year round is as of the clock's day.
        """
        first, last = self.cycles
        if not first <= cycle <= last:
            raise LawError(f"{self.name} is encoded for cycles {first} to {last}, not for {cycle}")
        key = cycle, self.reference_day(cycle)
        if key not in self._in_force:
            self._in_force[key] = InForce(self, cycle)
        return self._in_force[key]

    @property
    def outside(self) -> Mapping[str, Parameter]:
        """The values that may be given from outside: a line published later, an open reading."""
        return {name: one for name, one in self.parameters.items() if one.outside}

    def given(self, told: Mapping[str, str]) -> Rulebook:
        """The rulebook with values given from outside, as words: a line that came to be known.

        LawError for a name that is no such value, or words that its unit cannot read.
        """
        outside = self.outside
        for name in told:
            if name not in outside:
                known = ", ".join(outside) or "none"
                raise LawError(f"{self.name}: {name} cannot be given: there are {known}")
        parameters = {name: outside[name].given(words) for name, words in told.items()}
        return replace(self, parameters={**self.parameters, **parameters}) if told else self
