"""The table of clauses and their tests: `python -m tests.clause_report`."""

from __future__ import annotations

from tests.clauses import RULEBOOKS, citations, examples_by_rule


def main() -> None:
    found = examples_by_rule()
    for book in RULEBOOKS:
        print(f"{book.name}  {book.title.zh}")
        for name, rule in book.rules.items():
            print(f"{len(found.get(rule.function, ())):4}  {name:32}{citations(rule)}")


if __name__ == "__main__":
    main()
