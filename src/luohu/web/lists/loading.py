"""A list that was read, put into the database whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from luohu.cycle.ranking import competition_ranks
from luohu.law.sources import LawError
from luohu.web.lists.models import Award, AwardList
from luohu.web.lists.reading import ListRead
from luohu.web.record.covering import holds_identity

BATCH = 2000
Progress = Callable[[int], None]


@transaction.atomic
def load(
    read: ListRead,
    scheme: str,
    cycle: int,
    source: str = "",
    quota: int | None = None,
    demonstration: bool = False,
    replace: bool = False,
    progress: Progress | None = None,
) -> AwardList:
    """Keep a list; LawError if the cycle has one already and it is not to be replaced."""
    if holds_identity(source):
        raise LawError("来源里有身份证号 an identity number stands in the source")
    there = AwardList.objects.select_for_update().filter(scheme=scheme, cycle=cycle).first()
    if there is not None and not replace:
        raise LawError(f"{there}: 已有名单,要换请加 --replace there is a list already: --replace")
    if there is not None:
        there.delete()
    kept = AwardList.objects.create(
        scheme=scheme, cycle=cycle, source=source, quota=quota, demonstration=demonstration,
        digest=read.digest, loaded=timezone.now(),
    )  # fmt: skip
    awards = list(_awards(kept, read))
    for begin in range(0, len(awards), BATCH):
        Award.objects.bulk_create(awards[begin : begin + BATCH])
        if progress is not None:
            progress(begin + len(awards[begin : begin + BATCH]))
    return kept


def _awards(kept: AwardList, read: ListRead) -> Iterator[Award]:
    """The rows; a list without ranks gets those of its totals."""
    ranks = competition_ranks([row.total for row in read.rows]).tolist()
    for place, (row, rank) in enumerate(zip(read.rows, ranks, strict=True), 1):
        yield Award(
            list=kept, place=place, rank=rank, name=row.name, birth_month=row.birth_month,
            employer=row.employer, total=row.total, indicators=dict(row.indicators),
        )  # fmt: skip
