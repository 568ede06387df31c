"""Calling the `luohu` command in a test: files for it, and what it answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from luohu.cli import app
from luohu.law.days import CLOCK_VARIABLE
from tests.documents import TODAY
from tests.schemes.beijing.example import paid, person

PLAIN = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8", "COLUMNS": "100"}
DONE, REFUSED, WRONG = 0, 1, 2
FIVE = (
    person(id="甲", insurance=[paid("2009-01")]),
    person(id="乙"),
    person(id="丙", sex="female"),
    person(id="丁", insurance=[paid("2012-01")]),
    person(id="戊", insurance=[paid("2022-01")]),
)


PLACE = {"file", "sheet", "row", "column", "wrong", "right", "warning"}  # of a fault
FAULTY = person(born="1985-02-30", sex="M", criminal_record="no")


def luohu(*arguments: str | Path, **environment: str) -> Result:
    """What a call answers; nothing but its own exit may end it."""
    told = [str(argument) for argument in arguments]
    result = CliRunner().invoke(app, told, env=PLAIN | {CLOCK_VARIABLE: TODAY} | environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def answer(*arguments: str | Path, status: int = DONE) -> Any:
    """The JSON that a call prints to standard output, and nothing else."""
    result = luohu(*arguments, "--json")
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)


def written(folder: Path, name: str, *documents: Any) -> Path:
    """A file of applicants: one document, or several in an array."""
    path = folder / name
    held = documents[0] if len(documents) == 1 else list(documents)
    path.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    return path
