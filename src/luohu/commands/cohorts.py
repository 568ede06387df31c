"""Commands for a whole cohort: rank, cutoff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luohu.commands.calls import (
    AsJson,
    CycleYear,
    Given,
    Language,
    ListFile,
    OneFile,
    SchemeName,
    answering,
    language_of,
    law_of,
    print_json,
    progress_bar,
    quota_of,
    read,
    show,
    writable,
)


def rank(
    file: OneFile,
    scheme: SchemeName = "beijing",
    cycle: CycleYear = None,
    quota: Annotated[int | None, typer.Option(min=1, help="落户规模;默认取该年度公布的")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=".xlsx .csv .json")] = None,
    given: Given = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """全体排名:名单、落户分值、同分。Rank a cohort: the list, the cut-off, the ties."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.cycle.award_list import ENDINGS
        from luohu.engines.selection import award_list

        law = law_of(scheme, cycle, given)
        places = quota_of(law, quota)
        writable(output, ENDINGS)
        reading = read([file], language)
        with progress_bar("排名 ranking", len(reading.cohort)) as progress:
            made = award_list(law, reading.cohort, places, reading.places, progress)
        if output is not None:
            made.write(output, language)
        if as_json:
            print_json(made.as_json())
        else:
            from luohu.terminal import awards

            show(awards(made, language))


def cutoff(
    file: ListFile,
    quota: Annotated[int, typer.Option(min=1, help="落户规模 quota")] = 6000,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """已有总分的名单:落户分值、取得资格人数、同分人数。The cut-off of a list with totals."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.cycle.award_list import summary
        from luohu.cycle.ranking import select
        from luohu.cycle.totals import read_totals

        chosen = select(read_totals(file), quota)
        if as_json:
            print_json(summary(chosen))
        else:
            from luohu.terminal import selection

            show(selection(chosen, language))
