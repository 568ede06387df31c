"""Shanghai's residence-permit points once more, slowly and from the sources only.

It knows nothing of the product. A document of somebody of Shanghai comes in as it is written;
where the sources leave a question open, `Readings` says how to read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.rows import Calendar, completed_years, month, place, span

Document = dict[str, Any]
Row = dict[str, Any]
Result = dict[str, Any]

KINDS = ("pension", "medical", "unemployment", "injury", "maternity")
DISTRICTS = {"黄浦", "徐汇", "长宁", "静安", "普陀", "虹口", "杨浦", "闵行", "宝山", "嘉定",
             "浦东", "金山", "松江", "青浦", "奉贤", "崇明", "临港"}  # fmt: skip
WAGES = {(2018, 1): 7132, (2019, 1): 7832, (2019, 11): 8211, (2020, 7): 9339, (2021, 7): 10338,
         (2022, 7): 11396}  # fmt: skip
AT_WORK = {"employed", "own_business", "research", "hard_trade", "public_service"}
DIPLOMAS = ("associate", "bachelor", "master", "doctor")
TITLES = {"skill_5": 15, "skill_4": 30, "skill_3": 60, "skill_2": 100, "title_mid": 100,
          "listed_qualification": 100, "accountant": 100, "skill_1": 140,
          "title_associate_senior": 140, "title_senior": 140}  # fmt: skip
COMMENDATIONS = {"city_bureau_special": 30, "city_bureau_comprehensive": 60, "provincial": 110,
                 "central": 110}  # fmt: skip
BY_SHANGHAI = {"city_bureau_special", "city_bureau_comprehensive", "bureau", "city"}
UNCLEAR_COMMENDATIONS = {"bureau": 60, "city": 110, "military_commission": 110}
BASE = ("age", "education_or_title", "insurance_years")
BONUS = ("founder", "intermediary", "shortage_major", "tax_or_jobs", "contribution_base",
         "public_service", "outer_area", "fresh_graduate", "commendation", "local_spouse")  # fmt: skip
DEDUCTED = ("forgery_deduction", "detention_deduction", "crime_deduction")
CONDITIONS = ("permit_valid", "employed_now", "insured_now", "insured_half_year", "age_allowed",
              "no_serious_crime", "birth_policy_kept", "standard_reached")  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """How to read what the sources leave open, and what a row does not state."""

    insured: str = "every kind"  # or "any kind", or one of the kinds
    month_of_applying_is_in_the_window: bool = True
    what_is_not_stated_is_so: bool = True
    one_certificate_counts: bool = False
    degree_from_abroad_counts: bool = True
    lawyer_points: int = 0
    odd_months_count: bool = False
    break_restarts: bool = False
    unstated_base: int = 0
    wage_before_2018: int = 7000
    later_wage: int = 10338
    newest_wage: int = 10338
    investment_limit: int = 100
    service_limit: int = 30
    unstated_district: str = "黄浦"
    unclear_commendations_count: bool = False
    only_year_of_forgery_counts: bool = False
    records_of_the_first_year_count: bool = False
    detention_window: int = 5
    crime_window: int = 5
    counts_from_the_sentence: bool = True
    birth_policy_bars: bool = True
    unlisted_crime: str = "none"  # or "ordinary", "serious": a record without punishments


class Life:
    """A document on the day of applying."""

    def __init__(self, document: Document, day: date, how: Readings) -> None:
        self.document, self.day, self.how = document, day, how
        self.now = month(day.isoformat())

    def here(self, name: str) -> list[Row]:
        """The rows of a list that lie in Shanghai."""
        return [
            row
            for row in self.document[name]
            if place(row, self.document, "shanghai", DISTRICTS) == "shanghai"
        ]

    def months(self, rows: Iterable[Row]) -> Calendar:
        return set().union(*(span(row, self.now) for row in rows))

    def insured(self, rows: Iterable[Row]) -> Calendar:
        """Months of some rows in which every kind, or the one that is meant, was paid."""
        chosen = list(rows)
        if self.how.insured == "any kind":
            return self.months(chosen)
        kinds = KINDS if self.how.insured == "every kind" else (self.how.insured,)
        paid = [self.months(r for r in chosen if r["kind"] in (kind, "all")) for kind in kinds]
        return set.intersection(*paid)

    def so(self, answer: bool | None) -> bool:
        """A yes or no, which a row may leave open."""
        return self.how.what_is_not_stated_is_so if answer is None else answer

    def window(self, length: int) -> Calendar:
        """The last so many months."""
        last = self.now if self.how.month_of_applying_is_in_the_window else self.now - 1
        return set(range(last - length + 1, last + 1))

    def recent(self, year: int, years: int) -> bool:
        """Whether a record of a calendar year lies in the years up to the day of applying.

        That day is the last of a year, or today: what is on record of its year has been by then.
        """
        begin = self.day.year - years
        if year == begin and (self.day.month, self.day.day) < (12, 31):
            return self.how.records_of_the_first_year_count
        return begin < year <= self.day.year


def in_time(row: Row) -> bool:
    """Paid in time by an employer here."""
    return not any(row.get(flag, False) for flag in ("made_up", "flexible", "transferred_in"))


def wage(when: int, how: Readings) -> int:
    """The average wage used in a month, in yuan."""
    year_and_month = when // 12, when % 12 + 1
    if year_and_month >= (2023, 7):
        return how.newest_wage if year_and_month >= (2026, 7) else how.later_wage
    known = [yuan for since, yuan in WAGES.items() if since <= year_and_month]
    return known[-1] if known else how.wage_before_2018


def points(document: Document, day: date, how: Readings) -> Result:
    """Conditions, indicators, subtotals and the total on a day of applying."""
    life = Life(document, day, how)
    found = base(life) | bonus(life) | deductions(life)
    found["base_points"] = sum(found[name] for name in BASE)
    found["bonus_points"] = sum(found[name] for name in BONUS)
    found["points_taken_off"] = sum(found[name] for name in DEDUCTED)
    sums = (found["base_points"], found["bonus_points"], found["points_taken_off"])
    found["total"] = max(0, sum(sums))
    found |= conditions(life) | {"standard_reached": found["total"] >= 120}
    return found | {"eligible": all(found[name] for name in CONDITIONS)}


# ---- who may apply


def conditions(life: Life) -> Result:
    document = life.document
    paid = life.insured(row for row in life.here("insurance") if in_time(row))
    year_before = set(range(life.now - 12, life.now))
    serious = unlisted_crime(life) == "serious" or any(
        life.so(row.get("serious")) for row in sentenced(life)
    )
    violated = document["birth_policy_violation"]
    return {
        "permit_valid": life.now in life.months(life.here("permits")),
        "employed_now": life.now in at_work(life),
        "insured_now": life.now in paid,
        "insured_half_year": len(paid & year_before) >= 6,
        "age_allowed": 18 <= completed_years(document["born"], life.day) <= 60,
        "no_serious_crime": not serious,
        "birth_policy_kept": not (violated and life.how.birth_policy_bars),
    }


def sentenced(life: Life) -> list[Row]:
    """The punishments on record up to the day."""
    records = life.document["convictions"] if life.document["criminal_record"] else []
    return [row for row in records if row["punished"] <= life.day.isoformat()]


def unlisted_crime(life: Life) -> str:
    """What a criminal record may be of which no punishment is listed."""
    listed = life.document["convictions"] or not life.document["criminal_record"]
    return "none" if listed else life.how.unlisted_crime


def at_work(life: Life) -> Calendar:
    """Months with an employer or in one's own business."""
    return life.months(row for row in life.here("jobs") if row["kind"] in AT_WORK)


# ---- base indicators


def base(life: Life) -> Result:
    schooling = max((education(row, life) for row in life.document["education"]), default=0)
    return {
        "age": age(completed_years(life.document["born"], life.day)),
        "education_or_title": max(schooling, title(life)),
        "insurance_years": 3 * (insured_months(life) // 12),
    }


def age(years: int) -> int:
    if not 18 <= years <= 60:
        return 0
    return 5 if years >= 56 else min(30, 5 + 2 * (56 - years))


def education(row: Row, life: Life) -> int:
    """Both certificates of a level; one alone, or a degree from abroad, as it is read."""
    if month(row["graduated"]) > life.now:
        return 0
    diploma, degree = row.get("diploma"), row.get("degree")
    found = {"associate": 50, "bachelor": 90 if degree == "bachelor" else 60}.get(diploma or "", 0)
    if diploma == degree and degree in ("master", "doctor"):
        found = 100 if degree == "master" else 110
    elif life.how.one_certificate_counts:
        for held in (diploma, degree):
            found = max(found, {"master": 90, "doctor": 100}.get(held or "", 0))
    if degree and row.get("abroad", False) and life.how.degree_from_abroad_counts:
        found = max(found, {"bachelor": 90, "master": 100, "doctor": 110}[degree])
    return found


def title(life: Life) -> int:
    """The highest level; 100 and 140 only with the base of half a year."""
    levels = TITLES | {"lawyer": life.how.lawyer_points}
    found = [
        levels.get(row["kind"], 0)
        for row in life.here("certificates")
        if life.so(row.get("matches_post")) and held(row, life)
    ]
    return max((n for n in found if n < 100 or base_of_half_a_year(life)), default=0)


def held(row: Row, life: Life) -> bool:
    """A certificate obtained by now, as far as that is stated."""
    obtained = row.get("obtained")
    return life.so(None) if obtained is None else month(obtained) <= life.now


def base_of_half_a_year(life: Life) -> bool:
    """Six of the last twelve months at the average wage; odd ones and those made up if so read."""
    rows = [row for row in life.here("insurance") if by_employer(row)]
    rows = [row for row in rows if life.how.odd_months_count or regular(row)]
    return len(at_least(rows, 100, life.window(12), life)) >= 6


def by_employer(row: Row) -> bool:
    return not row.get("flexible", False) and not row.get("transferred_in", False)


def regular(row: Row) -> bool:
    return not row.get("made_up", False) and not row.get("inconsistent", False)


def at_least(rows: Iterable[Row], percent: int, window: Calendar, life: Life) -> Calendar:
    """Months of a window whose base reaches so many per cent of the average wage of the month."""
    by_kind: dict[str, Calendar] = {kind: set() for kind in KINDS}
    for row in rows:
        base = row.get("base") or life.how.unstated_base
        months = span(row, life.now) & window
        reached = {m for m in months if base * 100 >= percent * wage(m, life.how)}
        for kind in KINDS if row["kind"] == "all" else (row["kind"],):
            by_kind[kind] |= reached
    if life.how.insured in KINDS:
        return by_kind[life.how.insured]
    of_kinds = set.union if life.how.insured == "any kind" else set.intersection
    return of_kinds(*by_kind.values())


def insured_months(life: Life) -> int:
    rows = [row for row in life.here("insurance") if in_time(row)]
    paid = life.insured(r for r in rows if life.how.odd_months_count or regular(r))
    since_break = max(run(paid, life.now), run(paid, life.now - 1))
    return since_break if life.how.break_restarts else len(paid)


def run(calendar: Calendar, last: int) -> int:
    """How many months on end there are up to one."""
    length = 0
    while last - length in calendar:
        length += 1
    return length


# ---- bonus indicators


def bonus(life: Life) -> Result:
    talents = {row["kind"] for row in life.here("talents")}
    service = life.months(row for row in life.here("jobs") if row["kind"] == "public_service")
    outer = outer_months(life, "homes") & outer_months(life, "jobs")
    return {
        "founder": 120 if "startup" in talents else 0,
        "intermediary": 120 if "intermediary" in talents else 0,
        "shortage_major": 30 if any(listed(r, life) for r in life.document["education"]) else 0,
        "tax_or_jobs": min(life.how.investment_limit, max(tax(life), jobs(life))),
        "contribution_base": contribution_base(life),
        "public_service": min(life.how.service_limit, from_five_years(service, 4)),
        "outer_area": min(20, from_five_years(outer, 2)),
        "fresh_graduate": 10 if any(fresh(row, life) for row in life.document["education"]) else 0,
        "commendation": max(
            (given(row, life) for row in life.document["commendations"]), default=0
        ),
        "local_spouse": local_spouse(life),
    }


def listed(row: Row, life: Life) -> bool:
    return month(row["graduated"]) <= life.now and life.so(row.get("major_listed"))


def tax(life: Life) -> int:
    """Ten for each 100,000 a year, by the own share, on average of three years."""
    years = range(life.day.year - 3, life.day.year)
    own = [
        row["paid"] * Fraction(str(row["share"])) / 100
        for row in life.here("enterprise_tax")
        if row["year"] in years
    ]
    return 10 * int(sum(own, Fraction(0)) / 3 // 100_000)


def jobs(life: Life) -> int:
    return 10 * (int(life.document["local_staff"]) // 10)


def contribution_base(life: Life) -> int:
    """Tiers by the multiple of the wage, without months made up or at odds."""
    rows = [row for row in life.here("insurance") if in_time(row) and regular(row)]
    tiers = ((300, 36, 24, 120), (200, 48, 36, 100), (100, 48, 36, 50), (80, 48, 36, 25))
    for percent, length, needed, gives in tiers:
        if len(at_least(rows, percent, life.window(length), life)) >= needed:
            return gives
    return 0


def from_five_years(calendar: Calendar, a_year: int) -> int:
    """So many points for each full year, once there are five."""
    years = len(calendar) // 12
    return a_year * years if years >= 5 else 0


def outer_months(life: Life, name: str) -> Calendar:
    unstated = life.how.unstated_district
    return life.months(
        row for row in life.here(name) if (row.get("district") or unstated) == "临港"
    )


def fresh(row: Row, life: Life) -> bool:
    """A full-time graduate, up to June of the year after."""
    graduated = month(row["graduated"])
    until = (graduated // 12 + 1) * 12 + 5
    return (
        (row.get("diploma") in DIPLOMAS or bool(row.get("degree")))
        and graduated <= life.now <= until
        and life.so(row.get("full_time"))
    )


def given(row: Row, life: Life) -> int:
    """What a commendation gives; those of a city and its offices if they are of Shanghai."""
    if (
        row["kind"] in BY_SHANGHAI
        and place(row, life.document, "shanghai", DISTRICTS) != "shanghai"
    ):
        return 0
    unclear = UNCLEAR_COMMENDATIONS if life.how.unclear_commendations_count else {}
    return (COMMENDATIONS | unclear).get(row["kind"], 0)


def local_spouse(life: Life) -> int:
    marriage = life.document["marriage"]
    if not marriage or marriage["spouse_household"] != "shanghai":
        return 0
    return min(40, 4 * max(0, completed_years(marriage["since"], life.day)))


# ---- deductions, which add up


def deductions(life: Life) -> Result:
    detained = [row["year"] for row in life.document["detentions"]]
    return {
        "forgery_deduction": -150 * forged(life),
        "detention_deduction": -50
        * sum(life.recent(y, life.how.detention_window) for y in detained),
        "crime_deduction": -150 * ordinary_crimes(life),
    }


def forged(life: Life) -> int:
    """Records of three years; a year without a record, which may be of elsewhere, if so read."""
    years = forgeries(life.here("penalties"))
    year = life.document["false_material"]
    listed = year is None or year in forgeries(life.document["penalties"])
    if not listed and life.how.only_year_of_forgery_counts:
        years.append(year)
    return sum(life.recent(one, 3) for one in years)


def forgeries(penalties: list[Row]) -> list[int]:
    """The years of the forged applications among some penalties."""
    return [row["year"] for row in penalties if row["kind"] == "forged_application"]


def ordinary_crimes(life: Life) -> int:
    unlisted = unlisted_crime(life) == "ordinary"
    return unlisted + sum(ordinary(row, life) for row in sentenced(life))


def ordinary(row: Row, life: Life) -> bool:
    """An ordinary crime of the last years, from the sentence or from its end."""
    since = row["punished"] if life.how.counts_from_the_sentence else row["ended"]
    late = since is None or completed_years(since, life.day) < life.how.crime_window
    return late and not life.so(row.get("serious"))
