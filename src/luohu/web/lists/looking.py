"""Looking somebody up on a list: what may be asked, and the rows that answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from luohu.law.points import points
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.people.types import Misread, MonthType
from luohu.web.lists.models import Award, AwardList
from luohu.web.shell.typed import printable

PAGE, MOST_PAGES = 50, 200
MONTH = MonthType()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a list: a rank, a month of birth, points from and to, a whole name."""

    rank: str = ""
    born: str = ""
    low: str = ""
    high: str = ""
    name: str = ""
    page: str = "1"

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Question:
        """The question of a form, spaces and full-width letters made plain."""
        names = ("rank", "born", "low", "high", "name", "page")
        held = {n: printable(unicodedata.normalize("NFKC", form.get(n, ""))) for n in names}
        return cls(**{**held, "page": held["page"] or "1"})


def labels() -> dict[str, str]:
    """What the fields of the form are called, in the language of the page."""
    return {
        "rank": _("名次或序号"),
        "born": _("出生年月"),
        "low": _("积分从"),
        "high": _("积分到"),
        "name": _("姓名"),
        "page": _("页"),
    }


def found(kept: AwardList, asked: Question) -> QuerySet[Award]:
    """The rows that answer; Refused with everything that cannot be read."""
    faults: list[Fault] = []
    rows = kept.awards.all()
    if (rank := _whole("rank", asked.rank, faults)) is not None:
        rows = rows.filter(Q(rank=rank) | Q(place=rank))
    if asked.born and (month := _month(asked.born, faults)):
        rows = rows.filter(birth_month=month)
    if (low := _points("low", asked.low, faults)) is not None:
        rows = rows.filter(total__gte=low)
    if (high := _points("high", asked.high, faults)) is not None:
        rows = rows.filter(total__lte=high)
    if asked.name:
        rows = rows.filter(name=asked.name)
    if faults:
        raise Refused(faults)
    return rows


def page_of(asked: Question) -> int:
    """Which page is asked for, from 1; Refused beyond the last that may be seen."""
    faults: list[Fault] = []
    page = _whole("page", asked.page, faults)
    if page is None or not 1 <= page <= MOST_PAGES:
        right = Text(f"应为 1 至 {MOST_PAGES}", f"from 1 to {MOST_PAGES}")
        raise Refused(faults or [_fault("page", asked.page, right)])
    return page


def _whole(name: str, words: str, faults: list[Fault]) -> int | None:
    if words.isascii() and words.isdigit() and len(words) < 9:
        return int(words)
    if words:
        faults.append(_fault(name, words, Text("应为整数", "write a whole number")))
    return None


def _month(words: str, faults: list[Fault]) -> str:
    try:
        return MONTH.write(MONTH.read_cell(words))
    except Misread as fault:
        faults.append(Fault(Place(labels()["born"]), fault.wrong, fault.right))
        return ""


def _points(name: str, words: str, faults: list[Fault]) -> int | None:
    try:
        value = points(words) if words else None
    except ValueError:
        value = -1
    if value is not None and not 0 <= value < 10**8:
        faults.append(_fault(name, words, Text("应写作 97.13", "write it as 97.13")))
        return None
    return value


def _fault(name: str, words: str, right: Text) -> Fault:
    return Fault(Place(labels()[name]), Text(f"{words} 不能用", f"{words} cannot be used"), right)
