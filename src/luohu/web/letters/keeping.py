"""Letters as data that is kept: what their writers get of them, and how long the office keeps them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from luohu.law.sources import Text
from luohu.web.letters.models import Letter, State
from luohu.web.protection.retention import Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def letters_of(user: User) -> list[dict[str, Any]]:
    """The letters that somebody wrote signed in, with everything in their threads."""
    held = Letter.objects.filter(owner=user).prefetch_related("messages").order_by("received")
    return [
        {
            "number": letter.number,
            "received": letter.received.isoformat(),
            "state": letter.state,
            "document": letter.document,
            "messages": [
                {"from_office": one.of_office, "sent": one.sent.isoformat(), "text": one.text}
                for one in letter.messages.all()
            ],
        }
        for letter in held
    ]


def past(moment: datetime.datetime) -> QuerySet[Letter]:
    """Letters answered before a moment, with nothing merged into them that is still there."""
    answered = Letter.objects.filter(state=State.ANSWERED, answered__lt=moment)
    return answered.filter(Q(merged__isnull=True))


STAGE = Stage(
    "letters",
    Text("已答复的来信", "letters that were answered"),
    past,
    "个人信息保护法 第十九条",
)
