"""What the services of a selection refuse, in words; and who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from luohu.law.sources import Text
from luohu.web.accounts.roles import Role, role_of
from luohu.web.record import security
from luohu.web.shell.refusals import refused
from luohu.web.years import calendar
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WINDOWS = {
    Window.RANKING: Text("复核排名", "ranking"),
    Window.PUBLICITY: Text("公示", "publicity"),
    Window.SETTLEMENT: Text("办理落户", "settlement"),
}


def refuse_unless(actor: User, role: Role) -> None:
    """Refuse a step to whoever has another role; the security log is told."""
    if role_of(actor) != role:
        security.log("refused", username=actor.get_username(), path="selection", why="role")
        right = Text(f"由{role.label}办理", f"this is for the role {role.value}")
        raise refused("这一步不归你办理", "this step is not yours", right)


def refuse_outside(year: Year, window: Window) -> None:
    """Refuse what is done outside its window, saying when that is."""
    if not calendar.within(year, window):
        first, closed = (
            f"{one:%Y-%m-%d %H:%M:%S}" for one in map(localtime, calendar.span(year, window))
        )
        right = Text(f"{first} 至 {closed}", f"from {first} to {closed}")
        what = WINDOWS[window]
        raise refused(f"现在不在{what.zh}期间", f"this is not the time of {what.en}", right)
