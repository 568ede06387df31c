"""A person's own clock: the cycles in which age points fall, and the last before retirement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from luohu.law.months import Month
from luohu.law.ranges import ends
from luohu.study.plan.outlook import points_json
from luohu.study.plan.scoring import Points, Scored

AGE = "age"
BELOW_RETIREMENT = "below_retirement_age"
RETIREMENT_MONTH = "retirement_month"


@dataclass(frozen=True)
class AgeFall:
    """A cycle in which age gives fewer points than in the cycle before, hundredths."""

    cycle: int
    before: Points
    after: Points

    def as_json(self) -> dict[str, Any]:
        """The fall for a program."""
        before, after = points_json(self.before), points_json(self.after)
        return {"cycle": self.cycle, "from": before, "to": after}


@dataclass(frozen=True)
class Clock:
    """What time takes from a person.

    `last_cycle` is the last of the cycles looked at in which the retirement age is not reached,
    None if it is not reached in any of them; `retires` the month of it, soonest and latest.
    """

    age_falls: tuple[AgeFall, ...]
    last_cycle: int | None
    retires: tuple[Month, Month] | None

    def as_json(self) -> dict[str, Any]:
        """The clock for a program; retirement is null where the law or the document leaves it out."""
        retires = None if self.retires is None else [str(month) for month in self.retires]
        return {
            "age_falls": [fall.as_json() for fall in self.age_falls],
            "last_cycle_before_retirement": self.last_cycle,
            "retires": retires,
        }


def clock_of(scored: Sequence[Scored]) -> Clock:
    """The clock of a person scored in the cycles of a plan and some years beyond."""
    rules = scored[0].law.book.rules
    falls = tuple(_falls(scored)) if AGE in rules else ()
    if not {BELOW_RETIREMENT, RETIREMENT_MONTH}.issubset(rules):
        return Clock(falls, None, None)
    held = [one.conditions[BELOW_RETIREMENT] for one in scored]
    last = scored[held.index(False)].cycle - 1 if False in held[1:] and held[0] else None
    low, high = ends(scored[0].values[RETIREMENT_MONTH])
    return Clock(falls, last, (Month(int(low)), Month(int(high))))


def _falls(scored: Sequence[Scored]) -> list[AgeFall]:
    points = [(one.cycle, one.points(AGE)) for one in scored]
    return [
        AgeFall(cycle, before, after)
        for (_, before), (cycle, after) in pairwise(points)
        if after < before
    ]
