"""Results that are kept: made once, read again, forgotten with the program that made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.utils.translation import override

import luohu.web.studies
from luohu.web.studies import kept, warming
from luohu.web.studies.kept import Finished, digest, finished, forget_earlier
from luohu.web.studies.results import finish_all

RESULT = Finished("题", "话", "<p></p>", {"n": 1})


class Counted:
    """Makes a result and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Finished:
        self.times += 1
        return RESULT


@pytest.fixture
def made() -> Counted:
    return Counted()


@pytest.fixture(autouse=True)
def nothing_in_memory(empty: Path) -> Iterator[Callable[[], None]]:
    """A folder where nothing is kept, in Chinese whatever was spoken before; and how to forget."""
    with override("zh-hans"):
        yield kept._FINISHED.clear


def test_a_result_is_made_once(made: Counted) -> None:
    assert finished("a", made) == finished("a", made) == RESULT
    assert made.times == 1


def test_a_result_is_found_again_after_a_start(
    made: Counted, nothing_in_memory: Callable[[], None]
) -> None:
    finished("a", made)
    nothing_in_memory()
    assert finished("a", made) == RESULT
    assert made.times == 1


def test_each_language_has_its_own(made: Counted) -> None:
    finished("a", made)
    with override("en"):
        finished("a", made)
    assert made.times == 2


def test_what_does_not_last_is_not_written(made: Counted, empty: Path) -> None:
    finished("a", made, lasting=False)
    assert not list(empty.iterdir())


def test_what_cannot_be_read_is_made_again(
    made: Counted, empty: Path, nothing_in_memory: Callable[[], None]
) -> None:
    finished("a", made)
    nothing_in_memory()
    (empty / "studies" / digest() / "a.zh.json").write_text('{"title": "题"}')
    assert finished("a", made) == RESULT
    assert made.times == 2


def test_a_folder_that_cannot_be_written_to_only_costs_time(made: Counted, empty: Path) -> None:
    (empty / "studies").write_text("no folder")
    assert finished("a", made) == RESULT


def test_memory_holds_the_latest(made: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for name in ("a", "b", "c", "a"):
        finished(name, made, lasting=False)
    assert made.times == 4


def test_two_who_ask_at_once_wait_for_one_making(made: Counted) -> None:
    with kept.alone():
        asking = [Thread(target=finished, args=("a", made)) for _ in range(2)]
        for one in asking:
            one.start()
    for one in asking:
        one.join()
    assert made.times == 1


def test_results_of_other_programs_are_removed(made: Counted, empty: Path) -> None:
    finished("a", made)
    (empty / "studies" / "earlier").mkdir()
    forget_earlier()
    assert [path.name for path in (empty / "studies").iterdir()] == [digest()]


def test_every_page_is_finished_while_the_server_is_there(empty: Path) -> None:
    there = iter([True, True, True])
    finish_all(lambda: next(there, False))
    assert sorted(path.name for path in (empty / "studies" / digest()).iterdir()) == [
        "ahead.en.json",
        "ahead.zh.json",
        "forecast.zh.json",
    ]


def test_one_process_finishes_at_a_time(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(
        "luohu.web.studies.results.finish_all", lambda goes_on: begun.append(goes_on())
    )
    with warming._only_one() as here:
        assert here
        warming.finish()
    assert begun == []
    warming.finish()
    assert begun == [True]


def test_the_server_finishes_pages_beside_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr("subprocess.run", lambda call, check: run.append(call[1:]))
    luohu.web.studies.warm()
    assert run == [["-m", "luohu.web.studies.warming"]]


def test_finishing_gives_way_to_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr("os.nice", done.append)
    monkeypatch.setattr(warming, "finish", lambda: done.append("finished"))
    warming.main()
    assert done == [warming.NICE, "finished"]
