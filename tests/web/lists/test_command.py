"""`luohu load-awards` over files that are of one cycle."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from luohu.cli import app
from luohu.web.lists.models import AwardList

pytestmark = pytest.mark.django_db


def test_two_files_of_one_cycle_are_a_wrong_call(file: Path) -> None:
    file.with_name("2021.csv").write_bytes(file.read_bytes())
    call = ["load-awards", str(file.parent), "--cycle", "2020", "--replace"]
    run = CliRunner().invoke(app, call)
    assert run.exit_code == 2
    assert "2020.csv, 2021.csv" in run.output
    assert not AwardList.objects.exists()
