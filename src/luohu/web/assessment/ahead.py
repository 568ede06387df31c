"""The way ahead: a person's points against the line year by year, and what a change would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import csrf_exempt

from luohu.law.days import today
from luohu.law.points import limitless
from luohu.law.sources import Text
from luohu.people.facts.places import DISTRICT
from luohu.pictures.lines import LineOverCycles, Series
from luohu.pictures.page import Column, Page, Table, row
from luohu.reports.plan import AS_NOW, own_picture, plan_page
from luohu.schemes.catalogue import find_scheme
from luohu.study.forecast import shipped_forecast
from luohu.study.lines import Forecast
from luohu.study.plan import Outlook, Plan, plan
from luohu.study.plan.laws import law_ahead
from luohu.study.plan.together import outlook_after
from luohu.web.assessment.asked import OWN, Asked, asked, law_asked
from luohu.web.assessment.changes import LEVELS, Ground, WhatIf
from luohu.web.assessment.example import EXAMPLE

Cell = Text | str
MINUTES = 10
WIDTHS = ("wide", "narrow")
YEAR, TOTAL, MAY, LINE, BAND, ODDS = range(6)
BEFORE = Text("照现在这样", "as things are")
AFTER = Text("如果这样做", "with the change")


@dataclass(frozen=True)
class Figures:
    """What is said first, in large letters; `span` are the same years over all scenarios."""

    earliest: Cell
    even: Cell
    span: tuple[Cell, Cell]
    last_total: Cell
    odds: tuple[tuple[Cell, Cell], ...]


@dataclass(frozen=True)
class Ahead:
    """A plan as it stands, and after what is tried."""

    found: Plan
    after: Outlook | None

    @cached_property
    def page(self) -> Page:
        """The report of the plan as it stands."""
        return plan_page(self.found, forecast())

    @property
    def rest(self) -> Page:
        """What the report says after its table of years."""
        return replace(self.page, sections=self.page.sections[1:])

    @cached_property
    def before(self) -> Figures:
        """The figures as things are."""
        return self._figures(self.found.now)

    @cached_property
    def then(self) -> Figures | None:
        """The figures after what is tried."""
        return None if self.after is None else self._figures(self.after)

    @property
    def table(self) -> Table:
        """The years, with both outcomes side by side where something is tried."""
        return (
            years_of(self.page) if self.after is None else compared(self.page, self._of(self.after))
        )

    def _of(self, outlook: Outlook) -> Page:
        """The report of the same plan as if another outlook were that of today."""
        return plan_page(replace(self.found, now=outlook), forecast())

    def _figures(self, outlook: Outlook) -> Figures:
        page = self._of(outlook)
        _, *span, _, last_total = first_option(page)
        _, earliest, even, *_ = first_option(self._of(as_now(outlook)))
        odds = tuple((one[YEAR], one[ODDS]) for one in years_of(page).rows)
        return Figures(earliest, even, (span[0], span[1]), last_total, odds)

    @property
    def note(self) -> Text | None:
        """What is said under the years."""
        return self.page.sections[0].note

    @property
    def picture(self) -> LineOverCycles:
        """The line with its bands, the person's points, and what they would be."""
        drawn = own_picture(self.found, forecast())
        if self.after is None:
            return drawn
        then = {one.cycle: one.total[0] for one in self.after.cycles if not limitless(one.total[0])}
        was = replace(drawn.own, label=BEFORE) if drawn.own else None
        return replace(drawn, own_before=was, own=Series(AFTER, then) if then else None)


# Nothing is changed and no cookie is read, so there is nothing that a forged form could do.
@csrf_exempt
def ahead(request: HttpRequest) -> HttpResponse:
    """The years ahead of the person of a form, of the example where there is none."""
    return shown(request, asked(request)) if request.method == "POST" else of_example(request)


@cache_page(60 * MINUTES)
def of_example(request: HttpRequest) -> HttpResponse:
    """The same page of the example."""
    return shown(request, Asked(EXAMPLE, law_asked(request)))


def shown(request: HttpRequest, person: Asked) -> HttpResponse:
    """The page, or only what a change of a field renews where htmx asks for it."""
    told: dict[str, Any] = {"asked": person, "example": person.document == EXAMPLE}
    if person.scheme != forecast().scheme:
        return render(request, "assessment/ahead_nowhere.html", told)
    told |= outcome(person, request.POST)
    width = request.POST.get("width")
    told["width"] = width if width in WIDTHS else None
    part = request.headers.get("HX-Request") == "true"
    # htmx leaves out what comes with a refusing status, so a part with faults is sent as 200
    status = 422 if told["tried"].faults and not part else 200
    name = "assessment/ahead_outcome.html" if part else "assessment/ahead.html"
    return render(request, name, told, status=status)


def outcome(person: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a person and what is tried, as templates take it; Refused for a faulty document."""
    document, day = {"id": OWN, **person.document}, today()
    found = plan(document, forecast(), day.year + 1)
    tried = WhatIf.of(Ground(person.document, day, outer_districts(day.year)), given)
    after = None
    if tried.actions:
        after = outlook_after(document, forecast(), found.cycles, tried.actions)
    assumed = {text.en: text for one in tried.actions for text in one.assumptions}
    return {
        "ahead": Ahead(found, after),
        "tried": tried,
        "assumed": list(assumed.values()),
        "districts": [one for one in DISTRICT.choices if one.name in tried.ground.districts],
        "levels": LEVELS,
    }


@lru_cache(maxsize=1)
def forecast() -> Forecast:
    """The forecast that ships with the program."""
    return shipped_forecast()


@lru_cache(maxsize=4)
def outer_districts(year: int) -> tuple[str, ...]:
    """The districts outside the six by the law of a year."""
    return tuple(law_ahead(find_scheme(forecast().scheme), year).values["outer_districts"])


def years_of(page: Page) -> Table:
    """The table of years of a plan's report."""
    return next(one for one in page.sections[0].contents if isinstance(one, Table))


def first_option(page: Page) -> tuple[Cell, ...]:
    """The row of a plan's report that says what happens if nothing more is done."""
    return next(one for one in page.sections[1].contents if isinstance(one, Table)).rows[0]


def as_now(outlook: Outlook) -> Outlook:
    """An outlook whose years are those of the rules and the quota as they are."""
    return replace(
        outlook,
        earliest=outlook.earliest_of.get(AS_NOW, outlook.earliest),
        median=outlook.median_of.get(AS_NOW, outlook.median),
    )


def compared(before: Page, after: Page) -> Table:
    """The years of two reports against the same line, side by side."""
    headings = (
        Text("总分,现在", "total now"), Text("总分,改后", "total then"),
        Text("能否申报,改后", "may apply then"),
        Text("分数线", "line"), Text("80%区间", "80 % band"),
        Text("当年机会,现在", "odds now"), Text("当年机会,改后", "odds then"),
    )  # fmt: skip
    columns = (Column(Text("年度", "cycle")), *(Column(one, number=True) for one in headings))
    pairs = zip(years_of(before).rows, years_of(after).rows, strict=True)
    rows = tuple(
        row(a[YEAR], a[TOTAL], b[TOTAL], b[MAY], a[LINE], a[BAND], a[ODDS], b[ODDS])
        for a, b in pairs
    )
    return Table(Text("现在和改变之后", "As things are, and with the change"), columns, rows)
