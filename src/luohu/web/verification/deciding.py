"""Whether a decision may stand: the rules of deciding one fact, and what is kept of it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.declarations.contents import declared_document
from luohu.web.declarations.procedure import State, written
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.verification import freezes
from luohu.web.verification.facts import has_none, none_of, question_of
from luohu.web.verification.models import Check, Decision
from luohu.web.verification.seen import UNSAID, declared_value
from luohu.web.verification.values import faults_of_value
from luohu.web.years import clock
from luohu.web.years.calendar import Window, is_late, span, within
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from luohu.web.years.models import Year

DONE, ALREADY, REFUSED, CHANGED = "done", "already", "refused", "changed"
SHORTEST, LONGEST = 2, 500
# What the record holds of a check.
WATCHED: Final = (
    "declaration_id",
    "fact",
    "department",
    "decision",
    "corrected",
    "reason",
    "late",
    "revision",
    "receipt",
)
OPEN = (State.SUBMITTED, State.VERIFIED)
VERIFIER = "verifier"
ALIKE: Final = ("decision", "by", "at", "late", "revision")
DECIDED: Final = (*ALIKE, "corrected", "reason")
CHANGES = (Decision.CORRECTED, Decision.REFUTED)


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says of a check: the decision, the value stated instead, why, and of which revision."""

    check: int
    decision: str
    corrected: Any = None
    reason: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: done, already so, refused, or changed meanwhile; and the faults."""

    check: int
    state: str
    faults: tuple[Fault, ...] = ()


def fault(zh: str, en: str, right: Text, column: str = "") -> Fault:
    """One thing wrong with a decision."""
    return Fault(Place(column=column), Text(zh, en), right)


def not_there(said: Said) -> Told:
    """The answer for a check that is not the department's, or that there is not."""
    right = Text("只能核查本部门的事项", "only the facts of one's own department")
    return Told(
        said.check, REFUSED, (fault("没有这项核查", "there is no such check", right, "check"),)
    )


class Circumstances:
    """What is the same for all decisions of one transaction: the moment of a year, and whether it is frozen."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[datetime.datetime, bool]] = {}

    def of(self, year: Year) -> tuple[datetime.datetime, bool]:
        """The moment by the year's clock, and whether its facts are frozen; asked for once."""
        if year.pk not in self._known:
            self._known[year.pk] = (clock.moment(year), freezes.in_force(year))
        return self._known[year.pk]


def changed(said: Said) -> Told:
    """The answer where somebody else, or an earlier row, was first."""
    right = Text("请看一下现在的结论再定", "look at the decision as it is now")
    what = fault("这一项在此期间已有变动", "it was changed meanwhile", right, "revision")
    return Told(said.check, CHANGED, (what,))


def weighed(held: Check, said: Said, now: Circumstances) -> Told:
    """Whether a decision may stand, without keeping anything."""
    if _same(held, said):
        return Told(held.pk, ALREADY)
    at, frozen = now.of(held.declaration.year)
    if found := _not_now(held.declaration.year, at, frozen):
        return Told(held.pk, REFUSED, (found,))
    for rule in (_still_open, _known, _reasoned, _value_fits):
        if faults := rule(held, said):
            return Told(held.pk, REFUSED, tuple(faults))
    return changed(said) if held.revision != said.revision else Told(held.pk, DONE)


def kept(
    checks: Mapping[int, Check], said: Iterable[Said], now: Circumstances, *, actor: User, why: str
) -> list[Entry]:
    """Keep decisions, and what the record shall say of each."""
    entries, alike = [], defaultdict[tuple[Any, ...], list[int]](list)
    for one in said:
        held = checks[one.check]
        before = state_of(held, WATCHED)
        _put(held, one, actor, now.of(held.declaration.year)[0])
        after = state_of(held, WATCHED)
        entries.append(
            Entry(actor, VERIFIER, f"decide_{one.decision}", f"check:{held.pk}", before, after, why)
        )
        if held.corrected is None and held.reason is None:
            alike[held.decision, held.by, held.at, held.late, held.revision].append(held.pk)
        else:
            held.save(update_fields=list(DECIDED))
    for values, pks in alike.items():  # what is sealed cannot be set for many at once
        told = dict(zip(ALIKE, values, strict=True))
        Check.objects.filter(pk__in=pks).update(**told, corrected=None, reason=None)
    return entries


def _put(held: Check, said: Said, actor: User, at: datetime.datetime) -> None:
    """Set what a decision says, without saving it."""
    pending = said.decision == Decision.PENDING
    held.decision = said.decision
    held.corrected = said.corrected if said.decision == Decision.CORRECTED else None
    held.reason = None if pending else said.reason.strip() or None
    held.by, held.at = (None, None) if pending else (actor, at)
    held.late = not pending and is_late(held.declaration.year, at)
    held.revision += 1


def _same(held: Check, said: Said) -> bool:
    """Whether the check says that already."""
    return (held.decision, held.corrected, held.reason or "") == (
        said.decision, said.corrected, said.reason.strip(),
    )  # fmt: skip


def _not_now(year: Year, at: datetime.datetime, frozen: bool) -> Fault | None:
    """Why nothing can be decided at a moment, None where it can."""
    if frozen:
        right = Text("先由主管部门放弃冻结", "the authority would have to give up the freeze first")
        return fault("核查结果已经冻结", "the facts are frozen", right)
    if within(year, Window.VERIFYING, at):
        return None
    first, closed = map(written, span(year, Window.VERIFYING))
    right = Text(f"{first} 至 {closed}(不含)之间可以核查", f"from {first} until before {closed}")
    return fault("现在不能核查", "nothing can be decided now", right)


def _still_open(held: Check, said: Said) -> list[Fault]:
    if held.declaration.state not in OPEN:
        right = Text("只核查已提交的申报", "only what is submitted is verified")
        return [fault("这份申报不在核查中", "this declaration is not being verified", right)]
    if held.receipt != held.declaration.receipt:
        right = Text("等主管部门重新分派", "wait until it is laid out again")
        return [fault("申报撤回后又重新提交了", "it was withdrawn and submitted again", right)]
    return []


def _known(held: Check, said: Said) -> list[Fault]:
    if said.decision not in Decision.values:
        right = Text("属实、更正或不属实", "confirmed, corrected or refuted")
        return [fault("没有这种结论", "there is no such decision", right, "decision")]
    if (said.decision == Decision.CORRECTED) != (said.corrected is not None):
        right = Text(
            "结论为“更正”时填查实的内容,其他结论不填;没有的,结论选“不属实”",
            "state what was found where it is corrected, and else nothing; refute what is not there",
        )
        return [
            fault("更正值与结论不符", "value and decision do not go together", right, "corrected")
        ]
    question = question_of(law_of(held.declaration.year), held.fact)
    if said.decision == Decision.REFUTED and not has_none(question):
        right = Text("请更正为查实的内容", "correct it to what was found")
        return [fault("这一项不能没有", "of this there is always one", right, "decision")]
    return []


def _reasoned(held: Check, said: Said) -> list[Fault]:
    words = said.reason.strip()
    short = said.decision in CHANGES and len(words) < SHORTEST
    if not short and len(words) <= LONGEST and is_text(words):
        return []
    right = Text(f"{SHORTEST} 至 {LONGEST} 字", f"{SHORTEST} to {LONGEST} characters")
    return [fault("要写明理由", "the reason has to be given", right, "reason")]


def is_text(words: str) -> bool:
    """Whether words can be kept: no noughts, no halves of a character."""
    return not any(one == "\x00" or "\ud800" <= one <= "\udfff" for one in words)


def _value_fits(held: Check, said: Said) -> list[Fault]:
    """Whether the document holds together with the value that this decision gives the fact."""
    if said.decision not in CHANGES and held.decision not in CHANGES:
        return []
    law = law_of(held.declaration.year)
    declared = declared_value(held.declaration, held.fact)
    value = _value(held, said, declared)
    if said.decision == Decision.CORRECTED and value == declared:
        right = Text("结论选“属实”", "decide that it is confirmed")
        return [
            fault(
                "更正值与申报的相同", "the value is the one that was declared", right, "corrected"
            )
        ]
    document = document_beside(held)
    if value is UNSAID:
        return []
    return faults_of_value(law, document, held.fact, value)


def _value(held: Check, said: Said, declared: Any) -> Any:
    if said.decision == Decision.CORRECTED:
        return said.corrected
    if said.decision == Decision.REFUTED:
        return none_of(question_of(law_of(held.declaration.year), held.fact))
    return declared


def document_beside(held: Check) -> dict[str, Any]:
    """The declared document with what is decided of the other facts, those pending as declared."""
    law = law_of(held.declaration.year)
    declared = declared_document(held.declaration)
    others = held.declaration.checks.filter(decision__in=CHANGES, receipt=held.receipt)
    for other in others.exclude(pk=held.pk):
        refuted = other.decision == Decision.REFUTED
        declared[other.fact] = none_of(question_of(law, other.fact)) if refuted else other.corrected
    return declared
