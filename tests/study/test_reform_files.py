"""A reform written as data, and every fault of such a file told at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_rulebook
from luohu.study.places import Places
from luohu.study.reforms.files import read_change
from tests.schemes.beijing.example import paid, person
from tests.study.cohorts import baseline

BOOK = find_rulebook("beijing@2020")
GOOD = """
title = {zh = "租房分加倍", en = "rent counts double"}
with = ["12"]
[values]
points_per_rented_year = "1"
area_from = "2015-01"
tax_threshold = 60000
age_points = [{from = 0, to = 50, points = 20}, {from = 50, points = 0}]
[places]
quota = 8000
"""


def file(folder: Path, text: str, name: str = "reform.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def faults(folder: Path, text: str, name: str = "reform.toml") -> list[str]:
    with pytest.raises(Refused) as refused:
        read_change(file(folder, text, name), BOOK)
    return [fault.shown("en") for fault in refused.value.faults]


def test_values_as_the_law_writes_them_places_and_other_proposals(tmp_path: Path) -> None:
    found = read_change(file(tmp_path, GOOD), BOOK)
    law = found.law.of(BOOK).at(2024)
    assert law.values["points_per_rented_year"] == 100
    assert law.values["tax_threshold"] == 60000
    assert str(law.values["area_from"]) == "2015-01"
    assert law.values["age_points"].at(49) == 2000
    assert law.values["points_per_study_year"] == 0
    assert found.places == Places(quota=8000)
    assert found.law.title.en.startswith("rent counts double")


def test_json_too_and_the_file_s_name_where_there_is_no_title(tmp_path: Path) -> None:
    text = json.dumps({"values": {"honour_points": "10"}})
    found = read_change(file(tmp_path, text, "honours-halved.json"), BOOK)
    assert found.law.title.zh == "honours-halved"
    assert found.law.of(BOOK).at(2024).values["honour_points"] == 1000


@pytest.mark.parametrize(
    ("text", "name"), [("", "empty.toml"), ("{}", "empty.json"), ("[values]", "no.toml")]
)
def test_an_empty_reform_changes_nothing(tmp_path: Path, text: str, name: str) -> None:
    people = baseline(person(), person(insurance=[paid("2012-01")]))
    found = people.reformed(read_change(file(tmp_path, text, name), BOOK)).admission
    assert found.admitted.tolist() == people.outcome.admission.admitted.tolist()
    assert found.totals.tolist() == people.outcome.admission.totals.tolist()


def test_every_fault_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        """
        colour = "red"
        with = ["99"]
        [values]
        honor_points = "10"
        points_per_tax_year = "two"
        [places]
        quota = 0
        family = "mean"
        speed = 3
        """,
    )
    expected = ("colour", "values.honor_points", "values.points_per_tax_year",
                "places.quota", "places.family", "places.speed", "with")  # fmt: skip
    assert len(told) == len(expected)
    assert all(any(name in line for line in told) for name in expected)
    assert any("honour_points" in line for line in told)


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("values = [", "reform.toml", "this cannot be read"),
        ("[1]", "reform.json", "it must be a table"),
        ('{"values": ["x"], "places": {"quota": 2}}', "reform.json", "it must be a table"),
        ('[places]\nquota = 5\nline = "90"', "reform.toml", "there can be one only"),
        ('[places]\nline = "0"', "reform.toml", "no score that a line could have"),
        ("[values]\nyears_counted = -1", "reform.toml", "less than nothing"),
        ("[values]\ntax_threshold = 10000000000000", "reform.toml", "too large"),
        ('{"values": {"education_levels": [1]}}', "reform.json", "education_levels"),
        ("[" * 100000, "reform.json", "this cannot be read"),
        ('with = ["12", "12"]', "reform.toml", "two reforms change points_per_study_year"),
    ],
)
def test_a_file_that_is_no_reform(tmp_path: Path, text: str, name: str, word: str) -> None:
    (line,) = faults(tmp_path, text, name)
    assert word in line


def test_another_kind_of_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"\.toml or \.json"):
        read_change(file(tmp_path, "", "reform.yaml"), BOOK)
