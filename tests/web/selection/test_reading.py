"""Many documents read at once: what `Cohort.of` gives, and refusals that name the document."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from luohu.demo.people import make_cohort
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.people.faults import Refused
from luohu.web.selection.reading import Document, cohort_of

DOCUMENTS = make_cohort(120)
SPARSE: list[Document] = [
    {"id": "A", "born": "1980-02-03"},
    {"id": "B", "born": "1980-02-03", "work_permit": None, "insurance": [], "homes": None},
    {"id": "C", "born": "1980-02-03", "choices": {"education": False}, "residence_permit": {}},
    {"id": "D", "born": "1980-02-03", "children": None, "honours": [{"kind": "model_worker"}]},
    {"id": "E", "born": "1980-02-03", "residence_permit": {"applied": None}},
]


def readable(documents: Sequence[Document]) -> list[Document]:
    found = []
    for one in documents:
        try:
            read_applicant(one)
        except Refused:
            continue
        found.append(one)
    return found


def assert_same(one: Cohort, other: Cohort) -> None:
    assert list(one.ids) == list(other.ids)
    for name, column in other.columns.items():
        np.testing.assert_array_equal(one.columns[name], column, name)
        assert one.columns[name].dtype == column.dtype
    assert set(one.missing) == set(other.missing)
    for name, where in other.missing.items():
        np.testing.assert_array_equal(one.missing[name], where, name)
    for name, rows in other.lists.items():
        np.testing.assert_array_equal(one.lists[name].offsets, rows.offsets, name)
        for field, column in rows.columns.items():
            np.testing.assert_array_equal(one.lists[name].columns[field], column, field)
    assert {n: list(w) for n, w in one.texts.items()} == {
        n: list(w) for n, w in other.texts.items()
    }


@pytest.mark.parametrize("documents", [DOCUMENTS, readable(SPARSE)], ids=["demo", "sparse"])
def test_reads_what_a_cohort_of_documents_holds(documents: list[Document]) -> None:
    numbers = [read_applicant(one).id for one in documents]
    slow = Cohort.of([read_applicant(one) for one in documents])
    assert_same(cohort_of(documents, numbers), slow)


def test_keys_by_another_name_and_rows_without_keys_are_read_too() -> None:
    document = {"id": "X", "born": "1980-02-03", "honours": ["model_worker"]}
    told = [one for one in (document,) if readable([one])]
    numbers = ["X"] * len(told)
    assert_same(cohort_of(told, numbers), Cohort.of([read_applicant(one) for one in told]))


@pytest.mark.parametrize(
    "change",
    [{"born": "never"}, {"homes": [{"tenure": "tent"}]}, {"strange": 1}, {"sex": ["male"]}],
)
def test_a_document_that_cannot_be_read_is_named(change: dict[str, Any]) -> None:
    wrong = {**copy.deepcopy(DOCUMENTS[1]), **change}
    with pytest.raises(Refused) as refused:
        cohort_of([DOCUMENTS[0], wrong], ["N-1", "N-2"])
    assert refused.value.faults[-1].place.column == "N-2"


def test_a_row_without_what_is_required_is_refused() -> None:
    without = {**DOCUMENTS[0], "homes": [{"from": "2015-01"}]}
    with pytest.raises(Refused):
        cohort_of([without], ["N-1"])


def test_nobody_is_an_empty_cohort() -> None:
    assert len(cohort_of([], [])) == 0
