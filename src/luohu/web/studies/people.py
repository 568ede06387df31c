"""The invented people that every reform is tried on here, and what each reform does to them."""

from __future__ import annotations

from functools import lru_cache

from luohu.law.reform import Reform
from luohu.law.sources import Text
from luohu.people.cohort import Cohort
from luohu.schemes.catalogue import find_scheme
from luohu.study.baseline import Baseline
from luohu.study.comparison import Comparison, compare
from luohu.study.invented import CALIBRATED, cycle_for, held_under
from luohu.study.population import build
from luohu.study.reforms.catalogue import composed
from luohu.study.reforms.proposal import Change

SCHEME = "beijing"
PEOPLE, SEED = 120_000, 2020


@lru_cache(maxsize=8)
def tried(key: str, settings: tuple[tuple[str, str], ...]) -> Comparison:
    """A proposal with some settings, held against the law as it is; not to be called twice at once."""
    asked, change = composed([key], dict(settings))
    return compare(_baseline(change), change, None, asked, SEED)


def _baseline(change: Change) -> Baseline:
    """Prepared for good for most changes; anew for the few that need another law or other people."""
    if change.last_year or change.places.joined:
        law = find_scheme(SCHEME).at(cycle_for(change))
        return held_under(law, people(), SEED, change)
    return prepared()


@lru_cache(maxsize=1)
def people() -> Cohort:
    """The invented applicants."""
    return build(PEOPLE, SEED)


@lru_cache(maxsize=1)
def prepared() -> Baseline:
    """All of them under the law of their cycle, worked out; not to be called twice at once."""
    unchanged = Change(Reform(Text("现行", "as it is")))
    found = held_under(find_scheme(SCHEME).at(CALIBRATED), people(), SEED, unchanged)
    assert found.outcome.admission.cutoff is not None
    return found
