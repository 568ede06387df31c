"""What happened to a declaration, from the record, in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.web.accounts.roles import Role
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM
from luohu.web.declarations.stepping import subject_of
from luohu.web.record.services import history

ACTIONS: Final[Mapping[str, Promise]] = {
    "begin": _("开始填写"),
    "declare": _("单位代为填写"),
    "claim": _("申请人认领"),
    "save": _("修改内容"),
    "hand_over": _("交给单位"),
    "take_back": _("从单位收回"),
    "return": _("单位退回"),
    "submit": _("单位提交"),
    "withdraw": _("撤回"),
    "give_up": _("放弃"),
    "discard": _("单位删除"),
    "void_unsent": _("逾期未提交,作废"),
    "verify": _("核查完毕"),
    "ask_review": _("申请复查"),
    "uphold_review": _("复查成立"),
    "reject_review": _("复查不成立"),
    "reopen": _("重新核查"),
    "list": _("列入公示名单"),
    "not_list": _("未列入公示名单"),
    "confirm": _("取得落户资格"),
    "cancel": _("取消资格"),
    "falsify": _("认定材料虚假"),
    "rehearse_bar_employer": _("演练:单位会停止申报"),
    "settle": _("办理落户"),
    "lapse": _("逾期未办理落户"),
}
SHOWN_ONCE = "save"
FOR_THE_RECORD = "begin"  # what is noted of it is the program's, nobody's reason


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: what, when, by which role, and why."""

    what: object
    at: datetime.datetime
    by: object
    why: str
    action: str
    times: int = 1


def happenings(
    declaration: Declaration, reasons_of: Collection[str] | None = None
) -> list[Happening]:
    """What happened, in its order; many savings in a row are told once, with the last moment.

    The reason of a step is told to who may know it: where it was taken by a role of `reasons_of`.
    """
    told: list[Happening] = []
    for event in history(subject_of(declaration)):
        times = 1
        if told and event.action == told[-1].action == SHOWN_ONCE:
            times += told.pop().times
        what = ACTIONS.get(event.action, event.action)
        may_know = reasons_of is None or event.role in reasons_of
        why = event.why if may_know and event.action != FOR_THE_RECORD else ""
        told.append(Happening(what, event.at, by_whom(event.role), why, event.action, times))
    return told


def returned(told: list[Happening]) -> Happening | None:
    """The employer's returning it, as long as nothing but savings came after."""
    since = [one for one in told if one.action != SHOWN_ONCE]
    return since[-1] if since and since[-1].action == "return" else None


def by_whom(role: str) -> object:
    """A role in words."""
    if role == SYSTEM:
        return _("系统")
    return Role(role).label if role in Role.values else role
