"""What the selection tells the apps below it, which do not know it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.roles import Role, role_of
from luohu.web.declarations import keeping as declared
from luohu.web.declarations import slots
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.protection import exports, retention
from luohu.web.record import words
from luohu.web.record.watched import watch
from luohu.web.selection import children, freezing, keeping, listings, objecting, publishing
from luohu.web.selection.models import Child, Freeze, Listing, Objection, Outcome, Publication
from luohu.web.selection.pages import has_come
from luohu.web.verification import freezes
from luohu.web.years import actions, counts, holds
from luohu.web.years.calendar import Window, within
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDS: Final[Mapping[str, Text]] = {
    "freeze": Text("要求冻结", "asked to freeze"),
    "frozen": Text("冻结并排名", "frozen and ranked"),
    "freeze_failed": Text("冻结未成功", "not frozen"),
    "give_up_freeze": Text("放弃冻结", "gave a freeze up"),
    "check_freeze": Text("要求重算核对", "asked to work it out again"),
    "publish": Text("公示", "published"),
    "object": Text("收到异议", "objection received"),
    "answer_objection": Text("答复异议", "objection answered"),
    "name_child": Text("填报随迁子女", "named a child"),
    "remove_child": Text("撤回随迁子女", "took a child back"),
    "export_cohort": Text("导出核查后的材料", "exported the verified cohort"),
}
LISTED = (State.LISTED, State.CONFIRMED, State.CANCELLED, State.SETTLED, State.LAPSED)
HEADING = Text("名单", "The list")
OUTCOME = ("eligible", "total", "least", "most", "rank", "admitted", "indicators", "unknown")


def provide() -> None:
    """Register everything; called once the apps are loaded."""
    watch(Freeze, freezing.WATCHED, str)
    watch(Publication, publishing.WATCHED, str)
    watch(Listing, listings.WATCHED, str)
    watch(Objection, objecting.WATCHED, str)
    watch(Child, children.WATCHED, str)
    words.provide(WORDS)
    freezes.provide(is_frozen)
    for change in ("quota", "departments"):
        holds.hold(change, "selection", frozen_already)
    holds.hold("calendar", "selection", published_already)
    counts.provide("selection", HEADING, counted)
    actions.provide("selection", proposed)
    slots.provide(links)
    exports.provide("outcomes", outcomes_of)
    exports.provide("children", children_of)
    declared.followed_by("selection", keeping.emptied)
    for stage in keeping.STAGES:
        retention.provide(stage)


def outcomes_of(user: User) -> list[dict[str, Any]]:
    """What came of somebody's own declarations, as far as it was published.

    `publication_number` is the number on the list; None for who is not on it.
    """
    rows = Outcome.objects.filter(declaration__owner=user, freeze__publication__isnull=False)
    found = rows.select_related("freeze__publication__year")
    return [_outcome(one) for one in found if has_come(one.freeze.publication)]


def _outcome(one: Outcome) -> dict[str, Any]:
    places = one.freeze.publication.listings.filter(declaration=one.declaration_id)
    return {
        "publication_number": places.values_list("position", flat=True).first(),
        **{name: getattr(one, name) for name in OUTCOME},
    }


def children_of(user: User) -> list[dict[str, Any]]:
    """The children whom somebody named."""
    names = ("name", "identity", "born", "accepted", "why")
    rows = Child.objects.filter(declaration__owner=user)
    return [{name: getattr(one, name) for name in names} for one in rows]


def is_frozen(year: Year) -> bool:
    """Whether a freeze of a year is in force."""
    return freezing.in_force(year) is not None


def frozen_already(year: Year) -> Iterable[Fault]:
    """What speaks against changing what a freeze was made with."""
    if is_frozen(year):
        wrong = Text("已经冻结", "a freeze is in force")
        yield Fault(Place(), wrong, Text("先放弃冻结", "give the freeze up first"))


def published_already(year: Year) -> Iterable[Fault]:
    """What speaks against moving the time of publicity once the list is out."""
    made = Publication.objects.filter(year=year).first()
    if made is not None and made.takes_down != year.publicity_to:
        wrong = Text("名单已按原来的截止时间公示", "the list was published with its end")
        yield Fault(Place(column="publicity_to"), wrong, Text("不再改动", "leave it"))


def counted(year: Year) -> list[counts.Count]:
    """What stands on the list of a year, by state."""
    lines = Listing.objects.filter(publication__year=year)
    if not lines.exists():
        return []
    address = reverse("selection", args=[year.pk])
    objections = Objection.objects.filter(publication__year=year).count()
    return [
        counts.Count(Text("列入名单", "listed"), lines.count(), address),
        counts.Count(Text("已取消", "cancelled"), lines.filter(state="cancelled").count(), address),
        counts.Count(Text("已落户", "settled"), lines.filter(state="settled").count(), address),
        counts.Count(Text("异议", "objections"), objections, address),
    ]


def proposed(year: Year, user: User) -> list[actions.Action]:
    """What the authority or a publisher may do next about the list."""
    if role_of(user) not in (Role.AUTHORITY, Role.PUBLISHER):
        return []
    address = reverse("selection", args=[year.pk])
    return [
        actions.Action(
            Text("冻结、排名、公示", "Freeze, rank, publish"),
            address,
            now=within(year, Window.RANKING),
        )
    ]


def links(declaration: Declaration, moment: datetime.datetime) -> list[slots.Link]:
    """What the applicant's status page shows of the list: the published line, then settling."""
    if declaration.state not in (*LISTED, State.NOT_LISTED):
        return []
    if moment < declaration.year.publicity_from:
        return []
    found = [slots.Link(_("排名结果"), reverse("ranked", args=[declaration.number]))]
    if declaration.state in (State.CONFIRMED, State.SETTLED):
        found.append(
            slots.Link(_("办理落户与随迁子女"), reverse("settling", args=[declaration.number]))
        )
    return found
