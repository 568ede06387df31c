"""Commands for one person or some: score, explain, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luohu.commands.calls import (
    AsJson,
    CycleYear,
    Files,
    Given,
    Language,
    OneFile,
    SchemeName,
    answering,
    language_of,
    law_of,
    one_person,
    pairs,
    print_json,
    progress_bar,
    read,
    show,
)

if TYPE_CHECKING:
    from luohu.law.evaluation import InForce
    from luohu.people.reading import Reading
    from luohu.schemes.scoring import Score


def score(
    files: Files,
    scheme: SchemeName = "beijing",
    cycle: CycleYear = None,
    given: Given = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """给一人或多人计分:资格、各项指标、总分。Score one or many applicants."""
    language = language_of(lang)
    with answering(as_json, language):
        law = law_of(scheme, cycle, given)
        found = _scored(read(files, language), law)
        if as_json:
            print_json([one.as_json() for one in found])
        else:
            from luohu.terminal import scores

            show(scores(found, language), whole=True)


def explain(
    file: OneFile,
    scheme: SchemeName = "beijing",
    cycle: CycleYear = None,
    identity: Annotated[str | None, typer.Option("--id", help="文件里有多人时选一人")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="只看某项指标或条件")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="连同每个取值的出处、前提和未决问题")
    ] = False,
    as_test: Annotated[Path | None, typer.Option(help="把这个案例写成测试文件")] = None,
    given: Given = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """逐项说明:每个数从哪里来,依据哪一条。Explain every number down to facts and articles."""
    language = language_of(lang)
    with answering(as_json, language):
        law = law_of(scheme, cycle, given)
        _known(law, only or [])
        reading = one_person(read([file], language), identity)
        chosen = _scored(reading, law)[0]
        if as_test is not None:
            from luohu.people.documents import documents_of
            from luohu.schemes.casebook import write_test

            write_test(as_test, chosen, documents_of(reading.cohort)[0])
        if as_json:
            print_json(chosen.as_json() | {"trail": chosen.trail.as_json(only or None)})
        else:
            from luohu.terminal import explanation

            show(explanation(chosen, language, only or (), full))


def where(
    file: OneFile,
    cycle: CycleYear = None,
    identity: Annotated[str | None, typer.Option("--id", help="文件里有多人时选一人")] = None,
    given: Given = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """一个人在所有方案下:资格、分数、差什么、下一步。One person under every scheme, nearest first."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.law.days import today
        from luohu.schemes.comparison import compare

        reading = one_person(read([file], language), identity)
        year, told = today().year if cycle is None else cycle, _by_scheme(given or ())
        found = compare(reading.cohort.person(0), reading.cohort.ids[0], year, told)
        if as_json:
            print_json([prospect.as_json() for prospect in found])
        else:
            from luohu.terminal import prospects

            show(prospects(found, language), whole=True)


def _scored(reading: Reading, law: InForce) -> list[Score]:
    """Everybody's score; Refused where facts do not meet a requirement."""
    from luohu.people.faults import Fault, refuse_if
    from luohu.schemes.scoring import score_person, unmet

    found: list[Score] = []
    faults: list[Fault] = []
    with progress_bar("计分 scoring", len(reading.cohort)) as progress:
        for index, identity in enumerate(reading.cohort.ids):
            score = score_person(law, reading.cohort.person(index), identity)
            faults += unmet(score, replace(reading.places[index], column=f"id {identity}"))
            found.append(score)
            if progress is not None:
                progress(index + 1)
    refuse_if(faults)
    return found


def _known(law: InForce, names: Sequence[str]) -> None:
    from luohu.law.sources import LawError

    for name in names:
        if name not in law.outcomes:
            raise LawError(f"--only {name}: 没有这一项 no such result: {', '.join(law.outcomes)}")


def _by_scheme(given: Sequence[str]) -> dict[str, dict[str, str]]:
    """Values from outside by scheme and name, written SCHEME.NAME=VALUE."""
    from luohu.law.sources import LawError
    from luohu.schemes.catalogue import scheme_names

    found: dict[str, dict[str, str]] = {}
    for name, value in pairs(given).items():
        scheme, mark, rest = name.partition(".")
        if not mark or scheme not in scheme_names():
            raise LawError(
                f"--given {name}={value}: SCHEME.NAME=VALUE: {', '.join(scheme_names())}"
            )
        found.setdefault(scheme, {})[rest] = value
    return found
