"""Published lists and numbers: every cycle, one cycle with its pictures, and looking a row up."""

from __future__ import annotations

import math
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS
from luohu.web.lists.cycles import NUMBERS, find_cycle, over_years, schemes_with_cycles
from luohu.web.lists.looking import PAGE, Question, found, labels, page_of
from luohu.web.lists.models import Award, AwardList
from luohu.web.lists.spreads import pictures_of, pictures_of_counts
from luohu.web.shell.context import spoken
from luohu.web.shell.rates import RateOfAddress

PICTURED = ("cutoff", "admitted")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every cycle of every scheme that publishes any, with pictures over the years."""
    loaded = {(one.scheme, one.cycle): one for one in AwardList.objects.all()}
    parts = [
        {
            "scheme": scheme,
            "cycles": [(one, loaded.get((scheme.name, one.year))) for one in cycles],
            "pictures": [p for what in PICTURED if (p := over_years(scheme.name, what, spoken()))],
        }
        for scheme, cycles in schemes_with_cycles()
    ]
    numbers = [CYCLE_FACTS[name] for name in NUMBERS]
    published = {(part["scheme"].name, one.year) for part in parts for one, _ in part["cycles"]}  # type: ignore[attr-defined]
    others = [
        (find_scheme(one.scheme).title, one)
        for key, one in loaded.items()
        if key not in published and one.scheme in scheme_names()
    ]
    return render(
        request, "lists/index.html", {"schemes": parts, "numbers": numbers, "others": others}
    )


@require_safe
def cycle(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """One cycle: calendar, numbers, ties at the line, how the list is spread."""
    kept = AwardList.objects.filter(scheme=scheme, cycle=year).first()
    known = _known(scheme, year, kept)
    language = spoken()
    pictures = pictures_of(kept, language) if kept else pictures_of_counts(scheme, year, language)
    context = {
        "known": known,
        "kept": kept,
        "scheme": scheme,
        "title": find_scheme(scheme).title,
        "year": year,
        "at_the_line": _at_the_line(kept),
        "pictures": pictures,
    }
    return render(request, "lists/cycle.html", context)


def _known(scheme: str, year: int, kept: AwardList | None) -> object:
    """What is published of the cycle; nothing need be where a list is loaded."""
    try:
        return find_cycle(scheme, year)
    except LawError:
        if kept is None:
            raise
        return None


def _at_the_line(kept: AwardList | None) -> dict[str, int | str] | None:
    """The least total of a list, how many have it, and how many are on the list, as written."""
    last = kept.awards.order_by("total").first() if kept else None
    if kept is None or last is None:
        return None
    people = kept.awards.filter(total=last.total).count()
    return {"total": last.total, "people": people, "admitted": f"{kept.awards.count():,}"}


@require_safe
def listing(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The rows of a loaded list, looked up and paged; not for search engines, and not too often."""
    rate = RateOfAddress(str(settings.LUOHU_LOOKUPS))
    if not rate.allow_request(request):
        answer = render(request, "problem.html", {"status": 429}, status=429)
        answer.headers["Retry-After"] = str(math.ceil(rate.wait()))
        return answer
    kept = AwardList.objects.filter(scheme=scheme, cycle=year).first()
    if kept is None:
        raise LawError(f"{scheme} {year}: 没有载入名单 no list is loaded")
    return _looked_up(request, kept)


def _looked_up(request: HttpRequest, kept: AwardList) -> HttpResponse:
    asked = Question.of(request.GET.dict())
    context = {
        "kept": kept,
        "title": find_scheme(kept.scheme).title,
        "asked": asked,
        "labels": labels(),
        "has_names": kept.awards.exclude(name="").exists(),
    }
    try:
        page = Paginator(found(kept, asked), PAGE).get_page(page_of(asked))
        status = 200
    except Refused as refused:
        context["faults"] = refused.faults
        page, status = Paginator(Award.objects.none(), PAGE).get_page(1), 422
    kept_on = {n: getattr(asked, n) for n in ("rank", "born", "low", "high", "name")}
    context |= {"page": page, "query": urlencode({n: v for n, v in kept_on.items() if v})}
    answer = render(request, "lists/listing.html", context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
