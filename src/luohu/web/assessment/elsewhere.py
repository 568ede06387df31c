"""Where could I settle: one person under every scheme, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import csrf_exempt

from luohu.law.points import limitless
from luohu.law.ranges import ends
from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.law.trail import is_open
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.schemes.comparison import NEARNESS, Nearness, Prospect, compare
from luohu.web.assessment.ahead import MINUTES
from luohu.web.assessment.asked import OWN, Asked, asked, law_asked
from luohu.web.assessment.example import EXAMPLE

TONES = {
    Nearness.REACHED: "good",
    Nearness.LINE_NOT_KNOWN: "good",
    Nearness.CONDITIONS_MISSING: "bad",
    Nearness.NOT_ENCODED: "hint",
}
NAMED = 3


@dataclass(frozen=True)
class Card:
    """A scheme as the page shows it."""

    prospect: Prospect

    @property
    def nearness(self) -> Text:
        """How near it is, in words."""
        return NEARNESS[self.prospect.nearness]

    @property
    def tone(self) -> str:
        """The class of those words."""
        return TONES.get(self.prospect.nearness, "open")

    @property
    def total_is_known(self) -> bool:
        """Whether the total has an end at all."""
        return self.prospect.score is not None and told_of(self.prospect.score.total)

    @property
    def held(self) -> tuple[Text, Any, bool] | None:
        """What is held against the line where that is not the total: name, points, if known."""
        score, line = self.prospect.score, self.prospect.line
        if score is None or line is None:
            return None
        rule = score.law.book.rules[line.score]
        value = score.values[line.score]
        return None if rule.kind is Kind.TOTAL else (rule.label, value, told_of(value))

    @property
    def line_is_known(self) -> bool:
        """Whether the line has a number."""
        return self.prospect.line is not None and not is_open(self.prospect.line.points)

    @property
    def missing(self) -> list[Text]:
        """The conditions that fail, routes left out."""
        score = self.prospect.score
        if score is None:
            return []
        names = [name for name in self.prospect.missing if name not in score.routes]
        return [score.law.book.rules[name].label for name in names]

    @property
    def routes_closed(self) -> int:
        """How many routes there are where none of them is open, else 0."""
        score = self.prospect.score
        return 0 if score is None else len(set(self.prospect.missing) & set(score.routes))

    @property
    def unknown(self) -> list[Text]:
        """The first few things that are not known."""
        return self.prospect.unknown_names[:NAMED]

    @property
    def more_unknown(self) -> int:
        """How many more there are."""
        return max(0, len(self.prospect.unknown_names) - NAMED)

    @property
    def version(self) -> str:
        """The version of the rules that was used, of the last where the year is not encoded."""
        score = self.prospect.score
        book = self.prospect.scheme.rulebooks[-1] if score is None else score.law.book
        return str(book.version)


def told_of(points: Any) -> bool:
    """Whether points say anything: a range without limits on both sides does not."""
    return points is not None and not all(map(limitless, ends(points)))


# Nothing is changed and no cookie is read: see ahead.py.
@csrf_exempt
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Every scheme for the person of a form, for the example where there is none."""
    return shown(request, asked(request)) if request.method == "POST" else of_example(request)


@cache_page(60 * MINUTES)
def of_example(request: HttpRequest) -> HttpResponse:
    """The same page of the example."""
    return shown(request, Asked(EXAMPLE, law_asked(request)))


def shown(request: HttpRequest, person: Asked) -> HttpResponse:
    """The page of a person; Refused for a faulty document."""
    applicant, warnings = single.checked({"id": OWN, **person.document})
    facts = Cohort.of([applicant]).person(0)
    cards = [Card(one) for one in compare(facts, OWN, person.cycle, {})]
    told = {
        "asked": person,
        "example": person.document == EXAMPLE,
        "cards": cards,
        "warnings": warnings,
    }
    return render(request, "assessment/elsewhere.html", told)
