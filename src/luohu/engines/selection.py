"""A whole cohort scored and ranked: who is admitted, and whom the facts do not settle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from luohu.cycle.award_list import AwardList
from luohu.cycle.ranking import select
from luohu.engines.local import Progress, Results, evaluate
from luohu.law.evaluation import InForce
from luohu.law.rules import Kind
from luohu.law.sources import LawError, Text
from luohu.people.cohort import Cohort
from luohu.people.faults import Fault, Place, refuse_if


def award_list(
    law: InForce,
    cohort: Cohort,
    quota: int,
    places: Sequence[Place] = (),
    progress: Progress | None = None,
) -> AwardList:
    """The award list of a cohort under the law of a cycle.

    Refused, naming everybody whose eligibility or total is open, or whose facts do not meet a
    requirement: a list is made of what is known. Equal totals are ordered by the law's own tie keys
    only. LawError for a scheme without a total.
    """
    total, eligible = law.book.only(Kind.TOTAL), law.book.only(Kind.ELIGIBILITY)
    if total is None or eligible is None:
        raise LawError(f"{law.book.name} has no total to rank by")
    requirements, keys = law.book.named(Kind.REQUIREMENT), law.book.named(Kind.TIE_KEY)
    results = evaluate(law, cohort, (total, eligible, *keys, *requirements), progress)
    refuse_open(law, cohort, results, places)
    totals, ranked = results.least[total], results.least[eligible].astype(bool)
    selection = select(totals, quota, ranked, [results.least[key] for key in keys])
    born = cohort.columns["born"]
    return AwardList.of(law.book.scheme, law.cycle, selection, cohort.ids, born, totals)


def refuse_open(
    law: InForce,
    cohort: Cohort,
    results: Results,
    places: Sequence[Place] = (),
    also: Sequence[str] = (),
) -> None:
    """Refuse a cohort, naming everybody whose eligibility, total or tie keys are open.

    Or one of the results `also`; and everybody whose facts do not meet a requirement, if the
    results tell of requirements.
    """
    total, eligible = law.book.only(Kind.TOTAL), law.book.only(Kind.ELIGIBILITY)
    assert total is not None
    assert eligible is not None
    keys = law.book.named(Kind.TIE_KEY)
    faults = _open(cohort, results, (total, *keys, *also), eligible, places)
    for name in law.book.named(Kind.REQUIREMENT):
        if name in results.least:
            faults += _unmet(law, cohort, results, name, places)
    refuse_if(faults)


def _open(
    cohort: Cohort,
    results: Results,
    ordering: Sequence[str],
    eligible: str,
    places: Sequence[Place],
) -> list[Fault]:
    possible = results.most[eligible].astype(bool)
    known = np.logical_and.reduce([results.known(name) for name in (eligible, *ordering)])
    unsettled = possible & ~known
    wrong = Text("资格或总分未定,不能排名", "eligibility or total is open: it cannot be ranked")
    right = Text(
        "用 luohu explain 查看缺什么,补齐后再排", "luohu explain shows what is unknown: state it"
    )
    return _faults(cohort, unsettled, places, wrong, right)


def _unmet(
    law: InForce, cohort: Cohort, results: Results, name: str, places: Sequence[Place]
) -> list[Fault]:
    rule = law.book.rules[name]
    failing = ~results.most[name].astype(bool)
    wrong = Text(f"不符合: {rule.label.zh}", f"does not meet: {rule.label.en}")
    return _faults(cohort, failing, places, wrong, rule.statement)


def _faults(
    cohort: Cohort, who: NDArray[np.bool_], places: Sequence[Place], wrong: Text, right: Text
) -> list[Fault]:
    found = []
    for k in np.flatnonzero(who).tolist():
        place = places[k] if places else Place()
        place = Place(place.file, place.sheet, place.row, f"id {cohort.ids[k]}")
        found.append(Fault(place, wrong, right))
    return found
