"""`luohu load-awards`: lists into the site, all or nothing."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luohu.cli import app
from luohu.web.lists.models import AwardList
from tests.web.lists.conftest import ROWS

pytestmark = pytest.mark.django_db
DONE, REFUSED, WRONG = 0, 1, 2


def load(*arguments: object) -> tuple[int, str]:
    run = CliRunner().invoke(app, ["load-awards", *map(str, arguments)])
    return run.exit_code, run.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for year in (2020, 2021):
        (tmp_path / f"{year}.csv").write_text(ROWS, "utf-8")
    return tmp_path


def test_a_folder_of_lists_is_loaded(folder: Path) -> None:
    status, words = load(folder, "--source", "虚构", "--json")
    assert (status, [one["cycle"] for one in json.loads(words)["loaded"]]) == (DONE, [2020, 2021])
    assert AwardList.objects.filter(source="虚构").count() == 2


def test_one_that_is_there_is_not_loaded_again_and_nothing_beside_it(folder: Path) -> None:
    assert load(folder / "2021.csv")[0] == DONE
    status, words = load(folder)
    assert status == WRONG
    assert "--replace" in words
    assert AwardList.objects.count() == 1
    assert load(folder, "--replace")[0] == DONE


def test_a_faulty_row_refuses_the_folder(folder: Path) -> None:
    (folder / "2021.csv").write_text(ROWS.replace("97.13", "x"), "utf-8")
    assert load(folder)[0] == REFUSED
    assert not AwardList.objects.exists()


def test_a_folder_without_lists_is_a_wrong_call(tmp_path: Path) -> None:
    assert load(tmp_path)[0] == WRONG
