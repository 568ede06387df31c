"""The trial policy, cycles 2018 and 2019, slowly and from section 5 of the published rules only."""

from __future__ import annotations

from decimal import Decimal

from tests.oracle.beijing import (
    SCIENCE,
    Document,
    Life,
    Readings,
    Result,
    completed_years,
    conditions,
    counted,
    in_table,
    recent,
    scored_for_residence,
    totalled,
)
from tests.oracle.months import Calendar, Row, between, month, spans, twelfths

CONTESTS = {12, 9, 6, 4, 3, 2}
LEVELS = {
    ("bachelor", "bachelor"): Decimal(15),
    ("master", "master"): Decimal(26),
    ("doctor", "doctor"): Decimal(37),
}


def trial(document: Document, cycle: int, readings: Readings) -> Result:
    """Conditions, indicators and total under the policy of 2016."""
    life = Life(document, cycle, readings)
    choices = document["choices"]
    education, deduction = schooling(document, cycle, life)
    found: Result = {
        "employment": Decimal("0.25") * len(life.insured),
        "residence": dwelling(life),
        "education": education,
        "study_deduction": -deduction,
        "area": area(life) if choices["area"] else Decimal(0),
        "innovation": innovation(document, life) if choices["innovation"] else Decimal(0),
        "tax": tax(document, cycle),
        "age": Decimal(20 if completed_years(document, cycle) <= 45 else 0),
        "honour": Decimal(20 if document["honours"] else 0),
        "law": Decimal(-30 * recent(document["detentions"], 2017, cycle)),
    }
    return (
        totalled(found)
        | conditions(document, cycle, life)
        | {"awards_in_table": in_table(document["awards"], SCIENCE, CONTESTS)}
    )


def dwelling(life: Life) -> Decimal:
    """Own and rented, together no more than the insured months; rent imputed before 2017."""
    early = between((1900, 1), (2016, 12))
    own = min(len(life.owned), len(life.insured))
    imputed = max(0, len(life.insured & early) - len(life.owned & early))
    rent = min(imputed + len(life.rented - early), len(life.insured) - own)
    return twelfths(own, "1") + twelfths(rent, "0.5")


def level(row: Row) -> Decimal:
    if row["diploma"] == "associate":
        return Decimal("10.5")
    return LEVELS.get((row["diploma"], row["degree"]), Decimal(0))


def schooling(document: Document, cycle: int, life: Life) -> tuple[Decimal, Decimal]:
    """Points of the highest level, less the months really studied, down to nothing."""
    rows = counted(document, cycle, life.readings)
    best = max((level(row) for row in rows), default=Decimal(0))
    if best == 0 or not document["choices"]["education"]:
        return Decimal(0), Decimal(0)
    scored = scored_for_residence(life, (2016, 12)) & life.insured
    months = min(len(scored & studied(row, life.readings)) for row in rows if level(row) == best)
    return best, min(best, twelfths(months, "3.5"))


def studied(row: Row, readings: Readings) -> Calendar:
    """The months from enrolment to graduation; none or all before, if enrolment is not stated."""
    if "enrolled" in row:
        return between(month(row["enrolled"]), month(row["graduated"]))
    if readings.unstated_study_was_long:
        return between((1900, 1), month(row["graduated"]))
    return set()


def area(life: Life) -> Decimal:
    """Home, or home and job, in another place than before: outside after having been inside."""
    since = between((2017, 1), life.cutoff)
    home = later(life.owned_outside(), life.lived_inside()) & since
    job = later(life.worked(outside=True), life.worked(outside=False)) & since
    both, alone = len(home & job) // 12, len(home - job) // 12
    return Decimal(min(12, 4 * both + min(6, 2 * alone)))


def later(months: Calendar, than: Calendar) -> Calendar:
    """The months after the first of others; none if there is no such."""
    return {m for m in months if than and m > min(than)}


def innovation(document: Document, life: Life) -> Decimal:
    found = [row["points"] for row in document["awards"]]
    kinds = (("high_tech_staff", 2, 6), ("startup", 2, 6), ("incubator_service", 1, 3))
    for kind, a_year, most in kinds:
        rows = [row for row in document["innovation_posts"] if row["type"] == kind]
        found.append(min(most, a_year * (len(spans(rows, life.cutoff)) // 12)))
    return Decimal(max(found))


def tax(document: Document, cycle: int) -> Decimal:
    own = enough([(r["year"], Decimal(r["paid"])) for r in document["tax"]], cycle, 100_000)
    company = [
        (r["year"], r["paid"] * Decimal(r["share"]) / 100) for r in document["enterprise_tax"]
    ]
    earned = 6 if own or enough(company, cycle, 200_000) else 0
    return Decimal(earned - 12 * recent(document["tax_violations"], 2017, cycle))


def enough(paid: list[tuple[int, Decimal]], cycle: int, a_year: int) -> bool:
    """Something in each of three years, and so much a year on average."""
    years = (cycle - 3, cycle - 2, cycle - 1)
    sums = [sum(amount for year, amount in paid if year == wanted) for wanted in years]
    return all(amount > 0 for amount in sums) and sum(sums) >= 3 * a_year
