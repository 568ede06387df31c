"""Checks across fields and rows: what contradicts what, where it is told, in every format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luohu.people.checks import check
from luohu.people.faults import Fault, Refused
from luohu.people.origins import DocumentOrigin
from luohu.people.reading import read_cohort
from luohu.people.writing import write_cohort
from tests.people.invented import (
    FORMATS,
    Document,
    cohort_of,
    fault,
    home,
    identity_number,
    json_file,
    paid,
    person,
    read,
    refused,
    where,
    words,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.json"


def the_fault(file: Path, **facts: object) -> Fault:
    return fault(json_file(file, person(**facts)))


def warned(file: Path, **facts: object) -> list[str]:
    """The columns that warnings point at."""
    return [one.place.column for one in read(json_file(file, person(**facts))).warnings]


class TestDistricts:
    def test_a_district_of_another_city(self, file: Path) -> None:
        row = paid("2010-01") | {"city": "tianjin", "district": "浦东"}
        one = the_fault(file, city="tianjin", insurance=[row])
        assert where(one) == ("", None, "insurance[0].district")
        assert "this district is not in the city named beside it" in words(one)

    def test_of_the_household_too(self, file: Path) -> None:
        one = the_fault(file, household={"city": "beijing", "district": "和平"})
        assert one.place.column == "household.district"

    def test_a_district_of_the_city_is_right(self, file: Path) -> None:
        row = paid("2010-01") | {"city": "shanghai", "district": "浦东"}
        assert warned(file, city="shanghai", insurance=[row], homes=[]) == []


class TestSpans:
    def test_that_end_before_they_begin(self, file: Path) -> None:
        one = the_fault(file, insurance=[paid("2010-01"), paid("2012-03", "2012-02")])
        assert where(one) == ("", None, "insurance[1].to")
        assert "结束早于开始" in words(one)
        assert "ends before it begins" in words(one)

    def test_of_homes_and_posts_too(self, file: Path) -> None:
        assert (
            the_fault(file, homes=[home("own", "2012-03", "2012-02")]).place.column == "homes[0].to"
        )
        post = {"type": "startup", "from": "2012-03", "to": "2012-02"}
        assert the_fault(file, innovation_posts=[post]).place.column == "innovation_posts[0].to"

    def test_of_one_month_are_well(self, file: Path) -> None:
        assert warned(file, insurance=[paid("2012-03", "2012-03")]) == []

    def test_that_begin_before_birth(self, file: Path) -> None:
        one = the_fault(file, homes=[home("own", "1980-05")])
        assert where(one) == ("", None, "homes[0].from")
        assert "早于申请人出生" in words(one)
        assert warned(file, homes=[home("own", "1980-06")]) == []

    def test_begin_when_they_like_if_birth_is_unknown(self, file: Path) -> None:
        assert (
            len(read(json_file(file, {"id": "A", "homes": [home("own", "1950-01")]})).cohort) == 1
        )


class TestSchooling:
    def test_ends_before_it_begins(self, file: Path) -> None:
        study = {"diploma": "bachelor", "enrolled": "2002-09", "graduated": "2002-07"}
        one = the_fault(file, education=[study])
        assert where(one) == ("", None, "education[0].graduated")
        assert "毕业早于入学" in words(one)

    def test_ends_in_childhood(self, file: Path) -> None:
        assert "不满14岁" in words(the_fault(file, education=[{"graduated": "1994-05"}]))
        assert warned(file, education=[{"graduated": "1994-06"}]) == []

    def test_says_both_at_once(self, file: Path) -> None:
        rows = [
            {"graduated": "1970-07"},
            {"diploma": "master", "enrolled": "2012-09", "graduated": "2010-07"},
        ]
        found = refused(json_file(file, person(education=rows)))
        assert {one.place.column for one in found} == {
            "education[0].graduated",
            "education[1].graduated",
        }

    def test_without_birth_date_may_be_at_any_time(self, file: Path) -> None:
        json_file(file, {"id": "A", "education": [{"graduated": "1950-07"}]})
        assert read(file).warnings == []


class TestWorkPermits:
    def test_that_end_before_they_begin(self, file: Path) -> None:
        one = the_fault(file, work_permit={"from": "2016-10-01", "to": "2016-09-30"})
        assert where(one) == ("", None, "work_permit.to")

    def test_with_an_end_and_no_beginning(self, file: Path) -> None:
        one = the_fault(file, work_permit={"from": None, "to": "2016-09-30"})
        assert where(one) == ("", None, "work_permit.to")

    @pytest.mark.parametrize(
        "permit",
        [None, {"from": None}, {"from": "2016-10-01"}, {"from": "2016-10-01", "to": "2016-10-01"}],
    )
    def test_that_are_well(self, permit: Document | None, file: Path) -> None:
        assert warned(file, work_permit=permit) == []


class TestIdentityNumbers:
    @pytest.mark.parametrize(
        ("facts", "column", "said"),
        [
            ({"born": "1980-06-16"}, "born", "出生日期不符"),
            ({"sex": "female"}, "sex", "says the other sex"),
        ],
    )
    def test_that_say_otherwise(self, facts: Document, column: str, said: str, file: Path) -> None:
        one = the_fault(file, id_number=identity_number(), **facts)
        assert where(one) == ("", None, column)
        assert said in words(one)
        assert "999999" not in words(one)
        assert "1980" not in words(one)

    def test_that_fit(self, file: Path) -> None:
        assert warned(file, id_number=identity_number(order=3)) == []
        assert warned(file, id_number=identity_number(order=2), sex="female") == []

    def test_are_held_against_nothing_if_nothing_is_known(self, file: Path) -> None:
        json_file(file, [{"id": "A", "id_number": identity_number()}, person(id="B")])
        assert read(file).warnings == []

    def test_of_one_among_many(self, file: Path) -> None:
        people = [person(id=str(k)) for k in range(5)]
        people[3]["id_number"] = identity_number(order=2)
        assert where(fault(json_file(file, people))) == ("", 4, "sex")


class TestOwnAndRented:
    def test_months_of_both_are_warned_of(self, file: Path) -> None:
        homes = [home("own", "2015-01"), home("rent", "2010-01", "2015-01")]
        assert warned(file, homes=homes) == ["homes[1].from"]
        assert "按自有住所计" in words(read(file).warnings[0])

    def test_dormitories_too(self, file: Path) -> None:
        homes = [home("dormitory", "2012-01"), home("own", "2015-01")]
        assert warned(file, homes=homes) == ["homes[0].from"]

    @pytest.mark.parametrize(
        "homes",
        [
            [home("own", "2015-01"), home("rent", "2010-01", "2014-12")],
            [home("own", "2015-01"), home("own", "2010-01")],
            [home("rent", "2015-01"), home("rent", "2010-01")],
        ],
    )
    def test_other_months_are_not(self, homes: list[Document], file: Path) -> None:
        assert warned(file, homes=homes) == []

    def test_of_different_people_are_not(self, file: Path) -> None:
        people = [
            person(homes=[home("own", "2015-01")]),
            person(id="B", homes=[home("rent", "2015-01")]),
            person(id="C", homes=[home("rent", "2015-01"), home("own", "2016-01")]),
        ]
        warnings = read(json_file(file, people)).warnings
        assert [where(one) for one in warnings] == [("", 3, "homes[0].from")]


class TestMakeUpPayments:
    def test_in_paid_months_are_warned_of(self, file: Path) -> None:
        rows = [paid("2010-01", "2012-12"), paid("2012-12", "2013-01", "pension", made_up=True)]
        assert warned(file, insurance=rows) == ["insurance[1].made_up"]
        assert "those months count as paid normally" in words(read(file).warnings[0])

    @pytest.mark.parametrize(
        "rows",
        [
            [paid("2010-01", "2012-12"), paid("2013-01", "2013-01", made_up=True)],
            [paid("2010-01", None, "medical"), paid("2013-01", "2013-01", "pension", made_up=True)],
            [paid("2010-01", made_up=True), paid("2013-01", made_up=True)],
        ],
    )
    def test_in_others_are_not(self, rows: list[Document], file: Path) -> None:
        assert warned(file, insurance=rows) == []

    def test_of_all_five_meet_any_one(self, file: Path) -> None:
        rows = [paid("2010-01", None, "injury"), paid("2013-01", "2013-01", made_up=True)]
        assert warned(file, insurance=rows) == ["insurance[1].made_up"]

    def test_an_agency_at_fault_for_what_was_not_made_up(self, file: Path) -> None:
        rows = [
            paid("2010-01", "2010-12", agency_fault=True),
            paid("2011-01", "2011-01", made_up=True, agency_fault=True),
        ]
        assert warned(file, insurance=rows) == ["insurance[0].agency_fault"]


MONTHS = st.integers(2010 * 12, 2012 * 12).map(lambda n: f"{n // 12}-{n % 12 + 1:02d}")


@st.composite
def histories(draw: st.DrawFn) -> list[Document]:
    """Rows of insurance of one person, with spans that often meet."""
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        first, last = sorted((draw(MONTHS), draw(MONTHS)))
        kind = draw(st.sampled_from(["pension", "medical", "all"]))
        rows.append(paid(first, last, kind, made_up=draw(st.booleans())))
    return rows


def meets(one: Document, other: Document) -> bool:
    same = one["kind"] == other["kind"] or "all" in (one["kind"], other["kind"])
    return same and one["from"] <= other["to"] and other["from"] <= one["to"]


@given(people=st.lists(histories(), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_overlaps_are_what_comparing_every_pair_of_rows_finds(
    people: list[list[Document]],
) -> None:
    cohort = cohort_of(*(person(id=str(k), insurance=rows) for k, rows in enumerate(people)))
    expected = {
        (person, position)
        for person, rows in enumerate(people)
        for position, row in enumerate(rows)
        if row["made_up"] and any(meets(row, other) for other in rows if not other["made_up"])
    }
    found = check(cohort, in_order(people))
    assert {(one.place.row, one.place.column) for one in found} == {
        (person, f"insurance[{position}].made_up") for person, position in expected
    }


def in_order(people: list[list[Document]]) -> DocumentOrigin:
    positions = np.array([k for rows in people for k in range(len(rows))], np.int64)
    return DocumentOrigin("", range(len(people)), {"insurance": positions})


@pytest.mark.parametrize("kind", FORMATS)
def test_checks_are_made_in_every_format(kind: str, tmp_path: Path) -> None:
    wrong = person(id="B", insurance=[paid("2010-01"), paid("2012-03", "2012-02")])
    path = tmp_path / f"people.{kind}"
    write_cohort(cohort_of(person(), wrong), path)
    one = fault(path)
    expected = {
        "json": ("", 2, "insurance[1].to"),
        "jsonl": ("", 2, "insurance[1].to"),
        "xlsx": ("社会保险", 3, "结束年月"),
        "csv": ("社会保险", 3, "结束年月"),
        "parquet": ("", 2, "to"),
    }
    assert where(one) == expected[kind]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_number_in_every_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{kind}"
    write_cohort(cohort_of(person(), person(id="B"), person()), path)
    assert fault(path).place.row == (4 if kind in ("xlsx", "csv") else 3)


def test_warnings_come_along_with_faults(tmp_path: Path) -> None:
    homes = [home("own", "2015-01"), home("rent", "2010-01")]
    path = json_file(tmp_path / "a.json", person(sex="x", homes=homes))
    with pytest.raises(Refused) as caught:
        read_cohort([path])
    assert [one.warning for one in caught.value.faults] == [False, True]


class TestPlaces:
    BOTH = (paid("2010-01", "2012-12", district="海淀"), paid("2013-01", district="越秀"))

    def test_a_row_without_a_city_in_a_document_of_several(self, file: Path) -> None:
        one = the_fault(file, insurance=[*self.BOTH], tax=[{"year": 2023, "paid": 1}])
        assert where(one) == ("", None, "tax[0].city")
        assert "涉及几个城市" in words(one)

    def test_the_applicants_city_or_the_rows_settles_it(self, file: Path) -> None:
        tax = {"year": 2023, "paid": 1}
        assert warned(file, city="guangzhou", insurance=[*self.BOTH], tax=[tax]) == []
        assert warned(file, insurance=[*self.BOTH], tax=[tax | {"city": "beijing"}]) == []

    def test_one_city_or_none_leaves_no_doubt(self, file: Path) -> None:
        tax = {"year": 2023, "paid": 1}
        assert warned(file, insurance=[self.BOTH[0]], tax=[tax]) == []
        assert warned(file, tax=[tax]) == []


class TestConvictions:
    SENTENCE = {"punished": "2015-03-01", "ended": "2018-03-01"}  # noqa: RUF012

    def test_ends_before_it_begins(self, file: Path) -> None:
        backward = {"punished": "2018-03-01", "ended": "2015-03-01"}
        one = the_fault(file, criminal_record=True, convictions=[backward])
        assert where(one) == ("", None, "convictions[0].ended")

    def test_of_somebody_without_a_record(self, file: Path) -> None:
        one = the_fault(file, criminal_record=False, convictions=[self.SENTENCE])
        assert where(one) == ("", None, "convictions[0].punished")
        assert warned(file, criminal_record=True, convictions=[self.SENTENCE]) == []
        assert warned(file, convictions=[self.SENTENCE]) == []
