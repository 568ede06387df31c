"""Objections for the authority: the list of them, one of them, its answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.selection import services
from luohu.web.selection.models import Publication
from luohu.web.selection.pages import find_objection, page
from luohu.web.shell.pages import tell, user_of
from luohu.web.shell.refusals import refused_at

YES_OR_NO = {"1": True, "0": False}


@requires(Role.AUTHORITY)
@require_safe
def objections(request: HttpRequest, pk: int) -> HttpResponse:
    """All objections to the list of a year, those that wait first."""
    made = get_object_or_404(Publication.objects.select_related("year"), year=pk)
    rows = made.objections.select_related("listing").order_by("-state", "received")
    return page(request, "objections", {"publication": made, "year": made.year, "rows": rows})


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection; its answer, upheld or dismissed."""
    held = find_objection(pk)
    context = {"objection": held, "year": held.publication.year, "typed": request.POST}
    if request.method != "POST":
        return page(request, "objection", context)
    try:
        upheld = YES_OR_NO.get(request.POST.get("upheld", ""))
        if upheld is None:
            wrong = Text("没有选成立与否", "it is not said whether it is upheld")
            raise refused_at("upheld", wrong, Text("选一个", "choose one"))
        answered = services.answer_objection(
            actor=user_of(request), objection=held, upheld=upheld,
            answer=request.POST.get("answer", ""),
            cancels=YES_OR_NO.get(request.POST.get("cancels", "")),
        )  # fmt: skip
    except Refused as refused:
        return page(request, "objection", context, refused.faults)
    tell(request, _("已答复。"))
    if answered.cancels:
        return redirect("line", held.listing_id)
    return redirect("objections", held.publication.year_id)
