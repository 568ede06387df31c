"""The library in force: the replies that ship, and over them those published in the site."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.db.models import Count, Max

from luohu.consult.library import Library, shipped
from luohu.consult.reply import Reply
from luohu.consult.search import Finder, shipped_finder
from luohu.consult.standing import OutOfDate, checked_digest, out_of_date
from luohu.web.letters.models import ReplyState, ReplyVersion

Stamp = tuple[int, int]


def library() -> Library:
    """The replies in force."""
    return _library(_stamp())


def finder() -> Finder:
    """The search over the replies in force, made anew after a version was published."""
    return _finder(_stamp())


def flagged(only: Collection[int] | None = None) -> dict[int, OutOfDate]:
    """The replies in force that have to be read again, with the reason; `only` those if given."""
    digests = {v.number: v.clauses for v in _published()}
    found = {}
    for number, reply in library().replies.items():
        if only is not None and number not in only:
            continue
        seen = digests.get(number, checked_digest(number))
        if why := out_of_date(reply, seen):
            found[number] = why
    return found


def _published() -> list[ReplyVersion]:
    """The newest published version of each reply, oldest number first."""
    published = ReplyVersion.objects.filter(state=ReplyState.PUBLISHED)
    newest = {one.number: one for one in published.order_by("number", "version")}
    return list(newest.values())


def _stamp() -> Stamp:
    """What changes with every publication."""
    published = ReplyVersion.objects.filter(state=ReplyState.PUBLISHED)
    found = published.aggregate(last=Max("pk"), many=Count("pk"))
    return found["last"] or 0, found["many"]


@lru_cache(maxsize=2)
def _library(stamp: Stamp) -> Library:
    if stamp == (0, 0):
        return shipped()
    return shipped().with_(Reply.model_validate(one.content) for one in _published())


@lru_cache(maxsize=2)
def _finder(stamp: Stamp) -> Finder:
    return shipped_finder() if stamp == (0, 0) else Finder.of(_library(stamp))
