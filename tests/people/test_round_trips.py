"""What is read, written and read again is the same, in every format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings

from luohu.people.applicant import facts_of, read_applicant, write_applicant
from luohu.people.cohort import FACTS, Cohort
from luohu.people.documents import documents_of
from luohu.people.reading import read_cohort
from luohu.people.writing import write_cohort
from tests.people.invented import (
    FORMATS,
    Document,
    cohort_of,
    documents,
    home,
    identity_number,
    json_file,
    paid,
    person,
    read,
)
from tests.people.strategies import cohorts

UNKNOWN_LISTS = person()
EMPTY_LISTS = person(
    insurance=[], homes=[], education=[], tax=[], tax_violations=[], detentions=[], awards=[],
    financing=[], honours=[],
)  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@given(people=cohorts())
@example(people=[UNKNOWN_LISTS])
@example(people=[EMPTY_LISTS])
@example(people=[person(children=None), person(id="B", children=[])])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_catalogue_allows_comes_back(kind: str, people: list[Document]) -> None:
    before = cohort_of(*people)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"people.{kind}"
        write_cohort(before, path)
        after = read(path).cohort
        assert documents_of(after) == documents_of(before)
        assert_same_columns(before, after)


def assert_same_columns(before: Cohort, after: Cohort) -> None:
    for name in FACTS:
        assert after.columns[name].dtype == before.columns[name].dtype
        unknown = before.missing.get(name, np.zeros(len(before), bool))
        assert (after.columns[name] == before.columns[name])[~unknown].all(), name
    for name, rows in before.lists.items():
        assert (after.lists[name].offsets == rows.offsets).all()
        assert all((after.lists[name].columns[k] == c).all() for k, c in rows.columns.items())
        assert all(after.lists[name].columns[k].dtype == c.dtype for k, c in rows.columns.items())
    assert {name: list(gone) for name, gone in after.missing.items()} == {
        name: list(gone) for name, gone in before.missing.items()
    }


@given(people=cohorts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_cohort_says_the_same_as_its_documents(people: list[Document]) -> None:
    read_ones = [read_applicant(one) for one in people]
    written = documents_of(Cohort.of(read_ones))
    assert written == [write_applicant(one) for one in read_ones]
    again = [read_applicant(one) for one in written]
    for one, other in zip(again, read_ones, strict=True):
        assert str(plain(one)) == str(plain(other))


def plain(document: object) -> dict[str, object]:
    """The facts of a document, its rows as plain values."""
    return {
        name: [vars(row) for row in value.rows] if hasattr(value, "rows") else value
        for name, value in facts_of(document).items()
    }


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({}, id="list unknown"),
        pytest.param({"tax": []}, id="list empty"),
        pytest.param({"tax": [{"year": 2023, "paid": 0}]}, id="list of one"),
        pytest.param({"children": None}, id="list unknown that means none when left out"),
        pytest.param({"residence_permit": None}, id="no residence permit"),
        pytest.param({"residence_permit": {"applied": "2016-10-01"}}, id="residence permit"),
        pytest.param({"work_permit": {"from": "2016-10-01"}}, id="work permit without end"),
        pytest.param({"work_permit": {"from": "2016-10-01", "to": "2031-10-01"}}, id="valid ahead"),
        pytest.param({"choices": {"area": False}}, id="not by area"),
        pytest.param({"false_material": 2019}, id="false material"),
        pytest.param({"id": "00123"}, id="zeros before"),
        pytest.param({"id": "1.0"}, id="a number that looks like a decimal"),
        pytest.param({"id": '甲,"乙" 1'}, id="a comma and quotes"),
        pytest.param({"id_number": identity_number()}, id="identity number"),
        pytest.param({"awards": [{"type": "A", "points": "4.50"}]}, id="half points"),
        pytest.param({"homes": [home("own", "2015-06")]}, id="open end"),
        pytest.param(
            {"insurance": [paid("2010-01", "2012-05", "pension", made_up=True)]}, id="span"
        ),
    ],
)
def test_nothing_is_lost(kind: str, facts: Document, tmp_path: Path) -> None:
    before = person(**facts)
    write_cohort(cohort_of(before), tmp_path / f"people.{kind}")
    assert documents(tmp_path / f"people.{kind}") == [before]


def test_through_every_format_in_turn(tmp_path: Path) -> None:
    people = [
        person(id="00123", insurance=[paid("2010-01", district="海淀")], residence_permit=None),
        person(id="00124", homes=[], tax=[{"year": 2023, "paid": 120000}]),
    ]
    path = json_file(tmp_path / "first.json", people)
    for kind in FORMATS:
        cohort = read(path).cohort
        path = tmp_path / f"next.{kind}"
        write_cohort(cohort, path)
    assert documents(path) == people


def test_several_files_are_joined_in_order(tmp_path: Path) -> None:
    write_cohort(cohort_of(person(tax=[{"year": 2023, "paid": 1}])), tmp_path / "a.xlsx")
    write_cohort(cohort_of(person(id="B", id_number=identity_number())), tmp_path / "b.parquet")
    json_file(tmp_path / "c.json", [person(id="C"), person(id="D")])
    reading = read(tmp_path / "a.xlsx", tmp_path / "b.parquet", tmp_path / "c.json")
    assert [one["id"] for one in documents_of(reading.cohort)] == ["A-1", "B", "C", "D"]
    assert documents_of(reading.cohort)[1]["id_number"] == identity_number()
    assert "tax" not in documents_of(reading.cohort)[1]
    assert [place.row for place in reading.places] == [2, 1, 1, 2]
    assert Path(reading.places[-1].file).name == "c.json"
    assert [place.row for place in reading.places[1:3]] == [1, 1]


def test_a_hundred_thousand_people_in_parquet(tmp_path: Path) -> None:
    one = cohort_of(person(insurance=[paid("2010-01", "2012-01"), paid("2013-01")], tax=[]))
    many = 100_000
    crowd = replace(one.take(np.zeros(many, np.int64)), ids=[f"{k:06d}" for k in range(many)])
    write_cohort(crowd, tmp_path / "people.parquet")
    found = read(tmp_path / "people.parquet").cohort
    assert found.ids == crowd.ids
    assert_same_columns(crowd, found)


def test_people_taken_keep_their_words() -> None:
    both = cohort_of(person(), person(id="B", id_number=identity_number()))
    assert documents_of(both.take(np.array([1]))) == [documents_of(both)[1]]
    assert documents_of(both.slice(1, 2)) == [documents_of(both)[1]]
    assert (
        documents_of(Cohort.joined([both.slice(1, 2), both.slice(0, 1)]))
        == documents_of(both)[::-1]
    )


def test_progress_counts_people(tmp_path: Path) -> None:
    json_file(tmp_path / "a.json", [person()])
    json_file(tmp_path / "b.json", [person(id="B"), person(id="C")])
    told: list[int] = []
    read_cohort([tmp_path / "a.json", tmp_path / "b.json"], told.append)
    assert told[-1] == 3
    assert told == sorted(told)
