"""A rulebook such as a small invented city might have, and the parts to make others from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luohu.law import quantities
from luohu.law.days import NEVER, Day
from luohu.law.parameters import Parameter, Value
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Rule, condition, eligibility, indicator, quantity, total_score
from luohu.law.sources import Document, Standing, Text

words: Any = quantities  # plain numbers stand for counts, points and truths here
WORDS = Text("规则", "rule")
LAW = Document("law", Text("办法", "Measures"), "", Day(19000101), NEVER, Standing.OFFICIAL)
CITED = LAW("第五条")


@dataclass(frozen=True)
class Fact:
    """A fact as small as the law needs it."""

    label: Text = WORDS
    unit: str = "months"
    is_list: bool = False

    def shown(self, value: Any, language: str) -> str:
        return f"{value} {language}"


def bounds(found: Any) -> tuple[Any, Any]:
    """The least and the most of a result that is not known."""
    return found.low, found.high


def value(name: str, content: Any, cycles: tuple[int, int] = (2024, 2026)) -> Parameter:
    """A value of the law for some cycles."""
    held = Value(content, content, cycles, (Day(0), NEVER), (CITED,), Standing.OFFICIAL)
    return Parameter(name, WORDS, "points", (held,))


FACTS: Mapping[str, Fact] = {
    "insured_months": Fact(),
    "age": Fact(unit="years"),
    "awards": Fact(unit="list", is_list=True),
}
VALUES = (value("points_per_month", 25), value("age_limit", 60), value("most_for_awards", 1200))


def book(
    rules: Iterable[Rule],
    values: Iterable[Parameter] = (),
    facts: Mapping[str, Fact] = FACTS,
    cycles: tuple[int, int] = (2024, 2026),
) -> Rulebook:
    """A rulebook of some rules, their values by name, for some cycles."""
    return Rulebook.of(
        rules,
        scheme="xian",
        version="2024",
        title=WORDS,
        parameters={each.name: each for each in values},
        facts=facts,
        cycles=cycles,
        reference_day=lambda cycle: Day.of(cycle - 1, 12, 31),
    )


def rule(function: Callable[..., Any], make: Any = indicator, **details: Any) -> Rule:
    """A rule, an indicator unless said, that is called after the function."""
    made: Rule = make("规则", "rule", cites=CITED, **details)(function)
    return made


# ---- a rulebook such as a city might have


@quantity("奖项", "best award", cites=CITED, bounds=(0, "most_for_awards"))
def best_award(awards: Any, most_for_awards: int) -> Any:
    """The best award."""
    return words.at_most(words.most(awards), most_for_awards)


@indicator("就业", "employment", cites=CITED)
def employment(insured_months: Any, points_per_month: int) -> Any:
    """Points by the month."""
    return insured_months * points_per_month


@indicator("创新", "innovation", cites=CITED)
def innovation(best_award: Any) -> Any:
    """The best award counts."""
    return best_award


@condition("年龄", "young enough", cites=CITED)
def young_enough(age: Any, age_limit: int) -> Any:
    """Not past the limit."""
    return age < age_limit


@eligibility("资格", "may apply", cites=CITED)
def eligible(young_enough: Any) -> Any:
    """All conditions."""
    return young_enough


@total_score("总分", "total", cites=CITED)
def total(employment: Any, innovation: Any) -> Any:
    """The sum."""
    return employment + innovation


RULES = (total, eligible, innovation, employment, best_award, young_enough)
CITY = book(RULES, VALUES)
PERSON = {"insured_months": 100, "age": 40, "awards": [600, 800]}
