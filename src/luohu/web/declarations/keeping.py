"""What is kept of declarations: for the export of one's own data, and until when."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.web.declarations.contents import PERSONAL, content_digest
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.papers import papers_of
from luohu.web.declarations.procedure import SYSTEM, State
from luohu.web.declarations.stepping import digest_of_state, noted
from luohu.web.protection.attachments.kept import discard
from luohu.web.protection.retention import ANONYMISE, Stage
from luohu.web.record import services as record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOMENTS = ("drafted", "handed", "submitted", "changed")
ENDED = (State.NOT_LISTED, State.SETTLED, State.LAPSED, State.CANCELLED, State.FALSIFIED)
EMPTIED = (*PERSONAL, "document", "born", "identity_index", "owner", "consents", "content")
Follower = Callable[[Sequence[Declaration]], Iterable[record.Entry]]
_followers: dict[str, Follower] = {}


def followed_by(name: str, follower: Follower) -> None:
    """Register what takes the person out of other rows with the declarations; once a name.

    It is called in the same transaction with the declarations before they are emptied, and gives what
    the record shall say of its own rows.
    """
    _followers[name] = follower


def declarations_of(user: User) -> list[dict[str, Any]]:
    """Everything that is kept of an account's declarations, receipts and bars among it."""
    found = Declaration.objects.filter(owner=user).select_related("year", "employer")
    return [_told(one) for one in found.prefetch_related("receipts", "bars")]


def _told(one: Declaration) -> dict[str, Any]:
    moments = {name: getattr(one, name) for name in MOMENTS}
    return {
        "number": one.number,
        "scheme": one.year.scheme,
        "cycle": one.year.cycle,
        "state": one.state,
        "employer": one.employer.name if one.employer else "",
        **{name: getattr(one, name) for name in PERSONAL},
        "born": one.born.isoformat() if one.born else None,
        "document": one.document,
        "notice_version": one.notice_version,
        "consents": one.consents,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "receipts": [
            {"number": r.number, "received": r.received.isoformat(), "digest": r.digest}
            for r in one.receipts.all()
        ],
        "bars": [
            {"from": bar.from_cycle, "to": bar.to_cycle, "why": bar.why} for bar in one.bars.all()
        ],
    }


@cache
def nothing_declared() -> str:
    """The digest of a declaration that declares nothing."""
    return content_digest(Declaration())


def void_before(moment: datetime.datetime) -> QuerySet[Declaration]:
    """Void declarations that nothing has happened to since, and that still say something."""
    found = Declaration.objects.filter(state=State.VOID, changed__lt=moment)
    return found.exclude(content=nothing_declared())


def ended_before(moment: datetime.datetime) -> QuerySet[Declaration]:
    """Declarations whose procedure has ended before, and that still say something."""
    found = Declaration.objects.filter(state__in=ENDED, changed__lt=moment)
    return found.exclude(content=nothing_declared())


def anonymise(rows: Sequence[Declaration]) -> None:
    """Take everything of the person out of declarations, in the caller's transaction; papers as well.

    What stands for the person from then on is a number drawn by lot, of nobody.
    """
    events = [event for follower in _followers.values() for event in follower(rows)]
    for row in rows:
        before = digest_of_state(row)
        discard(papers_of(row))
        for name in PERSONAL:
            setattr(row, name, "")
        row.document, row.consents = _nothing(), _nothing()
        row.born = row.owner = None
        row.identity_index = None if row.state == State.VOID else secrets.token_hex(32)
        row.content = nothing_declared()
        row.save(update_fields=EMPTIED)
        events.append(noted(row, ANONYMISE, actor=None, role=SYSTEM, before=before))
    record.note_many(events)


def _nothing() -> Any:
    return {}


STAGES: Final = (
    Stage(
        "void-declarations", Text("作废的申报", "void declarations"), void_before,
        "个人信息保护法 第四十七条", ANONYMISE, anonymise, "declaration",
    ),
    Stage(
        "declarations", Text("办结的申报", "declarations that have ended"), ended_before,
        "个人信息保护法 第十九条", ANONYMISE, anonymise, "declaration",
    ),
)  # fmt: skip
