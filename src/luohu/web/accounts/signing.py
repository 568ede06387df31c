"""The pages of signing in, with its second step, of signing out and of signing up."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login, perform_password_login
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from luohu.people.faults import Refused
from luohu.web.accounts import credentials, locking, second_factor, services
from luohu.web.accounts.forms import CodeForm, SignInForm, SignUpForm, form_page, posted
from luohu.web.accounts.homes import home_of
from luohu.web.accounts.sessions import ENDED, FACTOR
from luohu.web.shell.rates import RateOfAddress

SIGN_UPS = "20/h"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The name and the password; afterwards the second step, or where one wanted to go."""
    if request.user.is_authenticated:
        return redirect(_wanted(request) or home_of(request.user))
    form = SignInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        user = authenticate(request, username=told["username"], password=told["password"])
        if user is None:
            form.add_error(None, _("用户名或密码不对。"))
        elif services.is_dormant(user):
            services.disable_dormant(actor=None, only=user)
            form.add_error(None, _("这个账号 90 天没有登录,已经停用。请系统管理员启用。"))
        else:
            login = Login(user=user, redirect_url=_wanted(request) or None)
            return _answer(perform_password_login(request, {"username": told["username"]}, login))
    form.mark_errors()
    context = {"form": form, "next": _wanted(request), "ended": request.session.get(ENDED, "")}
    return render(request, "accounts/sign_in.html", context)


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="sign-in")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the second factor; a wrong one counts like a wrong password."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user, form = stage.login.user, CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if locking.is_locked(request, user):
            return locking.locked_page(request)
        if factor := second_factor.accepts(user, form.cleaned_data["code"]):
            request.session[FACTOR] = factor
            return _answer(stage.exit())
        locking.count_failure(request, user)
        form.add_error("code", _("验证码不对,或者已经用过。等验证器显示下一组数字再试。"))
    form.mark_errors()
    return render(request, "accounts/second_step.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; the browser is told to forget what it kept of the site."""
    logout(request)
    answer = redirect("front")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password", "again")
def sign_up(request: HttpRequest) -> HttpResponse:
    """An applicant's account: a name and a password, nothing else."""
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    form = SignUpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not RateOfAddress(SIGN_UPS).allow_request(request):
            return render(request, "accounts/too_many.html", status=locking.LOCKED)
        told = form.cleaned_data
        try:
            user = credentials.sign_up(username=told["username"], password=told["password"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return _answer(perform_login(request, Login(user=user, signup=True)))
    return form_page(request, "accounts/sign_up.html", form, {})


def _wanted(request: HttpRequest) -> str:
    """Where one wanted to go, if that is on this site."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def _answer(answer: object) -> HttpResponse:
    return cast(HttpResponse, answer)
