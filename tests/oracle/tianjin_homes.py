"""Homes in Tianjin's oracle: by time and district since 2020, flat before, and what some may keep."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.rows import Calendar, month, span
from tests.oracle.tianjin_life import BINHAI, CENTRAL, DISTRICTS, SUBURBS, Life, Row, rounded


def owned(row: Row, life: Life) -> Calendar:
    """The months of an own home: from its contract on, or where that is not stated its certificate."""
    return set(range(begins(row, life), max(span(row, life.last), default=-1) + 1))


def own_homes(life: Life) -> list[Row]:
    """Own homes whose title is free; the spouse's only if so read."""
    return [
        row
        for row in life.here("homes")
        if row["tenure"] == "own"
        and not row.get("encumbered", False)
        and (life.how.spouse_home_counts or not row.get("spouses", False))
    ]


def district(row: Row, life: Life) -> str:
    return row.get("district") or life.how.unstated_district


def yearly(row: Row, life: Life) -> int:
    """What a year in an own home of a district gives."""
    where = district(row, life)
    if where in BINHAI:
        return 15
    if where in CENTRAL:
        return 10
    return 11 if where in SUBURBS and life.cycle < 2023 else 12


def home_2022(life: Life) -> Fraction:
    """Own homes by district and rent, each month once; or the points kept from before."""
    own: dict[int, Calendar] = {15: set(), 12: set(), 11: set(), 10: set()}
    for row in own_homes(life):
        own[yearly(row, life)] |= owned(row, life)
    rented = life.months(
        row for row in life.here("homes") if row["tenure"] == "rent" and row.get("registered", True)
    )
    points, taken = Fraction(0), Calendar()
    for rate, months in own.items():
        points += rate * years(len(months - taken), life.cycle >= 2023)
        taken |= months
    points += 6 * years(len(rented - taken), life.cycle >= 2023 and life.how.rent_by_full_years)
    return max(rounded(points), Fraction(kept(life)))


def years(months: int, full: bool) -> Fraction:
    return Fraction(months // 12) if full else Fraction(months, 12)


def kept(life: Life) -> int:
    """The old points of home and area, for a home bought before 2 April 2020 and still held."""
    if not life.how.transition_applies:
        return 0
    homes = [row for row in homes_held(life) if bought_early(row, life)]
    return max((40 + area_points(district(row, life)) for row in homes), default=0)


def homes_held(life: Life) -> list[Row]:
    """Own homes in the last month, the spouse's too; those encumbered only if so read."""
    return [
        row
        for row in life.here("homes")
        if row["tenure"] == "own"
        and life.last in owned(row, life)
        and (life.how.encumbered_old_home_counts or not row.get("encumbered", False))
    ]


def bought_early(row: Row, life: Life) -> bool:
    """Whether a home was bought before the day: where not stated, whoever had a certificate had.

    A certificate that is not stated is as old as the stay.
    """
    if row.get("bought"):
        return bool(row["bought"] < "2020-04-02")
    if (row.get("certificate") or row["from"]) < "2020-04":
        return True
    return life.how.what_is_not_stated_is_so


def area_points(where: str) -> int:
    return 20 if where in BINHAI else 15 if where in DISTRICTS else 0


def new_home(life: Life) -> int:
    return max((bought_new(row, life) for row in own_homes(life)), default=0)


def bought_new(row: Row, life: Life) -> int:
    """Points once for a newly built home, since 2023; for those sold or bought before if so read."""
    if life.cycle < 2023 or not row.get("new", False) or begins(row, life) > life.last:
        return 0
    after = life.so(None if row.get("bought") is None else row["bought"] >= "2023-01-01")
    sold = life.last not in span(row, life.last)
    if not (after or life.how.older_new_homes_count) or (
        sold and not life.how.sold_new_home_counts
    ):
        return 0
    where = district(row, life)
    return 30 if where in BINHAI else 15 if where in CENTRAL else 25


def begins(row: Row, life: Life) -> int:
    """The first month of an own home: from its contract or certificate, but not before moving in."""
    older = life.how.homes_are_older_than_their_certificate
    proof = row.get("bought") or (None if older else row.get("certificate"))
    return max(month(row["from"]), month(proof or row["from"]))


# ---- the table of 2018


def home_2018(life: Life) -> int:
    """Forty for an own home, or the family's, which only a place to register hints at."""
    family = life.document["place_to_register"] and life.how.home_of_the_family
    return 40 if homes_held(life) or family else 0


def area_2018(life: Life) -> int:
    held = [area_points(district(row, life)) for row in homes_held(life)]
    if held:
        return max(held)
    return area_points(life.how.registers_in) if life.document["place_to_register"] else 0
