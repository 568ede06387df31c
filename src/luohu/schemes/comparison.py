"""One person under every scheme: where they may settle, how near the others are, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from luohu.law.evaluation import InForce
from luohu.law.points import limitless, written
from luohu.law.ranges import ends
from luohu.law.rules import Kind
from luohu.law.sources import LawError, Standing, Text
from luohu.law.trail import Step, is_open
from luohu.people.facts import LISTS, document_path, scalars
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import Scheme
from luohu.schemes.scoring import Score, score_person

YEARS_AHEAD = 5


class Nearness(IntEnum):
    """How near a scheme is, nearest first."""

    REACHED = 0
    LINE_NOT_KNOWN = 1
    BELOW_THE_LINE = 2
    OPEN = 3
    CONDITIONS_MISSING = 4
    NOT_ENCODED = 5


NEARNESS: Mapping[Nearness, Text] = {
    Nearness.REACHED: Text("已达到", "reached"),
    Nearness.LINE_NOT_KNOWN: Text("符合条件,分数线未公布", "may apply, the line is not published"),
    Nearness.BELOW_THE_LINE: Text("符合条件,分数不够", "may apply, below the line"),
    Nearness.OPEN: Text("未定", "open"),
    Nearness.CONDITIONS_MISSING: Text("条件不足", "conditions missing"),
    Nearness.NOT_ENCODED: Text("该年度未收录", "not encoded for this year"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a score is held against: in hundredths or a Range, whose score, from where."""

    score: str
    points: Any
    source: Text
    standing: Standing


@dataclass(frozen=True)
class Prospect:
    """One scheme for one person, with values from outside; `score` is None where not encoded."""

    scheme: Scheme
    cycle: int
    score: Score | None
    given: Mapping[str, str]

    @cached_property
    def line(self) -> Line | None:
        """The latest published cut-off of the same rules, else the threshold of the law."""
        if self.score is None:
            return None
        return _published(self.scheme, self.score.law) or _threshold(self.scheme, self.score.law)

    @cached_property
    def reached(self) -> bool | None:
        """Whether the score reaches the line; None if that is not known, or there is no line."""
        if self.score is None or self.line is None:
            return None
        low, high = ends(self.score.values[self.line.score])
        lowest, highest = ends(self.line.points)
        return True if low >= highest else False if high < lowest else None

    @cached_property
    def missing(self) -> list[str]:
        """The conditions that fail; the routes too where every one of them fails."""
        if self.score is None:
            return []
        failing = [name for name, held in self.score.conditions.items() if held is False]
        routes = self.score.routes
        closed = [*routes] if routes and not any(h is not False for h in routes.values()) else []
        return failing + closed

    @cached_property
    def unknown(self) -> list[str]:
        """What leaves the answer open, as paths of the document or names of the law's own values."""
        return [] if self.score is None else self.score.unknown

    @cached_property
    def unknown_names(self) -> list[Text]:
        """The same in words, each once."""
        if self.score is None:
            return []
        book = self.score.law.book
        told = [
            known.label
            if (known := book.parameters.get(path) or book.rules.get(path))
            else _LABELS.get(path, Text(path, path))
            for path in self.unknown
        ]
        return list(dict.fromkeys(told))

    @cached_property
    def nearness(self) -> Nearness:
        """How near the scheme is."""
        if self.score is None:
            return Nearness.NOT_ENCODED
        if self.score.eligible is None:
            return Nearness.OPEN
        if not self.score.eligible:
            return Nearness.CONDITIONS_MISSING
        if self.line is None and not self.scheme.ranked:
            return Nearness.REACHED
        only_a_gate = self.scheme.ranked and _published(self.scheme, self.score.law) is None
        if self.line is None or only_a_gate or is_open(self.line.points):
            return Nearness.LINE_NOT_KNOWN
        if self.reached is None:
            return Nearness.OPEN
        return Nearness.REACHED if self.reached else Nearness.BELOW_THE_LINE

    @property
    def shortfall(self) -> int:
        """Hundredths from the most the person may have to the least the line may be; 0 if none."""
        if self.score is None or self.line is None:
            return 0
        _, high = ends(self.score.values[self.line.score])
        return max(0, int(ends(self.line.points)[0]) - int(high))

    @property
    def distance(self) -> tuple[int, ...]:
        """What prospects are sorted by."""
        return self.nearness, len(self.missing), self.shortfall, len(self.unknown)

    @cached_property
    def year_ahead(self) -> int | None:
        """The first of the next years in which the person may apply if all goes on as it is."""
        if self.score is None:
            return None
        for year in range(self.cycle + 1, self.cycle + 1 + YEARS_AHEAD):
            law = self.law_of(year)
            name = law.book.only(Kind.ELIGIBILITY) if law else None
            if law and name and law.evaluate(self.score.facts, (name,))[name] is True:
                return year
        return None

    def law_of(self, year: int) -> InForce | None:
        """The law of another year; what was given holds as long as the same rules do."""
        same_rules = self.scheme.covering(year) is self.scheme.covering(self.cycle)
        return _law_of(self.scheme, year, self.given if same_rules else {})

    @cached_property
    def next_step(self) -> Text:
        """What would bring the person nearer."""
        return _STEPS[self.nearness](self)

    def as_json(self) -> dict[str, Any]:
        """The prospect for a program."""
        score, line = self.score, self.line
        answer: dict[str, Any] = {
            "scheme": self.scheme.name,
            "title": self.scheme.title.as_json,
            "rules": score.law.book.name if score else None,
            "cycle": self.cycle,
            "nearness": self.nearness.name.lower(),
            "eligible": score.eligible if score else None,
            "points": _written(score.total) if score else None,
            "line": None,
            "reached": self.reached,
            "missing": self.missing,
            "unknown": self.unknown,
            "reference_day": str(score.law.day) if score else None,
            "next_step": self.next_step.as_json,
        }
        if line is not None and score is not None:
            answer["line"] = {
                "points": _written(line.points),
                "score": {line.score: _written(score.values[line.score])},
                "source": line.source.as_json,
                "standing": line.standing.value,
            }
        return answer


def compare(
    facts: Mapping[str, Any], identity: str, cycle: int, given: Mapping[str, Mapping[str, str]]
) -> list[Prospect]:
    """One person under every scheme in a cycle, the nearest first.

    `given` are values from outside by scheme. LawError for one that a scheme does not take, or for
    a scheme that there is not, or not in that cycle.
    """
    for name in given:
        find_scheme(name).at(cycle)
    schemes = [find_scheme(name) for name in scheme_names()]
    if not any(scheme.covering(cycle) for scheme in schemes):
        raise LawError(f"no scheme is encoded for cycle {cycle}")
    found = [_prospect(one, facts, identity, cycle, given.get(one.name, {})) for one in schemes]
    return sorted(found, key=lambda prospect: prospect.distance)


def laws_of(cycle: int) -> Iterator[tuple[Scheme, InForce]]:
    """Every scheme in force in a cycle, with its law."""
    for name in scheme_names():
        law = _law_of(find_scheme(name), cycle)
        if law is not None:
            yield find_scheme(name), law


def _prospect(
    scheme: Scheme,
    facts: Mapping[str, Any],
    identity: str,
    cycle: int,
    given: Mapping[str, str],
) -> Prospect:
    law = _law_of(scheme, cycle, given)
    score = score_person(law, facts, identity) if law else None
    if score is not None and given and score.unmet_requirements:
        rule = score.law.book.rules[score.unmet_requirements[0]]
        raise LawError(f"{scheme.name}: not so: {rule.label.zh} {rule.label.en}")
    return Prospect(scheme, cycle, score, given)


def _law_of(scheme: Scheme, cycle: int, given: Mapping[str, str] | None = None) -> InForce | None:
    """The law of a scheme in a cycle, None where it was not in force or not encoded."""
    return scheme.at(cycle, given) if scheme.covering(cycle) else None


def _threshold(scheme: Scheme, law: InForce) -> Line | None:
    held = scheme.threshold
    if held is None:
        return None
    value = law.book.parameters[held.value].value_for(law.cycle, law.day)
    label = law.book.parameters[held.value].label
    return Line(held.score, law.values[held.value], label, value.standing)


def _published(scheme: Scheme, law: InForce) -> Line | None:
    """The latest cut-off that was published under the same rules."""
    total, (first, last) = law.book.only(Kind.TOTAL), law.book.cycles
    years = [y for y in scheme.cycles if first <= y <= min(last, law.cycle)]
    known = [year for year in years if "cutoff" in scheme.cycles[year]]
    if total is None or not known:
        return None
    fact = scheme.cycles[max(known)]["cutoff"]
    words = Text(f"{max(known)}年落户分值", f"cut-off of {max(known)}")
    return Line(total, fact.value, words, fact.standing)


# ---- the next step


def _apply(prospect: Prospect) -> Text:
    if prospect.scheme.ranked:
        return Text(
            "达到已公布的分数线;在申报期申报",
            "the published line is reached: declare in the window",
        )
    return Text("可以申请", "apply")


def _await_line(prospect: Prospect) -> Text:
    return Text(
        "可以申报;分数线在排名后才公布", "declare; the line is published only after the ranking"
    )


def _earn(prospect: Prospect) -> Text:
    short = written(prospect.shortfall)
    gained = _gain_of_a_year(prospect)
    if gained is None:
        return Text(f"还差 {short} 分", f"{short} points are missing")
    return Text(
        f"还差 {short} 分;保持现状一年可增加 {gained} 分",
        f"{short} points are missing; a year as now adds {gained}",
    )


def _gain_of_a_year(prospect: Prospect) -> str | None:
    """What another year under the same rules adds to the score, if nothing changes."""
    score, line, law = prospect.score, prospect.line, prospect.law_of(prospect.cycle + 1)
    if score is None or line is None or law is None or law.book.name != score.law.book.name:
        return None
    now, then = score.values[line.score], law.evaluate(score.facts, (line.score,))[line.score]
    return None if is_open(now) or is_open(then) or then <= now else written(then - now)


def _ask(prospect: Prospect) -> Text:
    """Ask for the first thing that leaves it open: a fact, or what the law has not published."""
    assert prospect.score is not None
    book, deciding = prospect.score.law.book, _deciding(prospect)
    for path in deciding:
        ask = _ASK.get(path) or _ASK.get(path.partition(".")[0])
        if ask is not None and path not in book.parameters:
            return Text(f"请补充:{ask.zh}", f"state this: {ask.en}")
    for name in deciding:
        known = book.parameters.get(name) or book.rules.get(name)
        if known is not None:
            return Text(
                f"政策没有公开或有待明确:{known.label.zh}",
                f"not published or not settled by the law: {known.label.en}",
            )
    return Text("情况尚未明确", "this is not settled yet")


def _deciding(prospect: Prospect) -> list[str]:
    """What leaves eligibility open; where that is known, what leaves the score open."""
    score = prospect.score
    assert score is not None
    name = score.law.book.only(Kind.ELIGIBILITY)
    targets = [name] if name and score.eligible is None else []
    held = targets or ([prospect.line.score] if prospect.line else [])
    return score.unsettled(held or None)


def _meet(prospect: Prospect) -> Text:
    """The year in which time alone opens the door, else the first condition that fails."""
    assert prospect.score is not None
    if prospect.year_ahead is not None:
        year = prospect.year_ahead
        return Text(f"保持现状,到{year}年符合条件", f"as things go on, in {year}")
    score = prospect.score
    steps = [score.trail.step(name) for name in prospect.missing]
    telling = next((step for step in steps if _compares(step)), steps[0])
    label, worked, asked = telling.source.label, telling.arithmetic, telling.source.statement
    if not _compares(telling):
        return Text(f"未满足「{label.zh}」:{asked.zh}", f"missing: {label.en} ({asked.en})")
    return Text(
        f"未满足「{label.zh}」:{worked.zh} 不成立",
        f"missing: {label.en} ({worked.en} does not hold)",
    )


def _compares(step: Step) -> bool:
    """Whether the arithmetic of a condition only holds one number against another, not none."""
    worked = step.arithmetic.en
    joined = " and " in worked or " or " in worked
    return sum(map(worked.count, "<>≤≥")) == 1 and not joined and not worked.endswith("> 0")


def _past(prospect: Prospect) -> Text:
    spans = ", ".join(f"{b.cycles[0]}–{b.cycles[1]}" for b in prospect.scheme.rulebooks)
    return Text(f"只适用于{spans}年", f"only for {spans}")


_STEPS = {
    Nearness.REACHED: _apply,
    Nearness.LINE_NOT_KNOWN: _await_line,
    Nearness.BELOW_THE_LINE: _earn,
    Nearness.OPEN: _ask,
    Nearness.CONDITIONS_MISSING: _meet,
    Nearness.NOT_ENCODED: _past,
}


def _asked() -> Iterator[tuple[str, Text]]:
    """What to ask for, by the paths of a document that answers name."""
    for listed in LISTS:
        yield listed.written_as, listed.ask
        for field in listed.fields:
            yield f"{listed.written_as}.{field.written_as}", _of(listed.label, field.ask)
    for name, fact, group in scalars():
        yield document_path(name), _of(group.label, fact.ask) if group else fact.ask


def _of(subject: Text, ask: Text) -> Text:
    """A question with what it is about before it."""
    return Text(f"{subject.zh}:{ask.zh}", f"{subject.en}: {ask.en}")


def _labelled() -> Iterator[tuple[str, Text]]:
    """What the paths of a document are called."""
    for listed in LISTS:
        yield listed.written_as, listed.label
        for field in listed.fields:
            yield f"{listed.written_as}.{field.written_as}", _of(listed.label, field.label)
    for name, fact, _ in scalars():
        yield document_path(name), fact.label


_ASK, _LABELS = dict(_asked()), dict(_labelled())


def _written(points: Any) -> Any:
    """Points as a decimal string, two of them where they are a range, null for no limit."""
    if points is None:
        return None
    low, high = (None if limitless(end) else written(end) for end in ends(points))
    return [low, high] if is_open(points) else low
