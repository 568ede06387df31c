"""The plan of one person as a page draws it: outlooks, actions best first, what they risk, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luohu.law.days import Day
from luohu.law.sources import Text
from luohu.study.plan.actions import Action, action_json
from luohu.study.plan.clock import Clock
from luohu.study.plan.odds import Band
from luohu.study.plan.offers import NotOffered
from luohu.study.plan.outlook import Outlook, points_json
from luohu.study.plan.scoring import Points


@dataclass(frozen=True)
class Cost:
    """What one mishap costs against everything going right.

    `lost` are points by cycle (least, most), `by_indicator` those of the cycle that loses most.
    `age_lost` are age points lost while the action pays later than meant, None if it never does.
    `shut_out` says that one may not apply in some cycle for it, `eligible_again` the first in which
    one may again, None if that is not within ten cycles after the plan.
    """

    action: str
    key: str
    label: Text
    lost: tuple[Points, ...]
    by_indicator: Mapping[str, Points]
    age_lost: int | None
    shut_out: bool
    eligible_again: int | None
    outlook: Outlook

    @property
    def most(self) -> Points:
        """The loss of the cycle that loses most, hundredths."""
        return max(self.lost, key=lambda points: (points[1], points[0]))

    def as_json(self) -> dict[str, Any]:
        """The cost for a program."""
        return {
            "action": self.action,
            "mishap": self.key,
            "label": self.label.as_json,
            "most_lost": points_json(self.most),
            "lost": [points_json(one) for one in self.lost],
            "by_indicator": {name: points_json(one) for name, one in self.by_indicator.items()},
            "age_lost": None if self.age_lost is None else points_json((self.age_lost,) * 2),
            "shut_out": self.shut_out,
            "eligible_again": self.eligible_again,
            "earliest": self.outlook.earliest.as_json(),
            "best_odds": self.outlook.best.as_json(),
        }


@dataclass(frozen=True)
class Option:
    """One action or several together: the outlook, and what it costs if one of them goes wrong."""

    actions: tuple[Action, ...]
    outlook: Outlook
    costs: tuple[Cost, ...]

    def as_json(self) -> dict[str, Any]:
        """The option for a program."""
        return {
            "actions": [action_json(action) for action in self.actions],
            **self.outlook.as_json(),
            "costs": [cost.as_json() for cost in self.costs],
        }


@dataclass(frozen=True)
class ConditionAhead:
    """A condition not met in the first cycle, and the first in which time alone has it met."""

    name: str
    label: Text
    met: int | None

    def as_json(self) -> dict[str, Any]:
        """The condition for a program; null where no cycle looked at has it met."""
        return {"name": self.name, "label": self.label.as_json, "met": self.met}


@dataclass(frozen=True)
class Plan:
    """The years ahead of one person under a ranked scheme.

    `now` is the outlook if nothing changes; `options` are the actions and their combinations, best
    first; `advice` is the single action that betters the odds or the year most, None where none
    does; `bands` the line of each cycle the forecast gives one for, `bands_of` by scenario.
    """

    id: str
    scheme: str
    day: Day
    as_of: int
    cycles: tuple[int, ...]
    now: Outlook
    options: tuple[Option, ...]
    advice: Option | None
    not_offered: tuple[NotOffered, ...]
    costs: tuple[Cost, ...]
    clock: Clock
    conditions: tuple[ConditionAhead, ...]
    bands: Mapping[int, Band]
    bands_of: Mapping[str, tuple[Band, ...]]
    scenarios: Mapping[str, Text]
    assumptions: tuple[Text, ...]
    warnings: tuple[Text, ...]

    @property
    def best(self) -> Option | None:
        """The first of the ranking, alone or together; None where nothing helps."""
        return self.options[0] if self.options else None

    @property
    def series(self) -> dict[str, Any]:
        """What a chart draws, a value a cycle: the total, the line and its band, scenarios."""
        held = [self.bands.get(cycle) for cycle in self.cycles]
        bands = [band.as_json() if band else dict.fromkeys(LINE) for band in held]
        return {
            "cycles": list(self.cycles),
            "total": [points_json(one.total) for one in self.now.cycles],
            **{name: [band[name] for band in bands] for name in LINE},
            "scenarios": {
                key: {name: [band.as_json()[name] for band in told] for name in LINE}
                for key, told in self.bands_of.items()
            },
        }

    def as_json(self) -> dict[str, Any]:
        """The plan for a program: points as decimal strings, odds of three places."""
        advice = self.advice
        return {
            "id": self.id,
            "scheme": self.scheme,
            "today": str(self.day),
            "forecast_as_of": self.as_of,
            "series": self.series,
            "scenarios": {key: label.as_json for key, label in self.scenarios.items()},
            "now": self.now.as_json(),
            "advice": None if advice is None else advice.as_json(),
            "options": [option.as_json() for option in self.options],
            "not_offered": [one.as_json() for one in self.not_offered],
            "costs": [cost.as_json() for cost in self.costs],
            "clock": self.clock.as_json(),
            "conditions": [one.as_json() for one in self.conditions],
            "assumptions": [text.as_json for text in self.assumptions],
            "warnings": [text.as_json for text in self.warnings],
        }


LINE = ("cutoff", "low", "high")
