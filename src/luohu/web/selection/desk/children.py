"""The children who move with somebody admitted, for the authority: named at the counter, taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations.models import Declaration
from luohu.web.selection import services
from luohu.web.selection.children import (
    has_rule,
    refuse_untimely,
    taken_back,
    verified_children,
)
from luohu.web.selection.models import Child, Listing
from luohu.web.selection.pages import find_line, page
from luohu.web.shell.pages import tell, user_of
from luohu.web.shell.refusals import refused
from luohu.web.years.laws import law_of


@requires(Role.AUTHORITY)
@require_http_methods(["GET", "HEAD", "POST"])
def children(request: HttpRequest, pk: int) -> HttpResponse:
    """The children of one line; naming one for a guardian who came with papers."""
    held = find_line(pk)
    if request.method != "POST":
        return _children(request, held)
    try:
        services.name_child(
            actor=user_of(request), declaration=held.declaration,
            name=request.POST.get("name", ""), number=request.POST.get("number", ""),
            consent=request.POST.get("consent") == "1",
        )  # fmt: skip
    except Refused as fault:
        return _children(request, held, fault.faults)
    tell(request, _("已填报。"))
    return redirect("line-children", pk)


@requires(Role.AUTHORITY)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a child of one line, with the reason."""
    held = find_line(pk)
    try:
        child = _chosen(held.declaration, request.POST.get("child", ""))
        services.remove_child(actor=user_of(request), child=child, why=request.POST.get("why", ""))
    except Refused as fault:
        return _children(request, held, fault.faults)
    tell(request, _("已撤回。"))
    return redirect("line-children", pk)


def _children(
    request: HttpRequest, held: Listing, faults: list[Fault] | None = None
) -> HttpResponse:
    declaration = held.declaration
    context: dict[str, Any] = {
        "line": held,
        "year": held.publication.year,
        "hindrances": _hindrances(declaration),
        "has_rule": has_rule(law_of(declaration.year)),
        "verified": verified_children(declaration),
        "children": declaration.accompanying.all(),
        "taken_back": taken_back(declaration),
        "typed": request.POST,
    }
    return page(request, "children", context, faults or [])


def _hindrances(declaration: Declaration) -> list[Fault]:
    """Why nothing can be named or taken back now, in the words of the service."""
    try:
        refuse_untimely(declaration)
    except Refused as fault:
        return fault.faults
    return []


def _chosen(declaration: Declaration, key: str) -> Child:
    """The child that was chosen; Refused where none is, or it is not of this declaration."""
    for child in declaration.accompanying.all():
        if str(child.pk) == key:
            return child
    right = Text("在已填报的子女里选一名", "choose one of the children who are named")
    raise refused("没有选子女,或者已经撤回", "no child is chosen, or it is taken back already", right, "child")  # fmt: skip
