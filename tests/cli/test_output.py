"""How the command speaks: its language, its tables, as a process of its own in a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from luohu.commands.calls import language_of
from luohu.law.days import CLOCK_VARIABLE
from tests.cli.calls import DONE, FAULTY, PLAIN, REFUSED, WRONG, luohu, written
from tests.documents import TODAY

# ---- language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_the_locales_chinese_first(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of(None) == language
    assert language_of("zh") == "zh"
    assert language_of("en") == "en"


def test_the_locale_speaks_where_no_language_is_told(totals: Path) -> None:
    assert "cut-off" in luohu("cutoff", totals, LANG="en_US.UTF-8").stdout
    assert "落户分值" in luohu("cutoff", totals, LANG="zh_CN.UTF-8").stdout


# ---- tables


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_lines_of_a_table_are_equally_wide(
    language: str, columns: str, one: Path, several: Path, totals: Path
) -> None:
    calls: list[tuple[str | Path, ...]] = [
        ("score", one), ("score", several), ("rank", several, "--quota", "2"),
        ("cutoff", totals), ("schemes",), ("diff", "beijing@2016", "beijing@2020"),
    ]  # fmt: skip
    for call in calls:
        shown = luohu(*call, "--lang", language, COLUMNS=columns).stdout
        for table in _tables(shown):
            assert len({cell_len(line) for line in table}) == 1, table


def _tables(shown: str) -> list[list[str]]:
    """The lines of each table, from its upper edge to its lower."""
    tables: list[list[str]] = []
    for line in shown.splitlines():
        if line.startswith(("┏", "┌")):
            tables.append([])
        if tables and line.startswith(tuple("┏┃┡│├└┌")):
            tables[-1].append(line)
    assert tables
    return tables


# ---- as a process of its own


def process(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | PLAIN | {CLOCK_VARIABLE: TODAY}
    return subprocess.run(
        [sys.executable, "-m", "luohu", *map(str, arguments)],
        env=environment, text=True, check=False, **options,
    )  # fmt: skip


def test_exit_status_of_a_process(one: Path, tmp_path: Path) -> None:
    faulty = written(tmp_path, "faulty.json", FAULTY)
    done, refused, wrong = (
        process(*call, capture_output=True)
        for call in (("score", one, "--json"), ("score", faulty), ("score", one, "--cycle", "1"))
    )
    assert [done.returncode, refused.returncode, wrong.returncode] == [DONE, REFUSED, WRONG]
    assert json.loads(done.stdout)[0]["total"] == "73.29"
    assert (done.stderr, refused.stdout, wrong.stdout) == ("", "", "")
    assert "Traceback" not in refused.stderr + wrong.stderr


def test_progress_in_a_terminal_stays_out_of_the_answer(several: Path) -> None:
    screen, terminal = pty.openpty()
    found = process("score", several, "--json", stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    drawn = os.read(screen, 2**16).decode("utf-8", "replace")
    os.close(screen)
    assert len(json.loads(found.stdout)) == 5
    assert "scoring" in drawn


def test_an_encoding_without_the_marks_is_no_reason_to_fail(one: Path) -> None:
    environment = os.environ | PLAIN | {CLOCK_VARIABLE: TODAY, "PYTHONIOENCODING": "gbk"}
    command = [sys.executable, "-m", "luohu", "score", str(one)]
    found = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert found.returncode == DONE
    assert "总积分" in found.stdout.decode("gbk")
