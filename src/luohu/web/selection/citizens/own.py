"""What came of one's own declaration: the rank with its figures; then settling, and one's children."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role, not_yours, requires
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.selection import services
from luohu.web.selection.children import has_rule, taken_back, verified_children
from luohu.web.selection.models import Outcome, Publication
from luohu.web.selection.naming import named
from luohu.web.selection.pages import has_come, page
from luohu.web.selection.rehearsed import may_be_seen
from luohu.web.shell.pages import tell, user_of
from luohu.web.shell.typed import plain
from luohu.web.years import calendar
from luohu.web.years.calendar import Window
from luohu.web.years.laws import law_of

OWN = (State.CONFIRMED, State.SETTLED, State.LAPSED)


@requires(Role.APPLICANT)
@require_safe
def ranked(request: HttpRequest, number: str) -> HttpResponse:
    """The outcome of one's own declaration, once the list is public."""
    held = _own(request, number)
    made = (
        Publication.objects.select_related("freeze", "year__opened_by")
        .filter(year=held.year_id)
        .first()
    )
    if made is None or not has_come(made):
        not_yours(request, str(held))
    outcome = Outcome.objects.filter(freeze=made.freeze_id, declaration=held).first()
    law = law_of(held.year)
    rules = law.book.rules
    indicators = outcome.indicators.items() if outcome is not None else ()
    context = {
        "declaration": held,
        "year": held.year,
        "publication": made,
        "may_see": may_be_seen(made.year, request.user),
        "figures": made.freeze.figures,
        "outcome": outcome,
        "line": held.listings.first(),
        "unknown": named(law, outcome.unknown if outcome is not None else ()),
        "indicators": [(rules[n].label, *_ends(value)) for n, value in indicators if n in rules],
    }
    return page(request, "ranked", context)


def _ends(value: Any) -> tuple[int | None, int | None, bool]:
    """The least and the most of an indicator, and whether they differ."""
    return (value[0], value[1], True) if isinstance(value, list) else (value, value, False)


@requires(Role.APPLICANT)
@require_http_methods(["GET", "HEAD", "POST"])
def settling(request: HttpRequest, number: str) -> HttpResponse:
    """The time of settlement, and the children who move as well."""
    held = _own(request, number)
    if held.state not in OWN:
        not_yours(request, str(held))
    context = {
        "declaration": held,
        "year": held.year,
        "open": calendar.within(held.year, Window.SETTLEMENT),
        "line": held.listings.first(),
        "has_rule": has_rule(law_of(held.year)),
        "verified": verified_children(held),
        "children": held.accompanying.all(),
        "taken_back": taken_back(held),
        "typed": request.POST,
    }
    if request.method != "POST":
        return page(request, "settling", context)
    try:
        if "remove" in request.POST:
            return _taken_back(request, held)
        services.name_child(
            actor=user_of(request), declaration=held, name=request.POST.get("name", ""),
            number=request.POST.get("number", ""), consent=request.POST.get("consent") == "1",
        )  # fmt: skip
    except Refused as refused:
        return page(request, "settling", context, refused.faults)
    tell(request, _("已填报。"))
    return redirect("settling", held.number)


def _taken_back(request: HttpRequest, held: Declaration) -> HttpResponse:
    """Take back a child that was named."""
    key = request.POST["remove"]
    found = held.accompanying.filter(pk=int(key)) if key.isdecimal() and len(key) < 10 else None
    child = found.first() if found is not None else None
    if child is None:
        not_yours(request, f"child of {held}")
    services.remove_child(actor=user_of(request), child=child)
    tell(request, _("已撤回。"))
    return redirect("settling", held.number)


def _own(request: HttpRequest, number: str) -> Declaration:
    """One's own declaration; another's is as if it were not there."""
    held = Declaration.objects.select_related("year").filter(number=plain(number)).first()
    if held is None or held.owner_id != request.user.pk:
        not_yours(request, f"declaration:{held.pk if held is not None else ''}")
    return held
