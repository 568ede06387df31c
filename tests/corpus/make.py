"""The frozen corpus: 500 invented applicants, and what they score under every version of the law.

`python -m tests.corpus.make` says who would score otherwise than on file; with `--accept` it
writes that down and prints the line that CHANGELOG.md must then hold. `--invent` made the
applicants, once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from luohu.law.days import CLOCK_VARIABLE
from luohu.law.rulebook import Rulebook
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.beijing import settlement_2016, settlement_2020
from tests.documents import ALSO_UNKNOWN, MAY_BE_UNKNOWN, TODAY, Document, a_document
from tests.schemes.beijing.example import person, shown

HERE = Path(__file__).parent
APPLICANTS = HERE / "applicants.jsonl"
RESULTS = HERE / "results.jsonl"
PEOPLE = 500
SEED = 20261123
VERSIONS: tuple[tuple[Rulebook, int], ...] = (
    (settlement_2016.rulebook, 2019),
    (settlement_2020.rulebook, 2021),
    (settlement_2020.rulebook, 2026),
)
LEFT_OUT = (*MAY_BE_UNKNOWN, *ALSO_UNKNOWN)

Line = dict[str, Any]


# ---- applicants


def invented() -> Iterator[Document]:
    """The applicants: half of them ordinary but for a few facts, a quarter with facts left out."""
    dice = random.Random(SEED)
    for number in range(1, PEOPLE + 1):
        cycle = dice.choice([2019, 2021, 2026])
        document = a_document(dice, cycle, clear=dice.choice([True, False]))
        if number % 2:
            some = dice.sample(sorted(document), dice.randint(1, 6))
            document = person(**{name: document[name] for name in some})
        if number % 4 == 0:
            for name in dice.sample(LEFT_OUT, dice.randint(1, 4)):
                document.pop(name, None)
        yield document | {"id": f"C{number:03d}"}


def applicants() -> list[Document]:
    """The applicants on file."""
    return _lines(APPLICANTS)


# ---- results


def results(people: Sequence[Document]) -> Iterator[Line]:
    """A line for each applicant under each version."""
    for document in people:
        facts = facts_of(read_applicant(document))
        for book, cycle in VERSIONS:
            values = book.at(cycle).evaluate(facts)
            named = {name: shown(values[name], book.rules[name].unit) for name in kept(book)}
            yield {"id": document["id"], "rules": book.name, "cycle": cycle} | named


def kept(book: Rulebook) -> tuple[str, ...]:
    """The outcomes that the corpus keeps: all of them."""
    return book.at(book.cycles[0]).outcomes


def text(lines: Iterator[Line] | Sequence[Line]) -> str:
    """Lines of JSON, always in the same spelling."""
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def changes(now: str, before: str) -> list[str]:
    """Who scores otherwise, and in what: `C017 beijing@2020 2026: total 80.00 -> 80.25`."""
    old, new = (_by_key(lines) for lines in (before, now))
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, is_ = old.get(key, {}), new.get(key, {})
        what = [
            f"{name} {was.get(name, '-')} -> {is_.get(name, '-')}"
            for name in sorted(was.keys() | is_.keys())
            if was.get(name) != is_.get(name)
        ]
        if what:
            found.append(f"{' '.join(map(str, key))}: {', '.join(what)}")
    return found


def digest(lines: str) -> str:
    """What stands for the results in CHANGELOG.md."""
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def changelog_line() -> str:
    """The line that CHANGELOG.md must hold for the results on file."""
    return f"corpus: {digest(RESULTS.read_text('utf-8'))}"


def _by_key(lines: str) -> Mapping[tuple[str, str, int], Line]:
    read = (json.loads(line) for line in lines.splitlines())
    return {(line["id"], line["rules"], line["cycle"]): line for line in read}


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--accept", action="store_true", help="write the results down")
    options.add_argument("--invent", action="store_true", help="write the applicants, once")
    chosen = options.parse_args()
    os.environ[CLOCK_VARIABLE] = TODAY
    if chosen.invent and APPLICANTS.exists():
        print(f"{APPLICANTS} is there already, and frozen")
        return 1
    if chosen.invent:
        APPLICANTS.write_text(text(invented()), "utf-8")
    now = text(results(applicants()))
    changed = changes(now, RESULTS.read_text("utf-8") if RESULTS.exists() else "")
    print(*changed, f"{len(changed)} results differ", sep="\n")
    if not chosen.accept:
        return 1 if changed else 0
    RESULTS.write_text(now, "utf-8")
    print("CHANGELOG.md must hold the line:", changelog_line(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
