"""The employer's queue: declarations that wait for it, and those it has submitted."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from luohu.web.declarations.bars import employer_barred
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.declarations.pages import new_key, of_employer
from luohu.web.declarations.procedure import State
from luohu.web.protection.masking import shown
from luohu.web.years import clock
from luohu.web.years.calendar import Window, within
from luohu.web.years.models import Year

EACH = 50
DIGITS_OF_A_YEAR = 9


@dataclass(frozen=True)
class Row:
    """A declaration in a list, as its employer sees it."""

    declaration: Declaration

    @property
    def name(self) -> str:
        """The applicant's name."""
        return shown(self.declaration.name, "name", "employer")

    @property
    def identity(self) -> str:
        """The identity number, covered but for its ends."""
        return shown(self.declaration.identity, "identity", "employer")

    @property
    def telephone(self) -> str:
        """The telephone number."""
        return shown(self.declaration.telephone, "telephone", "employer")

    @property
    def waiting(self) -> bool:
        """Whether it can be submitted."""
        return self.declaration.state == State.WITH_EMPLOYER


def of_year(employer: Employer, year: Year) -> QuerySet[Declaration]:
    """The declarations of a year that an employer sees: no applicant's own draft is among them."""
    drafts = Q(state__in=(State.DRAFT, State.VOID), owner__isnull=False)
    found = Declaration.objects.filter(employer=employer, year=year).exclude(drafts)
    return found.select_related("year", "owner").order_by("-handed", "pk")


def year_asked(request: HttpRequest) -> Year | None:
    """The year that a page is about: the one asked for, else one in which one can declare now."""
    asked = request.GET.get("year", "") or request.POST.get("year", "")
    every = list(Year.objects.all())
    if len(asked) > DIGITS_OF_A_YEAR:
        raise Http404("year")
    if asked.isascii() and asked.isdigit():
        return next((one for one in every if one.pk == int(asked)), None)
    every.sort(key=lambda one: (within(one, Window.DECLARING), not one.rehearsal, one.cycle))
    return every[-1] if every else None


@of_employer
def queue(request: HttpRequest, employer: Employer) -> HttpResponse:
    """What waits, what was submitted, and the way to each."""
    year = year_asked(request)
    if year is None:
        return render(request, "declarations/employer_no_year.html", {"employer": employer})
    state = request.GET.get("state", "")
    every = of_year(employer, year)
    held = every.filter(state=state) if state in State.values else every
    page = Paginator(held, EACH).get_page(request.GET.get("page"))
    context = {
        "employer": employer, "year": year, "years": Year.objects.all(), "page": page,
        "rows": _rows(page), "counts": _counts(every), "state": state, "key": new_key(),
        "declaring": within(year, Window.DECLARING, clock.moment(year)),
        "barred": employer_barred(year, employer),
    }  # fmt: skip
    return render(request, "declarations/employer_queue.html", context)


def _rows(page: Page[Declaration]) -> list[Row]:
    return [Row(one) for one in page.object_list]


def _counts(held: QuerySet[Declaration]) -> list[tuple[str, object, int]]:
    """How many declarations are in each state that any is in."""
    counted = held.order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(counted)
    return [(one.value, one.label, found[one.value]) for one in State if one.value in found]
