"""Applicants into files of every format, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from luohu.people.cohort import Cohort
from luohu.people.csv_folder import write_csv_folder
from luohu.people.json_files import write_json, write_json_lines
from luohu.people.parquet_folder import write_parquet_folder
from luohu.people.workbook import write_workbook

Writer = Callable[[Cohort, Path], None]
FORMATS: dict[str, Writer] = {
    "json": write_json,
    "jsonl": write_json_lines,
    "xlsx": write_workbook,
    "csv": write_csv_folder,
    "parquet": write_parquet_folder,
}
FOLDERS = frozenset({"csv", "parquet"})


def write_cohort(cohort: Cohort, path: Path, format: str | None = None) -> None:
    """Write applicants so that read_cohort gives the same documents back.

    `format` is one of FORMATS, by default what the name of `path` ends in; csv and parquet are
    folders, with a file a sheet. What stood at `path` is replaced only once everything is written.
    ValueError for an unknown format, and for a folder that holds anything but files of the format.
    """
    path = Path(path)
    kind = format or path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise ValueError(
            f"不认识的格式 {kind!r},可用:{'、'.join(FORMATS)} / "
            f"unknown format {kind!r}: use one of {', '.join(FORMATS)}"
        )
    if kind in FOLDERS:
        _may_replace(path, kind)
    replaced(path, lambda beside: FORMATS[kind](cohort, beside))


def replaced(path: Path, write: Callable[[Path], None]) -> None:
    """Let a file or folder be written beside `path`, then put it in its place."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as room:
        beside, old = Path(room) / f"new{path.suffix}", Path(room) / "old"
        write(beside)
        moved = beside.is_dir() and path.exists()
        if moved:
            os.replace(path, old)
        try:
            os.replace(beside, path)
        except OSError:
            if moved:
                os.replace(old, path)
            raise


def write_text(text: str, path: Path) -> None:
    """Write a text whole or not at all."""

    def write(beside: Path) -> None:
        beside.write_text(text, "utf-8")

    replaced(path, write)


def _may_replace(path: Path, kind: str) -> None:
    """Guard a folder with other things in it from being replaced."""
    if not path.exists():
        return
    if not path.is_dir():
        raise ValueError(f"{path} 不是文件夹 / {path} is not a folder")
    others = [one.name for one in path.iterdir() if one.suffix.lower() != f".{kind}"]
    if others:
        raise ValueError(
            f"{path} 里还有别的文件({others[0]}),不会覆盖 / "
            f"{path} holds other files ({others[0]}) and is not replaced"
        )
