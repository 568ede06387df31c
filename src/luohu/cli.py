"""The `luohu` command: each call reads files, asks the law, and shows or writes the answer."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from luohu.law.evaluation import InForce
    from luohu.people.faults import Fault
    from luohu.people.reading import Reading
    from luohu.schemes.scoring import Score

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="落户: executable settlement policy. 积分落户政策,可执行、可解释、可排名。",
)

Files = Annotated[
    list[Path], typer.Argument(exists=True, help="JSON, JSONL, xlsx, CSV/Parquet 文件夹")
]
OneFile = Annotated[Path, typer.Argument(exists=True)]
ListFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=".csv .json .xlsx")]
SchemeName = Annotated[str, typer.Option("--scheme", help="方案 scheme, e.g. beijing")]
CycleYear = Annotated[int | None, typer.Option("--cycle", help="申报年度 cycle; 默认今年")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--given", help="外部给定的取值 a value from outside: NAME=VALUE, SCHEME.NAME=VALUE"
    ),
]
Language = Annotated[str | None, typer.Option("--lang", help="zh / en; 默认随系统")]


def main() -> None:
    """Run the command; exit status 0 done, 1 the input was refused, 2 the call was wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # GBK has no ✓
    app()


def language_of(told: str | None) -> str:
    """The language to speak: the one told, else the locale's, Chinese first."""
    if told not in (None, "zh", "en"):
        raise typer.BadParameter("--lang: zh / en")
    locale = next(
        (os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), ""
    )
    return told or ("en" if locale.startswith("en") else "zh")


@contextmanager
def _answering(as_json: bool, language: str) -> Iterator[None]:
    """Turn a refused input into exit status 1 and a wrong call into 2, in words or JSON."""
    from luohu.law.days import ClockError
    from luohu.law.sources import LawError
    from luohu.people.faults import Refused

    try:
        yield
    except Refused as refusal:
        _refuse(refusal.faults, as_json, language)
    except (LawError, ClockError) as error:
        _wrong_call(str(error), as_json)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("luohu"):
            raise
        _wrong_call(f"{error.name}: pip install 'luohu[tables]'", as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        _wrong_call(f"{error.filename}: {error.strerror}", as_json)


def _refuse(faults: Sequence[Fault], as_json: bool, language: str) -> NoReturn:
    if as_json:
        _print_json({"refused": [fault.as_json() for fault in faults]})
    else:
        _say_faults(faults, language)
    raise typer.Exit(1)


def _wrong_call(message: str, as_json: bool) -> NoReturn:
    if as_json:
        _print_json({"error": message})
    else:
        print(message, file=sys.stderr)
    raise typer.Exit(2)


def _say_faults(faults: Sequence[Fault], language: str) -> None:
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for fault in faults:
        mark = "[yellow]⚠[/]" if fault.warning else "[red]✗[/]"
        console.print(mark, fault.shown(language).replace("[", "\\["))


def _print_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1))


def _show(part: RenderableType, whole: bool = False) -> None:
    """Print for the terminal; `whole` tables are as wide as they need where there is none."""
    from rich.console import Console

    console = Console()
    if whole and not console.is_terminal:
        needed = console.measure(part, options=console.options.update(max_width=10_000)).maximum
        console.width = max(console.width, needed)
    console.print(part)


@contextmanager
def _progress(title: str, total: int | None = None) -> Iterator[Callable[[int], None] | None]:
    """A progress bar where a terminal is there; told how many are done so far."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


def _read(files: Sequence[Path], language: str) -> Reading:
    from luohu.people.reading import read_cohort

    with _progress("读取 reading") as progress:
        reading = read_cohort(files, progress)
    _say_faults(reading.warnings, language)
    return reading


def _law(scheme: str, cycle: int | None, given: Sequence[str] | None = None) -> InForce:
    """The law of a scheme in a cycle; `beijing@2020` names a version, else the cycle decides."""
    from luohu.law.days import today
    from luohu.schemes.catalogue import find_rulebook, find_scheme

    year = today().year if cycle is None else cycle
    told = _pairs(given or ())
    if "@" in scheme:
        return find_rulebook(scheme).given(told).at(year)
    return find_scheme(scheme).at(year, told)


def _pairs(given: Sequence[str]) -> dict[str, str]:
    """Values from outside by name; LawError for one that is not written NAME=VALUE."""
    from luohu.law.sources import LawError

    told = dict(words.partition("=")[::2] for words in given if "=" in words)
    if len(told) != len(given):
        raise LawError(f"--given {' '.join(given)}: NAME=VALUE, 每个名称一次 each name once")
    return told


def _scores(reading: Reading, law: InForce) -> list[Score]:
    from luohu.law.sources import Text
    from luohu.people.faults import Fault, Place, refuse_if
    from luohu.schemes.scoring import score_person

    found, faults = [], []
    with _progress("计分 scoring", len(reading.cohort)) as progress:
        for index, identity in enumerate(reading.cohort.ids):
            score = score_person(law, reading.cohort.person(index), identity)
            for name in score.unmet_requirements:
                rule, place = law.book.rules[name], reading.places[index]
                where = Place(place.file, place.sheet, place.row, f"id {identity}")
                wrong = Text(f"不符合: {rule.label.zh}", f"does not meet: {rule.label.en}")
                faults.append(Fault(where, wrong, rule.statement))
            found.append(score)
            if progress is not None:
                progress(index + 1)
    refuse_if(faults)
    return found


@app.command()
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
    with _answering(as_json, language):
        law = _law(scheme, cycle, given)
        found = _scores(_read(files, language), law)
        if as_json:
            _print_json([one.as_json() for one in found])
        else:
            from luohu.terminal import scores

            _show(scores(found, language), whole=True)


@app.command()
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
    with _answering(as_json, language):
        law = _law(scheme, cycle, given)
        _known(law, only or [])
        reading = _one(_read([file], language), identity)
        chosen = _scores(reading, law)[0]
        if as_test is not None:
            from luohu.people.documents import documents_of
            from luohu.schemes.casebook import write_test

            write_test(as_test, chosen, documents_of(reading.cohort)[0])
        if as_json:
            _print_json(chosen.as_json() | {"trail": chosen.trail.as_json(only or None)})
        else:
            from luohu.terminal import explanation

            _show(explanation(chosen, language, only or (), full))


def _known(law: InForce, names: Sequence[str]) -> None:
    from luohu.law.sources import LawError

    for name in names:
        if name not in law.outcomes:
            raise LawError(f"--only {name}: 没有这一项 no such result: {', '.join(law.outcomes)}")


def _one(reading: Reading, identity: str | None) -> Reading:
    """The reading of one person of a file."""
    index = _chosen(reading.cohort.ids, identity)
    person = reading.cohort.slice(index, index + 1)
    return replace(reading, cohort=person, places=[reading.places[index]])


def _chosen(identities: Sequence[str], wanted: str | None) -> int:
    from luohu.law.sources import LawError

    places = [k for k, identity in enumerate(identities) if wanted in (None, identity)]
    if len(places) == 1:
        return places[0]
    some = ", ".join(identities[k] for k in places[:10] or range(min(10, len(identities))))
    raise LawError(f"--id: {len(places)} 人,应选定一人 people, choose one: {some} …")


@app.command()
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
    with _answering(as_json, language):
        from luohu.engines.selection import award_list

        law = _law(scheme, cycle, given)
        places = _quota(law, quota)
        _writable(output)
        reading = _read([file], language)
        with _progress("排名 ranking", len(reading.cohort)) as progress:
            made = award_list(law, reading.cohort, places, reading.places, progress)
        if output is not None:
            made.write(output, language)
        if as_json:
            _print_json(made.as_json())
        else:
            from luohu.terminal import awards

            _show(awards(made, language))


def _quota(law: InForce, told: int | None) -> int:
    from luohu.law.sources import LawError
    from luohu.schemes.catalogue import find_scheme

    quota = told or find_scheme(law.book.scheme).published(law.cycle, "quota")
    if quota is None:
        raise LawError(f"{law.cycle}: --quota 6000 (没有公布的落户规模 no published quota)")
    return int(quota)


def _writable(output: Path | None) -> None:
    """Refuse a list's file before the work is done, not after."""
    from luohu.cycle.award_list import ENDINGS
    from luohu.law.sources import LawError

    if output is not None and output.suffix not in ENDINGS:
        raise LawError(f"-o {output.name}: {', '.join(ENDINGS)}")
    if output is not None and not output.parent.is_dir():
        raise LawError(f"-o {output}: 没有这个文件夹 there is no folder {output.parent}")


@app.command()
def cutoff(
    file: ListFile,
    quota: Annotated[int, typer.Option(min=1, help="落户规模 quota")] = 6000,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """已有总分的名单:落户分值、取得资格人数、同分人数。The cut-off of a list with totals."""
    language = language_of(lang)
    with _answering(as_json, language):
        from luohu.cycle.award_list import summary
        from luohu.cycle.ranking import select
        from luohu.cycle.totals import read_totals

        chosen = select(read_totals(file), quota)
        if as_json:
            _print_json(summary(chosen))
        else:
            from luohu.terminal import selection

            _show(selection(chosen, language))


@app.command()
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
    with _answering(as_json, language):
        from luohu.law.days import today
        from luohu.schemes.comparison import compare

        reading = _one(_read([file], language), identity)
        year, told = today().year if cycle is None else cycle, _by_scheme(given or ())
        found = compare(reading.cohort.person(0), reading.cohort.ids[0], year, told)
        if as_json:
            _print_json([prospect.as_json() for prospect in found])
        else:
            from luohu.terminal import prospects

            _show(prospects(found, language), whole=True)


def _by_scheme(given: Sequence[str]) -> dict[str, dict[str, str]]:
    """Values from outside by scheme and name, written SCHEME.NAME=VALUE."""
    from luohu.law.sources import LawError
    from luohu.schemes.catalogue import scheme_names

    found: dict[str, dict[str, str]] = {}
    for name, value in _pairs(given).items():
        scheme, mark, rest = name.partition(".")
        if not mark or scheme not in scheme_names():
            raise LawError(
                f"--given {name}={value}: SCHEME.NAME=VALUE: {', '.join(scheme_names())}"
            )
        found.setdefault(scheme, {})[rest] = value
    return found


@app.command()
def schemes(
    name: Annotated[str | None, typer.Argument(help="beijing 或 beijing@2016")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """方案一览,或一个方案的条件、指标、取值、出处。All schemes, or one as a page."""
    language = language_of(lang)
    with _answering(as_json, language):
        from luohu.schemes.catalogue import find_rulebook, find_scheme
        from luohu.schemes.pages import overview, page
        from luohu.terminal import scheme_list, scheme_page

        if name is None:
            _print_json(overview()) if as_json else _show(scheme_list(language))
            return
        scheme = find_scheme(name.partition("@")[0])
        book = find_rulebook(name) if "@" in name else scheme.rulebooks[-1]
        _print_json(page(scheme, book)) if as_json else _show(scheme_page(scheme, book, language))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="beijing@2016")],
    after: Annotated[str, typer.Argument(help="beijing@2020")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """两个版本逐条逐值的差别。What differs between two versions, rule by rule, value by value."""
    language = language_of(lang)
    with _answering(as_json, language):
        from luohu.law.reform import difference
        from luohu.schemes.catalogue import find_rulebook

        found = difference(find_rulebook(before), find_rulebook(after))
        if as_json:
            _print_json([one.as_json() for one in found])
        else:
            from luohu.terminal import differences

            _show(differences(found, (before, after), language))


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="模板.xlsx, 或 格式.json (JSON Schema)")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """写出填报用的工作簿模板(.xlsx)或文档格式(.json)。Write a workbook template or the schema."""
    with _answering(as_json, language_of(lang)):
        if file.suffix == ".json":
            from luohu.people.applicant import json_schema

            file.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=1), "utf-8")
        elif file.suffix == ".xlsx":
            from luohu.people.template import write_template

            write_template(file)
        else:
            _wrong_call(f"{file.name}: .xlsx, .json", as_json)
        _print_json({"written": str(file)}) if as_json else print(file)


@app.command()
def check(files: Files, as_json: AsJson = False, lang: Language = None) -> None:
    """只检查文件,一次列出全部问题。Check files and list everything that is wrong at once."""
    language = language_of(lang)
    with _answering(as_json, language):
        from luohu.people.reading import read_cohort

        reading = read_cohort(files)
        if as_json:
            faults = [fault.as_json() for fault in reading.warnings]
            _print_json({"applicants": len(reading.cohort), "warnings": faults})
        else:
            _say_faults(reading.warnings, language)
            print(f"✓ {len(reading.cohort)}{' 位申请人' if language == 'zh' else ' applicants'}")


if __name__ == "__main__":
    main()
