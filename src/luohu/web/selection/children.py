"""Children who move with somebody: named after the list is settled, accepted by the scheme's own rule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, refuse_if
from luohu.schemes.scoring import score_person
from luohu.web.accounts.roles import Role, role_of
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.declarations.stepping import locked
from luohu.web.protection import blind, identity
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.record.models import Event
from luohu.web.record.reasons import reason
from luohu.web.selection.models import Child, Frozen
from luohu.web.selection.naming import named
from luohu.web.selection.reading import cohort_of
from luohu.web.selection.refusals import refuse_outside
from luohu.web.shell.refusals import refused
from luohu.web.years.calendar import Window
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RULE = "children_who_may_follow"
WATCHED = ("declaration_id", "identity_index", "accepted", "why")
REMOVED = "remove_child"


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether a child may follow, and the rule's words and arithmetic.

    Where it is open `accepted` is None, and `unknown` names what would settle it.
    """

    born: datetime.date
    accepted: bool | None
    why: Text
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That the authority took a child back: when, and why."""

    at: datetime.datetime
    why: str


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
    unknown = () if accepted is not None else tuple(sorted(score.unknown))
    return Decided(born, accepted, Text(*words), unknown)


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


def taken_back(declaration: Declaration) -> list[TakenBack]:
    """What the authority took back of the children of a declaration, as the record has it."""
    begins = f"{declaration} "
    found = Event.objects.filter(action=REMOVED, role=Role.AUTHORITY, why__startswith=begins)
    return [TakenBack(one.at, one.why.removeprefix(begins)) for one in found]


@transaction.atomic(durable=True)
def name_child(
    *, actor: User, declaration: Declaration, name: str, number: str, consent: bool
) -> Child:
    """Name a child who is to move as well: by its guardian, or by the authority for him.

    The number's day of birth must be that of a verified child, and no more children of that day are
    named than were verified. The rule's answer and words are kept; an open answer is refused. The
    guardian has a no for an answer, and may send the form again; the authority is refused both.
    """
    (held,) = locked(declaration)
    _refuse_another_s(actor, held)
    refuse_untimely(held)
    told = _told(name, number, consent)
    index = blind.index(told["number"])
    for_another = actor.pk != held.owner_id
    known = Child.objects.filter(declaration=held, identity_index=index).first()
    if known is not None:
        return _named_before(known, refuse=for_another)
    found = _matching(held, identity.born(told["number"]))
    if for_another:
        _refuse_unless_accepted(found)
    made = Child.objects.create(
        declaration=held, identity_index=index, name=told["name"], identity=told["number"],
        born=found.born.isoformat(), accepted=bool(found.accepted),
        why=f"{found.why.zh} {found.why.en}"[:500],
    )  # fmt: skip
    record.note(
        actor=actor, role=role_of(actor), action="name_child", subject=str(made),
        after=state_of(made, WATCHED), why=str(held),
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def remove_child(*, actor: User, child: Child, why: str = "") -> None:
    """Take back a child that was named, by whoever may name one; that it was named stays noted.

    The guardian needs no reason, the authority does; what was taken back can be named again.
    """
    (held,) = locked(Declaration(pk=child.declaration_id))
    _refuse_another_s(actor, held)
    refuse_untimely(held)
    words = str(held) if actor.pk == held.owner_id else f"{held} {reason(why)}"
    kept = Child.objects.select_for_update(of=("self",)).filter(pk=child.pk).first()
    if kept is None:
        right = Text("不用再办", "there is nothing more to do")
        raise refused("已经撤回", "it is taken back already", right)
    subject, before = str(kept), state_of(kept, WATCHED)
    kept.delete()
    record.note(
        actor=actor, role=role_of(actor), action=REMOVED, subject=subject, before=before, why=words,
    )  # fmt: skip


def _refuse_another_s(actor: User, declaration: Declaration) -> None:
    """LawError, and a line in the security log, for whoever is neither the guardian nor the authority."""
    if actor.pk != declaration.owner_id and role_of(actor) != Role.AUTHORITY:
        security.log(
            "refused", username=actor.get_username(), subject=str(declaration), why="owner"
        )
        raise LawError(declaration.number)


def refuse_untimely(declaration: Declaration) -> None:
    """Refuse what is done outside the time of settlement, or for somebody who was not admitted."""
    refuse_outside(declaration.year, Window.SETTLEMENT)
    if declaration.state not in (State.CONFIRMED, State.SETTLED):
        wrong = (
            "现在没有落户资格,不能办理随迁",
            "there is no right now, so no child can move as well",
        )
        right = Text(
            "取得资格以后、落户期间内办理", "once confirmed, within the time of settlement"
        )
        raise refused(*wrong, right)


def _named_before(known: Child, *, refuse: bool) -> Child:
    """A child that was named already: the same again, or refused."""
    if refuse:
        right = Text("填错的先撤回", "take back the one that is wrong first")
        raise refused("这名子女已经填报", "this child is named already", right, "number")
    return known


def _refuse_unless_accepted(found: Decided) -> None:
    """Refuse a child whom the rule does not let move, in the rule's words."""
    if not found.accepted:
        wrong = (
            f"按规则不能随迁:{found.why.zh}",
            f"by the rule it may not move as well: {found.why.en}",
        )
        right = Text("以核查后的出生日期为准", "the verified day of birth is what counts")
        raise refused(*wrong, right, "number")


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
    """What the law says of the verified child of that day; Refused where there is none left, or it is open."""
    _refuse_without_rule(declaration)
    verified = [one for one in verified_children(declaration) if one.born == born]
    right = Text("只能是申报并核查过的子女", "it must be a child that was declared and verified")
    if not verified:
        raise refused(
            "核查后的材料里没有这天出生的子女",
            "the verified document has no child born on that day", right, "number",
        )  # fmt: skip
    named_already = [one for one in declaration.accompanying.all() if one.born == str(born)]
    if len(named_already) >= len(verified):
        raise refused(
            f"这天出生的子女核查了 {len(verified)} 名,已填报 {len(named_already)} 名",
            f"{len(verified)} verified of that day, {len(named_already)} named already",
            Text("填错的先撤回", "take back the one that is wrong first"), "number",
        )  # fmt: skip
    if verified[0].accepted is None:
        _refuse_open(declaration, verified[0])
    return verified[0]


def _refuse_without_rule(declaration: Declaration) -> None:
    if not has_rule(law_of(declaration.year)):
        wrong = (
            "本年度的规则没有随迁子女一条",
            "the rules of this year say nothing of accompanying children",
        )
        raise refused(*wrong, Text("本年度不办理随迁", "no child is named in this year"))


def _refuse_open(declaration: Declaration, found: Decided) -> None:
    """An answer that is open is no answer: refuse, naming what is unknown."""
    unknown = named(law_of(declaration.year), found.unknown)
    wrong = (
        f"能否随迁未定,未知:{unknown.zh}",
        f"whether it may follow is open: {unknown.en} unknown",
    )
    raise refused(
        *wrong, Text("先由主管部门核定", "the authority has to settle it first"), "number"
    )
