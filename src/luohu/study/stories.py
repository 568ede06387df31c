"""Three real trails of a reform: who just enters, who just leaves, who just stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from luohu.law.points import written
from luohu.law.ranges import ends
from luohu.law.sources import Text
from luohu.law.trail import Step, is_open
from luohu.schemes.scoring import Score, score_person
from luohu.study.baseline import Baseline, Outcome
from luohu.study.places import Mask

ENTERS = Text("刚好新入围的人", "who just enters the list")
LEAVES = Text("刚好不再入围的人", "who just drops out")
STAYS = Text("刚好留在名单上的人", "who just stays on it")
COULD_NOT_APPLY = Text("现行规则下不能申报。", "As it is this person may not apply.")
DIRECTLY = Text("不看排名,直接落户。", "Settles directly, whatever the rank.")
LINE_MOVES = Text(
    "各项得分不变,变的是分数线。", "Every score is the same; it is the line that moves."
)


@dataclass(frozen=True)
class Changed:
    """One indicator of a person before and after, hundredths, with the trail of each."""

    label: Text
    before: int
    after: int
    steps_before: tuple[Step, ...]
    steps_after: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        """The indicator for a program, with its arithmetic."""
        return {
            "label": self.label.as_json,
            "before": written(self.before),
            "after": written(self.after),
            "trail_before": [step.as_json() for step in self.steps_before],
            "trail_after": [step.as_json() for step in self.steps_after],
        }


@dataclass(frozen=True, slots=True)
class Turned:
    """One condition of a person that holds under one law and not under the other."""

    label: Text
    before: bool | None
    after: bool | None

    def as_json(self) -> dict[str, Any]:
        """The condition for a program; null where a law has no such condition."""
        return {"label": self.label.as_json, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class Story:
    """One person of the cohort under both laws, and what makes the difference."""

    what: Text
    before: Score
    after: Score
    line_before: int | None
    line_after: int | None
    changed: tuple[Changed, ...]
    turned: tuple[Turned, ...] = ()
    reasons: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The story for a program."""
        return {
            "what": self.what.as_json,
            "id": self.before.id,
            "before": {**_short(self.before), "line": _points(self.line_before)},
            "after": {**_short(self.after), "line": _points(self.line_after)},
            "changed": [one.as_json() for one in self.changed],
            "conditions": [one.as_json() for one in self.turned],
            "reasons": [text.as_json for text in self.reasons],
        }


def stories(baseline: Baseline, after: Outcome) -> list[Story]:
    """The three, as far as there are such people; each the nearest to the line that moves them."""
    before = baseline.outcome
    was, now = before.admission.admitted, after.admission.admitted
    above_after = _margin(after)
    chosen = (
        (ENTERS, now & ~was, above_after),
        (LEAVES, was & ~now, _margin(before)),
        (STAYS, was & now, above_after),
    )
    found = []
    for what, who, margin in chosen:
        if who.any():
            found.append(_story(what, baseline, after, _nearest(who, margin)))
    return found


def _margin(outcome: Outcome) -> Any:
    """How far each person's total lies from the line, hundredths."""
    line = outcome.admission.cutoff
    return np.abs(outcome.admission.totals - (0 if line is None else line))


def _nearest(who: Mask, margin: Any) -> int:
    places = np.flatnonzero(who)
    return int(places[np.argmin(margin[places])])


def _story(what: Text, baseline: Baseline, after: Outcome, index: int) -> Story:
    facts, identity = baseline.cohort.person(index), baseline.cohort.ids[index]
    one = score_person(baseline.law, facts, identity)
    other = score_person(after.law, facts, identity)
    lines = baseline.outcome.admission.cutoff, after.admission.cutoff
    changed, turned = tuple(_changed(one, other)), tuple(_turned(one, other))
    reasons = tuple(_reasons(baseline, after, index))
    if not (changed or turned or reasons):
        reasons = (LINE_MOVES,)
    return Story(what, one, other, *lines, changed, turned, reasons)


def _reasons(baseline: Baseline, after: Outcome, index: int) -> Iterator[Text]:
    """What no indicator or condition tells: who may apply at all, places beside the ranking, families."""
    now = after.admission
    if baseline.apart is not None and baseline.apart[index]:
        yield COULD_NOT_APPLY
    if now.direct[index]:
        yield DIRECTLY
    own, ranked = int(now.person_totals[index]), int(now.totals[index])
    if own != ranked:
        yield Text(
            f"排名用家庭分 {written(ranked)},本人 {written(own)}。",
            f"Ranked by the family's {written(ranked)}, the person's own is {written(own)}.",
        )


def _changed(before: Score, after: Score) -> list[Changed]:
    """The indicators and conditions that come out otherwise, each with the steps behind it."""
    old, new = before.law.book, after.law.book
    names = dict.fromkeys([*old.indicators, *new.indicators])
    found = []
    for name in names:
        values = [ends(score.values.get(name, 0))[0] for score in (before, after)]
        if values[0] != values[1]:
            rule = new.rules.get(name) or old.rules[name]
            steps = [_steps(score, name) for score in (before, after)]
            found.append(Changed(rule.label, int(values[0]), int(values[1]), *steps))
    return found


def _turned(before: Score, after: Score) -> list[Turned]:
    """The conditions that hold under one law only, or that only one law has."""
    found = []
    for name in dict.fromkeys([*before.conditions, *after.conditions]):
        truths = before.conditions.get(name), after.conditions.get(name)
        if truths[0] != truths[1]:
            rule = after.law.book.rules.get(name) or before.law.book.rules[name]
            found.append(Turned(rule.label, *truths))
    return found


def _steps(score: Score, name: str) -> tuple[Step, ...]:
    """The indicator's own step and those it reads at once; none if that law has no such rule."""
    book = score.law.book
    if name not in book.rules:
        return ()
    trail = score.trail
    inputs: Sequence[str] = [n for n in book.rules[name].inputs if n in book.rules]
    return tuple(trail.step(one) for one in (name, *inputs))


def _short(score: Score) -> dict[str, Any]:
    return {"eligible": score.eligible, "total": _points(score.total)}


def _points(value: Any) -> str | None:
    """Points, null where there are none or they are open."""
    return None if value is None or is_open(value) else written(value)
