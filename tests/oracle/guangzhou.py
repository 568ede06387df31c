"""Guangzhou's points-based settlement once more, slowly and from the published rules only.

It knows nothing of the product. A document of somebody of Guangzhou comes in as it is written;
where the measures leave a question open, `Readings` says how to read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.rows import Calendar, completed_years, month, place, span

Document = dict[str, Any]
Row = dict[str, Any]
Result = dict[str, Any]

KINDS = ("pension", "medical", "unemployment", "injury", "maternity")
CENTRAL = {"越秀", "海珠", "荔湾", "天河"}
OUTER = {"白云", "黄埔", "花都", "番禺", "南沙", "从化", "增城"}
EMPLOYED = {"employed", "own_business", "research", "hard_trade", "public_service"}
DIPLOMAS = {"secondary": 10, "associate": 20, "bachelor": 30, "master": 30, "doctor": 30}
GIVEN_BY = {"central": 30, "provincial": 20, "city": 10, "bureau": 5,
            "city_bureau_comprehensive": 5, "city_bureau_special": 5}  # fmt: skip
MERITS = {"merit_first": (20, 5), "merit_second": (10, 2), "merit_third": (5, 1)}
TITLES = {"title_junior", "title_mid", "title_associate_senior", "title_senior"}
BASIC = ("permit", "dwelling", "moved_out", "social_insurance", "fund", "age")
BONUS = ("education", "invention", "research", "trade_in_demand", "hard_trade", "blood",
         "voluntary_service", "income_tax", "taxed_each_year", "tax_settlement", "company_tax",
         "commended", "military")  # fmt: skip
DEDUCTED = ("bad_credit", "tax_evasion", "public_security")
CONDITIONS = ("works_here", "young_enough", "holds_permit", "insured_four_years", "enough_points",
              "no_recent_punishment")  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """How to read what the measures leave open, and what a row does not state."""

    spouses_home_counts: bool = True
    unregistered_lease_counts: bool = True
    part_year_counts: bool = False
    flexible_work_counts: bool = True
    insured: str = "any month"  # or "every kind", or one of the kinds
    served_into_the_years_counts: bool = False
    punished_after_the_cutoff_counts: bool = False
    records_of_the_first_year_count: bool = False
    records_of_the_last_year_count: bool = True
    children_by_the_year_end: bool = False
    unstated_and_central: int = 0  # the bit of a home's position: it lies in the centre
    what_is_not_stated_is_so: bool = True


class Life:
    """A document up to the day on which everything is cut off."""

    def __init__(self, document: Document, cycle: int, how: Readings) -> None:
        self.document, self.cycle, self.how = document, cycle, how
        self.cutoff = date(cycle, 9, 30)
        self.last = month(self.cutoff.isoformat())
        self.paid = {kind: self.months("insurance", {kind, "all"}) for kind in KINDS}

    def here(self, name: str) -> list[Row]:
        """The rows of a list that lie in Guangzhou."""
        return [
            row
            for row in self.document[name]
            if place(row, self.document, "guangzhou", CENTRAL | OUTER) == "guangzhou"
        ]

    def months(self, name: str, kinds: Iterable[str] = ()) -> Calendar:
        """Months in Guangzhou of some kinds, or any; not those paid late or brought along."""
        found: Calendar = set()
        for row in self.here(name):
            late = row.get("made_up", False) or row.get("transferred_in", False)
            if not late and (not kinds or row["kind"] in kinds):
                found |= span(row, self.last)
        return found

    def recent(self, row: Row, key: str) -> bool:
        """Whether a day lies in the five years: both 30 September belong to them."""
        return years_before(self.cutoff, 5) <= day(row[key]) <= self.cutoff

    def recent_years(self, rows: Iterable[Row]) -> int:
        """How many records lie in the five years, of which only the calendar year is known."""
        first = self.cycle - (5 if self.how.records_of_the_first_year_count else 4)
        last = self.cycle - (0 if self.how.records_of_the_last_year_count else 1)
        return sum(first <= row["year"] <= last for row in rows)


def day(text: str) -> date:
    return date.fromisoformat(text)


def years_before(when: date, years: int) -> date:
    return when.replace(year=when.year - years)


def run(calendar: Calendar, last: int) -> int:
    """How many months on end there are up to one."""
    return 0 if last not in calendar else 1 + run(calendar - {last}, last - 1)


def years(calendar: Calendar) -> int:
    return len(calendar) // 12


def settlement(document: Document, cycle: int, how: Readings) -> Result:
    """Conditions, indicators and both scores."""
    life = Life(document, cycle, how)
    found = basic(life) | bonus(life) | deducted(life)
    found["total"] = sum(found[name] for name in BASIC)
    found["qualification"] = sum(found[name] for name in (*BASIC, *BONUS, *DEDUCTED))
    found |= conditions(life) | {"enough_points": found["qualification"] >= 150}
    return found | {
        "eligible": all(found[name] for name in CONDITIONS),
        "medical_months": len(life.paid["medical"]),
        "permit_months": run(life.months("permits"), life.last),
        "children_who_may_follow": children(life),
    }


# ---- article 6


def conditions(life: Life) -> Result:
    document = life.document
    jobs = EMPLOYED | ({"flexible", "farming"} if life.how.flexible_work_counts else set())
    return {
        "works_here": life.last in life.months("jobs", jobs),
        "young_enough": day(document["born"]) >= date(life.cycle - 46, 1, 1),
        "holds_permit": life.last in life.months("permits"),
        "insured_four_years": insured(life),
        "no_recent_punishment": not (
            document["criminal_record"] and any(punished(row, life) for row in document["convictions"])
        ),
    }  # fmt: skip


def insured(life: Life) -> bool:
    if life.how.insured == "every kind":
        return all(len(paid) >= 48 for paid in life.paid.values())
    if life.how.insured == "any month":
        return len(set().union(*life.paid.values())) >= 48
    return len(life.paid[life.how.insured]) >= 48


def punished(row: Row, life: Life) -> bool:
    """Whether a punishment falls in the five years: by its sentence, or still being served."""
    sentenced, begin = day(row["punished"]), years_before(life.cutoff, 5)
    if sentenced > life.cutoff:
        return life.how.punished_after_the_cutoff_counts and sentenced.year == life.cycle
    served = row["ended"] is None or day(row["ended"]) >= begin
    return sentenced >= begin or (served and life.how.served_into_the_years_counts)


def children(life: Life) -> int:
    """Children born by the end of the year who are under 18 on the last day."""
    end = date(life.cycle, 12, 31) if life.how.children_by_the_year_end else life.cutoff
    born = [row["born"] for row in life.document["children"]]
    return sum(month(b) // 12 <= life.cycle and completed_years(b, end) < 18 for b in born)


# ---- the annex: basic indicators


def basic(life: Life) -> Result:
    return {
        "permit": 8 * years(life.months("permits")),
        "dwelling": dwelling(life),
        "moved_out": min(10, 2 * years(outside(life))),
        "social_insurance": 2 * sum(years(paid) for paid in life.paid.values()),
        "fund": 2 * years(life.months("housing_fund")),
        "age": age(life),
    }


def dwelling(life: Life) -> int:
    """The better of an own home, if there still is one, and of renting."""
    owned: Calendar = set()
    rented: Calendar = set()
    for row in life.here("homes"):
        if row["tenure"] == "own":
            if life.how.spouses_home_counts or not row.get("spouses", False):
                owned |= span(row, life.last, row.get("certificate"))
        elif (
            row["tenure"] == "dormitory"
            or row.get("registered", True)
            or life.how.unregistered_lease_counts
        ):
            rented |= span(row, life.last)
    return max(20 if life.last in owned else 0, min(20, 5 * years(rented)))


def outside(life: Life) -> Calendar:
    """Months in a home of the outer districts, after the first month in a central one."""
    inner: Calendar = set()
    outer: Calendar = set()
    for position, row in enumerate(life.here("homes")):
        central = life.how.unstated_and_central >> position & 1
        district = row.get("district") or ("天河" if central else "白云")
        if district in CENTRAL:
            inner |= span(row, life.last)
        elif district in OUTER:
            outer |= span(row, life.last)
    return {m for m in outer if inner and m > min(inner)}


def age(life: Life) -> int:
    """Thirty, two fewer for every year beyond forty, the begun one too if so read."""
    born = day(life.document["born"])
    old = completed_years(life.document["born"], life.cutoff)
    if old < 18:
        return 0
    begun = (born.month, born.day) != (life.cutoff.month, life.cutoff.day)
    beyond = old - 40 + (begun and life.how.part_year_counts)
    return max(0, 30 - 2 * max(0, beyond))


# ---- the annex: bonus indicators


def bonus(life: Life) -> Result:
    front = life.months("jobs", {"hard_trade"})
    paid = [sum(r["paid"] for r in life.here("tax") if r["year"] == y) for y in tax_years(life)]
    company = sum(r["paid"] for r in life.here("enterprise_tax") if r["year"] in tax_years(life))
    return {
        "education": max((diploma(row, life) for row in life.document["education"]), default=0),
        "invention": invention(life),
        "research": min(10, 2 * years(life.months("jobs", {"research"}))),
        "trade_in_demand": 10 if any(in_demand(r, life) for r in life.document["certificates"]) else 0,
        "hard_trade": 10 + min(20, 5 * years(front)) if life.last in front else 0,
        "blood": min(10, 2 * sum(life.recent(r, "on") for r in life.document["blood_donations"])),
        "voluntary_service": min(10, 2 * sum(hours >= 50 for hours in service(life))),
        "income_tax": bracket(sum(paid), 10_000, 30_000, 60_000),
        "taxed_each_year": 4 if all(amount > 0 for amount in paid) else 0,
        "tax_settlement": 2 if any(settled(row, life) for row in life.document["tax"]) else 0,
        "company_tax": bracket(company, 50_000, 100_000, 200_000),
        "commended": sum(GIVEN_BY.get(row["kind"], 0) for row in life.here("commendations")),
        "military": military([row["kind"] for row in life.document["commendations"]]),
    }  # fmt: skip


def diploma(row: Row, life: Life) -> int:
    return DIPLOMAS.get(row.get("diploma") or "", 0) if month(row["graduated"]) <= life.last else 0


def invention(life: Life) -> Decimal:
    """Twenty a patent, divided by its inventors; a number of none is no share."""
    shares = [
        Fraction(20, row["inventors"])
        for row in life.here("patents")
        if row["kind"] == "invention" and life.recent(row, "granted")
        and row["inventors"] and not row.get("changed", False)
    ]  # fmt: skip
    points = min(Fraction(40), sum(shares, Fraction(0)))
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_demand(row: Row, life: Life) -> bool:
    """A skill or qualification, titles are none, on the list and obtained in time."""
    unsaid = life.how.what_is_not_stated_is_so
    listed = unsaid if row.get("listed") is None else row["listed"]
    in_time = month(row["obtained"]) <= life.last if row.get("obtained") else unsaid
    return bool(row["kind"] not in TITLES and listed and in_time)


def service(life: Life) -> list[int]:
    """Hours of the five years counted back from the cut-off day; the first begins on that day."""
    found = [0] * 5
    for row in life.document["volunteering"]:
        if life.recent(row, "on"):
            back = completed_years(row["on"], life.cutoff)
            found[min(back, 4)] += row["hours"]
    return found


def tax_years(life: Life) -> range:
    return range(life.cycle - 3, life.cycle)


def bracket(paid: int, first: int, second: int, third: int) -> int:
    return 4 * ((paid >= first) + (paid >= second) + (paid >= third))


def settled(row: Row, life: Life) -> bool:
    unsaid = life.how.what_is_not_stated_is_so
    made = unsaid if row.get("settled") is None else row["settled"]
    return bool(row["year"] == life.cycle - 1 and made)


def military(kinds: list[str]) -> int:
    """Thirty an honour of the Commission; of each class of merit the first is worth more."""
    points = 30 * kinds.count("military_commission")
    for kind, (first, further) in MERITS.items():
        held = kinds.count(kind)
        points += first + further * (held - 1) if held else 0
    return points


# ---- the annex: deductions


def deducted(life: Life) -> Result:
    security = [row for row in life.document["penalties"] if row["kind"] == "public_security"]
    credit = [row for row in life.document["penalties"] if row["kind"] == "bad_credit"]
    return {
        "bad_credit": -10 * sum(row["year"] <= life.cycle for row in credit),
        "tax_evasion": -10 * life.recent_years(life.document["tax_violations"]),
        "public_security": -10 * life.recent_years(security),
    }
