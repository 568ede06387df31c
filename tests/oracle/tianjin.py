"""Tianjin's points once more, slowly and from the sources only: the tables of 2018 and of 2022.

Homes stand in `tianjin_homes`, how a document is read in `tianjin_life`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil

from tests.oracle.rows import month, span
from tests.oracle.tianjin_homes import area_2018, home_2018, home_2022, new_home
from tests.oracle.tianjin_life import (
    KINDS,
    THREE_REGIONS,
    Document,
    Life,
    Readings,
    Result,
    Row,
    by_employer,
    in_five_years,
    rounded,
)

TITLES = {"title_junior", "title_mid", "title_associate_senior", "title_senior"}
EMPLOYED = {"employed", "own_business", "research", "hard_trade", "public_service"}
QUALIFICATIONS = {"listed_qualification", "accountant", "lawyer"}
BACHELORS = {"bachelor", "master", "doctor"}
MID_LEVEL = {"title_mid", "title_associate_senior", "title_senior", "skill_2", "skill_1"}
CERTIFICATES_2018 = {"title_senior": 50, "title_associate_senior": 50, "title_mid": 40,
                     "title_junior": 20, "skill_1": 30, "skill_2": 25, "skill_3": 20,
                     "skill_4": 15, "skill_5": 5}  # fmt: skip
CERTIFICATES_2022 = {"title_senior": 30, "title_associate_senior": 30, "title_mid": 20,
                     "title_junior": 15, "skill_1": 30, "skill_2": 20, "skill_3": 15,
                     "skill_4": 10, "skill_5": 5}  # fmt: skip
SHORTAGE_2018 = {"very_short": 30, "short": 20, "general": 10, "not_listed": 0}
SHORTAGE_2022 = {"very_short": 25, "short": 15, "general": 10, "not_listed": 0}
CONDITIONS = ("household_elsewhere", "residence_permit", "insured_without_gap",
              "below_retirement_age", "has_place_to_register", "filing_line_reached",
              "insured_here_only", "birth_policy_kept")  # fmt: skip


def stepped(months: int, low: int, high: int, step: int) -> Fraction:
    """Points of some months at so many a year, the later months at another rate."""
    return Fraction(min(months, step) * low + max(0, months - step) * high, 12)


# ---- who may file


def conditions(life: Life, total: Fraction) -> Result:
    document, how = life.document, life.how
    found = {
        "household_elsewhere": document["household"]["city"] != "tianjin",
        "residence_permit": life.last in life.months(life.here("permits")),
        "insured_without_gap": insured_without_gap(life),
        "below_retirement_age": retires_in(document) > life.last,
        "has_place_to_register": document["place_to_register"],
        "filing_line_reached": total >= (140 if life.cycle < 2020 else 110),
        "insured_here_only": insured_here_only(life),
        "birth_policy_kept": not (document["birth_policy_violation"] and how.birth_policy_bars),
    }
    eligible = all(found.values())
    admitted = eligible and total >= how.admission_line
    return found | {"eligible": eligible, "admitted": admitted, "batch_exists": True}


def insured_without_gap(life: Life) -> bool:
    year = set(range(life.last - 11, life.last + 1))
    if life.how.insured == "every kind":
        return all(year <= paid for paid in life.paid.values())
    if life.how.insured == "any kind":
        return year <= set().union(*life.paid.values())
    return year <= life.paid[life.how.insured]


def retires_in(document: Document) -> int:
    """The month of retirement by the decision of 2024: 60, 55 and 50, later since 2025."""
    if document["sex"] == "male":
        age, step, most = 60, 4, 36
    elif document["post"] == "manager":
        age, step, most = 55, 4, 36
    else:
        age, step, most = 50, 2, 60
    before = month(document["born"]) + age * 12
    late = before - 2025 * 12 + 1
    return before + max(0, min(most, ceil(late / step)))


def insured_here_only(life: Life) -> bool:
    """No month of insurance in two cities; whether it still bars, and how far back, is open."""
    rows = life.document["insurance"]
    here = life.months(life.here("insurance"))
    there = life.months(row for row in rows if life.lies_in(row) != "tianjin")
    both = here & there if life.how.earlier_double_insurance_bars else here & there & {life.last}
    return not (both and life.how.double_insurance_barred)


# ---- indicators of which only the values differ


def endorsement(life: Life) -> int:
    """Six points for each year."""
    regions = THREE_REGIONS if life.how.endorsements_of_three_regions else {"tianjin"}
    until = life.cutoff.year
    if life.how.batch == 2 and not life.how.records_of_the_boundary_year_count:
        until -= 1
    rows = life.document["endorsements"]
    return 6 * len({row["year"] for row in rows if row["city"] in regions and row["year"] <= until})


def fund_months(life: Life) -> int:
    def wanted(row: Row) -> bool:
        irregular = row.get("made_up", False) or row.get("transferred_in", False)
        return life.how.irregular_fund_counts or not irregular

    return len(life.months(row for row in life.here("housing_fund") if wanted(row)))


def education(life: Life, associate: int, bachelor: int) -> int:
    return max((schooling(row, life, associate, bachelor) for row in life.document["education"]),
               default=0)  # fmt: skip


def schooling(row: Row, life: Life, associate: int, bachelor: int) -> int:
    if month(row["graduated"]) > life.last:
        return 0
    points = life.how.technician_class_points if row.get("technician_class", False) else 0
    if is_bachelor(row, life):
        return max(points, bachelor)
    return max(points, associate if row.get("diploma") == "associate" else 0)


def is_bachelor(row: Row, life: Life) -> bool:
    """Whether a study gave a bachelor's diploma or above; by a degree alone only if so read."""
    alone = bool(row.get("degree")) and life.how.degree_alone_counts
    return row.get("diploma") in BACHELORS or alone


def occupation(life: Life, levels: dict[str, int]) -> int:
    """The scarcest occupation in the last month, with an employer or in one's own business."""
    jobs = [row for row in life.here("jobs") if row["kind"] in EMPLOYED]
    present = [row for row in jobs if life.last in span(row, life.last)]
    shortages = [row.get("shortage") or life.how.unstated_shortage for row in present]
    return max((levels[shortage] for shortage in shortages), default=0)


def marriage(life: Life, months: int) -> int:
    held = life.document["marriage"]
    return (
        20
        if held
        and date.fromisoformat(held["since"]) <= life.cutoff
        and held["spouse_city"] == "tianjin"
        and held["spouse_insured_months"] >= months
        else 0
    )


def false_data(life: Life, counts: Callable[[int], bool]) -> int:
    """Records of false data in Tianjin; a year stated that no record listed has may be one more."""
    rows = [row for row in life.document["penalties"] if row["kind"] == "forged_application"]
    here = [row["year"] for row in rows if life.lies_in(row) == "tianjin"]
    listed = sum(counts(year) for year in here)
    year = life.document["false_material"]
    if year is None or year in here or not counts(year):
        return listed
    if life.how.stated_false_data_is_another:
        return listed + 1
    return listed if year in {row["year"] for row in rows} else max(listed, 1)


# ---- the table of 2022, with the homes of 2023


def table_2022(document: Document, cycle: int, how: Readings) -> Result:
    life = Life(document, cycle, how)
    age = life.age()
    found: Result = {
        "social_insurance": insurance_2022(life),
        "home": home_2022(life),
        "new_home": new_home(life),
        "endorsement": endorsement(life),
        "fund": rounded(stepped(fund_months(life), 3, 4, 60)),
        "age": 10 if age <= 35 else 5 if age <= 45 else 0,
        "education": education(life, 10, 20),
        "title": max((certificate_2022(row, life) for row in document["certificates"]), default=0),
        "occupation": occupation(life, SHORTAGE_2022),
        "marriage": marriage(life, 24),
        "prize": prize(document),
        "crime": -100 * sentences(life, convicted),
        "false_data": -how.points_per_false_data
        * false_data(life, lambda year: in_five_years(year, life)),
    }
    found["total"] = sum(found.values(), Fraction(0))
    return found | conditions(life, found["total"])


def insurance_2022(life: Life) -> Fraction:
    """Each kind from twelve months on, the months after the 36th at the higher rate."""
    points = Fraction(0)
    for kind, paid in life.paid.items():
        low, high = (10, 12) if kind == "pension" else (3, 4)
        points += stepped(len(paid), low, high, 36) if len(paid) >= 12 else 0
    return rounded(points)


def certificate_2022(row: Row, life: Life) -> int:
    """Titles only by national examination and fitting the post; skills, fitting it if so read."""
    kind, how = row["kind"], life.how
    if not life.held(row):
        return 0
    fits, by_exam = life.so(row.get("matches_post")), life.so(row.get("by_exam"))
    if kind in QUALIFICATIONS:
        return CERTIFICATES_2022.get(how.qualification_stands_for, 0) if fits and by_exam else 0
    if kind in TITLES:
        return CERTIFICATES_2022[kind] if fits and by_exam else 0
    return CERTIFICATES_2022.get(kind, 0) if fits or not how.skill_must_fit_the_post else 0


def prize(document: Document) -> int:
    kinds = {row["kind"] for row in document["commendations"]}
    return 30 if "national_contest" in kinds else 20 if "provincial_contest" in kinds else 0


def sentences(life: Life, counts: Callable[[Row, Life], bool]) -> int:
    """The sentences that count; how many of a criminal record without any is open."""
    if not life.document["criminal_record"]:
        return 0
    rows = life.document["convictions"]
    return sum(counts(row, life) for row in rows) if rows else life.how.unlisted_sentences


def convicted(row: Row, life: Life) -> bool:
    """Within five years after the sentence ended; while it runs only if so read."""
    end = life.cutoff
    if date.fromisoformat(row["punished"]) > end:
        return False
    if row["ended"] is None or date.fromisoformat(row["ended"]) > end:
        return life.how.running_sentence_counts
    begin = min(end.day, 28) if end.month == 2 else end.day
    return date.fromisoformat(row["ended"]) > date(end.year - 5, end.month, begin)


# ---- the table of 2018


def table_2018(document: Document, cycle: int, how: Readings) -> Result:
    life = Life(document, cycle, how)
    age = life.age()
    found: Result = {
        "age": 20 if age <= 35 else 10 if age <= 45 else 0,
        "education": education(life, 30, 40),
        "title": max((certificate_2018(row, life) for row in document["certificates"]), default=0),
        "social_insurance": insurance_2018(life),
        "fund": rounded(Fraction(2 * fund_months(life), 12)),
        "home": home_2018(life),
        "endorsement": endorsement(life),
        "occupation": occupation(life, SHORTAGE_2018),
        "area": area_2018(life),
        "tax": how.tax_points if taxed(life) else 0,
        "marriage": marriage(life, how.spouse_months_required),
        "patent": how.patent_points if patented(life) else 0,
        "honour": how.honour_points if document["commendations"] or document["honours"] else 0,
        "false_data": -30 * false_data(life, lambda year: false_2018(year, life)),
        "credit": -30 * bad_credit(life) if how.bad_credit_counts else 0,
        "crime": -how.crime_points * sentences(life, sentenced),
    }
    found["total"] = sum(found.values(), Fraction(0))
    return found | conditions(life, found["total"])


def insurance_2018(life: Life) -> Fraction:
    """Twelve a year for the five kinds, eighteen for the months after the 60th."""
    late = back_payments_count(life)

    def wanted(row: Row) -> bool:
        if not by_employer(row):
            return life.how.irregular_insurance_counts
        return late or not row.get("made_up", False)

    points = Fraction(0)
    for kind in KINDS:
        low, high = (4, 6) if kind == "pension" else (2, 3)
        points += stepped(len(life.insured(kind, wanted)), low, high, 60)
    return rounded(points)


def back_payments_count(life: Life) -> bool:
    """For those up to 35 with a bachelor's diploma, a mid-level title or a technician's level."""
    studied = any(
        month(row["graduated"]) <= life.last and is_bachelor(row, life)
        for row in life.document["education"]
    )
    skilled = any(
        stands_for(row, life) in MID_LEVEL and life.held(row)
        for row in life.document["certificates"]
    )
    return life.age() <= 35 and (studied or skilled)


def stands_for(row: Row, life: Life) -> str:
    kind = str(row["kind"])
    return life.how.qualification_stands_for if kind in QUALIFICATIONS else kind


def certificate_2018(row: Row, life: Life) -> int:
    return CERTIFICATES_2018.get(stands_for(row, life), 0) if life.held(row) else 0


def taxed(life: Life) -> bool:
    return any(row["paid"] for row in (*life.here("tax"), *life.here("enterprise_tax")))


def patented(life: Life) -> bool:
    return any(row["granted"] <= life.cutoff.isoformat() for row in life.document["patents"])


def bad_credit(life: Life) -> int:
    penalties = [row for row in life.document["penalties"] if row["kind"] == "bad_credit"]
    return sum(row["year"] <= life.cutoff.year for row in penalties)


def sentenced(row: Row, life: Life) -> bool:
    return bool(row["punished"] <= life.cutoff.isoformat())


def false_2018(year: int, life: Life) -> bool:
    """A record of false data; how far back beyond five years is open."""
    if year > life.cutoff.year:
        return False
    older = life.how.older_false_data_counts
    return in_five_years(year, life) or (year <= life.cutoff.year - 5 and older)
