"""The digests of the law: the same in every run, another for every other rule or value."""

import subprocess
import sys
from typing import Any

import pytest

from luohu.demo.people import make_cohort
from luohu.law.ranges import Range
from luohu.schemes.catalogue import find_scheme
from luohu.web.selection.laws import plain, rules_digest, values_digest
from luohu.web.selection.reading import cohort_of
from luohu.web.selection.scoring import outcomes

PRINT = (
    "from luohu.schemes.catalogue import find_scheme\n"
    "from luohu.web.selection.laws import rules_digest, values_digest\n"
    "law = find_scheme('beijing').at(2026)\n"
    "print(rules_digest(law), values_digest(law))"
)


def test_another_process_finds_the_same_digests() -> None:
    law = find_scheme("beijing").at(2026)
    run = subprocess.run([sys.executable, "-c", PRINT], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [rules_digest(law), values_digest(law)]


def test_the_digests_stay_when_people_were_scored_meanwhile() -> None:
    law = find_scheme("beijing").rulebooks[-1].given({}).at(2026)
    before = rules_digest(law), values_digest(law)
    outcomes(law, cohort_of(make_cohort(20), [f"N{k}" for k in range(20)]), 5)
    assert (rules_digest(law), values_digest(law)) == before


def test_a_later_cycle_has_other_values() -> None:
    scheme = find_scheme("beijing")
    assert values_digest(scheme.at(2025)) != values_digest(scheme.at(2026))


def test_another_version_has_other_rules() -> None:
    scheme = find_scheme("beijing")
    assert rules_digest(scheme.at(2019)) != rules_digest(scheme.at(2020))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (True, True),
        (Range(1, 3), {"from": 1, "to": 3}),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"b": 1, "a": (2, 3)}, [["a", [2, 3]], ["b", 1]]),
    ],
)
def test_values_are_said_in_one_order(value: Any, said: Any) -> None:
    assert plain(value) == said


def test_nothing_in_a_digest_is_an_address_in_memory() -> None:
    class Held:
        def __init__(self) -> None:
            self.one = 1

    assert plain(Held()) == plain(Held()) == {"type": "Held", "one": 1}
