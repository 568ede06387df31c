"""The papers of a declaration: handed in, read and removed while it is a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.web.declarations.drafts import own
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change
from luohu.web.declarations.stepping import conflict
from luohu.web.protection import attachments
from luohu.web.protection.models import Attachment

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def papers_subject(declaration: Declaration) -> str:
    """What attachments call the papers of a declaration; apart from the declaration's own events."""
    return f"papers:{declaration.pk}"


def papers_of(declaration: Declaration) -> QuerySet[Attachment]:
    """The papers of a declaration, in the order in which they came."""
    return attachments.of(papers_subject(declaration))


def while_draft(declaration: Declaration, actor: User) -> Callable[[], None]:
    """What is checked, within the transaction, before a paper is kept or removed."""

    def guard() -> None:
        held = own(declaration, actor)
        if not may_change(held):
            right = Text("先撤回,再修改", "withdraw it first, then change it")
            raise conflict("这份申报已经交出", "this declaration is no draft", right, "state")

    return guard
