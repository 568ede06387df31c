"""What all pages of a selection share: found rows, the officer, an answer that is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from luohu.people.faults import Fault
from luohu.web.selection.models import Freeze, Listing, Objection, Publication
from luohu.web.shell.pages import unkept
from luohu.web.years import clock


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    faults: Sequence[Fault] = (),
    status: int = 0,
) -> HttpResponse:
    """A page that nobody keeps and no search engine reads; status 422 where there are faults."""
    wrong: dict[str, list[Fault]] = {}
    for fault in faults:
        wrong.setdefault(fault.place.column or "", []).append(fault)
    told = {**context, "faults": list(faults), "wrong": wrong}
    code = status or (422 if faults else 200)
    answer = render(request, f"selection/{template}.html", told, status=code)
    return unkept(answer)


def find_freeze(pk: int) -> Freeze:
    """A freeze with its year; 404 where there is none."""
    return get_object_or_404(Freeze.objects.select_related("year", "by"), pk=pk)


def find_publication(pk: int) -> Publication:
    """A publication with its year and freeze; 404 where there is none."""
    return get_object_or_404(Publication.objects.select_related("year__opened_by", "freeze"), pk=pk)


def find_line(pk: int) -> Listing:
    """A line of a list; 404 where there is none."""
    return get_object_or_404(
        Listing.objects.select_related("publication__year", "declaration__year"), pk=pk
    )


def find_objection(pk: int) -> Objection:
    """An objection; 404 where there is none."""
    found = Objection.objects.select_related("publication__year", "listing", "by")
    return get_object_or_404(found, pk=pk)


def has_come(publication: Publication) -> bool:
    """Whether the time of publicity has begun."""
    return clock.moment(publication.year) >= publication.year.publicity_from


def shows_names(publication: Publication) -> bool:
    """Whether names may be seen: from the beginning of publicity until the list is taken down."""
    return has_come(publication) and clock.moment(publication.year) < publication.takes_down
