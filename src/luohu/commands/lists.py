"""The command for published lists: load-awards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luohu.commands.calls import (
    AsJson,
    Language,
    answering,
    language_of,
    print_json,
    progress_bar,
    say_faults,
)

if TYPE_CHECKING:
    from luohu.web.lists.reading import ListRead

ENDINGS = (".csv", ".json", ".xlsx")


def load_awards(
    path: Annotated[Path, typer.Argument(exists=True, help="名单文件或文件夹 2020.csv …")],
    scheme: Annotated[str, typer.Option("--scheme", help="方案 scheme")] = "beijing",
    cycle: Annotated[int | None, typer.Option("--cycle", help="年度;默认按文件名")] = None,
    source: Annotated[str, typer.Option("--source", help="来源 where it is from")] = "",
    quota: Annotated[int | None, typer.Option(min=1, help="落户规模 quota")] = None,
    demonstration: Annotated[bool, typer.Option("--demonstration", help="演示名单")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="换掉已有的名单")] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """把公布的名单载入网站。Load published lists into the site; all or nothing."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.web.lists.reading import cycle_of, read_list
        from luohu.web.serving import migrated

        found = [(file, cycle_of(file, cycle)) for file in _files(path)]
        _one_a_cycle(found)
        reads = [(read_list(file, scheme, year), year) for file, year in found]
        for read, _ in reads:
            say_faults(read.warnings[:20], language)
        migrated()
        told = {"scheme": scheme, "source": source, "quota": quota}
        loaded = _loaded(reads, told, demonstration, replace)
        if as_json:
            print_json({"loaded": loaded})
        for one in [] if as_json else loaded:
            print(f"✓ {one['scheme']} {one['cycle']}: {one['rows']}")


def _one_a_cycle(found: list[tuple[Path, int]]) -> None:
    """LawError where two files are of one cycle: which one counts would be chance."""
    from luohu.law.sources import LawError

    for year in {year for _, year in found}:
        names = [file.name for file, own in found if own == year]
        if len(names) > 1:
            raise LawError(f"{year}: 一个年度一个文件 one file a cycle: {', '.join(names)}")


def _loaded(
    reads: list[tuple[ListRead, int]], told: dict[str, Any], demonstration: bool, replace: bool
) -> list[dict[str, Any]]:
    """Every list in one transaction."""
    from django.db import transaction

    from luohu.web.lists.loading import load

    done = []
    with transaction.atomic():
        for read, year in reads:
            with progress_bar("载入 loading", len(read.rows)) as progress:
                kept = load(
                    read, cycle=year, demonstration=demonstration, replace=replace,
                    progress=progress, **told,
                )  # fmt: skip
            done.append({"scheme": kept.scheme, "cycle": year, "rows": len(read.rows)})
    return done


def _files(path: Path) -> list[Path]:
    """The file, or those of a folder in order; LawError for a folder without any."""
    from luohu.law.sources import LawError

    if path.is_file():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in ENDINGS)
    if not found:
        raise LawError(f"{path}: 没有名单 no list in it: {', '.join(ENDINGS)}")
    return found
