"""The whole life of a declaration as one table: what leads from where to where, by whom, and when."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.years.calendar import Window, span
from luohu.web.years.models import Year


class State(models.TextChoices):
    """Where a declaration is."""

    DRAFT = "draft", _("填写中")
    WITH_EMPLOYER = "with_employer", _("待单位提交")
    SUBMITTED = "submitted", _("已提交")
    VERIFIED = "verified", _("核查完毕")
    LISTED = "listed", _("公示中")
    NOT_LISTED = "not_listed", _("未列入")
    CONFIRMED = "confirmed", _("取得资格")
    SETTLED = "settled", _("已落户")
    LAPSED = "lapsed", _("逾期未办")
    CANCELLED = "cancelled", _("取消资格")
    FALSIFIED = "falsified", _("材料虚假")
    VOID = "void", _("已作废")


APPLICANT, EMPLOYER, AUTHORITY, PUBLISHER, SYSTEM = (
    "applicant", "employer", "authority", "publisher", "system",
)  # fmt: skip
S = State
AFTER_SUBMISSION = (
    S.SUBMITTED, S.VERIFIED, S.LISTED, S.NOT_LISTED, S.CONFIRMED, S.SETTLED, S.LAPSED, S.CANCELLED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What a guard looks at: the year, the moment by its clock, and the reason that was given."""

    year: Year
    moment: datetime.datetime
    why: str = ""


Guard = Callable[[Case], Fault | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """A step: what it is called, where it starts and ends, who takes it, and what has to hold."""

    action: str
    start: State
    end: State
    role: str
    guard: str = ""


def _each(
    action: str, starts: Iterable[State], end: State, roles: Iterable[str], guard: str = ""
) -> tuple[Edge, ...]:
    return tuple(Edge(action, start, end, role, guard) for start in starts for role in roles)


EDGES: Final[tuple[Edge, ...]] = (
    Edge("hand_over", S.DRAFT, S.WITH_EMPLOYER, APPLICANT, "declaring"),
    Edge("take_back", S.WITH_EMPLOYER, S.DRAFT, APPLICANT, "declaring"),
    Edge("return", S.WITH_EMPLOYER, S.DRAFT, EMPLOYER, "reason"),
    Edge("submit", S.WITH_EMPLOYER, S.SUBMITTED, EMPLOYER, "declaring"),
    *_each("withdraw", (S.SUBMITTED, S.VERIFIED), S.DRAFT, (APPLICANT, EMPLOYER), "declaring"),
    Edge("give_up", S.DRAFT, S.VOID, APPLICANT),
    *_each("discard", (S.DRAFT, S.WITH_EMPLOYER), S.VOID, (EMPLOYER,)),
    *_each("void_unsent", (S.DRAFT, S.WITH_EMPLOYER), S.VOID, (SYSTEM,), "declared"),
    Edge("verify", S.SUBMITTED, S.VERIFIED, SYSTEM),
    Edge("reopen", S.VERIFIED, S.SUBMITTED, SYSTEM, "not_frozen"),
    Edge("list", S.VERIFIED, S.LISTED, PUBLISHER),
    *_each("not_list", (S.VERIFIED, S.SUBMITTED), S.NOT_LISTED, (PUBLISHER,)),
    Edge("confirm", S.LISTED, S.CONFIRMED, SYSTEM, "publicised"),
    *_each("cancel", (S.LISTED, S.CONFIRMED), S.CANCELLED, (AUTHORITY,), "reason"),
    *_each("falsify", AFTER_SUBMISSION, S.FALSIFIED, (AUTHORITY,), "reason"),
    Edge("settle", S.CONFIRMED, S.SETTLED, AUTHORITY, "settling"),
    Edge("lapse", S.CONFIRMED, S.LAPSED, SYSTEM, "settled"),
)
# How a declaration comes to be; every later state is reached by an edge.
BEGINNINGS: Final[Mapping[str, State]] = {"begin": S.DRAFT, "declare": S.WITH_EMPLOYER}
BY_STEP: Final[Mapping[tuple[State, str, str], Edge]] = {
    (edge.start, edge.action, edge.role): edge for edge in EDGES
}


def edge_of(state: str, action: str, role: str) -> Edge | None:
    """The edge that a role may take from a state by an action, None where there is none."""
    return BY_STEP.get((State(state), action, role))


def starts_of(action: str, role: str | None = None) -> frozenset[State]:
    """The states from which an action starts, for a role or for anybody."""
    return frozenset(e.start for e in EDGES if e.action == action and role in (None, e.role))


def written(moment: datetime.datetime) -> str:
    """A moment to the second, as the office's clock shows it."""
    from django.utils.timezone import localtime

    return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"


def _not_in(window: Window) -> Guard:
    """Refuse outside a window, saying when it is open; it is open from its first moment on."""

    def guard(case: Case) -> Fault | None:
        first, closed = span(case.year, window)
        if first <= case.moment < closed:
            return None
        zh, en = ("还没有开始", "has not begun") if case.moment < first else ("已经结束", "is over")
        what = WINDOWS[window]
        return Fault(
            Place(column=str(window)),
            Text(f"{what.zh}{zh}", f"{what.en} {en}"),
            Text(
                f"{written(first)} 至 {written(closed)}(不含)之间可以办",
                f"it can be done from {written(first)} until before {written(closed)}",
            ),
        )

    return guard


def _not_after(name: str, what: Text) -> Guard:
    """Refuse before a moment of the calendar has come."""

    def guard(case: Case) -> Fault | None:
        begins = getattr(case.year, name)
        if case.moment >= begins:
            return None
        right = Text(f"{written(begins)} 起可以办", f"it can be done from {written(begins)} on")
        return Fault(Place(column=name), what, right)

    return guard


def _frozen(case: Case) -> Fault | None:
    if case.moment < case.year.ranks_to:
        return None
    wrong = Text("复核排名已经截止", "the ranking is closed")
    until = written(case.year.ranks_to)
    return Fault(Place(column="ranks_to"), wrong, Text(f"应在 {until} 之前", f"before {until}"))


def _reason(case: Case) -> Fault | None:
    if case.why.strip():
        return None
    wrong = Text("没有写原因", "no reason is given")
    return Fault(Place(column="why"), wrong, Text("请写明原因", "say why"))


WINDOWS: Final[Mapping[Window, Text]] = {
    Window.DECLARING: Text("申报期", "the time for declaring"),
    Window.SETTLEMENT: Text("办理落户期", "the time for settling"),
}
GUARDS: Final[Mapping[str, Guard]] = {
    "declaring": _not_in(Window.DECLARING),
    "declared": _not_after("declares_to", Text("申报期还没有结束", "declaring is not over")),
    "publicised": _not_after("publicity_to", Text("公示还没有结束", "publicity is not over")),
    "settling": _not_in(Window.SETTLEMENT),
    "settled": _not_after("settles_to", Text("办理落户期还没有结束", "settling is not over")),
    "not_frozen": _frozen,
    "reason": _reason,
}


def refusal(state: str, action: str, role: str, case: Case) -> Fault | None:
    """Why a step may not be taken, None where it may."""
    edge = edge_of(state, action, role)
    if edge is None:
        named = State(state).label
        wrong = Text(f"“{named}”的申报不能这样办", f"this cannot be done with what is {state}")
        return Fault(Place(column="state"), wrong, _where_from(action, role))
    return GUARDS[edge.guard](case) if edge.guard else None


def _where_from(action: str, role: str) -> Text:
    """From which states a role may take the step."""
    starts = sorted(starts_of(action, role))
    if not starts:
        return Text("请由有权的一方办理", "it is for somebody else to do")
    named = "、".join(f"“{one.label}”" for one in starts)
    return Text(f"只有{named}的可以", f"only from {', '.join(starts)}")
