"""Commands of the study: population, reform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luohu.commands.calls import (
    AsJson,
    CycleYear,
    Language,
    SchemeName,
    answering,
    language_of,
    law_of,
    pairs,
    print_json,
    progress_bar,
    quota_of,
    read,
    show,
    tell,
    writable,
)

if TYPE_CHECKING:
    from luohu.law.evaluation import InForce
    from luohu.people.cohort import Cohort
    from luohu.study.baseline import Baseline
    from luohu.study.comparison import Comparison
    from luohu.study.population import Calibration
    from luohu.study.reforms.proposal import Asked, Change
    from luohu.study.sensitivity import Uncertainty

FILES = (".toml", ".json")
FILES_OUT = (".html", ".json")
People = Annotated[int, typer.Option("--people", min=1, help="合成申请人数 invented applicants")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="随机种子 seed")]


def reform(
    names: Annotated[
        list[str] | None, typer.Argument(help="编号 numbers, 或 or .toml .json; 不填则列出全部")
    ] = None,
    cohort: Annotated[
        Path | None, typer.Option("--cohort", exists=True, help="申请人文件;默认用合成人群")
    ] = None,
    others: Annotated[
        Path | None, typer.Option("--others", exists=True, help="改革后才能申报的人(建议8)")
    ] = None,
    scheme: SchemeName = "beijing",
    cycle: CycleYear = None,
    quota: Annotated[int | None, typer.Option(min=1, help="落户规模 quota")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="建议里的数字 a number of it: NAME=VALUE")
    ] = None,
    people: People = 120_000,
    seed: Seed = 2020,
    seeds: Annotated[
        int, typer.Option(min=0, help="另用几个种子的人群 cohorts of other seeds")
    ] = 0,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=".html .json")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """一项建议会带来什么:分数线、谁进谁出。What a proposal would do: the line, who enters, who leaves."""
    language = language_of(lang)
    with answering(as_json, language):
        if not names:
            _list_proposals(as_json, language)
            return
        writable(output, FILES_OUT)
        law, chosen, change = _asked(names, scheme, cycle, cohort is not None, settings or ())
        _refuse_idle(change, cohort, others, seeds)
        baseline = _baseline(law, cohort, others, quota, people, seed, change, language)
        over = _over_seeds(law, quota, people, seed, seeds, change)
        with progress_bar("比较 comparing"), _workable(names):
            from luohu.study.comparison import compare

            found = compare(baseline, change, None, chosen, seed, over)
        _answer(found, output, as_json, language)


def population(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Parquet 文件夹 a folder")
    ] = None,
    people: People = 120_000,
    seed: Seed = 2020,
    report: Annotated[
        Path | None, typer.Option("--report", help="校准报告 the calibration: .html .json")
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """按公开数据校准的合成申请人。Invented applicants, calibrated to what is public."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.people.writing import write_cohort
        from luohu.study.population import build, calibration

        writable(report, FILES_OUT)
        with progress_bar("合成人群 inventing applicants", people) as progress:
            cohort = build(people, seed, progress)
        if output is not None:
            with progress_bar("写出 writing"):
                write_cohort(cohort, output, "parquet")
        with progress_bar("计分 scoring", people) as progress:
            found = calibration(cohort, progress=progress)
        _tell_population(found, cohort, report, as_json, language)


def _tell_population(
    found: Calibration, cohort: Cohort, report: Path | None, as_json: bool, language: str
) -> None:
    from luohu.reports.calibration import calibration_page
    from luohu.study.population import ASSUMPTIONS, carried

    later = [(one, carried(cohort, one)) for one in ASSUMPTIONS] if report else []
    answer = found.as_json() | {
        "later": [{"assumption": a.key, "lines": [x.as_json() for x in ls]} for a, ls in later]
    }
    tell(answer, lambda: calibration_page(found, later), report, as_json, language)


@contextmanager
def _workable(names: Sequence[str]) -> Iterator[None]:
    """Turn a value that no rule can work with, from a file, into a wrong call."""
    from luohu.law.sources import LawError

    files = [name for name in names if Path(name).suffix in FILES]
    try:
        yield
    except (ArithmeticError, KeyError, IndexError) as error:
        if not files:
            raise
        raise LawError(
            f"{', '.join(files)}: 规则算不了这些取值 no rule can work with its values: {error!r}"
        ) from None


def _list_proposals(as_json: bool, language: str) -> None:
    from luohu.study.reforms.catalogue import proposals

    if as_json:
        print_json([one.as_json() for one in proposals()])
        return
    from luohu.terminal import proposal_list

    show(proposal_list(proposals(), language))


def _asked(
    names: Sequence[str], scheme: str, cycle: int | None, of_a_file: bool, settings: Sequence[str]
) -> tuple[InForce, list[Asked], Change]:
    """The law, and what is asked of it: of invented people in 2020, or a year later to look back."""
    from luohu.study.invented import CALIBRATED, cycle_for

    law = law_of(scheme, cycle if of_a_file or cycle else CALIBRATED)
    chosen, change = _change(names, law, pairs(settings, "--set"))
    if not of_a_file and cycle is None:
        law = law_of(scheme, cycle_for(change))
    return law, chosen, change


def _refuse_idle(change: Change, cohort: Path | None, others: Path | None, seeds: int) -> None:
    """Refuse what would be dropped in silence."""
    from luohu.law.sources import LawError

    if others is not None and not change.places.joined:
        raise LawError("--others: 只有建议8用得到 only reform 8 lets others apply")
    if others is not None and cohort is None:
        raise LawError("--others: 须同时给 --cohort give --cohort too")
    if seeds and cohort is not None:
        raise LawError("--seeds: 只用于合成人群,不能与 --cohort 同用 only of invented people")


def _change(
    names: Sequence[str], law: InForce, settings: dict[str, str]
) -> tuple[list[Asked], Change]:
    """Proposals by number and reforms from files, as one change; a misfit is a wrong call."""
    from functools import reduce
    from operator import or_

    from luohu.law.rulebook import Rulebook
    from luohu.law.sources import LawError
    from luohu.study.reforms.catalogue import composed
    from luohu.study.reforms.files import read_change

    book = law.book
    assert isinstance(book, Rulebook)
    if law.book.scheme != "beijing":
        raise LawError(f"--scheme {law.book.scheme}: 改革研究只有北京的 reforms are Beijing's only")
    files = [name for name in names if Path(name).suffix in FILES]
    keys = [name for name in names if name not in files]
    if not keys and settings:
        raise LawError(f"--set {' '.join(settings)}: 文件里的数字请改文件 change them in the file")
    chosen, change = composed(keys, settings) if keys else ([], None)
    changes = [*([change] if change else []), *(read_change(Path(f), book) for f in files)]
    return chosen, reduce(or_, changes)


def _baseline(
    law: InForce,
    cohort: Path | None,
    others: Path | None,
    quota: int | None,
    people: int,
    seed: int,
    change: Change,
    language: str,
) -> Baseline:
    """The cohort of a file, or an invented one; people apart only where the change lets them apply."""
    from luohu.study.baseline import Baseline

    if cohort is None:
        return _invented(law, quota, people, seed, change)
    reading = read([cohort], language)
    places = quota_of(law, quota)
    if not change.places.joined:
        return Baseline(law, reading.cohort, places, None, reading.places)
    from luohu.law.sources import LawError
    from luohu.study.invented import with_others

    if others is None:
        raise LawError(
            "--others FILE: 建议8需要另给没有单位的人 reform 8 needs those who would join"
        )
    more = read([others], language)
    twice = set(reading.cohort.ids) & set(more.cohort.ids)
    if twice:
        raise LawError(f"--others: 编号重复 in both files: {', '.join(sorted(twice)[:5])}")
    positions = [*reading.places, *more.places]
    return with_others(law, reading.cohort, more.cohort, places, positions)


def _invented(law: InForce, quota: int | None, people: int, seed: int, change: Change) -> Baseline:
    """A synthetic cohort, told as it is made."""
    from luohu.study.invented import held_under
    from luohu.study.population import build

    with progress_bar("合成人群 inventing applicants", people) as progress:
        cohort = build(people, seed, progress)
    return held_under(law, cohort, seed, change, quota)


def _over_seeds(
    law: InForce, quota: int | None, people: int, seed: int, seeds: int, change: Change
) -> Uncertainty | None:
    if not seeds:
        return None
    from luohu.study.sensitivity import over_seeds

    with progress_bar("不同种子的人群 cohorts of other seeds", seeds) as progress:
        made = (_invented(law, quota, people, seed + k + 1, change) for k in range(seeds))
        return over_seeds(made, change, progress)


def _answer(found: Comparison, output: Path | None, as_json: bool, language: str) -> None:
    from luohu.reports.reform import reform_page

    tell(found.as_json(), lambda: reform_page(found), output, as_json, language)
