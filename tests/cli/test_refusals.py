"""What is refused, and what is a wrong call: alike for every command, also as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import FAULTY, PLACE, REFUSED, WRONG, answer, luohu, written
from tests.schemes.beijing.example import person

COMMANDS = ["score", "explain", "rank", "check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_faulty_file_alike(command: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", FAULTY)
    quota = ("--quota", "1") if command == "rank" else ()
    refused = answer(command, path, *quota, status=REFUSED)["refused"]
    assert [fault["column"] for fault in refused] == ["born", "sex", "criminal_record"]
    assert set(refused[0]) == PLACE
    told = luohu(command, path, *quota, "--lang", "en")
    assert (told.exit_code, told.stdout) == (REFUSED, "")
    assert "column born" in told.stderr


@pytest.mark.parametrize("command", ["score", "explain", "rank"])
def test_awards_that_the_table_does_not_hold_are_refused(command: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", person(awards=[{"type": "B", "points": 11}]))
    quota = ("--quota", "1") if command == "rank" else ()
    (fault,) = answer(command, path, *quota, status=REFUSED)["refused"]
    assert fault["wrong"]["en"] == "does not meet: awards give points of the table"


@pytest.mark.parametrize("command", [*COMMANDS, "cutoff"])
def test_a_file_that_is_not_there_is_a_wrong_call(command: str, tmp_path: Path) -> None:
    assert luohu(command, tmp_path / "gone.json").exit_code == WRONG


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "--scheme", "atlantis"),
        ("score", "--scheme", "beijing@1999"),
        ("score", "--cycle", "2017"),
        ("score", "--cycle", "2031"),
        ("score", "--scheme", "beijing@2016", "--cycle", "2026"),
        ("explain", "--scheme", "atlantis"),
        ("rank", "--cycle", "2031", "--quota", "1"),
    ],
)
def test_a_scheme_or_cycle_that_is_not_encoded_is_a_wrong_call(
    arguments: tuple[str, ...], one: Path
) -> None:
    command, *options = arguments
    assert "beijing" in answer(command, one, *options, status=WRONG)["error"]
    told = luohu(command, one, *options)
    assert (told.exit_code, told.stdout) == (WRONG, "")
    assert "beijing" in told.stderr


@pytest.mark.parametrize(
    "arguments", [("schemes", "atlantis"), ("schemes", "beijing@1"), ("diff", "beijing", "x@1")]
)
def test_a_scheme_that_is_not_there_is_a_wrong_call(arguments: tuple[str, ...]) -> None:
    assert set(answer(*arguments, status=WRONG)) == {"error"}


@pytest.mark.parametrize(
    "arguments", [("--quota", "0"), ("--quota", "many"), ("--lang", "fr"), ("--colour",)]
)
def test_options_that_make_no_sense_are_wrong_calls(
    arguments: tuple[str, ...], totals: Path
) -> None:
    told = luohu("cutoff", totals, *arguments)
    assert (told.exit_code, told.stdout) == (WRONG, "")


def test_no_command_shows_help_and_is_a_wrong_call() -> None:
    told = luohu()
    assert told.exit_code == WRONG
    assert "explain" in told.output
