"""Children who move with somebody: named after the list is settled, accepted by the scheme's own rule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused, refuse_if
from luohu.schemes.scoring import score_person
from luohu.web.accounts.roles import Role, role_of
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.declarations.stepping import locked
from luohu.web.protection import blind, identity
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.selection.freezing import law_of
from luohu.web.selection.models import Child, Frozen
from luohu.web.selection.reading import cohort_of
from luohu.web.selection.refusals import refuse_outside, refused
from luohu.web.years.calendar import Window

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RULE = "children_who_may_follow"
WATCHED = ("declaration_id", "identity_index", "accepted", "why")


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether a child may follow, None if that is open, and the rule's words and arithmetic."""

    born: datetime.date
    accepted: bool | None
    why: Text


def has_rule(law: InForce) -> bool:
    """Whether the law of a cycle says which children may follow."""
    return RULE in law.book.rules


def decided(law: InForce, document: dict[str, Any], born: datetime.date) -> Decided:
    """What the law says of one child, by the day of birth; LawError where it has no such rule."""
    if not has_rule(law):
        raise LawError(
            f"{law.book.name}: 没有随迁子女的规则 it has no rule of accompanying children"
        )
    alone = {**document, "children": [{"born": f"{born:%Y-%m-%d}"}]}
    score = score_person(law, cohort_of([alone], ["child"]).person(0), "child")
    value, step = score.values[RULE], score.trail.step(RULE)
    accepted = bool(value) if isinstance(value, int) else None
    words = [
        f"{step.source.statement.in_(one)} {_earliest(law, score, one)}" for one in ("zh", "en")
    ]
    return Decided(born, accepted, Text(*words))


def _earliest(law: InForce, score: Any, language: str) -> str:
    """The values of the law that the rule reads, in words."""
    read = (name for name in law.book.rules[RULE].inputs if name in law.book.parameters)
    steps = (score.trail.step(name) for name in read)
    return ";".join(f"{s.source.label.in_(language)} {s.shown.in_(language)}" for s in steps)


def verified_children(declaration: Declaration) -> list[Decided]:
    """The children of the verified document, in its order, with what the law says of each."""
    law, document = law_of(declaration.year), frozen_document(declaration)
    days = [one["born"] for one in document.get("children") or ()]
    if not has_rule(law):
        return []
    return [decided(law, document, datetime.date.fromisoformat(day)) for day in days]


def frozen_document(declaration: Declaration) -> dict[str, Any]:
    """The document by which somebody was ranked; LawError where there is none."""
    frozen = Frozen.objects.filter(freeze__publication__year=declaration.year_id)
    held = frozen.filter(number=declaration.number).first()
    if held is None:
        raise LawError(f"{declaration.number}: 没有公示的材料 nothing of it was published")
    return dict(held.document)


@transaction.atomic(durable=True)
def name_child(
    *, actor: User, declaration: Declaration, name: str, number: str, consent: bool
) -> Child:
    """Name a child who is to move as well: by its guardian, or by the authority for him.

    The number's day of birth must be that of a verified child. The rule's answer and words are kept.
    """
    (held,) = locked(declaration)
    if actor.pk != held.owner_id and role_of(actor) != Role.AUTHORITY:
        raise LawError(held.number)
    refuse_outside(held.year, Window.SETTLEMENT)
    if held.state not in (State.CONFIRMED, State.SETTLED):
        right = Text("取得资格以后办理", "after the right was confirmed")
        raise refused("还不能办理随迁", "children cannot be named yet", right)
    told = _told(name, number, consent)
    found = _matching(held, identity.born(told["number"]))
    made, new = Child.objects.get_or_create(
        declaration=held, identity_index=blind.index(told["number"]),
        defaults={
            "name": told["name"], "identity": told["number"], "born": found.born.isoformat(),
            "accepted": bool(found.accepted), "why": f"{found.why.zh} {found.why.en}"[:500],
        },
    )  # fmt: skip
    if new:
        record.note(
            actor=actor, role=role_of(actor), action="name_child", subject=str(made),
            after=state_of(made, WATCHED), why=str(held),
        )  # fmt: skip
    return made


def _told(name: str, number: str, consent: bool) -> dict[str, str]:
    """The name and number of a child; Refused with everything that is wrong."""
    faults: list[Fault] = []
    called, typed = name.replace("\x00", "").strip(), identity.normalised(number)
    if not 2 <= len(called) <= 50:
        wrong = Text("没有写姓名", "there is no name")
        faults.append(Fault(Place(column="name"), wrong, Text("2 至 50 字", "2 to 50 characters")))
    if (fault := identity.fault(typed)) is not None:
        faults.append(Fault(Place(column="number"), fault.wrong, fault.right))
    if not consent:
        wrong = Text("没有监护人的同意", "the guardian has not consented")
        right = Text("勾选同意", "tick the box")
        faults.append(Fault(Place(column="consent"), wrong, right))
    refuse_if(faults)
    return {"name": called, "number": typed}


def _matching(declaration: Declaration, born: datetime.date) -> Decided:
    for one in verified_children(declaration):
        if one.born == born:
            return one
    fault = Fault(
        Place(column="number"),
        Text(
            "核查后的材料里没有这天出生的子女",
            "the verified document has no child born on that day",
        ),
        Text("只能是申报并核查过的子女", "it must be a child that was declared and verified"),
    )
    raise Refused([fault])
