"""Proposal 5, that the policy stay stable: this year's law held against last year's people."""

from __future__ import annotations

from dataclasses import replace

from luohu.law.evaluation import InForce
from luohu.law.parameters import ALWAYS, EVER, Parameter
from luohu.law.reform import Reform
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme
from luohu.study.reforms.proposal import Change, Proposal


def stable() -> Change:
    """Nothing changes: the check asks what this year's law has changed since last year's."""
    return Change(Reform(Text("政策保持稳定", "the policy stays as it is")), last_year=True)


def last_year(scheme: Scheme, cycle: int) -> tuple[InForce, InForce]:
    """The law of the cycle before, and this cycle's law as it would have been then.

    LawError where one of the two was not encoded.
    """
    before = scheme.at(cycle - 1)
    book = scheme.at(cycle).book
    assert isinstance(book, Rulebook)
    return before, taken_back(book, cycle).at(cycle - 1)


def taken_back(book: Rulebook, cycle: int) -> Rulebook:
    """A rulebook whose values are those of one cycle for all time; relative dates stay relative."""
    day = book.reference_day(cycle)

    def always(parameter: Parameter) -> Parameter:
        value = parameter.value_for(cycle, day)
        return replace(parameter, values=(replace(value, cycles=EVER, days=ALWAYS),))

    parameters = {name: always(one) for name, one in book.parameters.items()}
    return replace(book, parameters=parameters, cycles=(cycle - 1, book.cycles[1]))


proposals = (
    Proposal(
        "5",
        Text("政策保持稳定", "The policy stays stable"),
        Text("政策应当稳定;什么时候会调整?", "The policy should stay as it is; when will it change?"),
        stable,
        assumed=(Text("用今年的规定给去年的同一批人算分:结果相同,就是没有变。",
                      "This year's law scores last year's people: where nothing differs, nothing changed."),),
    ),
)  # fmt: skip
