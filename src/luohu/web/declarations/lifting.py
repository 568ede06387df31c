"""The authority's page of people who may not declare; lifting a bar takes a second officer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations import services
from luohu.web.declarations.models import Bar
from luohu.web.declarations.pages import with_conflicts
from luohu.web.shell.pages import user_of

EACH = 50
SHOWN = ("declaration__year", "made_by", "lifted_by")


@requires(Role.AUTHORITY)
@never_cache
def bars(request: HttpRequest) -> HttpResponse:
    """Every bar, the newest first: of which declaration, for which years, why, by whom."""
    held = Bar.objects.select_related(*SHOWN).defer("declaration__document").order_by("-pk")
    context = {"page": Paginator(held, EACH).get_page(request.GET.get("page"))}
    return render(request, "declarations/bars.html", context)


@requires(Role.AUTHORITY)
@never_cache
@with_conflicts
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a bar with the ground, asked on a page of its own."""
    held = get_object_or_404(Bar.objects.select_related(*SHOWN), pk=pk)
    why = request.POST.get("why", "")
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            services.lift(actor=user_of(request), bar=held, why=why)
            return redirect("bars")
        except services.Conflict:
            raise
        except Refused as wrong:
            faults = wrong.faults
    context = {
        "bar": held, "faults": faults, "why": why, "own": held.made_by_id == user_of(request).pk,
    }  # fmt: skip
    return render(request, "declarations/bar_lift.html", context, status=422 if faults else 200)
