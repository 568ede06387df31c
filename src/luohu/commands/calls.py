"""What every call shares: the language, files read, progress, refusals, answers printed."""

from __future__ import annotations

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
    from luohu.pictures.chart import Chart
    from luohu.pictures.page import Page

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


def language_of(told: str | None) -> str:
    """The language to speak: the one told, else the locale's, Chinese first."""
    if told not in (None, "zh", "en"):
        raise typer.BadParameter("--lang: zh / en")
    locale = next(
        (os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), ""
    )
    return told or ("en" if locale.startswith("en") else "zh")


@contextmanager
def answering(as_json: bool, language: str) -> Iterator[None]:
    """Turn a refused input into exit status 1 and a wrong call into 2, in words or JSON."""
    from luohu.law.days import ClockError
    from luohu.law.sources import LawError
    from luohu.people.faults import Refused

    try:
        yield
    except Refused as refusal:
        refuse(refusal.faults, as_json, language)
    except (LawError, ClockError) as error:
        wrong_call(str(error), as_json)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("luohu"):
            raise
        wrong_call(f"{error.name}: pip install 'luohu[tables,study,letters,site]'", as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        wrong_call(f"{error.filename}: {error.strerror}", as_json)


def refuse(faults: Sequence[Fault], as_json: bool, language: str) -> NoReturn:
    """Say the faults and end with exit status 1."""
    if as_json:
        print_json({"refused": [fault.as_json() for fault in faults]})
    else:
        say_faults(faults, language)
    raise typer.Exit(1)


def wrong_call(message: str, as_json: bool) -> NoReturn:
    """Say what is wrong with the call and end with exit status 2."""
    if as_json:
        print_json({"error": message})
    else:
        print(message, file=sys.stderr)
    raise typer.Exit(2)


def say_faults(faults: Sequence[Fault], language: str) -> None:
    """Print faults and warnings where errors go."""
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for fault in faults:
        mark = "[yellow]⚠[/]" if fault.warning else "[red]✗[/]"
        console.print(mark, fault.shown(language).replace("[", "\\["))


def print_json(answer: Any) -> None:
    """Print an answer for a program."""
    print(json.dumps(answer, ensure_ascii=False, indent=1))


def show(part: RenderableType, whole: bool = False) -> None:
    """Print for the terminal; `whole` tables are as wide as they need where there is none."""
    from rich.console import Console

    console = Console()
    if whole and not console.is_terminal:
        needed = console.measure(part, options=console.options.update(max_width=10_000)).maximum
        console.width = max(console.width, needed)
    console.print(part)


@contextmanager
def progress_bar(title: str, total: int | None = None) -> Iterator[Callable[[int], None] | None]:
    """A progress bar where a terminal is there; told how many are done so far."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


def read(files: Sequence[Path], language: str) -> Reading:
    """Read applicants; warnings are said, faults refuse."""
    from luohu.people.reading import read_cohort

    with progress_bar("读取 reading") as progress:
        reading = read_cohort(files, progress)
    say_faults(reading.warnings, language)
    return reading


def law_of(scheme: str, cycle: int | None, given: Sequence[str] | None = None) -> InForce:
    """The law of a scheme in a cycle; `beijing@2020` names a version, else the cycle decides."""
    from luohu.law.days import today
    from luohu.schemes.catalogue import find_law

    return find_law(scheme, today().year if cycle is None else cycle, pairs(given or ()))


def pairs(given: Sequence[str], option: str = "--given") -> dict[str, str]:
    """Values from outside by name; LawError for one that is not written NAME=VALUE."""
    from luohu.law.sources import LawError

    told = dict(words.partition("=")[::2] for words in given if "=" in words)
    if len(told) != len(given):
        raise LawError(f"{option} {' '.join(given)}: NAME=VALUE, 每个名称一次 each name once")
    return told


def quota_of(law: InForce, told: int | None) -> int:
    """The quota told, else the published one; LawError where neither is there."""
    from luohu.law.sources import LawError
    from luohu.schemes.catalogue import find_scheme

    quota = told or find_scheme(law.book.scheme).published(law.cycle, "quota")
    if quota is None:
        raise LawError(f"{law.cycle}: --quota 6000 (没有公布的落户规模 no published quota)")
    return int(quota)


def writable(output: Path | None, endings: Sequence[str]) -> None:
    """Refuse a file to be written before the work is done, not after."""
    from luohu.law.sources import LawError

    if output is not None and output.suffix not in endings:
        raise LawError(f"-o {output.name}: {', '.join(endings)}")
    if output is not None and not output.parent.is_dir():
        raise LawError(f"-o {output}: 没有这个文件夹 there is no folder {output.parent}")


def tell(
    answer: dict[str, Any],
    page: Callable[[], Page],
    output: Path | None,
    as_json: bool,
    language: str,
    picture: Callable[[], Chart] | None = None,
) -> None:
    """Write a study where it was asked for (.json, .html, a picture as .svg) and say it."""
    if output is not None:
        _write(answer, page, output, language, picture)
    if as_json:
        print_json(answer)
        return
    from luohu.terminal import report

    show(report(page(), language), whole=True)


def _write(
    answer: dict[str, Any],
    page: Callable[[], Page],
    output: Path,
    language: str,
    picture: Callable[[], Chart] | None,
) -> None:
    from luohu.people.writing import write_text
    from luohu.pictures.page import write_page, write_svg

    if output.suffix == ".json":
        write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", output)
    elif output.suffix == ".svg" and picture is not None:
        write_svg(picture().svg(language), output)
    else:
        write_page(page(), output, language)


def one_person(reading: Reading, identity: str | None) -> Reading:
    """The reading of one person of a file; LawError where several could be meant."""
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
