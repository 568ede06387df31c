"""`luohu where`, values given from outside, and the pages of every scheme."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.schemes.catalogue import find_scheme, scheme_names
from tests.cli.calls import DONE, FIVE, WRONG, answer, luohu, written
from tests.schemes.beijing.example import person
from tests.schemes.cases import person as somebody
from tests.schemes.cases import span

BOOKS = [book.name for name in scheme_names() for book in find_scheme(name).rulebooks]


def test_where_answers_for_every_scheme(one: Path) -> None:
    found = answer("where", one, "--cycle", "2026")
    assert sorted(prospect["scheme"] for prospect in found) == sorted(scheme_names())
    (beijing,) = [prospect for prospect in found if prospect["scheme"] == "beijing"]
    assert beijing["eligible"] is True
    assert beijing["points"] == "73.29"
    assert beijing["line"]["points"] == "109.92"
    assert beijing["reached"] is False
    assert beijing["nearness"] == "below_the_line"
    assert beijing["next_step"]["zh"]


@pytest.mark.parametrize(("language", "heading"), [("zh", "下一步"), ("en", "next step")])
def test_where_as_a_table(language: str, heading: str, one: Path) -> None:
    shown = luohu("where", one, "--cycle", "2026", "--lang", language)
    assert shown.exit_code == DONE
    assert heading in shown.stdout
    for name in scheme_names():
        assert name in shown.stdout


def test_where_is_for_one_person(several: Path) -> None:
    assert luohu("where", several).exit_code == WRONG
    found = answer("where", several, "--id", "乙")
    assert len(found) == len(scheme_names())
    assert FIVE[1]["id"] == "乙"


def test_where_takes_values_by_scheme(one: Path) -> None:
    found = answer("where", one, "--given", "xiongan.published_line=80")
    (xiongan,) = [prospect for prospect in found if prospect["scheme"] == "xiongan"]
    assert xiongan["line"]["points"] == "80.00"


@pytest.mark.parametrize(
    "told", ["published_line=80", "atlantis.line=80", "xiongan.published_line", "beijing.line=1"]
)
def test_where_refuses_values_of_no_scheme(told: str, one: Path) -> None:
    assert luohu("where", one, "--given", told).exit_code == WRONG


# ---- values from outside


def test_score_takes_a_value_from_outside(tmp_path: Path) -> None:
    document = somebody("guangzhou", born="1984-03-01", permits=[span("2016-01", city="guangzhou")])
    path = written(tmp_path, "a.json", document)
    call = ("score", path, "--scheme", "guangzhou", "--cycle", "2025")
    (loose,) = answer(*call)
    (strict,) = answer(*call, "--given", "part_year_counts=true")
    assert loose["indicators"]["age"] is None
    assert loose["ranges"]["age"] == ["26.00", "28.00"]
    assert "part_year_counts" in loose["unknown"]
    assert strict["indicators"]["age"] == "26.00"


@pytest.mark.parametrize("told", ["quota=3", "part_year_counts", "part_year_counts=perhaps"])
def test_a_value_that_cannot_be_given_is_a_wrong_call(told: str, one: Path) -> None:
    shown = luohu("score", one, "--scheme", "guangzhou", "--cycle", "2025", "--given", told)
    assert shown.exit_code == WRONG
    assert told.partition("=")[0] in shown.stderr


def test_a_scheme_of_routes_is_scored_without_points(one: Path) -> None:
    (found,) = answer("score", one, "--scheme", "guangzhou-talent", "--cycle", "2026")
    assert found["total"] is None
    assert found["routes"]["master"] is False
    shown = luohu("score", one, "--scheme", "guangzhou-talent", "--cycle", "2026", "--lang", "en")
    assert "master" in shown.stdout


def test_explain_tells_subtotals(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", somebody("guangzhou"))
    shown = luohu("explain", path, "--scheme", "guangzhou", "--cycle", "2025", "--lang", "en")
    assert shown.exit_code == DONE
    assert "qualification score" in shown.stdout


def test_ranking_goes_by_the_laws_own_tie_keys(tmp_path: Path) -> None:
    """Guangzhou: equal base scores by medical months, then permit months; full ties together."""

    def holder(name: str, medical: str, permit: str) -> dict[str, object]:
        rows = [span("2015-01", "2023-12", kind="all"), span("2024-01", medical, kind="medical")]
        return somebody(
            "guangzhou", id=name, born="1990-03-01", insurance=rows,
            permits=[span(permit, city="guangzhou")], jobs=[span("2015-01", kind="employed")],
            education=[{"diploma": "bachelor", "degree": "bachelor", "graduated": "2012-07"}],
        )  # fmt: skip

    people = [
        holder("later permit", "2024-09", "2015-09"), holder("longer medical", "2024-10", "2015-09"),
        holder("earlier permit", "2024-09", "2015-01"), holder("the same", "2024-09", "2015-09"),
    ]  # fmt: skip
    path = written(tmp_path, "a.json", *people)
    call = ("rank", path, "--scheme", "guangzhou", "--cycle", "2025", "--quota", "3")
    found = answer(*call)
    ranks = {award["id"]: award["rank"] for award in found["list"]}
    assert ranks == {"longer medical": 1, "earlier permit": 2, "later permit": 3, "the same": 3}
    assert (found["admitted"], found["quota"]) == (4, 3)


# ---- pages


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_version_is_a_page(name: str, language: str) -> None:
    shown = luohu("schemes", name, "--lang", language)
    assert shown.exit_code == DONE
    assert answer("schemes", name)["rules"] == name


@pytest.mark.parametrize("other", BOOKS)
def test_any_two_versions_can_be_compared(other: str) -> None:
    assert luohu("diff", "beijing@2020", other).exit_code == DONE
    assert bool(answer("diff", "beijing@2020", other)) is (other != "beijing@2020")


def test_the_list_of_schemes_names_them_all() -> None:
    shown = luohu("schemes").stdout
    assert all(name in shown for name in BOOKS)


def test_a_document_of_beijing_is_read_under_every_scheme(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", person(id="甲"))
    for name in scheme_names():
        last = str(find_scheme(name).rulebooks[-1].cycles[1])
        (found,) = answer("score", path, "--scheme", name, "--cycle", last)
        assert found["scheme"] == name


def test_the_total_alone_can_be_explained(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", somebody("guangzhou", born="1984-03-01"))
    call = ("explain", path, "--scheme", "guangzhou", "--cycle", "2025", "--only", "total")
    assert "ranking score" in luohu(*call, "--lang", "en").stdout


def test_versions_head_their_differences() -> None:
    shown = luohu("diff", "tianjin@2020", "tianjin@2022", "--lang", "en").stdout
    assert "tianjin@2020" in shown
    assert "tianjin@2022" in shown
    assert "no difference" in luohu("diff", "tianjin@2022", "tianjin@2022", "--lang", "en").stdout
