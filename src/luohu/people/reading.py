"""Applicants out of files of every format, checked, or refused with everything that is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from luohu.law.sources import Text
from luohu.people.checks import check, check_ids
from luohu.people.cohort import Cohort
from luohu.people.csv_folder import read_csv_folder
from luohu.people.faults import Fault, Place, Refused, refuse_if
from luohu.people.json_files import read_json, read_json_lines
from luohu.people.origins import Contents, Origin, Places
from luohu.people.parquet_folder import read_parquet_folder
from luohu.people.workbook import read_workbook

Progress = Callable[[int], None]
Part = Callable[[Progress], Contents]  # what reads one of several files


@dataclass(frozen=True)
class Reading:
    """Applicants that were read, the warnings about them, and where each of them stands."""

    cohort: Cohort
    warnings: list[Fault]
    places: Sequence[Place]


def read_cohort(paths: Sequence[Path], progress: Progress | None = None) -> Reading:
    """Read the applicants of one or more files or folders, joined in the order given.

    JSON (an object or an array), JSON lines, Excel workbooks, folders of CSV or of Parquet files.
    `progress` is told how many applicants were read so far. Refused, once, with all the faults of
    all the files; a file that is missing is one of them.
    """
    return _read([(str(path), partial(_contents, Path(path))) for path in paths], progress)


def read_sent(content: bytes, ending: str) -> Cohort:
    """The applicants of a .json or .xlsx that was sent, of which nothing comes to lie on a disk.

    Refused with all the faults.
    """
    name = f"document{ending}"
    return _read([(name, partial(_sent, io.BytesIO(content), name))], None).cohort


def _read(files: Sequence[tuple[str, Part]], progress: Progress | None) -> Reading:
    faults: list[Fault] = []
    parts: list[tuple[Cohort, Origin]] = []
    for _, read in files:
        before = sum(len(cohort) for cohort, _ in parts)
        contents = read(_later(progress, before))
        faults += contents.faults
        if contents.cohort is not None and contents.origin is not None:
            parts.append((contents.cohort, contents.origin))
            faults += check(contents.cohort, contents.origin)
        _later(progress, 0)(sum(len(cohort) for cohort, _ in parts))
    faults += check_ids(parts)
    warnings = refuse_if(faults + _nobody([name for name, _ in files], parts, faults))
    places = Places([origin for _, origin in parts], [len(cohort) for cohort, _ in parts])
    return Reading(Cohort.joined([cohort for cohort, _ in parts]), warnings, places)


def _later(progress: Progress | None, before: int) -> Progress:
    """A progress that counts the people of earlier files too."""
    return lambda read: progress(before + read) if progress is not None else None


def _nobody(
    names: Sequence[str], parts: Sequence[tuple[Cohort, Origin]], faults: Sequence[Fault]
) -> list[Fault]:
    """A fault if there is no applicant at all, and no other reason to refuse."""
    if any(len(cohort) for cohort, _ in parts) or any(not fault.warning for fault in faults):
        return []
    wrong = Text("里面没有申请人", "there is no applicant in it")
    right = Text("请填入至少一位申请人", "put at least one in")
    return [Fault(Place(", ".join(names)), wrong, right)]


def _contents(path: Path, progress: Progress) -> Contents:
    file = str(path)
    try:
        if path.is_dir():
            return _folder(path, file)
        suffix = path.suffix.lower()
        if suffix == ".json":
            return read_json(path, file, progress)
        if suffix in (".jsonl", ".ndjson"):
            return read_json_lines(path, file, progress)
        if suffix in (".xlsx", ".xlsm"):
            return read_workbook(path, file)
        return Contents([Fault(Place(file), *(UNKNOWN_KIND if path.exists() else NOT_THERE))])
    except FileNotFoundError:
        return Contents([Fault(Place(file), *NOT_THERE)])
    except OSError as error:
        words = Text("读不了这个文件", f"this cannot be read: {error.strerror}")
        return Contents([Fault(Place(file), words, Text("检查权限", "check its permissions"))])
    except Refused as refused:
        return Contents(refused.faults)


def _sent(content: IO[bytes], file: str, progress: Progress) -> Contents:
    try:
        if file.endswith(".xlsx"):
            return read_workbook(content, file)
        return read_json(content, file, progress)
    except Refused as refused:
        return Contents(refused.faults)


def _folder(path: Path, file: str) -> Contents:
    kinds = {one.suffix.lower() for one in path.iterdir()} & {".csv", ".parquet"}
    if kinds == {".csv"}:
        return read_csv_folder(path, file)
    if kinds == {".parquet"}:
        return read_parquet_folder(path, file)
    return Contents([Fault(Place(file), *(TWO_KINDS if kinds else EMPTY_FOLDER))])


KINDS = Text(
    "可读:.json、.jsonl、.xlsx、CSV 或 Parquet 文件夹(一张表一个文件)",
    ".json, .jsonl, .xlsx, or a folder of CSV or Parquet files, one a sheet, can be read",
)
NOT_THERE = (Text("没有这个文件", "there is no such file"), Text("检查路径", "check the path"))
UNKNOWN_KIND = (Text("不认识这种文件", "this is no kind of file that is known here"), KINDS)
EMPTY_FOLDER = (Text("文件夹里没有表", "there is no table in this folder"), KINDS)
TWO_KINDS = (
    Text("文件夹里既有 CSV 又有 Parquet", "there is both CSV and Parquet in this folder"),
    Text("只留一种", "keep one of them"),
)
