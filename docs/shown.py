"""What pages show of the code: outputs of commands, rules' source, scores; refreshed in place.

A comment before a fenced block says what the block shows:

    <!-- shown: luohu score one.json -->          the output of a command, or of `make eval`
    <!-- shown lines 1-4, 9: luohu … -->         some lines of it
    <!-- source: beijing@2020 area -->            a rule's own text
    <!-- excerpt: src/values.toml [area_limit] -->  the paragraph of a file that begins so
    <!-- file: city/values.toml -->               a file the page's commands find; not refreshed

A file `test_*.py` of a page is imported and its tests are run. `<!-- scores -->` stands before a
table of examples whose last cells are a cycle (after the scheme, where it is not Beijing's), a total
and whether the applicant may apply.
"""

from __future__ import annotations

import contextlib
import glob
import io
import os
import re
import runpy
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.consult import rates

import luohu.schemes
from luohu.cli import app
from luohu.people.reading import read_cohort
from luohu.schemes.catalogue import find_rulebook, find_scheme
from luohu.schemes.scoring import score_person

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- (shown|source|excerpt)([^:\n]*): ([^\n]+?) -->\n```(\w*)\n.*?```\n", re.S)
FILE = re.compile(r"<!-- file: ([^\n]+?) -->\n```\w*\n(.*?)```\n", re.S)
EXAMPLE = re.compile(
    r"^(\| \[`[^`]+`\]\(([^)]+)\) \| .*? \|(?: ([a-z-]+) \|)? (\d{4})) \|[^|\n]*\|[^|\n]*\|$", re.M
)
TERMINAL = {"COLUMNS": "100", "LUOHU_TODAY": "2026-06-01", "LC_ALL": "C"}


def refreshed(page: Path) -> str:
    """The text of a page as it should be."""
    text = page.read_text("utf-8")
    with _folder(text) as folder, _terminal(folder):
        for test in sorted(folder.glob("test_*.py")):
            _run_tests(test)
        text = BLOCK.sub(_block, text)
        if "<!-- scores -->" in text:
            with contextlib.chdir(page.parent):
                text = EXAMPLE.sub(_scored, text)
    return text


@contextlib.contextmanager
def _folder(text: str) -> Iterator[Path]:
    """Where the commands of a page run: with its files, which may be schemes, or the project."""
    files = FILE.findall(text)
    if not files:
        yield ROOT
        return
    with tempfile.TemporaryDirectory() as name:
        for path, content in files:
            place = Path(name) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content, "utf-8")
        luohu.schemes.__path__.append(name)
        try:
            yield Path(name)
        finally:
            luohu.schemes.__path__.remove(name)


@contextlib.contextmanager
def _terminal(folder: Path) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(TERMINAL)
    for name in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        os.environ.pop(name, None)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _run_tests(path: Path) -> None:
    for name, function in runpy.run_path(str(path)).items():
        if name.startswith("test_"):
            function()


def _block(found: re.Match[str]) -> str:
    kind, options, what, language = found.groups()
    content = {"shown": _output, "source": _source, "excerpt": _excerpt}[kind](what).rstrip()
    content = _some(content, options)
    return f"<!-- {kind}{options}: {what} -->\n```{language}\n{content}\n```\n"


def _some(content: str, options: str) -> str:
    """The lines that are asked for, with an ellipsis for those left out between."""
    all_lines, kept = content.splitlines(), []
    parts = re.findall(r"(\d+)(?:-(\d+))?", options)
    for first, last in parts:
        kept += [*all_lines[int(first) - 1 : int(last or first)], "…"]
    whole = not parts or int(parts[-1][1] or parts[-1][0]) >= len(all_lines)
    return "\n".join((kept[:-1] if whole else kept) or all_lines)


def _output(command: str) -> str:
    name, *words = shlex.split(command)
    if name not in ("luohu", "make"):
        raise ValueError(f"only luohu and make eval can be shown, not {name}")
    words = [path for word in words for path in sorted(glob.glob(word)) or [word]]
    with contextlib.redirect_stdout(io.StringIO()) as told, contextlib.redirect_stderr(told):
        rates.main([]) if words == ["eval"] else app(words, standalone_mode=False)
    return "\n".join(line.rstrip() for line in told.getvalue().splitlines()).strip("\n")


def _source(what: str) -> str:
    book, name = what.split()
    return find_rulebook(book).rules[name].source


def _excerpt(what: str) -> str:
    path, beginning = what.split(maxsplit=1)
    _, found, rest = ("\n" + (ROOT / path).read_text("utf-8")).partition(f"\n{beginning}")
    if not found:
        raise ValueError(f"{path} has no line that begins with {beginning}")
    return beginning + rest.partition("\n\n")[0]


def _scored(found: re.Match[str]) -> str:
    """A line of the table of examples with the total and the eligibility filled in."""
    line, file, scheme, cycle = found.groups()
    law = find_scheme(scheme or "beijing").at(int(cycle))
    cohort = read_cohort([Path(file)]).cohort
    answers = [
        score_person(law, cohort.person(k), cohort.ids[k]).as_json() for k in range(len(cohort))
    ]
    totals = [_total(one) for one in answers]
    words = {True: "yes", False: "no", None: "open"}
    eligible = [words[one["eligible"]] for one in answers]
    return f"{line} | {'<br>'.join(totals)} | {'<br>'.join(eligible)} |"


def _total(answer: dict[str, Any]) -> str:
    """The total of an answer: a number, a range, or nothing in a scheme without points."""
    if answer["total"] is not None or "total" not in answer.get("ranges", {}):
        return str(answer["total"] or "–")
    low, high = answer["ranges"]["total"]
    return f"{low or 'no limit'} to {high or 'no limit'}"
