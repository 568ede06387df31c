"""The law of the cycles ahead: as encoded, and after that taken to go on as it last was."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from luohu.law.evaluation import InForce
from luohu.law.parameters import Parameter
from luohu.law.rulebook import Rulebook
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scheme import Scheme

YEARS_ON = 40


def law_ahead(scheme: Scheme, cycle: int) -> InForce:
    """The law of a cycle; the last version is carried on, up to forty years.

    LawError for a cycle before the first that was encoded, or after those years.
    """
    if scheme.covering(cycle) is not None or cycle < scheme.rulebooks[-1].cycles[1]:
        return scheme.at(cycle)
    return _carried_on(scheme.name).at(cycle)


def encoded_until(scheme: Scheme) -> int:
    """The last cycle whose law is encoded."""
    return scheme.rulebooks[-1].cycles[1]


@lru_cache(maxsize=16)
def _carried_on(name: str) -> Rulebook:
    """The last version of a scheme, with its last values, for more years than were encoded."""
    book = find_scheme(name).rulebooks[-1]
    parameters = {key: _lasting(one, book.cycles[1]) for key, one in book.parameters.items()}
    return replace(book, parameters=parameters, cycles=(book.cycles[1], book.cycles[1] + YEARS_ON))


def _lasting(parameter: Parameter, last: int) -> Parameter:
    values = tuple(
        replace(value, cycles=(value.cycles[0], last + YEARS_ON))
        if value.cycles[1] == last
        else value
        for value in parameter.values
    )
    return replace(parameter, values=values)
