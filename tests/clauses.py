"""Which test is for which clause: tests say it with `@clause(rule)`, reports read it from there."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import tests.schemes
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Rule
from luohu.schemes.catalogue import find_scheme, scheme_names

Test = TypeVar("Test", bound=Callable[..., Any])

RULEBOOKS: tuple[Rulebook, ...] = tuple(
    book for name in scheme_names() for book in find_scheme(name).rulebooks
)


def clause(*rules: Rule) -> Callable[[Test], Test]:
    """Say which rules a test is an example of."""

    def mark(test: Test) -> Test:
        test.clauses = rules  # type: ignore[attr-defined]
        return test

    return mark


def example_functions() -> Iterator[Callable[..., Any]]:
    """Every test of the schemes, found by importing the test modules; none is run."""
    for module in pkgutil.walk_packages(tests.schemes.__path__, "tests.schemes."):
        if module.name.rpartition(".")[2].startswith("test_"):
            for name, function in vars(importlib.import_module(module.name)).items():
                if name.startswith("test_") and inspect.isfunction(function):
                    yield function


def examples_by_rule() -> Mapping[Callable[..., Any], Sequence[str]]:
    """The names of the tests of each rule, by the rule's function."""
    found = defaultdict(list)
    for function in example_functions():
        for rule in getattr(function, "clauses", ()):
            found[rule.function].append(function.__name__)
    return found


def untested(book: Rulebook) -> list[str]:
    """The rules of a rulebook that no test names, each with its citations."""
    found = examples_by_rule()
    return [
        f"{book.name} {name}: {citations(rule)}"
        for name, rule in book.rules.items()
        if rule.function not in found
    ]


def citations(rule: Rule) -> str:
    """The articles a rule cites."""
    return "; ".join(f"{cite.document.key} {cite.article}" for cite in rule.cites)
