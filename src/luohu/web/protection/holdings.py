"""What protection itself and Django keep of somebody, and how long."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from axes.models import AccessLog
from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.web.protection.models import Attachment, CorrectionRequest
from luohu.web.protection.retention import Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def account_of(user: User) -> list[dict[str, Any]]:
    """The account; of the password nothing but that there is one."""
    return [
        {
            "username": user.get_username(),
            "first_name": user.first_name,
            "last_name": user.last_name,
            "email": user.email,
            "joined": _told(user.date_joined),
            "signed_in": _told(user.last_login),
        }
    ]


def sign_ins_of(user: User) -> list[dict[str, Any]]:
    """When and from where the account was signed in to, as far as that is still kept."""
    return [
        {
            "at": _told(one.attempt_time), "address": one.ip_address,
            "browser": one.user_agent, "ended": _told(one.logout_time),
        }
        for one in AccessLog.objects.filter(username=user.get_username()).order_by("attempt_time")
    ]  # fmt: skip


def attachments_of(user: User) -> list[dict[str, Any]]:
    """The files that somebody handed in, without their content."""
    return [
        {
            "subject": one.subject, "name": one.name, "kind": one.kind, "size": one.size,
            "sha256": one.sha256, "at": _told(one.at),
        }
        for one in Attachment.objects.filter(by=user)
    ]  # fmt: skip


def requests_of(user: User) -> list[dict[str, Any]]:
    """The corrections that somebody asked for."""
    return [
        {
            "words": one.words, "received": _told(one.received), "due": one.due.isoformat(),
            "answer": one.answer, "answered": _told(one.answered),
        }
        for one in CorrectionRequest.objects.filter(owner=user).order_by("pk")
    ]  # fmt: skip


def past(moment: datetime.datetime) -> QuerySet[CorrectionRequest]:
    """Requests that were answered before a moment."""
    return CorrectionRequest.objects.filter(answered__lt=moment)


STAGE = Stage(
    "correction-requests",
    Text("已答复的更正请求", "requests to correct that were answered"),
    past,
    "个人信息保护法 第十九条",
    kind="correction",
)


def _told(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
