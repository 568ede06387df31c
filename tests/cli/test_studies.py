"""The commands of the study: reform, population, forecast, plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from luohu.people.reading import read_cohort
from luohu.people.writing import write_cohort
from luohu.study.population import build, outside, scaled_quota
from tests.cli.calls import DONE, REFUSED, WRONG, answer, luohu, written
from tests.schemes.beijing.example import own, paid, person
from tests.study.lists import award_folder

PEOPLE, SEED = 4000, 3
OF_2020 = ("--cycle", "2020", "--quota", str(scaled_quota(PEOPLE)))


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("population") / "people"
    write_cohort(build(PEOPLE, SEED), folder, "parquet")
    return folder


def study(*arguments: Any, status: int = DONE) -> Any:
    return answer(*arguments, status=status)


# ---- population


def test_population_writes_people_that_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    told = study("population", "--people", "500", "--seed", "7", "-o", folder)
    reading = read_cohort([folder])
    assert (len(reading.cohort), reading.warnings) == (500, [])
    assert (told["people"], told["cycle"]) == (500, 2020)
    assert told["unidentified"]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        study("population", "--people", "300", "-o", tmp_path / name)
    files = sorted((tmp_path / "one").iterdir())
    assert files
    for path in files:
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_the_calibration_is_a_page_with_pictures(tmp_path: Path) -> None:
    report = tmp_path / "calibration.html"
    result = luohu("population", "--people", "3000", "--report", report)
    assert result.exit_code == DONE
    page = report.read_text("utf-8")
    assert page.count("<svg") > 10
    assert "公开数据说明不了的" in page


# ---- reform


def test_without_a_name_the_reforms_are_listed() -> None:
    told = study("reform")
    assert {one["number"] for one in told} == set(range(1, 20))
    assert "工作居住证加分" in luohu("reform").stdout


def test_the_baseline_is_what_rank_gives(cohort: Path) -> None:
    ranked = study("rank", cohort, *OF_2020)
    told = study("reform", "12", "--cohort", cohort, *OF_2020)
    assert told["before"]["cutoff"] == ranked["cutoff"]
    assert told["before"]["admitted"] == ranked["admitted"]
    assert told["before"]["ties"] == ranked["ties"]


def test_several_reforms_with_their_numbers(cohort: Path) -> None:
    told = study("reform", "12", "17", "--set", "bonus=3", "--cohort", cohort, *OF_2020)
    assert [one["key"] for one in told["reform"]["proposals"]] == ["12", "17"]
    more = study("reform", "12", "17", "--set", "bonus=9", "--cohort", cohort, *OF_2020)
    assert float(more["after"]["cutoff"]) >= float(told["after"]["cutoff"])


def test_a_reform_from_a_file(cohort: Path, tmp_path: Path) -> None:
    file = tmp_path / "rent.toml"
    file.write_text('title = "租房加倍"\n[values]\npoints_per_rented_year = "1"\n', "utf-8")
    told = study("reform", file, "--cohort", cohort, *OF_2020)
    assert told["reform"]["title"]["zh"] == "租房加倍"
    both = study("reform", file, "15", "--cohort", cohort, *OF_2020)
    assert [one["key"] for one in both["reform"]["proposals"]] == ["15"]


def test_a_faulty_file_is_refused(cohort: Path, tmp_path: Path) -> None:
    file = tmp_path / "rent.toml"
    file.write_text("[values]\npoints_per_rent = 1\n", "utf-8")
    told = study("reform", file, "--cohort", cohort, *OF_2020, status=REFUSED)
    assert "points_per_rented_year" in json.dumps(told)


def test_flexible_workers_are_given_beside_the_cohort(cohort: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    write_cohort(outside(400, SEED), others, "parquet")
    told = study("reform", "8", "--cohort", cohort, "--others", others, *OF_2020)
    assert told["people"] == PEOPLE + 400
    assert told["before"]["eligible"] < told["after"]["eligible"]
    assert "--others" in study("reform", "8", "--cohort", cohort, *OF_2020, status=WRONG)["error"]
    for call, word in (
        (("reform", "12", "--cohort", cohort, "--others", others), "only reform 8"),
        (("reform", "8", "--cohort", cohort, "--others", cohort), "in both files"),
        (("reform", "12", "--cohort", cohort, "--seeds", "2"), "only of invented people"),
    ):
        assert word in study(*call, *OF_2020, status=WRONG)["error"]


def test_an_invented_cohort_is_the_usual_one() -> None:
    told = study("reform", "12", "--people", "2000", "--seeds", "2")
    assert (told["people"], told["cycle"], told["quota"]) == (2000, 2020, scaled_quota(2000))
    assert told["over_seeds"]["draws"] == 2
    assert abs(float(told["before"]["cutoff"]) - 97.13) < 1


def test_the_check_of_stability_on_an_invented_cohort() -> None:
    told = study("reform", "5", "--people", "1000")
    assert (told["cycle"], told["entering"]) == (2020, 0)


def test_the_numbers_used_are_told(cohort: Path) -> None:
    call = ("reform", "17", "--set", "bonus=9", "--cohort", cohort, *OF_2020)
    assert study(*call)["reform"]["proposals"][0]["numbers"] == {"bonus": "9.00"}
    assert "分值:9.00" in luohu(*call).stdout


def test_values_that_no_rule_can_work_with(cohort: Path, tmp_path: Path) -> None:
    file = tmp_path / "districts.toml"
    file.write_text('[values]\nouter_districts = ["昌平区"]\n', "utf-8")
    told = study("reform", file, "--cohort", cohort, *OF_2020, status=WRONG)
    assert "no rule can work with its values" in told["error"]


def test_reform_8_on_an_invented_cohort() -> None:
    told = study("reform", "8", "--people", "2000")
    assert told["people"] == 2100


def test_a_reform_is_a_page_that_can_be_mailed(cohort: Path, tmp_path: Path) -> None:
    page = tmp_path / "reform.html"
    call = ("reform", "12", "--cohort", cohort, *OF_2020)
    assert luohu(*call, "-o", page).exit_code == DONE
    held = page.read_text("utf-8")
    assert held.count("<svg") >= 5
    assert "http" not in held.replace("http://www.w3.org/", "")
    assert "刚好新入围的人" in held
    assert luohu(*call, "-o", tmp_path / "reform.json").exit_code == DONE
    assert json.loads((tmp_path / "reform.json").read_text("utf-8"))["entering"] >= 0


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (("reform", "99"), "no reform '99'"),
        (("reform", "12", "--scheme", "guangzhou", "--cycle", "2025"), "Beijing's only"),
        (("reform", "12", "--set", "bonus=3"), "bonus: 0 of these reforms have it"),
        (("reform", "12", "-o", "page.pdf"), ".html, .json"),
        (("reform", "12", "15", "16-graded", "--people", "50"), "nothing would read"),
        (("population", "--people", "2000000"), "1 to 1000000"),
        (("forecast", "--as-of", "2019"), "2020"),
        (("forecast", "--years", "4"), "scenarios only"),
        (("forecast", "--fit"), "give a folder of lists"),
        (("forecast", "--as-of", "2031"), "2020"),
    ],
)
def test_wrong_calls(call: tuple[str, ...], word: str) -> None:
    assert word in study(*call, status=WRONG)["error"]


def test_in_words_both_languages(cohort: Path) -> None:
    call = ("reform", "12", "--cohort", cohort, *OF_2020)
    assert "分数线由" in luohu(*call).stdout
    assert "The line moves from" in luohu(*call, "--lang", "en").stdout


# ---- forecast


def test_the_forecast_of_what_ships() -> None:
    told = study("forecast", "--backtest")
    assert [one["cycle"] for one in told["forecast"]] == [2024, 2025, 2026]
    assert set(told["forecast"][0]) >= {"cycle", "cutoff", "low", "high"}
    assert told["pairs"] == 6


def test_the_forecast_as_of_an_earlier_cycle() -> None:
    told = study("forecast", "--as-of", "2021", "--years", "1", "--backtest")
    assert [one["cycle"] for one in told["forecast"]] == [2022]
    assert {one["origin"] for one in told["backtest"]} == {2020, 2021}
    assert max(one["cycle"] for one in told["backtest"]) == 2023


def test_the_forecast_of_a_folder(tmp_path: Path) -> None:
    folder = award_folder(tmp_path / "lists", {2020: 9713})
    told = study("forecast", folder, "--years", "2")
    assert (told["as_of"], len(told["forecast"])) == (2020, 2)


def test_a_fit_that_would_lose_what_ships_is_refused(tmp_path: Path) -> None:
    folder = award_folder(tmp_path / "lists", {2020: 9713})
    told = study("forecast", folder, "--fit", status=WRONG)
    assert "would be lost" in told["error"]


def test_a_fit_into_another_folder(tmp_path: Path) -> None:
    folder = award_folder(tmp_path / "lists", {2020: 9713})
    told = study("forecast", folder, "--fit", "-o", tmp_path)
    assert [Path(one).name for one in told["written"]] == ["lists.json", "fits.json"]
    assert json.loads((tmp_path / "fits.json").read_text("utf-8"))["fits"][0]["as_of"] == 2020


def test_a_file_that_is_no_list_is_told(tmp_path: Path) -> None:
    folder = award_folder(tmp_path / "lists", {2020: 9713})
    (folder / "list2021.csv").write_text("", "utf-8")
    result = luohu("forecast", folder)
    assert result.stderr.count("list2021.csv") == 1


def test_a_faulty_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2021.csv").write_text("rank,birth_month,total\n1,x,97\n", "utf-8")
    told = study("forecast", tmp_path, status=REFUSED)
    assert told["refused"]


def test_the_forecast_as_a_picture_and_a_page(tmp_path: Path) -> None:
    for name in ("line.svg", "line.html"):
        assert luohu("forecast", "-o", tmp_path / name).exit_code == DONE
    assert (tmp_path / "line.svg").read_text("utf-8").startswith("<svg")
    assert "<svg" in (tmp_path / "line.html").read_text("utf-8")


def test_the_forecast_in_words() -> None:
    assert "三年以后只给情景" in luohu("forecast", "--backtest").stdout
    assert "no values" in luohu("forecast", "--backtest", "--lang", "en").stdout


# ---- plan


@pytest.fixture
def applicant(tmp_path: Path) -> Path:
    told = person(id="甲", born="1984-06-15", insurance=[paid("2006-01")],
                  homes=[own("2012-01")], education=[{"diploma": "bachelor", "degree": "bachelor",
                                                      "graduated": "2005-07"}])  # fmt: skip
    return written(tmp_path, "one.json", told)


def test_the_plan_of_one_person(applicant: Path) -> None:
    told = study("plan", applicant, "--from", "2026")
    assert (told["id"], told["forecast_as_of"]) == ("甲", 2023)
    assert told["series"]["cycles"][0] == 2026
    assert told["assumptions"]
    assert told["options"]


def test_the_plan_begins_next_year_unless_said(applicant: Path) -> None:
    assert study("plan", applicant)["series"]["cycles"][0] == 2027


def test_the_plan_as_a_page_and_a_picture(applicant: Path, tmp_path: Path) -> None:
    for name in ("plan.html", "plan.svg", "plan.json"):
        call = ("plan", applicant, "--from", "2026", "-o", tmp_path / name)
        assert luohu(*call).exit_code == DONE
    page = (tmp_path / "plan.html").read_text("utf-8")
    assert "本人总分" in page
    assert "做什么有用" in page


def test_the_plan_in_both_languages(applicant: Path) -> None:
    assert "不做改变、规则和规模不变" in luohu("plan", applicant, "--from", "2026").stdout
    told = luohu("plan", applicant, "--from", "2026", "--lang", "en").stdout
    assert "As things are" in told
    assert "门头沟" not in told


def test_who_may_not_apply_reads_it_first(tmp_path: Path) -> None:
    young = written(tmp_path, "one.json", person(id="乙", insurance=[paid("2024-01")]))
    told = luohu("plan", young, "--from", "2026").stdout
    assert "现在不能申报:在京连续缴纳社会保险7年及以上" in told.replace("\n", "").replace("│", "")


def test_a_plan_against_other_lists(applicant: Path, tmp_path: Path) -> None:
    folder = award_folder(tmp_path / "lists", {2020: 9713})
    told = study("plan", applicant, "--from", "2026", "--lists", folder)
    assert told["forecast_as_of"] == 2020


def test_a_plan_under_a_scheme_without_forecast(applicant: Path) -> None:
    told = study("plan", applicant, "--scheme", "guangzhou", status=WRONG)
    assert "only Beijing's line is forecast" in told["error"]
