"""The authority's page of employers: who they are, whether registered in the city, whether barred."""

from __future__ import annotations

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations import services
from luohu.web.declarations.models import Employer
from luohu.web.protection import organisations
from luohu.web.record.services import history
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused

EACH = 50


@requires(Role.AUTHORITY)
@never_cache
def employers(request: HttpRequest) -> HttpResponse:
    """The employers, found by name or code; and adding one."""
    faults: list[Fault] = []
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in ("credit_code", "name")}
        try:
            made = services.add_employer(actor=user_of(request), **told)
            return redirect("employer", made.pk)
        except Refused as wrong:
            faults = wrong.faults
    q = request.GET.get("q", "").strip()[:100]
    found = Employer.objects.all()
    if q:
        found = found.filter(Q(name__icontains=q) | Q(credit_code=organisations.normalised(q)))
    context = {
        "page": Paginator(found, EACH).get_page(request.GET.get("page")), "q": q,
        "faults": faults, "told": request.POST,
    }  # fmt: skip
    status = 422 if faults else 200
    return render(request, "declarations/employers.html", context, status=status)


@requires(Role.AUTHORITY)
@never_cache
def employer(request: HttpRequest, pk: int) -> HttpResponse:
    """One employer: state what was found out, bar it, or lift a bar; and what was done so far."""
    held = get_object_or_404(Employer, pk=pk)
    faults: list[Fault] = []
    steps: dict[str, Callable[[HttpRequest, Employer], Employer]] = {
        "state": _stated, "bar": _barred, "lift": _lifted,
    }  # fmt: skip
    step = steps.get(request.POST.get("action", ""))
    if request.method == "POST" and step is not None:
        try:
            step(request, held)
            return redirect("employer", held.pk)
        except Refused as wrong:
            faults = wrong.faults
    context = {
        "employer": held, "faults": faults, "told": request.POST,
        "events": history(f"employer:{held.pk}"),
    }  # fmt: skip
    status = 422 if faults else 200
    return render(request, "declarations/employer.html", context, status=status)


def _stated(request: HttpRequest, held: Employer) -> Employer:
    return services.state_employer(
        actor=user_of(request), employer=held, name=request.POST.get("name", ""),
        registered_in_city=request.POST.get("registered") == "yes",
        tax_registered=request.POST.get("taxed") == "yes", why=request.POST.get("why", ""),
    )  # fmt: skip


def _barred(request: HttpRequest, held: Employer) -> Employer:
    told = request.POST.get("to_cycle", "")
    if not told.isascii() or not told.isdigit() or len(told) != 4:
        right = Text("四位年份,如 2027", "a year such as 2027")
        raise refused("不是一个年度", "this is no cycle", right, "to_cycle")
    return services.bar_employer(
        actor=user_of(request), employer=held, to_cycle=int(told), why=request.POST.get("why", "")
    )


def _lifted(request: HttpRequest, held: Employer) -> Employer:
    return services.bar_employer(
        actor=user_of(request), employer=held, to_cycle=None, why=request.POST.get("why", "")
    )
