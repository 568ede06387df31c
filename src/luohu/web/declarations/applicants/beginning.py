"""Where an applicant begins: the years that are open, the notice, and claiming what an employer made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.declarations import notices, services
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import declaring_years, with_conflicts
from luohu.web.declarations.procedure import State
from luohu.web.record import security
from luohu.web.shell.pages import user_of
from luohu.web.shell.rates import RateOfAddress
from luohu.web.years.models import Year

CLAIMS_OF_AN_ADDRESS, CLAIMS_OF_AN_ACCOUNT = "20/h", "10/h"


class ClaimsOfAddress(RateOfAddress):
    """Counts the tries of an address, beside what else it asks for."""

    def get_ident(self, request: HttpRequest) -> str | None:
        """The address, for claims."""
        return f"claim:{super().get_ident(request)}"


class ClaimsOfAccount(RateOfAddress):
    """Counts the tries of an account, from wherever it makes them."""

    def get_ident(self, request: HttpRequest) -> str | None:
        """The account, for claims."""
        return f"claim:account:{user_of(request).pk}"


@requires(Role.APPLICANT)
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """One's own declarations, and the years in which one can begin one."""
    own = user_of(request).declarations.select_related("year", "employer").order_by("-pk")
    live = {one.year_id for one in own if one.state != State.VOID}
    open_years = [one for one in declaring_years() if one.pk not in live]
    context = {"own": own, "years": open_years}
    return render(request, "declarations/home.html", context)


@requires(Role.APPLICANT)
@never_cache
@with_conflicts
def begin(request: HttpRequest, year: int) -> HttpResponse:
    """The notice of purpose and basis; with the consents given, an empty draft."""
    held = get_object_or_404(Year, pk=year)
    own = _live(request, held)
    if own is not None:
        return redirect("declaration", own.number)
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            return redirect("declaration-details", _begun(request, held).number)
        except Refused as refused:
            faults = refused.faults
    context = {
        "year": held, "notice": notices.CURRENT, "faults": faults,
        "ticked": request.POST.getlist("consent"),
    }  # fmt: skip
    return render(request, "declarations/begin.html", context, status=422 if faults else 200)


def _live(request: HttpRequest, year: Year) -> Declaration | None:
    return user_of(request).declarations.filter(year=year).exclude(state=State.VOID).first()


def _begun(request: HttpRequest, year: Year) -> Declaration:
    return services.begin(
        actor=user_of(request), year=year, notice_version=request.POST.get("notice", ""),
        consents=request.POST.getlist("consent"),
    )  # fmt: skip


@requires(Role.APPLICANT)
@never_cache
def claim(request: HttpRequest) -> HttpResponse:
    """Take over the declaration that one's employer made."""
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            return redirect("declaration", _claimed(request).number)
        except Refused as refused:
            faults = refused.faults
    context = {"faults": faults, "number": request.POST.get("number", "")}
    return render(request, "declarations/claim.html", context, status=422 if faults else 200)


def _claimed(request: HttpRequest) -> Declaration:
    limits = (ClaimsOfAddress(CLAIMS_OF_AN_ADDRESS), ClaimsOfAccount(CLAIMS_OF_AN_ACCOUNT))
    counted = [
        limit.allow_request(request) for limit in limits
    ]  # each counts, whatever the other says
    if not all(counted):
        security.log("claim-refused", username=user_of(request).get_username(), why="rate")
        raise services.too_often()
    return services.claim(
        actor=user_of(request), number=request.POST.get("number", ""),
        identity_number=request.POST.get("identity", ""),
    )  # fmt: skip
