"""Actions tried alone and together, and what each costs when it goes wrong, all by scoring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from luohu.study.plan.actions import Action, applied
from luohu.study.plan.clock import AGE
from luohu.study.plan.mishaps import Mishap, mishaps_as_now, mishaps_of
from luohu.study.plan.odds import LinesAhead
from luohu.study.plan.offers import Situation
from luohu.study.plan.outlook import Outlook, outlook
from luohu.study.plan.results import Cost, Option
from luohu.study.plan.scoring import Points, Scored, Scoring

CYCLES_BEYOND = 10
Scores = tuple[Scored, ...]


@dataclass
class Trials:
    """One person's document, carried forward, under any actions; what was scored is kept."""

    scoring: Scoring
    situation: Situation
    lines: LinesAhead
    scored: dict[frozenset[Action], Scores] = field(default_factory=dict)

    def of(self, actions: Iterable[Action]) -> Scores:
        """The scores of each cycle after some actions."""
        key = frozenset(actions)
        if key not in self.scored:
            document = applied(self.situation.document, key)
            self.scored[key] = self.scoring.over(document, self.lines.cycles)
        return self.scored[key]

    def outlook(self, actions: Iterable[Action]) -> Outlook:
        """The outlook after some actions."""
        return outlook(self.of(actions), self.lines)

    def options(self, actions: Sequence[Action]) -> list[Option]:
        """Every combination in which each action adds something, best first."""
        ordered = sorted(actions, key=_sort)
        kept = [chosen for chosen in _combinations(ordered) if self._each_pays(chosen)]
        options = [self._option(chosen) for chosen in kept]
        return sorted(options, key=lambda one: _rank(one.outlook, one.actions, self.lines))

    def advice(self, options: Sequence[Option]) -> Option | None:
        """The best single action, if it brings the year nearer or the odds up."""
        single = next((one for one in options if len(one.actions) == 1), None)
        if single is None:
            return None
        now = _nearness(self.outlook(()), self.lines)
        return single if _nearness(single.outlook, self.lines) < now else None

    def costs_as_now(self) -> tuple[Cost, ...]:
        """What mishaps cost a person who changes nothing."""
        decisive = self._decisive(self.outlook(()))
        found = mishaps_as_now(decisive, self.situation)
        return tuple(self._cost("", mishap, (), ()) for mishap in found)

    def _option(self, chosen: tuple[Action, ...]) -> Option:
        ahead = self.outlook(chosen)
        return Option(chosen, ahead, tuple(self._costs(chosen, ahead)))

    def _each_pays(self, chosen: tuple[Action, ...]) -> bool:
        """Whether without any one of the actions less would come of the rest."""
        whole = self.of(chosen)
        return all(_gains(whole, self.of(one for one in chosen if one != left)) for left in chosen)

    def _costs(self, chosen: tuple[Action, ...], ahead: Outlook) -> Iterator[Cost]:
        decisive = self._decisive(ahead)
        for action in chosen:
            others = tuple(one for one in chosen if one != action)
            for mishap in mishaps_of(action, others, decisive, self.situation):
                yield self._cost(action.kind, mishap, chosen, others)

    def _cost(
        self,
        kind: str,
        mishap: Mishap,
        chosen: tuple[Action, ...],
        others: tuple[Action, ...],
    ) -> Cost:
        right, wrong, without = self.of(chosen), self.of(mishap.actions), self.of(others)
        lost = tuple(_less(a.total, b.total) for a, b in zip(right, wrong, strict=True))
        worst = lost.index(max(lost, key=lambda points: (points[1], points[0])))
        shut_out = any(
            a.eligible and b.eligible is False for a, b in zip(right, wrong, strict=True)
        )
        return Cost(
            kind,
            mishap.key,
            mishap.label,
            lost,
            _by_indicator(right[worst], wrong[worst]),
            _age_lost(right, wrong, without),
            shut_out,
            self._again(mishap.actions, right, wrong) if shut_out else None,
            outlook(wrong, self.lines),
        )

    def _again(self, actions: Iterable[Action], right: Scores, wrong: Scores) -> int | None:
        """The first cycle in which one may apply again, looked for ten cycles beyond the plan."""
        last = self.lines.cycles[-1]
        beyond = self.scoring.over(
            applied(self.situation.document, actions), range(last + 1, last + 1 + CYCLES_BEYOND)
        )
        pairs = zip(right, wrong, strict=True)
        out = next(b.cycle for a, b in pairs if a.eligible and b.eligible is False)
        return next((s.cycle for s in (*wrong, *beyond) if s.cycle > out and s.eligible), None)

    def _decisive(self, ahead: Outlook) -> int:
        """The cycle aimed at: the soonest with ten per cent of the first scenario, else the last."""
        soonest = next(iter(ahead.earliest_of.values())).soonest
        return self.lines.cycles[-1] if soonest is None else soonest


def _combinations(actions: Sequence[Action]) -> Iterator[tuple[Action, ...]]:
    """All combinations, the small ones first, without two that do the same kind of thing."""
    for size in range(1, len(actions) + 1):
        for chosen in combinations(actions, size):
            if len({_sort(action) for action in chosen}) == size:
                yield chosen


def _sort(action: Action) -> tuple[str, str]:
    return action.kind, getattr(action, "indicator", "")


def _gains(more: Scores, less: Scores) -> bool:
    """Whether in some cycle in which one may apply there is more to be had, or one may at all."""
    return any(
        a.eligible is not False
        and (a.total[1] > b.total[1] or a.total[0] > b.total[0] or b.eligible is False)
        for a, b in zip(more, less, strict=True)
    )


def _less(right: Points, wrong: Points) -> Points:
    """What is lost, at least and at most, between two totals that may be open."""
    ends = right[0] - wrong[0], right[1] - wrong[1]
    return min(ends), max(ends)


def _by_indicator(right: Scored, wrong: Scored) -> Mapping[str, Points]:
    lost = {n: _less(right.points(n), wrong.points(n)) for n in right.law.book.indicators}
    return {name: points for name, points in lost.items() if points != (0, 0)}


def _age_lost(right: Scores, wrong: Scores, without: Scores) -> int | None:
    """Age points between the cycle in which an action first pays and that in which it does late."""
    meant, late = _first_paid(right, without), _first_paid(wrong, without)
    if meant is None or late is None or AGE not in meant.law.book.rules:
        return None
    return meant.points(AGE)[0] - late.points(AGE)[0]


def _first_paid(scored: Scores, without: Scores) -> Scored | None:
    """The first cycle in which there surely is more than without the action."""
    pairs = zip(scored, without, strict=True)
    return next((a for a, b in pairs if a.total[0] > b.total[0]), None)


def _rank(ahead: Outlook, actions: Sequence[Action], lines: LinesAhead) -> tuple[Any, ...]:
    """Best first: the nearer, then the higher total at the end, then the fewer actions."""
    sorts = [_sort(action) for action in actions]
    return (*_nearness(ahead, lines), -ahead.cycles[-1].total[0], len(actions), sorts)


def _nearness(ahead: Outlook, lines: LinesAhead) -> tuple[Any, ...]:
    """The earliest year of the first scenario, then its odds: the smaller the better.

    Of open odds the least come first, so that what is sure goes before what may be.
    """
    key = lines.scenarios[0].key
    when, never = ahead.earliest_of[key], lines.cycles[-1] + 1
    by = [one.by if one.single else one.by_of[key] for one in ahead.cycles]
    surely, perhaps = [one.least for one in by], [one.most for one in by]
    years = when.latest or never, when.soonest or never
    return (*years, -surely[-1], -sum(surely), -perhaps[-1], -sum(perhaps))
