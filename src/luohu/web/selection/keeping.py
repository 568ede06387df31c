"""What is kept of people after a year: it goes with their declarations, objections by a limit of their own."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from luohu.law.sources import Text
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM
from luohu.web.protection.attachments.kept import discard
from luohu.web.protection.models import Attachment
from luohu.web.protection.retention import ANONYMISE, Stage
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.selection import children
from luohu.web.selection.listings import WATCHED, noted
from luohu.web.selection.models import Child, Frozen, Listing, Objection, ObjectionState


def evidence_against(declaration: Declaration) -> str:
    """What evidence against a declaration is kept under; the applicant's own stand elsewhere."""
    return f"falsified:{declaration.pk}"


def emptied(declarations: Sequence[Declaration]) -> list[Entry]:
    """Take the people of declarations out of everything here; what the record shall say of it."""
    years = {one.year_id for one in declarations}
    numbers = [one.number for one in declarations]
    Frozen.objects.filter(freeze__year__in=years, number__in=numbers).update(document={})
    subjects = [evidence_against(one) for one in declarations]
    discard(Attachment.objects.filter(subject__in=subjects))
    lines = list(Listing.objects.select_for_update().filter(declaration__in=declarations))
    named = list(Child.objects.select_for_update().filter(declaration__in=declarations))
    _unsay(Objection.objects.select_for_update().filter(listing__in=lines))
    return [*map(_line_emptied, lines), *map(_child_emptied, named)]


def _line_emptied(line: Listing) -> Entry:
    before = state_of(line, WATCHED)
    line.name = line.birth_month = line.employer = ""
    line.name_index = secrets.token_hex(32)
    line.save(update_fields=["name", "name_index", "birth_month", "employer"])
    return noted(line, ANONYMISE, actor=None, role=SYSTEM, before=before)


def _child_emptied(child: Child) -> Entry:
    before = state_of(child, children.WATCHED)
    child.name = child.identity = child.born = ""
    child.identity_index = secrets.token_hex(32)
    child.save(update_fields=["name", "identity", "identity_index", "born"])
    after = state_of(child, children.WATCHED)
    return Entry(None, SYSTEM, ANONYMISE, str(child), before, after)


def _unsay(objections: QuerySet[Objection] | Sequence[Objection]) -> None:
    """Take the words out of objections, and who wrote them; that they were answered, and how, stays."""
    for one in objections:
        one.words = one.signatory = one.contact = ""
        one.answer = None
        one.save(update_fields=["words", "signatory", "contact", "answer"])


def answered_before(moment: datetime.datetime) -> QuerySet[Objection]:
    """Objections that were answered before, and that still say something."""
    found = Objection.objects.filter(state=ObjectionState.ANSWERED, answered__lt=moment)
    return found.filter(answer__isnull=False)


STAGES: Final = (
    Stage(
        "objections", Text("已处理的异议", "objections that are answered"), answered_before,
        "个人信息保护法 第十九条", ANONYMISE, _unsay, "objection",
    ),
)  # fmt: skip
