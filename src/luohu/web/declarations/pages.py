"""What the pages of declarations share: whose declaration it is, the moment, answers to conflicts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from luohu.web.accounts.roles import Role, employer_of, not_yours, requires
from luohu.web.declarations.models import Declaration, Employer
from luohu.web.declarations.procedure import State
from luohu.web.declarations.stepping import Conflict
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refusal
from luohu.web.years import clock
from luohu.web.years.calendar import Window, within
from luohu.web.years.models import Year

Page = Callable[..., HttpResponse]


def with_conflicts(view: Page) -> Page:
    """A page that answers with status 409 where somebody else, or another window, was first."""

    @wraps(view)
    def page(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *told, **named)
        except Conflict as conflict:
            return refusal(request, conflict.faults, 409)

    return page


def of_applicant(view: Callable[Concatenate[HttpRequest, Declaration, ...], HttpResponse]) -> Page:
    """A page about one's own declaration, found by its number; for anybody else there is none."""

    @wraps(view)
    def page(request: HttpRequest, number: str, **named: Any) -> HttpResponse:
        found = _called(number)
        if found is None or found.owner_id != user_of(request).pk:
            not_yours(request, str(found or "declaration"))
        return view(request, found, **named)

    return requires(Role.APPLICANT)(never_cache(with_conflicts(page)))


def of_employer(view: Callable[Concatenate[HttpRequest, Employer, ...], HttpResponse]) -> Page:
    """A page of an employer's officer; one whose employer is not registered is told so."""

    @wraps(view)
    def page(request: HttpRequest, **named: Any) -> HttpResponse:
        code = employer_of(user_of(request))
        employer = Employer.objects.filter(credit_code=code).first()
        if employer is None:
            return render(request, "declarations/employer_unknown.html", {"code": code}, status=404)
        return view(request, employer, **named)

    return requires(Role.EMPLOYER)(never_cache(with_conflicts(page)))


def of_employers_declaration(
    view: Callable[Concatenate[HttpRequest, Declaration, ...], HttpResponse],
) -> Page:
    """A page about a declaration that was handed to, or made by, one's own employer."""

    @wraps(view)
    def page(request: HttpRequest, employer: Employer, number: str, **named: Any) -> HttpResponse:
        found = _called(number)
        if found is None or not seen_by(employer, found):
            not_yours(request, str(found or "declaration"))
        return view(request, found, **named)

    return of_employer(page)


def seen_by(employer: Employer, declaration: Declaration) -> bool:
    """Whether an employer may look at a declaration: an applicant's own draft is not its affair."""
    if declaration.employer_id != employer.pk:
        return False
    return declaration.owner_id is None or declaration.state not in (State.DRAFT, State.VOID)


def _called(number: str) -> Declaration | None:
    found = Declaration.objects.filter(number=number.upper()[:24])
    return found.select_related("year", "employer", "owner").first()


def declaring_years() -> list[Year]:
    """The years in which one can declare now, real ones first."""
    open_now = [one for one in Year.objects.all() if within(one, Window.DECLARING)]
    return sorted(open_now, key=lambda one: (one.rehearsal, -one.cycle))


def may_change(declaration: Declaration) -> bool:
    """Whether a declaration is a draft in the time for declaring."""
    moment = clock.moment(declaration.year)
    return declaration.state == State.DRAFT and within(declaration.year, Window.DECLARING, moment)


def new_key() -> str:
    """A key for a form, by which a request that is sent twice is known."""
    return secrets.token_urlsafe(18)


def revision_of(request: HttpRequest) -> int:
    """The revision that a form was made from; -1, which none is, for what is no number."""
    told = request.POST.get("revision", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1
