"""Some actions at once, as a person asks for them: the outlook of exactly those, gain or loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from luohu.law.days import today
from luohu.people.applicant import write_applicant
from luohu.schemes.catalogue import find_scheme
from luohu.study.lines import Forecast
from luohu.study.plan.actions import Action
from luohu.study.plan.carrying import carried_forward
from luohu.study.plan.checking import checked
from luohu.study.plan.laws import law_ahead
from luohu.study.plan.odds import LinesAhead
from luohu.study.plan.offers import Situation
from luohu.study.plan.outlook import Outlook
from luohu.study.plan.scoring import Scoring
from luohu.study.plan.trials import Trials


def outlook_after(
    document: Mapping[str, Any],
    forecast: Forecast,
    cycles: Sequence[int],
    actions: Iterable[Action],
) -> Outlook:
    """The outlook of a document after all of some actions, over the cycles of its plan.

    The actions begin next month or later and change lists that the document states. Refused for a
    faulty document.
    """
    day, scheme = today(), find_scheme(forecast.scheme)
    applicant, _ = checked(document)
    carried = carried_forward(write_applicant(applicant), day, cycles[-1] - 1)
    situation = Situation(carried.document, day, law_ahead(scheme, cycles[0]), cycles[-1])
    trials = Trials(Scoring(scheme, applicant, day), situation, LinesAhead(forecast, cycles))
    return trials.outlook(actions)
