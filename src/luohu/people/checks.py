"""Checks across the fields and rows of applicants, over a whole cohort at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.days import today
from luohu.law.elapsed import month_of
from luohu.law.months import Months
from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.people.documents import known
from luohu.people.facts import FIVE_KINDS, LISTS, LOCATED, Insurance, Sex, Tenure, city_of
from luohu.people.faults import Fault, Place
from luohu.people.origins import Indices, Origin
from luohu.people.rows import ManyRows
from luohu.people.tables import Mask
from luohu.people.types import shown

YOUNGEST_GRADUATE = 14
Words = tuple[Text, Text]
Check = Callable[[Cohort, Origin], Iterator[Fault]]


def check(cohort: Cohort, origin: Origin) -> list[Fault]:
    """Find everything that does not fit together, warnings among it, in the order of CHECKS."""
    return [fault for one in CHECKS for fault in one(cohort, origin)]


def check_ids(parts: Sequence[tuple[Cohort, Origin]]) -> Iterator[Fault]:
    """Find every number that an applicant before, in any of the files, already has."""
    numbers = [number for cohort, _ in parts for number in cohort.ids]
    if len(set(numbers)) == len(numbers):
        return
    first: dict[str, tuple[int, int]] = {}
    for part, (cohort, origin) in enumerate(parts):
        for index, number in enumerate(cohort.ids):
            file, person = first.setdefault(number, (part, index))
            if (file, person) != (part, index):
                place = parts[file][1].person(person)
                yield Fault(origin.fact(index, "id"), *_taken_by(number, place))


def _taken_by(number: str, place: Place) -> Words:
    zh, en = place.shown("zh"), place.shown("en")
    return (
        Text(f"编号 {shown(number)} 重复", f"the number {shown(number)} is there twice"),
        Text(f"第一次出现在 {zh};请改正或删去一处", f"it is first at {en}; correct or remove one"),
    )


def backward_spans(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find spans that end before they begin."""
    for name, rows in _with_fields(cohort, "first", "last"):
        bad = rows.columns["last"] < rows.columns["first"]
        yield from _in_rows(origin, name, rows, bad, "last", BACKWARD)


def before_birth(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find spans that begin before the applicant was born."""
    for name, rows in _with_fields(cohort, "first"):
        born = _birth_months(cohort)[rows.person]
        yield from _in_rows(origin, name, rows, rows.columns["first"] < born, "first", UNBORN)


def schooling(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find studies that end before they begin, and graduates who would be children."""
    rows = cohort.lists["qualifications"]
    enrolled, graduated = rows.columns["enrolled"], rows.columns["graduated"]
    backward = (enrolled > 0) & (graduated < enrolled)
    yield from _in_rows(origin, "qualifications", rows, backward, "graduated", NOT_YET_ENROLLED)
    youngest = _birth_months(cohort)[rows.person] + 12 * YOUNGEST_GRADUATE
    early = (youngest > 12 * YOUNGEST_GRADUATE) & (graduated < youngest)
    yield from _in_rows(origin, "qualifications", rows, early, "graduated", TOO_YOUNG)


def work_permits(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find work residence permits that end before they begin."""
    first, last = cohort.columns["work_permit_from"], cohort.columns["work_permit_to"]
    sure = known(cohort, "work_permit_from") & known(cohort, "work_permit_to")
    yield from _of_people(origin, sure & (last < first), "work_permit_to", BACKWARD)


def identity_numbers(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find identity numbers that say another birth date or sex than the applicant."""
    numbers = cohort.texts.get("id_number")
    if numbers is None:
        return
    people = np.flatnonzero(numbers != None)  # noqa: E711
    held = np.array(numbers[people].tolist(), "U18")
    digits = held.view(np.uint32).reshape(-1, 18).astype(np.int64) - ord("0")
    born = digits[:, 6:14] @ 10 ** np.arange(7, -1, -1)
    sex = np.where(digits[:, 16] % 2 == 1, int(Sex.MALE), int(Sex.FEMALE))
    for name, said, words in (("born", born, OTHER_BIRTH), ("sex", sex, OTHER_SEX)):
        differs = np.zeros(len(cohort), bool)
        differs[people] = cohort.columns[name][people] != said
        yield from _of_people(origin, differs & known(cohort, name), name, words)


def own_and_rented(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Warn of rented homes and dormitories held in months of an own home."""
    rows = cohort.lists["homes"]
    own = rows.columns["tenure"] == Tenure.OWN
    counted = np.maximum(rows.columns["first"], rows.columns["certificate"])
    both = _touching(rows, own, ~own, counted)
    yield from _in_rows(origin, "homes", rows, both, "first", OWN_WINS, warning=True)


def paid_and_made_up(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Warn of make-up payments for months of the same kind that were paid normally."""
    rows = cohort.lists["insurance"]
    kind, made_up = rows.columns["kind"], rows.columns["made_up"]
    both = np.zeros(len(rows), bool)
    for one in FIVE_KINDS if made_up.any() else ():
        same = (kind == one) | (kind == Insurance.ALL)
        both |= _touching(rows, same & ~made_up, same & made_up)
    yield from _in_rows(origin, "insurance", rows, both, "made_up", PAID_WINS, warning=True)


def places(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find rows that name no city in documents that name several, so that nobody can tell theirs."""
    several = _naming_several(cohort) & (cohort.columns["city"] == 0)
    for name in LOCATED if several.any() else ():
        rows = cohort.lists[name]
        unsaid = several[rows.person] & (rows.named == 0)
        yield from _in_rows(origin, name, rows, unsaid, "city", WHICH_CITY)


def _naming_several(cohort: Cohort) -> Mask:
    """Find the people whose rows name more than one city."""
    named = np.zeros(len(cohort), np.int64)
    for name in LOCATED:
        rows = cohort.lists[name]
        np.bitwise_or.at(named, rows.person, np.where(rows.named > 0, 1 << rows.named, 0))
    return np.bitwise_count(named) > 1


def districts(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find districts that lie in another city than the one named beside them."""
    for name, rows in _with_fields(cohort, "city", "district"):
        bad = _elsewhere(rows.columns["city"], rows.columns["district"])
        yield from _in_rows(origin, name, rows, bad, "district", OTHER_CITY)
    city, district = cohort.columns["household_city"], cohort.columns["household_district"]
    sure = known(cohort, "household_city") & known(cohort, "household_district")
    yield from _of_people(
        origin, sure & _elsewhere(city, district), "household_district", OTHER_CITY
    )


def _elsewhere(city: NDArray[Any], district: NDArray[Any]) -> Mask:
    lies_in = city_of(district)
    found: Mask = (city > 0) & (lies_in > 0) & (lies_in != city)
    return found


def convictions(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Find sentences that end before they begin, and those of people without a criminal record."""
    rows = cohort.lists["convictions"]
    backward = rows.columns["ended"] < rows.columns["punished"]
    yield from _in_rows(origin, "convictions", rows, backward, "ended", BACKWARD)
    denied = known(cohort, "criminal_record") & ~cohort.columns["criminal_record"]
    yield from _in_rows(origin, "convictions", rows, denied[rows.person], "punished", NO_RECORD)


def agency_faults(cohort: Cohort, origin: Origin) -> Iterator[Fault]:
    """Warn of agency faults in months that were not made up."""
    rows = cohort.lists["insurance"]
    alone = rows.columns["agency_fault"] & ~rows.columns["made_up"]
    yield from _in_rows(origin, "insurance", rows, alone, "agency_fault", NOT_MADE_UP, warning=True)


CHECKS: tuple[Check, ...] = (
    identity_numbers,
    work_permits,
    backward_spans,
    before_birth,
    schooling,
    places,
    districts,
    convictions,
    own_and_rented,
    paid_and_made_up,
    agency_faults,
)


def _with_fields(cohort: Cohort, *fields: str) -> Iterator[tuple[str, ManyRows]]:
    for listed in LISTS:
        rows = cohort.lists[listed.name]
        if all(name in rows.columns for name in fields):
            yield listed.name, rows


def _birth_months(cohort: Cohort) -> Indices:
    """The month each was born in; 0 where that is unknown."""
    born: Any = cohort.columns["born"].astype(np.int64)
    months: Any = month_of(born)
    return np.where(known(cohort, "born"), months, 0)


def _touching(rows: ManyRows, one: Mask, other: Mask, begins: Indices | None = None) -> Mask:
    """Find rows of the other kind that share a month with rows of the one, of the same person.

    The one's rows hold from `begins`, their first month unless said.
    """
    touched = np.zeros(len(rows), bool)
    both = _among(rows, one) & _among(rows, other)
    people = np.flatnonzero(both)
    if not len(people):
        return touched
    first, last = rows.columns["first"], np.minimum(rows.columns["last"], today().month)
    whose = (np.cumsum(both) - 1)[rows.person]
    one, other = one & both[rows.person], other & both[rows.person]
    begins = first if begins is None else begins
    held = Months.from_spans(whose[one], begins[one], last[one], len(people))
    shared = held.take(whose[other]).between(first[other], last[other])
    touched[np.flatnonzero(other)] = shared.count() > 0
    return touched


def _among(rows: ManyRows, where: Mask) -> Mask:
    """Find the people with any such row."""
    found = np.zeros(rows.people, bool)
    found[rows.person[where]] = True
    return found


def _of_people(origin: Origin, where: Mask, name: str, words: Words) -> Iterator[Fault]:
    for index in np.flatnonzero(where):
        yield Fault(origin.fact(int(index), name), *words)


def _in_rows(
    origin: Origin,
    listed: str,
    rows: ManyRows,
    where: NDArray[Any],
    field: str,
    words: Words,
    warning: bool = False,
) -> Iterator[Fault]:
    found: Sequence[int] = np.flatnonzero(where).tolist()
    people = rows.person
    for row in found:
        yield Fault(origin.row(int(people[row]), listed, row, field), *words, warning)


BACKWARD = (
    Text("结束早于开始", "it ends before it begins"),
    Text("核对开始和结束时间", "compare the two dates"),
)
UNBORN = (
    Text("早于申请人出生", "this is before the applicant was born"),
    Text("核对开始年月和出生日期", "compare it with the date of birth"),
)
NOT_YET_ENROLLED = (
    Text("毕业早于入学", "graduated before being enrolled"),
    Text("核对入学和毕业年月", "compare the two months"),
)
TOO_YOUNG = (
    Text(
        f"毕业时不满{YOUNGEST_GRADUATE}岁",
        f"graduated at less than {YOUNGEST_GRADUATE} years of age",
    ),
    Text("核对毕业年月和出生日期", "compare it with the date of birth"),
)
OTHER_BIRTH = (
    Text("与身份证号中的出生日期不符", "the identity number says another date of birth"),
    Text("对照证件核对两处", "compare both with the card"),
)
OTHER_SEX = (
    Text("与身份证号中的性别不符", "the identity number says the other sex"),
    Text("对照证件核对两处", "compare both with the card"),
)
WHICH_CITY = (
    Text(
        "文档涉及几个城市,这一行没有写明是哪个", "the document names several cities, this row none"
    ),
    Text("写明这一行的城市,或写明申请人的所在城市", "name its city, or the applicant's own (city)"),
)
OTHER_CITY = (
    Text("这个区不在所写的城市", "this district is not in the city named beside it"),
    Text("改正区或城市", "correct the district or the city"),
)
NO_RECORD = (
    Text("没有刑事犯罪记录,却填了刑事处罚", "a punishment of somebody without a criminal record"),
    Text("改正刑事犯罪记录,或删去这一行", "correct the criminal record, or remove the row"),
)
OWN_WINS = (
    Text("与自有住所的月份重叠", "some of these months are also spent in an own home"),
    Text("重叠的月份按自有住所计", "those months count as in the own home"),
)
PAID_WINS = (
    Text("补缴的月份中有同一险种已正常缴费的", "some of these months were also paid normally"),
    Text("重叠的月份按正常缴费计", "those months count as paid normally"),
)
NOT_MADE_UP = (
    Text(
        "不是补缴,“银行或经办机构原因”不起作用",
        "not made up, so the agency's fault changes nothing",
    ),
    Text(
        "是补缴的请在“补缴”填“是”,否则改为“否”", "say that it was made up, or take the fault back"
    ),
)
