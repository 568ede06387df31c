"""The shapes of what the interface answers, as its description (OpenAPI) states them."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field

Points = str | None
Object = dict[str, Any]


class Words(Schema):
    """The same words in Chinese and English."""

    zh: str
    en: str


class Fault(Schema):
    """One thing that is wrong: where it stands, what it is, what would be right."""

    file: str
    sheet: str
    row: int | None
    column: str
    wrong: Words
    right: Words
    warning: bool


class Refusal(Schema):
    """What was sent was read and is refused, with everything that is wrong."""

    refused: list[Fault]


class Problem(Schema):
    """Why there is no answer."""

    error: str


class Version(Schema):
    """A version of a scheme and the cycles that it covers, the first and the last."""

    rules: str
    title: Words
    cycles: list[int]


class SchemeOverview(Schema):
    """A scheme with its versions."""

    scheme: str
    title: Words
    versions: list[Version]


class Cite(Schema):
    """An article of a document, and how it is known."""

    document: Words
    number: str
    article: str
    standing: str


class Rule(Schema):
    """One rule: what it says, its source, what it reads."""

    name: str
    kind: str
    label: Words
    unit: str
    statement: Words
    cites: list[Cite]
    standing: str
    reads: list[str]
    question: Words | None
    premises: list[Words]


class Value(Schema):
    """A value of the law, with the cycles and days that each of its amounts is for."""

    name: str
    label: Words
    unit: str
    outside: bool
    values: list[Object]


class SchemeVersion(Schema):
    """One version whole: every rule in the order of the law, every value, every cycle."""

    scheme: str
    rules: str
    title: Words
    cycles: list[int]
    conditions: list[Rule]
    routes: list[Rule]
    indicators: list[Rule]
    scores: list[Rule]
    steps: list[Rule]
    values: list[Value]
    published: dict[str, Object]


class Scored(Schema):
    """What one applicant gets; points are decimal strings, null where open."""

    id: str
    scheme: str
    rules: str
    cycle: int
    eligible: bool | None
    conditions: dict[str, bool | None]
    indicators: dict[str, Points]
    total: Points
    unknown: list[str]
    routes: dict[str, bool | None] = Field(default_factory=dict)
    subtotals: dict[str, Points] = Field(default_factory=dict)
    ranges: dict[str, list[Points]] = Field(default_factory=dict)
    carried_forward_to: str = ""
    proposed: Object = Field(default_factory=dict)


class Reasons(Schema):
    """The steps of a result, each with its value, arithmetic, rule and citation."""

    format: int
    rules: str
    cycle: int
    steps: list[Object]


class Explained(Scored):
    """What one applicant gets, and why."""

    trail: Reasons


class Line(Schema):
    """What a score is held against."""

    points: Points | list[Points]
    score: Object
    source: Words
    standing: str


class Prospect(Schema):
    """One scheme for one person."""

    scheme: str
    title: Words
    rules: str | None
    cycle: int
    nearness: str
    eligible: bool | None
    points: Points | list[Points]
    line: Line | None
    reached: bool | None
    missing: list[str]
    unknown: list[str]
    reference_day: str | None
    next_step: Words


class Planned(Schema):
    """A person's years ahead: totals, odds, what would help, what it risks."""

    id: str
    scheme: str
    today: str
    forecast_as_of: int
    series: Object
    scenarios: dict[str, Words]
    now: Object
    advice: Object | None
    options: list[Object]
    not_offered: list[Object]
    costs: list[Object]
    clock: Object
    conditions: list[Object]
    assumptions: list[Words]
    warnings: list[Words]


class LineAhead(Schema):
    """The line of a cycle ahead: its median, and bands of 80 and 95 %."""

    cycle: int
    cutoff: str
    low: str
    high: str
    low_95: str
    high_95: str


class ForecastAnswer(Schema):
    """Published lines, and those of the cycles ahead."""

    scheme: str
    as_of: int
    lists: list[int]
    known: dict[str, str]
    forecast: list[LineAhead]


class Proposal(Schema):
    """A reform that can be run: what it asks, what was assumed, its settings."""

    key: str
    number: int
    title: Words
    asks: Words
    assumed: list[Words]
    settings: list[Object]


class Matched(Schema):
    """A standard reply that fits: how well, and why."""

    number: int
    title: Words
    score: float
    why: Words
    words: list[str]
    short: Words
    full: Words
    version: int
    figures: Object | None = None


class Asked(Schema):
    """The replies that fit, best first; where there are none, why."""

    replies: list[Matched]
    nothing: Words | None


class StandardReply(Schema):
    """A standard reply whole."""

    number: int
    kind: str
    theme: str
    scheme: str
    title: Words
    short: Words
    full: Words
    wordings: dict[str, list[str]]
    figures: Words | None
    rules: list[str]
    reforms: list[str]
    related: list[int]
    clauses: list[Object]
    sensitive: bool
    version: int
    valid_from: str
    valid_until: str | None
