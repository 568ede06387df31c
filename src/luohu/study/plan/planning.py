"""A person's years ahead under a ranked scheme: checked, carried forward, scored, held to the lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from luohu.law.days import Day, today
from luohu.law.rules import Kind
from luohu.law.sources import LawError, Text
from luohu.people.applicant import write_applicant
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scheme import Scheme
from luohu.study.lines import Forecast
from luohu.study.plan.actions import Action
from luohu.study.plan.carrying import carried_forward
from luohu.study.plan.checking import checked, meet_requirements
from luohu.study.plan.clock import clock_of
from luohu.study.plan.laws import encoded_until, law_ahead
from luohu.study.plan.odds import LinesAhead, covered
from luohu.study.plan.offers import NO_GAIN, NotOffered, Situation, offers
from luohu.study.plan.results import ConditionAhead, Plan
from luohu.study.plan.scoring import Scored, Scoring
from luohu.study.plan.trials import CYCLES_BEYOND, Trials

MOST_YEARS = 10
MOST_ACTIONS = 8
OFFERED_FOR = ("beijing",)


def plan(
    document: Mapping[str, Any],
    forecast: Forecast,
    first_cycle: int,
    years: int = MOST_YEARS,
    actions: Sequence[Action] | None = None,
) -> Plan:
    """Plan the cycles from the first on, as of the clock's day, against a forecast's lines.

    `actions` are tried instead of the usual ones, at most eight. Refused for a faulty document;
    LawError for a scheme that does not rank, a cycle that is past, not encoded or without a line,
    years out of 1 to 10, actions that begin before next month.
    """
    day, scheme = today(), _ranked(forecast.scheme)
    cycles = _cycles(scheme, forecast, first_cycle, years, day)
    applicant, doubts = checked(document)
    carried = carried_forward(write_applicant(applicant), day, cycles[-1] - 1)
    scoring = Scoring(scheme, applicant, day)
    situation = Situation(carried.document, day, law_ahead(scheme, cycles[0]), cycles[-1])
    trials = Trials(scoring, situation, LinesAhead(forecast, cycles))
    meet_requirements(trials.of(())[0], applicant.id)
    tried, declined = _tried(scheme, situation, actions)
    found = _plan(applicant.id, trials, tried, declined, carried.assumptions, forecast, years)
    return replace(found, warnings=(*doubts, *found.warnings))


def _plan(
    identity: str,
    trials: Trials,
    tried: Sequence[Action],
    declined: Sequence[NotOffered],
    assumptions: Sequence[Text],
    forecast: Forecast,
    years: int,
) -> Plan:
    lines, situation, now = trials.lines, trials.situation, trials.of(())
    options = trials.options(tried)
    helping = {action for option in options for action in option.actions}
    idle = sorted({one.kind for one in tried if one not in helping})
    beyond = range(lines.cycles[-1] + 1, lines.cycles[-1] + 1 + CYCLES_BEYOND)
    longer = (*now, *trials.scoring.over(situation.document, beyond))
    bands = [lines.bands(cycle) for cycle in lines.cycles]
    scheme = trials.scoring.scheme
    return Plan(
        identity,
        scheme.name,
        situation.day,
        forecast.as_of,
        lines.cycles,
        trials.outlook(()),
        tuple(options),
        trials.advice(options),
        (*declined, *(NotOffered(kind, NO_GAIN) for kind in idle)),
        trials.costs_as_now(),
        clock_of(longer),
        _conditions(longer),
        {cycle: lines.figures[cycle] for cycle in lines.cycles if lines.single(cycle)},
        {key: tuple(band[key] for band in bands) for key in lines.draws},
        lines.label_of,
        (*assumptions, *_told_of_lines(lines, forecast.as_of)),
        tuple(_warnings(scheme, lines, now, years)),
    )


def _ranked(name: str) -> Scheme:
    scheme = find_scheme(name)
    if not scheme.ranked or scheme.rulebooks[-1].only(Kind.TOTAL) is None:
        raise LawError(
            f"{name} does not rank its applicants, so there is no line to plan for; beijing does"
        )
    return scheme


def _cycles(
    scheme: Scheme, forecast: Forecast, first: int, years: int, day: Day
) -> tuple[int, ...]:
    """The cycles of a plan: as many as asked for, as far as the forecast has lines."""
    if not 1 <= years <= MOST_YEARS:
        raise LawError(f"years is {years}: a plan looks 1 to {MOST_YEARS} cycles ahead")
    if first < day.year:
        raise LawError(f"cycle {first} is past on {day}: plan from {day.year} on")
    scheme.at(first)
    if not forecast.scenarios:
        raise LawError("the forecast has no scenario: a plan needs draws of the line")
    found = covered(forecast, range(first, first + years))
    if not found:
        reach = [year for one in forecast.scenarios for year in one.cycles]
        raise LawError(
            f"the forecast as of {forecast.as_of} has no line of cycle {first}: "
            f"it has those of {min(reach)} to {max(reach)}"
        )
    return tuple(found)


def _tried(
    scheme: Scheme, situation: Situation, actions: Sequence[Action] | None
) -> tuple[list[Action], list[NotOffered]]:
    """The actions to try, and those that are not offered; what is asked for is tried as it is."""
    if actions and scheme.name not in OFFERED_FOR:
        raise LawError(f"no actions are known for {scheme.name}, only for {', '.join(OFFERED_FOR)}")
    if actions is not None:
        _may_be_tried(actions, situation)
        return list(actions), []
    found = offers(situation) if scheme.name in OFFERED_FOR else []
    declined = [one for one in found if isinstance(one, NotOffered)]
    return [one for one in found if not isinstance(one, NotOffered)], declined


def _may_be_tried(actions: Sequence[Action], situation: Situation) -> None:
    if len(actions) > MOST_ACTIONS:
        raise LawError(f"{len(actions)} actions: at most {MOST_ACTIONS} are tried together")
    for action in actions:
        if action.begins < situation.next_month:
            raise LawError(
                f"{action.kind} begins in {action.begins}: nothing can be done before "
                f"{situation.next_month}"
            )
        for listed in action.changes:
            if listed != "choices" and listed not in situation.document:
                raise LawError(f"{action.kind} changes {listed}, which the document does not state")


def _conditions(scored: Sequence[Scored]) -> tuple[ConditionAhead, ...]:
    """Conditions that fail in the first cycle, each with the first in which it is met."""
    first, rules = scored[0], scored[0].law.book.rules
    return tuple(
        ConditionAhead(
            name,
            rules[name].label,
            next((one.cycle for one in scored if one.conditions.get(name)), None),
        )
        for name, held in first.conditions.items()
        if held is False
    )


def _told_of_lines(lines: LinesAhead, as_of: int) -> list[Text]:
    """What the odds and their order rest on."""
    first = lines.scenarios[0].label
    return [
        Text(
            f"分数线按截至{as_of}年已公布的情况预测",
            f"lines are forecast from what was published up to {as_of}",
        ),
        Text(
            f"预测给出分数线的年度,可能性按「{first.zh}」计算;其后各年只有情景,给出各情景的范围",
            f"where the forecast gives a line the odds are those of “{first.en}”; "
            "later years have scenarios only, and the odds are their range",
        ),
        Text(
            f"办法的先后按「{first.zh}」下最早的年份、再按可能性排列",
            f"actions are ordered by the earliest year, then the odds, of “{first.en}”",
        ),
    ]


def _warnings(
    scheme: Scheme, lines: LinesAhead, now: Sequence[Scored], years: int
) -> Iterator[Text]:
    last, encoded = lines.cycles[-1], encoded_until(scheme)
    if len(lines.cycles) < years:
        yield Text(
            f"预测只到{last}年,计划也到此为止", f"the forecast ends with {last}, so does the plan"
        )
    if last > encoded:
        yield Text(
            f"规则只收录到{encoded}年,此后按同样的规则推算",
            f"the rules are encoded to {encoded}; after that the same are taken to hold",
        )
    if now[0].eligible is False:
        yield Text(f"{now[0].cycle}年不符合申报条件", f"may not apply in {now[0].cycle}")
    names = ", ".join(dict.fromkeys(path for one in now for path in one.unknown))
    if names:
        yield Text(f"尚未确定,结果是范围:{names}", f"not settled, so results are ranges: {names}")
