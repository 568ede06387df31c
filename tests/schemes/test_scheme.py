"""A scheme's versions by cycle, and what was published of each of its cycles."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.law.sources import LawError, Standing, Text
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scheme import Scheme, Threshold, load_cycles
from tests.law.city import CITY

BEIJING = find_scheme("beijing")
SMALL = Scheme("xian", Text("西安", "Xi'an"), (CITY,), {})


def cycles(folder: Path, text: str) -> Path:
    path = folder / "cycles.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("cycle", "rules"),
    [
        (2018, "beijing@2016"),
        (2019, "beijing@2016"),
        (2020, "beijing@2020"),
        (2026, "beijing@2020"),
    ],
)
def test_the_cycle_decides_which_version_is_in_force(cycle: int, rules: str) -> None:
    law = BEIJING.at(cycle)
    assert (law.book.name, law.cycle) == (rules, cycle)


@pytest.mark.parametrize("cycle", [2017, 2031, 0])
def test_a_cycle_that_was_not_encoded_is_refused(cycle: int) -> None:
    with pytest.raises(LawError, match=f"not encoded for cycle {cycle}: .*beijing@2020 2020-2030"):
        BEIJING.at(cycle)


def test_a_version_by_name() -> None:
    assert SMALL.rulebook_of("2024") is CITY
    with pytest.raises(LawError, match="xian has no version 2020: there are xian@2024"):
        SMALL.rulebook_of("2020")


def test_a_small_scheme_refuses_cycles_in_its_own_name() -> None:
    assert SMALL.at(2026) is CITY.at(2026)
    with pytest.raises(
        LawError, match="xian is not encoded for cycle 2020: there are xian@2024 2024"
    ):
        SMALL.at(2020)


# ---- what was published


@pytest.mark.parametrize(
    ("cycle", "quota", "admitted", "cutoff"),
    [
        (2018, 6000, 6019, 9075),
        (2020, 6000, 6032, 9713),
        (2021, 6000, 6045, 10088),
        (2022, 6000, 6006, 10542),
        (2023, 6000, 6003, 10992),
    ],
)
def test_published_figures(cycle: int, quota: int, admitted: int, cutoff: int) -> None:
    found = [BEIJING.published(cycle, name) for name in ("quota", "admitted", "cutoff")]
    assert found == [quota, admitted, cutoff]


def test_what_no_source_gives_is_none() -> None:
    assert BEIJING.published(2024, "cutoff") is None
    assert BEIJING.published(1999, "quota") is None


def test_every_published_fact_has_a_source() -> None:
    for year, facts in BEIJING.cycles.items():
        for name, fact in facts.items():
            assert fact.name == name
            assert fact.source, (year, name)


def test_cycles_are_read_from_a_table_a_year(tmp_path: Path) -> None:
    text = '[2020]\nquota = { value = 6000, standing = "official", source = "公告" }\n'
    text += 'cutoff = { value = "97.13", standing = "inferred", source = "名单" }\n'
    quota, cutoff = load_cycles(cycles(tmp_path, text))[2020].values()
    assert (quota.value, quota.standing, quota.source) == (6000, Standing.OFFICIAL, "公告")
    assert (cutoff.value, cutoff.standing) == (9713, Standing.INFERRED)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (
            'size = { value = 1, standing = "official", source = "x" }',
            "size is not one of declared",
        ),
        ('quota = { value = 1, standing = "official" }', "quota has no standing or source"),
        ('quota = { value = 1, source = "x" }', "quota has no standing or source"),
    ],
)
def test_a_fact_that_is_not_well_stated_is_refused(entry: str, wrong: str, tmp_path: Path) -> None:
    with pytest.raises(LawError, match=f"cycles.toml: cycle 2020: {wrong}"):
        load_cycles(cycles(tmp_path, f"[2020]\n{entry}\n"))


@pytest.mark.parametrize("held", [Threshold("totl", "cap"), Threshold("total", "cp")])
def test_a_threshold_of_a_score_or_value_that_is_not_there_is_refused(held: Threshold) -> None:
    with pytest.raises(LawError, match="for the threshold"):
        Scheme("xian", Text("西安", "Xi'an"), (CITY,), {}, held)
