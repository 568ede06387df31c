"""The `luohu` command: what each call answers, in words and JSON."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from luohu.law.days import CLOCK_VARIABLE
from luohu.people.reading import read_cohort
from tests.awards import FOLDER, needs_award_lists
from tests.cli.calls import DONE, FAULTY, PLACE, REFUSED, WRONG, answer, luohu, written
from tests.documents import TODAY
from tests.elsewhere import surroundings
from tests.schemes.beijing.example import person, studied, without

LEVEL = studied("2009-07", "bachelor", "bachelor")


# ---- score


def test_score_of_one_person(one: Path) -> None:
    (found,) = answer("score", one, "--scheme", "beijing", "--cycle", "2026")
    assert (found["id"], found["rules"], found["cycle"]) == ("甲", "beijing@2020", 2026)
    assert (found["eligible"], found["total"], found["unknown"]) == (True, "73.29", [])
    assert list(found["indicators"]) == ["employment", "residence", "education",
                                         "study_deduction", "area", "innovation", "tax", "age",
                                         "honour", "law"]  # fmt: skip


def test_score_of_several_files_in_their_order(one: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "other.json", person(id="乙"), person(id="丙"))
    assert [score["id"] for score in answer("score", other, one)] == ["乙", "丙", "甲"]


@pytest.mark.parametrize(("language", "total"), [("zh", "总积分"), ("en", "total")])
def test_score_as_a_table(language: str, total: str, one: Path) -> None:
    shown = luohu("score", one, "--cycle", "2026", "--lang", language)
    assert shown.exit_code == DONE
    (line,) = [line for line in shown.stdout.splitlines() if f" {total} " in line]
    assert "73.29" in line


def test_score_of_many_as_lines(several: Path) -> None:
    lines = luohu("score", several, "--cycle", "2026").stdout.splitlines()
    assert [line.split()[1] for line in lines if "│" in line] == ["甲", "乙", "丙", "丁", "戊"]
    (heading,) = [line for line in lines if "总积分" in line]
    assert "就学期间扣分" in heading


def test_score_tells_what_is_unknown(tmp_path: Path) -> None:
    shown = luohu("score", written(tmp_path, "a.json", without("awards")), "--lang", "en").stdout
    assert "73.29~85.29" in shown
    assert "awards" in shown


def test_score_tells_which_choices_would_give_more(tmp_path: Path) -> None:
    unchosen = person(education=[LEVEL], choices={"education": False})
    shown = luohu("score", written(tmp_path, "a.json", unchosen, person(id="B")), "--lang", "en")
    (line,) = [line for line in shown.stdout.splitlines() if "higher total" in line]
    assert "88.29" in line


def test_a_loss_without_limit_is_told_in_either_language(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", without("detentions"))
    assert "≤ 73.29" in luohu("score", path).stdout
    assert "≤ 73.29" in luohu("score", path, "--lang", "en").stdout


def test_a_number_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", person(id="[red]A[/]"))
    assert "[red]A[/]" in luohu("score", path).stdout
    assert "[red]A[/]" in luohu("explain", path).stdout
    assert "[red]A[/]" in luohu("rank", path, "--quota", "1").stdout


@pytest.mark.parametrize(
    ("scheme", "cycle", "rules"),
    [
        ("beijing", "2019", "beijing@2016"),
        ("beijing", "2020", "beijing@2020"),
        ("beijing@2020", "2021", "beijing@2020"),
    ],
)
def test_the_cycle_or_the_name_decides_the_version(
    scheme: str, cycle: str, rules: str, one: Path
) -> None:
    (found,) = answer("score", one, "--scheme", scheme, "--cycle", cycle)
    assert (found["rules"], found["cycle"]) == (rules, int(cycle))


def test_without_a_cycle_it_is_this_years(one: Path) -> None:
    assert answer("score", one)[0]["cycle"] == int(TODAY[:4])
    later = luohu("score", one, "--json", **{CLOCK_VARIABLE: "2028-02-01"})
    assert json.loads(later.stdout)[0]["cycle"] == 2028


def test_a_clock_set_to_no_day_is_a_wrong_call(one: Path) -> None:
    told = luohu("score", one, **{CLOCK_VARIABLE: "tomorrow"})
    assert told.exit_code == WRONG
    assert CLOCK_VARIABLE in told.stderr


# ---- explain


def test_explain_tells_label_arithmetic_and_article(one: Path) -> None:
    shown = luohu("explain", one, "--cycle", "2026", "--lang", "en", COLUMNS="200").stdout
    assert "stable employment  48.00 points" in shown
    assert "= 192 months × 0.25 points" in shown
    assert "京政办发〔2020〕9号 第五条(一)" in shown
    assert "quoted from the official text" in shown
    chinese = luohu("explain", one, "--cycle", "2026", COLUMNS="200").stdout
    assert "合法稳定就业  48.00分" in chinese
    assert "= 192个月 × 0.25分" in chinese


def test_explain_only_one_thing(one: Path) -> None:
    shown = luohu("explain", one, "--only", "age", "--lang", "en").stdout
    assert "age  20.00 points" in shown
    assert "stable employment" not in shown
    steps = answer("explain", one, "--only", "age")["trail"]["steps"]
    assert steps[0]["name"] == "age"
    assert "employment" not in {step["name"] for step in steps}


def test_explain_in_full_tells_every_value_and_premise(one: Path) -> None:
    short, full = (
        luohu("explain", one, "--only", "below_retirement_age", "--lang", "en", *more).stdout
        for more in ((), ("--full",))
    )
    assert len(full) > len(short)
    assert "not stated in a document, to be verified" in full


def test_explain_as_json_is_the_score_with_its_trail(one: Path) -> None:
    found = answer("explain", one, "--cycle", "2026")
    (score,) = answer("score", one, "--cycle", "2026")
    trail = found.pop("trail")
    assert found == score
    assert {"format", "rules", "cycle", "steps"} == set(trail)
    names = {step["name"] for step in trail["steps"]}
    assert {needed for step in trail["steps"] for needed in step["inputs"]} <= names


def test_explain_one_of_many(several: Path) -> None:
    assert answer("explain", several, "--id", "丁")["id"] == "丁"


def test_explain_says_what_would_give_more(tmp_path: Path) -> None:
    unchosen = person(education=[LEVEL], choices={"education": False})
    shown = luohu("explain", written(tmp_path, "a.json", unchosen), "--lang", "en").stdout
    assert "choices with a higher total" in shown
    assert "88.29" in shown


def test_explain_where_a_fact_is_unknown(tmp_path: Path) -> None:
    unknown = written(tmp_path, "a.json", without("criminal_record"))
    assert "unknown: criminal_record" in luohu("explain", unknown, "--lang", "en").stdout


def test_explain_says_how_far_it_carries_forward(one: Path) -> None:
    told = "carried forward to 2026-12-31 as if nothing changed"
    assert told in luohu("explain", one, "--cycle", "2027", "--lang", "en").stdout
    assert told not in luohu("explain", one, "--cycle", "2026", "--lang", "en").stdout


@pytest.mark.parametrize("more", [(), ("--id", "己")])
def test_explain_must_know_whom(more: tuple[str, ...], several: Path) -> None:
    told = luohu("explain", several, *more)
    assert told.exit_code == WRONG
    assert "甲, 乙, 丙, 丁, 戊" in told.stderr


def test_explain_only_what_is_there(one: Path) -> None:
    told = luohu("explain", one, "--only", "beauty")
    assert told.exit_code == WRONG
    assert "beauty" in told.stderr
    assert "employment" in told.stderr


def test_explain_as_a_test_file(one: Path, tmp_path: Path) -> None:
    case = tmp_path / "test_case.py"
    assert luohu("explain", one, "--as-test", case).exit_code == DONE
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(case)]
    run = subprocess.run(
        command, cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


# ---- rank


def test_rank_lists_the_admitted(several: Path) -> None:
    found = answer("rank", several, "--cycle", "2026", "--quota", "2")
    assert [(line["rank"], line["id"]) for line in found.pop("list")] == [
        (1, "甲"), (2, "丙"), (2, "乙"),
    ]  # fmt: skip
    assert found == {
        "scheme": "beijing", "cycle": 2026, "quota": 2, "cutoff": "73.29", "admitted": 3,
        "ties": 2, "ranked": 4,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "cutoff"), [("zh", "落户分值"), ("en", "cut-off")])
def test_rank_shows_the_head_of_the_list(language: str, cutoff: str, several: Path) -> None:
    shown = luohu("rank", several, "--cycle", "2026", "--quota", "2", "--lang", language).stdout
    assert "甲" in shown
    assert "丁" not in shown
    line = next(line for line in shown.splitlines() if line.startswith(f"│ {cutoff} "))
    assert "73.29" in line


def test_rank_says_how_many_lines_it_leaves_out(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", *(person(id=f"P{k:02d}") for k in range(12)))
    assert "2 more lines" in luohu("rank", path, "--quota", "1", "--lang", "en").stdout


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_rank_writes_the_list(ending: str, several: Path, tmp_path: Path) -> None:
    output = tmp_path / f"list.{ending}"
    assert luohu("rank", several, "--quota", "2", "-o", output).exit_code == DONE
    assert _ids(output) == ["甲", "丙", "乙"]
    assert answer("cutoff", output, "--quota", "2")["cutoff"] == "73.29"


def _ids(path: Path) -> list[Any]:
    if path.suffix == ".xlsx":
        return [row[1] for row in load_workbook(path).worksheets[0].iter_rows(2, values_only=True)]
    if path.suffix == ".json":
        return [line["id"] for line in json.loads(path.read_text("utf-8"))["list"]]
    return [line["id"] for line in csv.DictReader(path.read_text("utf-8-sig").splitlines())]


@pytest.mark.parametrize("output", ["list.pdf", "list", "nowhere/list.csv"])
def test_rank_refuses_a_file_it_cannot_write_before_it_ranks(
    output: str, several: Path, tmp_path: Path
) -> None:
    told = luohu("rank", several, "--quota", "2", "-o", tmp_path / output)
    assert told.exit_code == WRONG
    assert Path(output).name in told.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"several.json"}


def test_rank_takes_the_published_quota(one: Path) -> None:
    assert answer("rank", one, "--cycle", "2020")["quota"] == 6000
    told = luohu("rank", one, "--cycle", "2026")
    assert told.exit_code == WRONG
    assert "--quota" in told.stderr


def test_rank_refuses_who_is_not_settled_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", person(id="甲"), without("homes", id="乙"))
    (fault,) = answer("rank", path, "--quota", "1", status=REFUSED)["refused"]
    assert set(fault) == PLACE
    assert (fault["row"], fault["column"]) == (2, "id 乙")
    told = luohu("rank", path, "--quota", "1")
    assert (told.exit_code, told.stdout) == (REFUSED, "")
    assert "id 乙: 资格或总分未定" in told.stderr


# ---- cutoff


def test_cutoff_of_a_list_with_totals(totals: Path) -> None:
    assert answer("cutoff", totals, "--quota", "2") == {
        "quota": 2, "cutoff": "97.13", "admitted": 3, "ties": 2, "ranked": 4,
    }  # fmt: skip
    shown = luohu("cutoff", totals, "--quota", "2", "--lang", "en").stdout
    assert "of them tied at the cut-off │ 2" in shown


def test_cutoff_refuses_wrong_rows_by_number(tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    path.write_text("total\n97.125\n\n,\n98\nx\n", "utf-8")
    refused = answer("cutoff", path, status=REFUSED)["refused"]
    assert [fault["row"] for fault in refused] == [2, 6]
    assert "第2行" in luohu("cutoff", path).stderr


def test_cutoff_of_a_folder_is_a_wrong_call(tmp_path: Path) -> None:
    assert luohu("cutoff", tmp_path).exit_code == WRONG


@needs_award_lists
def test_cutoff_of_the_official_list() -> None:
    found = answer("cutoff", FOLDER / "2021.csv", "--quota", "6000")
    assert (found["cutoff"], found["admitted"]) == ("100.88", 6045)


# ---- schemes and diff


def test_schemes_lists_them() -> None:
    assert "beijing@2020" in luohu("schemes").stdout
    (beijing,) = [one for one in answer("schemes") if one["scheme"] == "beijing"]
    assert [version["rules"] for version in beijing["versions"]] == ["beijing@2016", "beijing@2020"]


@pytest.mark.parametrize(
    ("name", "rules"), [("beijing", "beijing@2020"), ("beijing@2016", "beijing@2016")]
)
def test_schemes_as_a_page(name: str, rules: str) -> None:
    found = answer("schemes", name)
    assert found["rules"] == rules
    assert found["indicators"][0]["name"] == "employment"
    shown = luohu("schemes", name, "--lang", "en").stdout
    assert rules in shown
    assert "stable employment" in shown
    assert "第五条(一)" in shown


def test_diff_tells_what_changed() -> None:
    found = answer("diff", "beijing@2016", "beijing@2020")
    assert {"name", "kind", "label", "before", "after"} == set(found[0])
    names = {one["name"] for one in found}
    assert "age_points" in names
    assert "employment" not in names
    shown = luohu("diff", "beijing@2016", "beijing@2020", "--lang", "en").stdout
    assert "age_points" in shown
    assert answer("diff", "beijing@2020", "beijing@2020") == []


# ---- template and check


def test_template_is_a_workbook_that_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    assert answer("template", path) == {"written": str(path)}
    assert load_workbook(path).worksheets
    told = luohu("check", path, "--lang", "en")
    assert told.exit_code == REFUSED
    assert "there is no applicant in it" in told.stderr


def test_template_is_a_json_schema(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    shown = luohu("template", path)
    assert shown.stdout.strip() == str(path)
    assert "born" in json.loads(path.read_text("utf-8"))["properties"]


@pytest.mark.parametrize("name", ["form.pdf", "nowhere/form.xlsx", "nowhere/form.json"])
def test_template_of_another_kind_or_in_no_folder(name: str, tmp_path: Path) -> None:
    assert Path(name).name in luohu("template", tmp_path / name).stderr
    assert luohu("template", tmp_path / name).exit_code == WRONG
    assert "error" in answer("template", tmp_path / name, status=WRONG)
    assert list(tmp_path.iterdir()) == []


def test_check_counts_applicants(one: Path, several: Path) -> None:
    assert answer("check", several) == {"applicants": 5, "warnings": []}
    assert "5" in luohu("check", several).stdout


def test_check_lists_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "a.json", FAULTY),
        written(tmp_path, "b.json", person(id="B", post="x")),
    ]
    refused = answer("check", *files, status=REFUSED)["refused"]
    assert [(Path(fault["file"]).name, fault["column"]) for fault in refused] == [
        ("a.json", "born"), ("a.json", "sex"), ("a.json", "criminal_record"), ("b.json", "post"),
    ]  # fmt: skip
    told = luohu("check", *files)
    assert (told.exit_code, told.stdout) == (REFUSED, "")
    assert told.stderr.count("✗") == 4


def test_check_warns_without_refusing(tmp_path: Path) -> None:
    known = written(tmp_path, "a.json", person(), person(id="示例"))
    found = answer("check", known)
    assert found["applicants"] == len(read_cohort([known]).cohort)
    assert all(fault["warning"] for fault in found["warnings"])
