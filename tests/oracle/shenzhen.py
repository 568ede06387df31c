"""Shenzhen's points-based settlement of 2023 once more, slowly and from what was published only.

It knows nothing of the product. A document of somebody of Shenzhen comes in as it is written;
where the sources leave a question open, `Readings` says how to read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.oracle.rows import Calendar, completed_years, month, place

Document = dict[str, Any]
Row = dict[str, Any]
Result = dict[str, Any]

KINDS = ("pension", "medical", "unemployment", "injury", "maternity")
DISTRICTS = {"福田", "罗湖", "南山", "盐田", "宝安", "龙岗", "龙华", "坪山", "光明", "大鹏"}
INDICATORS = ("own_home", "rented_home", "insurance_paid", "bravery", "negative_list",
              "drugs_or_detention")  # fmt: skip
CONDITIONS = ("five_years_of_home", "age_allowed", "residence_permit", "five_years_insured",
              "no_criminal_record", "no_banned_organisation")  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """How to read what the sources leave open; a round may publish another last day."""

    age_limit_included: bool = True
    runs_may_be_joined: bool = False
    transferred_months_count: bool = False
    each_kind_still_paid: bool = True
    detentions_of_the_first_year_count: bool = False
    detentions_of_the_last_year_count: bool = True
    last_day: str = "09-30"
    own_share_required: int = 50
    marriage_years_required: int = 2


class Life:
    """A document up to the last day that counts."""

    def __init__(self, document: Document, cycle: int, how: Readings) -> None:
        self.document, self.cycle, self.how = document, cycle, how
        self.cutoff = date.fromisoformat(f"{cycle}-{how.last_day}")
        self.last = month(self.cutoff.isoformat())
        self.paid = {kind: self.insured(kind) for kind in KINDS}
        self.owned = self.months(
            (row, row.get("certificate")) for row in self.here("homes") if self.owns(row)
        )
        self.leased = self.months(
            (row, None)
            for row in self.here("homes")
            if row["tenure"] == "rent" and row.get("registered", True)
        )

    def here(self, name: str) -> list[Row]:
        """The rows of a list that lie in Shenzhen."""
        return [
            row
            for row in self.document[name]
            if place(row, self.document, "shenzhen", DISTRICTS) == "shenzhen"
        ]

    def months(self, spans: Iterable[tuple[Row, str | None]]) -> Calendar:
        """The months of some spans, each with the month before which none counts."""
        found: Calendar = set()
        for row, since in spans:
            first = max(month(row["from"]), month(since or row["from"]))
            end = self.last if row["to"] is None else month(row["to"])
            found |= set(range(first, min(end, self.last) + 1))
        return found

    def insured(self, kind: str) -> Calendar:
        """Months paid in time; those brought from elsewhere if so read."""
        return self.months(
            (row, None)
            for row in self.here("insurance")
            if row["kind"] in (kind, "all")
            and not row.get("made_up", False)
            and (not row.get("transferred_in", False) or self.how.transferred_months_count)
        )

    def owns(self, row: Row) -> bool:
        """Half of it or more; in the spouse's name only after two years of marriage."""
        share = Decimal(str(row.get("share", 100)))
        theirs = not row.get("spouses", False) or self.married_long_enough()
        return bool(row["tenure"] == "own" and share >= self.how.own_share_required and theirs)

    def married_long_enough(self) -> bool:
        marriage = self.document["marriage"]
        return (
            marriage is not None
            and marriage["since"] <= self.cutoff.isoformat()
            and completed_years(marriage["since"], self.cutoff) >= self.how.marriage_years_required
        )

    def penalties(self, kind: str) -> int:
        """Records of a kind up to the year, wherever they are from."""
        rows = self.document["penalties"]
        return sum(row["kind"] == kind and row["year"] <= self.cycle for row in rows)

    def detentions(self) -> int:
        """Detentions in Shenzhen in three years, of which only the calendar year is known."""
        whole = self.how.last_day == "12-31"
        older = self.how.detentions_of_the_first_year_count and not whole
        first = self.cycle - (3 if older else 2)
        last = self.cycle - (0 if self.how.detentions_of_the_last_year_count or whole else 1)
        return sum(first <= row["year"] <= last for row in self.here("detentions"))


def longest_run(calendar: Calendar) -> int:
    longest = current = 0
    for number in range(min(calendar, default=0), max(calendar, default=0) + 1):
        current = current + 1 if number in calendar else 0
        longest = max(longest, current)
    return longest


def settlement(document: Document, cycle: int, how: Readings) -> Result:
    """Conditions, indicators and total."""
    life = Life(document, cycle, how)
    found = conditions(life) | indicators(life)
    return found | {
        "eligible": all(found[name] for name in CONDITIONS),
        "total": sum(found[name] for name in INDICATORS),
        "children_who_may_follow": sum(
            child["born"] <= life.cutoff.isoformat()
            and completed_years(child["born"], life.cutoff) < 18
            for child in document["children"]
        ),
    }


def conditions(life: Life) -> Result:
    """SZ-E1 to E5."""
    runs = [life.owned, life.leased]
    if life.how.runs_may_be_joined:
        runs.append(life.owned | life.leased)
    limit = 55 if life.document["sex"] == "male" else 50
    old = completed_years(life.document["born"], life.cutoff)
    permits = life.months((row, None) for row in life.here("permits"))
    return {
        "five_years_of_home": any(longest_run(run) >= 60 for run in runs),
        "age_allowed": old < limit or (old == limit and life.how.age_limit_included),
        "residence_permit": life.last in permits,
        "five_years_insured": any(len(life.paid[kind]) >= 60 for kind in ("pension", "medical")),
        "no_criminal_record": not life.document["criminal_record"],
        "no_banned_organisation": life.penalties("banned_organisation") == 0,
    }


def indicators(life: Life) -> Result:
    """SZ-A1 to A4 and SZ-D1, SZ-D2; former homes count only beside one still owned."""
    owned = life.owned if life.last in life.owned else set()
    brave = [row for row in life.document["commendations"] if row["kind"] == "bravery"]
    banned = life.penalties("drugs") + life.detentions() > 0
    return {
        "own_home": len(owned),
        "rented_home": Decimal("0.2") * len(life.leased - owned),
        "insurance_paid": Decimal("0.3") * insured_months(life),
        "bravery": 30 * len(brave),
        "negative_list": -200 if life.penalties("negative_list") else 0,
        "drugs_or_detention": -300 if banned else 0,
    }


def insured_months(life: Life) -> int:
    """Months of the five kinds together: of each still paid, or of all if any still is."""
    still = {kind for kind in KINDS if life.last in life.paid[kind]}
    counted = still if life.how.each_kind_still_paid or not still else set(KINDS)
    return sum(len(life.paid[kind]) for kind in counted)
