"""One rule: a pure function named after what it computes, with its words and its source."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import ModuleType
from typing import Any

from luohu.law.sources import Citation, LawError, Standing, Text, weakest


class Kind(Enum):
    """What a rule's result is for.

    Every condition must hold, one route of several is enough. The total ranks; a subtotal is
    another score of the same table, which a gate may ask for. Tie keys order equal totals.
    """

    CALENDAR = "calendar"
    QUANTITY = "quantity"
    CONDITION = "condition"
    INDICATOR = "indicator"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    TIE_KEY = "tie_key"
    ROUTE = "route"
    ELIGIBILITY = "eligibility"
    CONSEQUENCE = "consequence"
    REQUIREMENT = "requirement"


OUTCOMES = (Kind.CONDITION, Kind.ROUTE, Kind.INDICATOR, Kind.SUBTOTAL, Kind.TOTAL, Kind.TIE_KEY,
            Kind.ELIGIBILITY, Kind.CONSEQUENCE, Kind.REQUIREMENT)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Rule:
    """A named function of other rules, facts and values; calling the rule calls the function.

    `bounds` is the range of its result when a whole list it reads is unknown: a Range, a pair of
    numbers or names of inputs, or a function of values by name (whose `reads` may say the names). `premises` are
    things the law asks for that no fact states, `question` is what the law leaves open, and `gap`
    names the field of a list that may be unstated.
    """

    name: str
    function: Callable[..., Any]
    kind: Kind
    label: Text
    unit: str
    cites: tuple[Citation, ...]
    bounds: Any = None
    premises: tuple[Text, ...] = ()
    question: Text | None = None
    gap: str = ""
    inputs: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not self.cites:
            raise LawError(f"rule {self.name} cites no law")
        object.__setattr__(self, "inputs", _named_inputs(self.name, self.function))

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self.function(*args, **named)

    @property
    def bounds_read(self) -> tuple[str, ...]:
        """The names whose values the bounds are made of."""
        if hasattr(self.bounds, "reads"):
            return tuple(self.bounds.reads)
        if callable(self.bounds):
            return _named_inputs(f"{self.name} (bounds)", self.bounds)
        if isinstance(self.bounds, tuple):
            return tuple(end for end in self.bounds if isinstance(end, str))
        return ()

    @property
    def statement(self) -> Text:
        """The rule in a sentence: the docstring's first paragraph English, its second Chinese."""
        paragraphs = inspect.cleandoc(self.function.__doc__ or "").split("\n\n")
        english, chinese = [*paragraphs, self.label.zh][:2] if paragraphs[0] else ("", "")
        return Text(chinese.replace("\n", ""), " ".join(english.split()))

    @property
    def standing(self) -> Standing:
        """How well the rule is known: as its weakest citation."""
        found = weakest(self.cites)
        assert found is not None
        return found

    @property
    def source(self) -> str:
        """The rule's own text."""
        return getattr(self.function, "source", None) or inspect.getsource(self.function)


def _named_inputs(name: str, function: Callable[..., Any]) -> tuple[str, ...]:
    """A function's parameters by name; LawError where one is no plain positional parameter."""
    parameters = inspect.signature(function).parameters.values()
    for parameter in parameters:
        if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
            raise LawError(f"rule {name}: its input {parameter} is not a plain name")
    return tuple(parameter.name for parameter in parameters)


Cites = Citation | tuple[Citation, ...]


def _decorator(kind: Kind, unit: str) -> Callable[..., Callable[[Callable[..., Any]], Rule]]:
    def describe(zh: str, en: str, cites: Cites, **details: Any) -> Callable[..., Rule]:
        listed = cites if isinstance(cites, tuple) else (cites,)
        words = {"unit": unit, **details}

        def make(function: Callable[..., Any]) -> Rule:
            return Rule(function.__name__, function, kind, Text(zh, en), cites=listed, **words)

        return make

    return describe


calendar = _decorator(Kind.CALENDAR, "calendar")
quantity = _decorator(Kind.QUANTITY, "months")
condition = _decorator(Kind.CONDITION, "truth")
indicator = _decorator(Kind.INDICATOR, "points")
subtotal = _decorator(Kind.SUBTOTAL, "points")
total_score = _decorator(Kind.TOTAL, "points")
tie_key = _decorator(Kind.TIE_KEY, "months")
route = _decorator(Kind.ROUTE, "truth")
eligibility = _decorator(Kind.ELIGIBILITY, "truth")
consequence = _decorator(Kind.CONSEQUENCE, "truth")
requirement = _decorator(Kind.REQUIREMENT, "truth")


def rules_in(*modules: ModuleType | Mapping[str, Any]) -> list[Rule]:
    """The rules that modules hold, in the order of their text; one that two share comes once.

    LawError where two different rules have one name, or a rule goes by another name than its own.
    """
    found: dict[str, Rule] = {}
    for module in modules:
        names = module if isinstance(module, Mapping) else vars(module)
        for name, rule in names.items():
            if isinstance(rule, Rule):
                _add(found, name, rule)
    return list(found.values())


def _add(found: dict[str, Rule], name: str, rule: Rule) -> None:
    if name != rule.name:
        raise LawError(f"rule {rule.name} goes by another name, {name}")
    if found.setdefault(name, rule) is not rule:
        raise LawError(f"two rules for {name}")


def by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by name; LawError where two have one name."""
    found: dict[str, Rule] = {}
    for rule in rules:
        _add(found, rule.name, rule)
    return found
