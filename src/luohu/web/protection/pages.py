"""The pages about what is kept of the reader: what, why, how long; a copy; a request to correct it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.protection import corrections, exports, register, retention
from luohu.web.protection.models import CorrectionRequest
from luohu.web.protection.readers import signed_in
from luohu.web.record import security
from luohu.web.shell.clock import now
from luohu.web.shell.pages import tell, user_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SITE_NAME = "luohu"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is kept of somebody: its name and how many rows it has."""

    name: str
    label: str
    many: int


def part_names() -> dict[str, str]:
    """What the parts are called on the page; one that an app adds later has its own name."""
    return {
        "access": _("角色和权限"), "account": _("账号"), "attachments": _("交来的文件"),
        "children": _("随迁子女"), "correction-requests": _("更正请求"),
        "declarations": _("我的申报"), "letters": _("来信"), "outcomes": _("积分结果"),
        "sessions": _("登录着的浏览器"), "sign-ins": _("登录记录"), "verification": _("核查和复查"),
    }  # fmt: skip


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What is kept of the reader."""
    return _page(request)


def _page(request: HttpRequest, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    user = user_of(request)
    labels = part_names()
    parts = [
        Part(name, labels.get(name, name), len(rows))
        for name, rows in exports.exported(user).items()
    ]
    context = {
        "kept": [part for part in parts if part.many],
        "stages": retention.stages().values(),
        "requests": CorrectionRequest.objects.filter(owner=user).order_by("-pk"),
        "today": now().date(),
        "days": corrections.DAYS,
        "words": request.POST.get("words", "") if faults else "",
        "beside": {fault.place.column: fault for fault in faults},
        "faults": [replace(fault, place=Place()) for fault in faults],
    }
    return render(request, "protection/mine.html", context, status=status)


@require_safe
@signed_in
def fields(request: HttpRequest) -> HttpResponse:
    """The whole register of personal data: why each field is kept, on what ground, how long."""
    held = [one for one in register.entries().values() if one.secrecy in ("S2", "S3")]
    return render(request, "protection/fields.html", {"entries": held})


@require_POST
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """A copy of everything that is kept of the reader, for who knows the password."""
    user = user_of(request)
    if not _is_password(request, user):
        wrong = Text("密码不对", "that is not the password")
        right = Text("写登录用的密码", "write the one that you sign in with")
        return _page(request, [Fault(Place(column="password"), wrong, right)], 422)
    security.log("exported", username=user.get_username())
    told = {"made": now().isoformat(), "user": user.get_username(), **exports.exported(user)}
    response = HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{SITE_NAME}-my-data.json"'
    return response


def _is_password(request: HttpRequest, user: User) -> bool:
    """Whether the password of the form is the reader's; wrong ones count as when signing in."""
    told = request.POST.get("password", "")
    found = authenticate(request, username=user.get_username(), password=told)
    return found is not None and found.pk == user.pk


@require_POST
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """Ask that something be corrected or deleted."""
    try:
        corrections.ask(actor=user_of(request), words=request.POST.get("words", ""))
    except Refused as refused:
        return _page(request, refused.faults, 422)
    tell(request, _("更正请求已收到。"))
    return redirect("my-data")
