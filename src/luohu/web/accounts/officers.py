"""The administrator's pages: the accounts of officers, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.people.faults import Refused
from luohu.web.accounts import second_factor, services
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.accounts.forms import (
    WRONG,
    NewOfficerForm,
    PostForm,
    WhyForm,
    form_page,
    posted,
)
from luohu.web.accounts.models import Appointment
from luohu.web.accounts.rights import BY_NAME
from luohu.web.accounts.roles import Role, requires, role_of
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import user_of

PAGE = 50
administrators = requires(Role.ADMINISTRATOR)


@never_cache
@administrators
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """Who has a role, and which accounts are closed."""
    role = request.GET.get("role", "")
    listed = Appointment.objects.select_related("user").order_by("role", "user__username")
    if role in Role.values:
        listed = listed.filter(role=role)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    roles = [one for one in Role.choices if one[0] != Role.APPLICANT]
    context = {"page": page, "role": role, "roles": roles, "departments": _departments()}
    return render(request, "accounts/officers.html", context)


@never_cache
@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_officer(request: HttpRequest) -> HttpResponse:
    """A new account; its one-time password is shown this once."""
    form = NewOfficerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            user, password = services.create_officer(actor=user_of(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _password_page(request, user, password)
    return form_page(request, "accounts/new_officer.html", form, {})


@never_cache
@administrators
@require_safe
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer: his post, his account, and what can be done."""
    return _officer_page(request, _found(pk))


@administrators
@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Another post for an officer."""
    user, form = _found(pk), PostForm(request.POST)
    if form.is_valid():
        try:
            services.appoint(actor=user_of(request), user=user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("officer", pk=pk)
    return _officer_page(request, user, post=form, status=WRONG)


@administrators
@require_POST
def allow(request: HttpRequest, pk: int) -> HttpResponse:
    """The rights that his role leaves to be given by name."""
    services.allow(actor=user_of(request), user=_found(pk), names=request.POST.getlist("right"))
    return redirect("officer", pk=pk)


@never_cache
@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Closing, opening or resetting an account, after a page that asks why."""
    user, form = _found(pk), WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _acts()[action](request, user, form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
    return form_page(request, "accounts/act.html", form, {"officer": user, "action": action})


def _acts() -> dict[str, Callable[[HttpRequest, User, str], HttpResponse]]:
    return {"disable": _disable, "enable": _enable, "reset": _reset}


def _disable(request: HttpRequest, user: User, why: str) -> HttpResponse:
    services.disable(actor=user_of(request), user=user, why=why)
    return redirect("officer", pk=user.pk)


def _enable(request: HttpRequest, user: User, why: str) -> HttpResponse:
    services.enable(actor=user_of(request), user=user, why=why)
    return redirect("officer", pk=user.pk)


def _reset(request: HttpRequest, user: User, why: str) -> HttpResponse:
    password = services.reset(actor=user_of(request), user=user, why=why)
    return _password_page(request, user, password)


def _officer_page(
    request: HttpRequest, user: User, *, post: PostForm | None = None, status: int = 200
) -> HttpResponse:
    appointment = user.appointment
    told = {name: getattr(appointment, name) for name in PostForm.base_fields}
    form = post or PostForm(initial=told)
    form.mark_errors()
    held = set(user.user_permissions.values_list("codename", flat=True))
    rights = sorted(name.partition(".")[2] for name in BY_NAME.get(role_of(user), ()))
    context = {
        "officer": user,
        "appointment": appointment,
        "department": _departments().get(appointment.department, ""),
        "has_factor": second_factor.has_factor(user),
        "form": form,
        "rights": [(name, name in held) for name in rights],
        "own": user.pk == request.user.pk,
    }
    return render(request, "accounts/officer.html", context, status=status)


def _password_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"officer": user, "password": password}
    return render(request, "accounts/one_time.html", context)


def _departments() -> dict[str, str]:
    return {key: told.in_(spoken()) for key, told in DEPARTMENTS.items()}


def _found(pk: int) -> User:
    return get_object_or_404(
        User.objects.select_related("appointment"), pk=pk, appointment__isnull=False
    )
