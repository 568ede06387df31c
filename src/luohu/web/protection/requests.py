"""The authority's pages: who asks that something be corrected, until when it is answered, the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luohu.people.faults import Fault, Place, Refused
from luohu.web.protection import corrections
from luohu.web.protection.models import CorrectionRequest
from luohu.web.protection.readers import AUTHORITY, for_authority
from luohu.web.shell.clock import now
from luohu.web.shell.pages import tell, user_of

PAGE = 50


@require_safe
@for_authority
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests: those that wait, the nearest due first; on request those that were answered."""
    answered = request.GET.get("answered") == "1"
    held = CorrectionRequest.objects.filter(answered__isnull=not answered).select_related("owner")
    ordered = held.order_by("-answered") if answered else held.order_by("due", "pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "answered": answered, "today": now().date()}
    return render(request, "protection/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_authority
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and its answer."""
    held = get_object_or_404(CorrectionRequest.objects.select_related("owner"), pk=pk)
    if request.method != "POST":
        return _page(request, held)
    words = request.POST.get("answer", "")
    try:
        corrections.answer(actor=user_of(request), role=AUTHORITY, request=held, words=words)
    except Refused as refused:
        return _page(request, held, words, refused.faults)
    tell(request, _("已答复。"))
    return redirect("correction-requests")


def _page(
    request: HttpRequest, held: CorrectionRequest, words: str = "", faults: Sequence[Fault] = ()
) -> HttpResponse:
    told = [replace(fault, place=Place()) for fault in faults]
    context = {"held": held, "words": words, "faults": told, "today": now().date()}
    return render(request, "protection/request.html", context, status=422 if faults else 200)
