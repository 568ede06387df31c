"""The letters desk: the first question after a start, the next ones, and sorting many letters."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from bench.report import Line, duration
from luohu.consult.elsewhere import matters
from luohu.consult.library import shipped
from luohu.consult.search import shipped_finder
from luohu.consult.triage import sort_letters

PART = "the letters desk"
MANY = 20_000
NEXT = 500
LEAST_RATE = 500
QUESTION = "社保断缴过一个月,补上了,还能不能申报积分落户"
IN_ONE = """
import json, sys, time
begun = time.perf_counter()
from luohu.consult.search import shipped_finder
shipped_finder().find(sys.argv[1])
print(json.dumps(time.perf_counter() - begun))
"""


def lines(seed: int, rounds: int) -> list[Line]:
    """Every figure of the desk; two processors where there are two."""
    letters = list(invented_letters(MANY, seed))
    return [
        _at_most("`luohu ask`, a whole process", _whole_process(rounds), 1.0),
        _at_most("first question after a start", _first(rounds), 1.0),
        _at_most("each question after it, 99 of 100", _next(letters[:NEXT]), 0.020),
        _sorted(letters),
    ]


def _at_most(what: str, took: float, bound: float) -> Line:
    shown = f"at most {duration(bound)}"
    return Line(PART, what, duration(took), took, "seconds", bound=shown, met=took <= bound)


def invented_letters(many: int, seed: int) -> Iterator[str]:
    """Letters put together from wordings of the library and of other matters; none is real."""
    told = random.Random(seed)
    ours = [text for reply in shipped().replies.values() for text in reply.wordings.zh]
    others = [text for matter in matters() for text in matter.wordings]
    for _ in range(many):
        parts = told.sample(ours if told.random() < 0.9 else others, told.choice((1, 1, 2, 3)))
        yield "您好," + "。".join(parts) + "。请答复,谢谢。"


def _whole_process(rounds: int) -> float:
    call = [sys.executable, "-m", "luohu", "ask", QUESTION, "--json"]
    return median(_timed(call) for _ in range(rounds))


def _timed(call: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(call, check=True, capture_output=True)
    return time.perf_counter() - begun


def _first(rounds: int) -> float:
    call = [sys.executable, "-c", IN_ONE, QUESTION]
    told = [subprocess.run(call, check=True, capture_output=True).stdout for _ in range(rounds)]
    return median(float(json.loads(one)) for one in told)


def _next(letters: list[str]) -> float:
    finder, times = shipped_finder(), []
    for letter in letters:
        begun = time.perf_counter()
        finder.find(letter)
        times.append(time.perf_counter() - begun)
    return sorted(times)[int(0.99 * len(times))]


def _sorted(letters: list[str]) -> Line:
    begun = time.perf_counter()
    fitting = sum(bool(one.replies) for one in sort_letters(letters))
    took = time.perf_counter() - begun
    rate = len(letters) / took
    note = f"{fitting:,} of {len(letters):,} with a reply, {os.cpu_count()} processors"
    return Line(
        PART, "letters sorted", f"{rate:,.0f} a second", rate, "per second",
        bound=f"at least {LEAST_RATE}", met=rate >= LEAST_RATE, note=note,
    )  # fmt: skip
