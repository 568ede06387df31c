"""What the forms of a year hold: read into values, with a fault for each that cannot be read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.years import checks
from luohu.web.years.models import MOMENTS
from luohu.web.years.wording import MOMENT_LABELS, written

FORMAT = Text("写作 2026-04-16 08:00:00", "as in 2026-04-16 08:00:00")
WHOLE = Text("写一个整数,未定的留空", "a whole number; empty if it is not decided")


@dataclass
class Readings:
    """The fields of a form as they were typed, and what was wrong when they were read."""

    typed: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A field as one line of text."""
        return " ".join(self.typed.get(name, "").replace("\x00", "").split())

    def moments(self) -> dict[str, datetime.datetime]:
        """The nine moments of the calendar; what cannot be read is a fault, and left out."""
        read = {name: self.moment(name) for name in MOMENTS}
        return {name: moment for name, moment in read.items() if moment is not None}

    def moment(self, name: str) -> datetime.datetime | None:
        """A date and time of the authority's clock, to the second."""
        told = self.text(name)
        try:
            moment = datetime.datetime.fromisoformat(told) if len(told) > 10 else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is not None or not 2000 <= moment.year <= 2300:
            wrong = Text("没有填日期和时间", "no date and time are given")
            if told:
                wrong = Text(f"看不懂 {told[:30]}", f"{told[:30]} cannot be read")
            self.faults.append(checks.fault(name, wrong, FORMAT))
            return None
        return timezone.make_aware(moment.replace(microsecond=0))

    def quota(self) -> int | None:
        """A number of places; None where it is left empty."""
        told = self.text("quota").replace(",", "").replace(" ", "")
        if not told:
            return None
        if not told.isascii() or not told.isdigit() or len(told) > 9:
            wrong = Text(f"看不懂 {told[:30]}", f"{told[:30]} cannot be read")
            self.faults.append(checks.fault("quota", wrong, WHOLE))
            return None
        return int(told)

    def refuse(self) -> None:
        """Refused where something could not be read."""
        if self.faults:
            raise Refused(self.faults)


@dataclass(frozen=True)
class MomentField:
    """A moment as it stands in a form."""

    name: str
    label: Text
    value: str
    fixed: bool
    faults: list[Fault]


def moment_fields(
    values: Mapping[str, str], faults: Iterable[Fault] = (), fixed: Iterable[str] = ()
) -> list[MomentField]:
    """The nine moments in their order, with what was typed and what is wrong with it."""
    by_name = faults_by_column(faults)
    stays = set(fixed)
    return [
        MomentField(name, label, values.get(name, ""), name in stays, by_name.get(name, []))
        for name, label in MOMENT_LABELS.items()
    ]


def faults_by_column(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """Faults by the field that they are of."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.place.column, []).append(fault)
    return found


def inputs_of(moments: Mapping[str, datetime.datetime]) -> dict[str, str]:
    """Moments as the fields of a form hold them."""
    return {name: written(moment) for name, moment in moments.items()}
