"""Schemes are found by their folders, and know nothing of each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import luohu.schemes
from luohu.law.rules import Kind
from luohu.law.sources import LawError
from luohu.schemes.catalogue import (
    cities,
    find_rulebook,
    find_scheme,
    scheme_names,
)

HERE = Path(luohu.schemes.__path__[0])
FOLDERS = sorted(path.parent.name for path in HERE.glob("*/scheme.py"))


def imported(module: Path) -> set[str]:
    """The names of the modules that a module imports, with what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written out"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_folder_with_a_scheme_is_found() -> None:
    assert cities() == FOLDERS
    named = {"beijing", "guangzhou", "ningbo", "shanghai", "shenzhen", "tianjin", "xiongan"}
    assert named <= set(FOLDERS)


@pytest.mark.parametrize("city", FOLDERS)
def test_the_first_scheme_of_a_folder_goes_by_its_name_the_others_begin_with_it(city: str) -> None:
    first, *others = [name for name in scheme_names() if name.partition("-")[0] == city]
    assert first == city
    assert all(other.startswith(f"{city}-") for other in others)


def test_a_scheme_is_loaded_without_the_others_of_its_city() -> None:
    code = """
import sys
from luohu.schemes.catalogue import find_scheme, scheme_names
assert "beijing-work-permit" in scheme_names()
find_scheme("beijing")
others = ("exam", "work_permit", "guangzhou", "shanghai")
print([name for name in sys.modules for other in others if f"schemes.beijing.{other}" in name
       or f"schemes.{other}." in name])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("name", scheme_names())
def test_a_scheme_is_found_with_its_versions(name: str) -> None:
    scheme = find_scheme(name)
    assert scheme.name == name
    assert find_scheme(name) is scheme
    for book in scheme.rulebooks:
        assert book.scheme == name
        assert find_rulebook(book.name) is book


@pytest.mark.parametrize("name", FOLDERS)
def test_no_scheme_imports_another(name: str) -> None:
    others = [f"luohu.schemes.{other}" for other in FOLDERS if other != name]
    for module in (HERE / name).rglob("*.py"):
        strays = {one for one in imported(module) for other in others if one.startswith(other)}
        assert strays == set(), module.name


@pytest.mark.parametrize("name", scheme_names())
def test_the_versions_of_a_scheme_follow_each_other(name: str) -> None:
    spans = [book.cycles for book in find_scheme(name).rulebooks]
    for (_, last), (first, _) in pairwise(spans):
        assert last < first


@pytest.mark.parametrize("name", scheme_names())
def test_a_threshold_is_a_score_and_a_value_of_the_law(name: str) -> None:
    scheme = find_scheme(name)
    if not (threshold := scheme.threshold):
        return
    for book in scheme.rulebooks:
        assert book.rules[threshold.score].kind in (Kind.SUBTOTAL, Kind.TOTAL)
        assert book.parameters[threshold.value].unit == "points"


def test_a_scheme_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(LawError, match=r"no scheme 'atlantis': there are .*beijing"):
        find_scheme("atlantis")


def test_a_version_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(
        LawError, match="beijing has no version 2017: there are beijing@2016, beijing@2020"
    ):
        find_rulebook("beijing@2017")


def test_a_name_without_version_says_how_to_write_one() -> None:
    with pytest.raises(LawError, match="'beijing' names no version: write it as beijing@2020"):
        find_rulebook("beijing")
