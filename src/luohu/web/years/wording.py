"""What the moments and windows of a year are called, and how a moment is written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from django.utils import timezone

from luohu.law.sources import Text
from luohu.web.years.calendar import Window

MOMENT_LABELS: Final[Mapping[str, Text]] = {
    "declares_from": Text("申报开始", "declaring begins"),
    "declares_to": Text("申报截止", "declaring ends"),
    "verifies_to": Text("核查截止", "verification ends"),
    "results_from": Text("结果查询开始", "results open"),
    "results_to": Text("结果查询截止", "results close"),
    "ranks_to": Text("复核排名截止", "review and ranking end"),
    "publicity_from": Text("公示开始", "publicity begins"),
    "publicity_to": Text("公示截止", "publicity ends"),
    "settles_to": Text("办理落户截止", "settling ends"),
}
WINDOW_LABELS: Final[Mapping[Window, Text]] = {
    Window.DECLARING: Text("申报", "declaring"),
    Window.VERIFYING: Text("核查", "verification"),
    Window.RESULTS: Text("结果查询与复查申请", "results and requests for review"),
    Window.RANKING: Text("复核排名", "review and ranking"),
    Window.PUBLICITY: Text("公示与异议", "publicity and objections"),
    Window.SETTLEMENT: Text("办理落户", "settling"),
}
# What the record calls what is done with a year.
ACTIONS: Final[Mapping[str, Text]] = {
    "open_year": Text("设立年度", "opened a year"),
    "change_calendar": Text("改日程", "changed the calendar"),
    "change_quota": Text("改落户规模", "changed the quota"),
    "change_departments": Text("改核查分工", "changed the departments"),
    "move_clock": Text("拨演练时钟", "moved the clock of a rehearsal"),
}


def written(moment: datetime.datetime) -> str:
    """A moment to the second, as the clock of the authority shows it."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S")
