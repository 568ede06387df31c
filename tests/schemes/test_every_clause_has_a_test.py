"""No rule without an example: a rule that no test names fails here, with what it cites."""

from __future__ import annotations

import pytest

from luohu.law.rulebook import Rulebook
from tests.clauses import RULEBOOKS, examples_by_rule, untested


@pytest.mark.parametrize("book", RULEBOOKS, ids=lambda book: book.name)
def test_every_rule_has_a_test(book: Rulebook) -> None:
    assert untested(book) == []


def test_tests_name_only_rules_in_force() -> None:
    rules = {rule.function for book in RULEBOOKS for rule in book.rules.values()}
    strays = [names for function, names in examples_by_rule().items() if function not in rules]
    assert strays == []
