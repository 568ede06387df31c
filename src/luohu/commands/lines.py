"""Commands about the line ahead: forecast, plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luohu.commands.calls import (
    AsJson,
    Language,
    OneFile,
    SchemeName,
    answering,
    language_of,
    one_person,
    print_json,
    progress_bar,
    read,
    tell,
    writable,
)

if TYPE_CHECKING:
    from luohu.study.lines import Forecast
    from luohu.study.queue.lists import Known

ENDINGS = (".html", ".json", ".svg")
Lists = Annotated[Path | None, typer.Option("--lists", exists=True, file_okay=False)]
AsOf = Annotated[int | None, typer.Option("--as-of", help="只用到这一年的名单 lists up to it only")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=".html .svg .json")]


def forecast(
    folder: Annotated[
        Path | None,
        typer.Argument(exists=True, file_okay=False, help="名单文件夹 2021.csv …;默认用自带的汇总"),
    ] = None,
    as_of: AsOf = None,
    years: Annotated[
        int | None, typer.Option("--years", help="预测几年,至多3 how many, at most 3")
    ] = None,
    backtest: Annotated[bool, typer.Option("--backtest", help="与后来的名单对照")] = False,
    fit: Annotated[
        bool, typer.Option("--fit", help="重新拟合并写入自带数据或 -o 文件夹 refit and write")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """今后几年的分数线,带区间和回测。The line of coming cycles, with bands and a back-test."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.reports.forecast import forecast_page, line_picture
        from luohu.study.forecast import backtest as held_against
        from luohu.study.forecast import forecast as made

        known = _known(folder, as_of)
        if fit:
            _refit(known, folder, output, as_json)
            return
        writable(output, ENDINGS)
        with progress_bar("拟合 fitting") as progress:
            found = made(known, years, progress=progress)
            checked = None
            if backtest:
                checked = held_against(_known(folder, None, False), progress, known.as_of)
        answer = found.as_json() | (checked.as_json() if checked else {})
        tell(
            answer,
            lambda: forecast_page(found, checked),
            output,
            as_json,
            language,
            lambda: line_picture(found, None, 3),
        )


def plan(
    file: OneFile,
    scheme: SchemeName = "beijing",
    first: Annotated[int | None, typer.Option("--from", help="第一个年度;默认下一年")] = None,
    years: Annotated[int, typer.Option("--years", min=1, max=10, help="几年")] = 10,
    lists: Lists = None,
    as_of: AsOf = None,
    identity: Annotated[str | None, typer.Option("--id", help="文件里有多人时选一人")] = None,
    output: Output = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """一个人的今后几年:总分、机会、做什么有用。One person's years ahead: odds, and what would help."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.law.days import today
        from luohu.people.documents import documents_of
        from luohu.reports.plan import own_picture, plan_page
        from luohu.study.plan import plan as planned

        writable(output, ENDINGS)
        ahead = _line_of(scheme, lists, as_of)
        reading = one_person(read([file], language), identity)
        begin = today().year + 1 if first is None else first
        found = planned(documents_of(reading.cohort)[0], ahead, begin, years)
        tell(
            found.as_json(),
            lambda: plan_page(found, ahead),
            output,
            as_json,
            language,
            lambda: own_picture(found, ahead),
        )


def _known(folder: Path | None, as_of: int | None, say: bool = True) -> Known:
    """The lists of a folder up to a cycle, its last unless said; what ships where there is none."""
    from luohu.study.forecast import last_list, read_lists
    from luohu.study.queue.lists import not_read
    from luohu.study.queue.shipped import shipped_known

    if folder is None:
        return shipped_known(as_of)
    for name in not_read(folder) if say else ():
        print(f"⚠ {name}: 不是名单,未读 not read: 2021.csv …", file=sys.stderr)
    return read_lists(folder, last_list(folder) if as_of is None else as_of)


def _refit(known: Known, folder: Path | None, output: Path | None, as_json: bool) -> None:
    """Fit as of every cycle and write what ships with the program, or into another folder."""
    from luohu.law.sources import LawError
    from luohu.study.forecast import refit
    from luohu.study.queue.shipped import HERE

    if folder is None:
        raise LawError("--fit: 须给名单文件夹 give a folder of lists")
    if output is not None and not output.is_dir():
        raise LawError(f"-o {output}: --fit 写入文件夹 --fit writes into a folder that is there")
    with progress_bar("逐年拟合 fitting each cycle", known.as_of - 2019) as progress:
        paths = refit(known, HERE if output is None else output, progress)
    print_json({"written": list(map(str, paths))}) if as_json else print(*paths, sep="\n")


def _line_of(scheme: str, lists: Path | None, as_of: int | None) -> Forecast:
    """The forecast that a plan is held against; LawError for a scheme without one."""
    from luohu.law.sources import LawError
    from luohu.study.forecast import forecast as made

    if scheme != "beijing":
        raise LawError(f"--scheme {scheme}: 只有北京有分数线预测 only Beijing's line is forecast")
    with progress_bar("预测 forecasting") as progress:
        return made(_known(lists, as_of), progress=progress)
