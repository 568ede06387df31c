"""The law of a year, and the laws that a year can be opened for."""

from __future__ import annotations

from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.web.shell.refusals import refused_at
from luohu.web.years.models import Year


def law_of(year: Year) -> InForce:
    """The law that a year's declarations are held against, verified by and ranked by."""
    return find_scheme(year.scheme).at(year.cycle)


def ranked_law(scheme: str, cycle: int) -> InForce:
    """The law of a scheme's cycle; Refused for one that does not rank, or a cycle not encoded."""
    if scheme not in scheme_names() or not find_scheme(scheme).ranked:
        wrong = Text(f"没有排名的方案 {scheme[:40]}", f"no scheme that ranks is {scheme[:40]}")
        raise refused_at("scheme", wrong, Text("从列表中选", "choose from the list"))
    try:
        return find_scheme(scheme).at(cycle)
    except LawError as error:
        spans = ", ".join(f"{b.cycles[0]}–{b.cycles[1]}" for b in find_scheme(scheme).rulebooks)
        right = Text(f"有规则的年度:{spans}", f"there is law for {spans}")
        wrong = Text(f"没有 {cycle} 年度的规则", f"the law of {cycle} is not encoded")
        raise refused_at("cycle", wrong, right) from error
