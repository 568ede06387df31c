"""Published lists for everybody: the numbers for good, the names only in the time of publicity."""

from __future__ import annotations

import math
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luohu.web.protection import blind
from luohu.web.selection.codes import place_of
from luohu.web.selection.models import Listing, Publication
from luohu.web.selection.pages import find_publication, has_come, page, shows_names
from luohu.web.selection.publishing import NAME
from luohu.web.selection.rehearsed import is_invented, may_be_seen
from luohu.web.selection.sheets import KINDS, sheet
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import unkept
from luohu.web.shell.rates import RateOfAddress

PAGE, MOST_PAGES = 50, 200


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every list whose time has come, the latest first; rehearsed ones for the authority's people."""
    made = Publication.objects.select_related("year__opened_by", "freeze")
    seen = (one for one in made if has_come(one) and may_be_seen(one.year, request.user))
    rows = [(one, shows_names(one)) for one in seen]
    return page(request, "published_index", {"rows": rows})


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers of one list: they stay when the names are taken down."""
    held = come(request, pk)
    return page(request, "published", {"held": held, **_figures(held)})


def come(request: HttpRequest, pk: int) -> Publication:
    """A list whose time has come and that may be seen; 404 for another."""
    held = find_publication(pk)
    if not has_come(held) or not may_be_seen(held.year, request.user):
        raise Http404
    return held


def _figures(held: Publication) -> dict[str, object]:
    cancelled = held.listings.filter(state="cancelled").count()
    return {
        "year": held.year,
        "invented": is_invented(held.year),
        "figures": held.freeze.figures,
        "cancelled": cancelled,
        "names": shows_names(held),
    }


@require_safe
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of a list, looked up by number or whole name, paged; not too often."""
    held = come(request, pk)
    if (refused := _refused(request, held)) is not None:
        return refused
    asked = "".join(c for c in request.GET.get("q", "")[:100] if c.isprintable()).strip()
    found = _found(held, asked)
    shown = Paginator(found, PAGE).get_page(min(_page(request), MOST_PAGES))
    context = {"held": held, "asked": asked, "page": shown, "query": urlencode({"q": asked})}
    return page(request, "published_list", {**context, **_figures(held)})


def _found(held: Publication, asked: str) -> QuerySet[Listing]:
    rows = Listing.objects.filter(publication=held)
    if not asked:
        return rows
    place = place_of(asked)
    if place is not None:
        return rows.filter(position=place)
    return rows.filter(name_index=blind.index(asked, NAME))


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _refused(request: HttpRequest, held: Publication) -> HttpResponse | None:
    """Status 410 once the names are taken down, 429 for who asks too often."""
    if not shows_names(held):
        return page(request, "taken_down", {"held": held, **_figures(held)}, status=410)
    rate = RateOfAddress(str(settings.LUOHU_LOOKUPS))
    if rate.allow_request(request):
        return None
    answer = render(request, "problem.html", {"status": 429}, status=429)
    answer.headers["Retry-After"] = str(math.ceil(rate.wait()))
    return answer


@require_safe
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The whole list as a workbook or CSV, as long as names may be seen."""
    held = come(request, pk)
    if form not in KINDS:
        raise Http404
    if (refused := _refused(request, held)) is not None:
        return refused
    answer = HttpResponse(sheet(held, form, spoken()), content_type=KINDS[form])
    name = f"list-{held.year.number_prefix}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return unkept(answer)
