"""Where somebody's work is: the page he comes to when he signs in, and the ways from his own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.web.accounts.roles import Role, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class Way:
    """A place somebody works at: the name of its address and what it is called."""

    route: str
    words: Promise


ACCOUNT = Way("account", _("我的账号"))
WAYS: dict[Role, tuple[Way, ...]] = {
    Role.APPLICANT: (Way("declare", _("申报")), Way("my-letters", _("我的来信")), Way("my-data", _("我的数据"))),
    Role.EMPLOYER: (Way("employer-queue", _("单位申报")), Way("my-data", _("我的数据"))),
    Role.VERIFIER: (Way("verify", _("核查")), Way("verify-reviews", _("复查"))),
    Role.AUTHORITY: (
        Way("years", _("年度")), Way("selections", _("排名与公示")), Way("employers", _("用人单位")),
        Way("correction-requests", _("更正请求")),
    ),
    Role.PUBLISHER: (Way("selections", _("排名与公示")),),
    Role.AUDITOR: (Way("record", _("记录")), Way("record-security", _("安全日志"))),
    Role.ADMINISTRATOR: (Way("officers", _("工作人员")), Way("admin:index", _("数据一览"))),
    Role.LETTERS: (Way("desk", _("来信")),),
}  # fmt: skip


def ways_of(user: User | AnonymousUser) -> list[tuple[str, Promise]]:
    """The addresses of somebody's places of work that this site has, with their words."""
    found = []
    for way in WAYS[role_of(user)]:
        try:
            found.append((reverse(way.route), way.words))
        except NoReverseMatch:
            continue
    return found


def home_of(user: User | AnonymousUser) -> str:
    """Where somebody comes to when he signs in: his first place of work, a citizen his own page."""
    ways = ways_of(user)
    if role_of(user) == Role.APPLICANT or not ways:
        return reverse(ACCOUNT.route)
    return ways[0][0]
