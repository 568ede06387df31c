"""A list of invented people, so that the pages of a new site have something to show."""

from __future__ import annotations

from luohu.demo.people import COHORT
from luohu.engines.selection import award_list
from luohu.people.reading import read_cohort
from luohu.schemes.catalogue import find_scheme
from luohu.web.lists.loading import load
from luohu.web.lists.models import AwardList
from luohu.web.lists.reading import ListedAward, ListRead, digest_of

SCHEME, CYCLE, QUOTA = "beijing", 2026, 60
SOURCE = "演示数据,人物均为虚构"


def load_demonstration() -> AwardList:
    """The list of the demonstration; kept once, however often it is asked for."""
    there = AwardList.objects.filter(scheme=SCHEME, cycle=CYCLE).first()
    if there is not None:
        return there
    reading = read_cohort([COHORT])
    made = award_list(find_scheme(SCHEME).at(CYCLE), reading.cohort, QUOTA, reading.places)
    rows = [
        ListedAward(award.rank, award.total, award.birth_month, award.id, "演示单位", {})
        for award in made.awards
    ]
    return load(
        ListRead(rows, digest_of(rows), []), SCHEME, CYCLE, SOURCE, QUOTA, demonstration=True
    )
