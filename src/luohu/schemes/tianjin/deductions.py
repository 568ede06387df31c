"""How records that cost points are counted: false data and criminal sentences, in every version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Count,
    Truth,
    all_of,
    at_least,
    either,
    either_reading,
    how_many,
    opposite,
    same,
    up_to,
)
from luohu.people.facts import Penalty
from luohu.people.rows import Rows
from luohu.schemes.tianjin.calendars import in_tianjin


def false_data_found(
    false_material: Count, penalties: Rows, counts: Callable[[Any], Truth]
) -> Count:
    """How often false data were found in Tianjin, in the years that count.

    The last year stated is that of a record listed for the same year; otherwise it may be one more.
    在天津被查实提供虚假材料的次数;所填年度与列明记录同年的是同一次,不同年的可能是另一次。
    """
    listed = how_many(all_of(_forged(row), in_tianjin(row), counts(row.year)) for row in penalties)
    known_here, known_elsewhere = _listed_in(false_material, penalties)
    stated = counts(false_material)
    fewest = at_least(listed, either(all_of(stated, opposite(known_elsewhere)), 1, 0))
    another = either(all_of(stated, opposite(known_here)), 1, 0)
    return either_reading(fewest, listed + another)


def _forged(row: Any) -> Truth:
    return same(row.kind, Penalty.FORGED_APPLICATION)


def _listed_in(year: Count, penalties: Rows) -> tuple[Truth, Truth]:
    """Whether a record of a year is listed in Tianjin, and whether one elsewhere."""
    of_year = [(row, all_of(_forged(row), same(row.year, year))) for row in penalties]
    here = how_many(all_of(held, in_tianjin(row)) for row, held in of_year) > 0
    elsewhere = how_many(all_of(held, opposite(in_tianjin(row))) for row, held in of_year) > 0
    return here, elsewhere


def or_any_unlisted(counted: Count, criminal_record: Truth, convictions: Rows) -> Count:
    """The sentences counted; any number where there is a criminal record and none is listed.

    计入的刑事处罚记录数;有刑事犯罪记录而未列明的不下结论。
    """
    listed = how_many(row.punished > 0 for row in convictions)
    unlisted = all_of(criminal_record, same(listed, 0))
    return either(unlisted, up_to(counted + UNBOUNDED), counted)
