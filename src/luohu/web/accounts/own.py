"""The pages of one's own account: password, second factor, recovery codes, sessions, token."""

from __future__ import annotations

from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.people.faults import Refused
from luohu.web.accounts import credentials, passwords, second_factor, sessions, tokens
from luohu.web.accounts.forms import (
    ChangePasswordForm,
    Checked,
    ConfirmForm,
    EnrolForm,
    form_page,
    posted,
)
from luohu.web.accounts.homes import home_of, ways_of
from luohu.web.accounts.roles import Role, is_official, needs_second_factor, requires, role_of
from luohu.web.shell.pages import user_of

SECRET = "enrolling"


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, where one's work is, and how the account is secured."""
    user = user_of(request)
    context = {
        "role": role_of(user).label,
        "ways": ways_of(user),
        "has_factor": second_factor.has_factor(user),
        "needs_factor": needs_second_factor(user),
        "codes_left": len(second_factor.recovery_codes(user)),
        "sessions": sessions.open_sessions(user, request.session.session_key),
        "may_have_token": role_of(user) == Role.VERIFIER,
        "token": tokens.current(user),
    }
    return render(request, "accounts/account.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old", "password", "again")
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password; sessions elsewhere end."""
    user, form = user_of(request), ChangePasswordForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        try:
            changed = credentials.change_password(
                actor=user, password=form.cleaned_data["password"], keep=request.session.session_key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            request.session.pop(sessions.CHANGE, None)
            update_session_auth_hash(request, changed)
            return redirect("account")
    context = {
        "has_to": bool(request.session.get(sessions.CHANGE)),
        "strict": passwords.strict(is_official(user)),
    }
    return form_page(request, "accounts/change_password.html", form, context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old", "code")
def enrol(request: HttpRequest) -> HttpResponse:
    """Beginning to use an authenticator app; the recovery codes are shown this once."""
    user = user_of(request)
    if second_factor.has_factor(user):
        return redirect("account")
    secret = request.session.setdefault(SECRET, second_factor.new_secret())
    form = EnrolForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        try:
            codes = credentials.enrol(actor=user, secret=secret, code=form.cleaned_data["code"])
        except Refused as refused:
            form.refuse(refused)
        else:
            del request.session[SECRET]
            request.session[sessions.FACTOR] = str(second_factor.TOTP)
            request.session.cycle_key()
            return _codes(request, codes)
    context = {
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": second_factor.picture(user, secret),
        "needs_factor": needs_second_factor(user),
    }
    return form_page(request, "accounts/enrol.html", form, context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old")
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown or handed over as a file, this once."""
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        codes = credentials.renew_codes(actor=user_of(request))
        if "file" in request.POST:
            answer = HttpResponse("\n".join(codes) + "\n", content_type="text/plain; charset=utf-8")
            answer.headers["Content-Disposition"] = (
                'attachment; filename="luohu-recovery-codes.txt"'
            )
            return answer
        return _codes(request, codes)
    return form_page(request, "accounts/renew_codes.html", form, {})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old")
def remove_factor(request: HttpRequest) -> HttpResponse:
    """No second factor any more, for who needs none."""
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        credentials.remove_factor(actor=user_of(request))
        request.session.pop(sessions.FACTOR, None)
        return redirect("account")
    return form_page(request, "accounts/remove_factor.html", form, {})


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """One session elsewhere ended, or all of them."""
    credentials.end_sessions(
        actor=user_of(request),
        keep=request.session.session_key,
        handle=request.POST.get("session", ""),
    )
    return redirect("account")


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old")
def token(request: HttpRequest) -> HttpResponse:
    """A token for programs: issued and shown once, or ended."""
    user, form = user_of(request), ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        if "end" in request.POST:
            tokens.end(user)
            return redirect("account")
        return render(request, "accounts/token_issued.html", {"token": tokens.issue(user)})
    return form_page(request, "accounts/token.html", form, {"current": tokens.current(user)})


def _proved(request: HttpRequest, form: Checked) -> bool:
    """Whether the password is one's own; a wrong one counts towards locking."""
    name = request.user.get_username()
    if authenticate(request, username=name, password=form.cleaned_data["old"]) is not None:
        return True
    form.add_error("old", _("密码不对。"))
    return False


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "home": home_of(request.user)}
    return render(request, "accounts/codes.html", context)
