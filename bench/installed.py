"""The installed library and its command: packages, size, and what importing it costs."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import venv
from pathlib import Path
from typing import Any

from bench.comparators import HERE, UnavailableError, install, python_of
from bench.report import Line, line, missing
from bench.timing import Contender, race

PART = "the installed library with its command line"
SOURCES = ("src", "pyproject.toml", "README.md", "LICENSE")
INSTALLERS = {"pip", "setuptools", "wheel"}
OPENFISCA = (
    "import openfisca_core.model_api, openfisca_core.simulations, openfisca_core.taxbenefitsystems"
)
PROBE = """
import sys
from luohu.cli import main
try:
    main()
except SystemExit:
    pass
print(",".join(sorted(m for m in sys.modules if m.split(".")[0] == "luohu")), file=sys.stderr)
"""


def lines(document: dict[str, Any], folder: Path, others: Path | str, rounds: int) -> list[Line]:
    """The part of the report; `others` is the interpreter of the comparators, or why it is not."""
    try:
        python = _fresh(folder)
    except UnavailableError as failure:
        return [missing(PART, "a fresh install", str(failure))]
    return [*_size(python), *_start(python, document, folder, others, rounds)]


def _fresh(folder: Path) -> Path:
    """An environment with the core install alone, from a copy of the sources."""
    copy = folder / "copy"
    copy.mkdir()
    for name in SOURCES:
        source = HERE.parent / name
        if source.is_dir():
            left_out = shutil.ignore_patterns("*.egg-info", "__pycache__")
            shutil.copytree(source, copy / name, ignore=left_out)
        elif source.exists():
            shutil.copy(source, copy / name)
    venv.create(folder / "fresh", with_pip=True)
    python = python_of(folder / "fresh")
    install(python, str(copy))
    return python


def _size(python: Path) -> list[Line]:
    listed = subprocess.run(
        [str(python), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [entry["name"] for entry in json.loads(listed.stdout)]
    own = [name for name in names if name not in INSTALLERS]
    packages = next(python.parent.parent.rglob("site-packages"))
    whole = _megabytes(packages)
    parts = [
        _megabytes(path)
        for path in packages.iterdir()
        if path.name.partition("-")[0] in {*INSTALLERS, "_distutils_hack", "pkg_resources"}
    ]
    alone = whole - sum(parts)
    return [
        Line(PART, "packages, without pip and setuptools", str(len(own)), len(own), "packages",
             bound="≤ 15", met=len(own) <= 15, note=f"{len(names)} with them"),
        Line(PART, "size, without pip and setuptools", f"{alone:.0f} MB", alone, "MB",
             bound="≤ 130 MB", met=alone <= 130, note=f"{whole:.0f} MB with them"),
    ]  # fmt: skip


def _megabytes(path: Path) -> float:
    """Space on disk, in units of 2**20 bytes."""
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(file.stat().st_blocks for file in files) * 512 / 2**20


def _start(
    python: Path, document: dict[str, Any], folder: Path, others: Path | str, rounds: int
) -> list[Line]:
    file = folder / "applicant.json"
    file.write_text(json.dumps(document), "utf-8")
    call = ["score", str(file), "--scheme", "beijing", "--cycle", "2026", "--json"]
    modules = _probed(python, call)
    runs: dict[str, Contender] = {
        "bare": cpu(python, "-c", "pass"),
        "numpy": cpu(python, "-c", "import numpy"),
        "cli": cpu(python, "-c", "import luohu.cli"),
        "score": cpu(python, "-c", f"import {modules}"),
        "command": cpu(python, "-m", "luohu", *call),
    }
    beside = isinstance(others, Path)
    if isinstance(others, Path):
        runs["openfisca import"] = cpu(others, "-c", OPENFISCA)
        runs["zen import"] = cpu(others, "-c", "import zen")
    found = race(runs, rounds)
    report = [
        line(PART, "import of all that `luohu score` needs, CPU", found,
             "openfisca import" if beside else "", name="score", at_most=0.3, bound="≤ 0.3 s"),
        line(PART, "import of luohu.cli alone, CPU", found, "zen import" if beside else "",
             name="cli"),
        line(PART, "  of which numpy alone, with the interpreter", found, "bare", name="numpy"),
        line(PART, "the whole command `luohu score` on one applicant, CPU", found, name="command"),
    ]  # fmt: skip
    if isinstance(others, str):
        report.append(missing(PART, "beside openfisca-core's import", others))
    return report


def _probed(python: Path, call: list[str]) -> str:
    """The modules that the command imports, for an import statement; a first run besides."""
    command = [str(python), "-c", PROBE, *call]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return found.stderr.strip().splitlines()[-1]


def cpu(python: Path, *arguments: str) -> Contender:
    """A contender: user and system CPU seconds of a fresh process."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [str(python), *arguments], check=True, stdout=subprocess.DEVNULL, cwd=HERE.anchor,
            env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run
