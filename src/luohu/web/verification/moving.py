"""What follows when a fact goes to another department: the checks that wait, and the open reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from luohu.law.evaluation import InForce
from luohu.web.declarations.procedure import SYSTEM
from luohu.web.record import services as record
from luohu.web.record.services import Entry
from luohu.web.verification.facts import behind, law_of
from luohu.web.verification.laying import handed_over
from luohu.web.verification.models import Answer, Check, Decision, Review
from luohu.web.verification.reviews import close_when_answered
from luohu.web.years.models import Year


def follow(year: Year) -> None:
    """Hand over what waits, within the transaction that changes the departments and holds the year.

    Checks that nobody has decided go to the department that answers now, and so does what is asked in
    open reviews, with the checks behind it. What else is decided stays with who decided it.
    """
    record.note_many([*_pending(year), *_reviews(year)])


def _pending(year: Year) -> list[Entry]:
    """Hand over the checks that nobody has decided: an event a fact, and one a check that was touched."""
    waiting = Check.objects.filter(year=year, decision=Decision.PENDING).order_by()
    entries: list[Entry] = []
    found = waiting.values_list("fact", "department").annotate(n=Count("pk"))
    for fact, was, many in sorted(found):
        now = year.departments.get(fact, was)
        if now == was:
            continue
        moved = waiting.filter(fact=fact, department=was)
        entries += handed_over(moved.exclude(revision=0), year)
        moved.update(department=now)
        why = f"{fact} {many} {was} → {now}"
        entries.append(Entry(None, SYSTEM, "move_checks", f"year:{year.pk}", why=why))
    return entries


@dataclass
class Turns:
    """What becomes of one open review: checks that go over, and the departments asked from now on."""

    checks: list[Check] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    left: list[Answer] = field(default_factory=list)


def turns(
    answers: Iterable[Answer], checks: Iterable[Check], departments: Mapping[str, str]
) -> Turns:
    """Who has to answer now: each check behind goes over unless one of the two departments has answered."""
    waiting = {one.department: one for one in answers if one.at is None}
    answered = {one.department for one in answers if one.at is not None}
    found, needed = Turns(), dict[str, None]()
    for check in checks:
        now = departments.get(check.fact, check.department)
        if check.department in waiting and now not in {check.department, *answered}:
            found.checks.append(check)
            needed[now] = None
        else:
            needed[check.department] = None
    found.asked = [one for one in needed if one not in waiting and one not in answered]
    found.left = [one for name, one in waiting.items() if needed and name not in needed]
    return found


def _reviews(year: Year) -> list[Entry]:
    """Turn every open review of a year to the departments that answer now."""
    law, entries = law_of(year), list[Entry]()
    opened = Review.objects.filter(declaration__year=year, state=Review.State.ASKED)
    reviews = list(opened.order_by("pk").defer("words").prefetch_related("answers"))
    checks = _checks_of(reviews, year)
    for review in reviews:
        entries += _turned(law, review, checks[review.declaration_id], year)
    return entries


def _checks_of(reviews: Iterable[Review], year: Year) -> Mapping[int, Mapping[str, Check]]:
    """The checks of the declarations of reviews, by declaration and fact."""
    found: dict[int, dict[str, Check]] = defaultdict(dict)
    for check in Check.objects.filter(
        year=year, declaration__in={one.declaration_id for one in reviews}
    ):
        found[check.declaration_id][check.fact] = check
    return found


def _turned(law: InForce, review: Review, checks: Mapping[str, Check], year: Year) -> list[Entry]:
    """Turn one review: who was asked and has nothing to answer any more, is asked no longer."""
    answers = list(review.answers.all())
    own = [checks[fact] for fact in behind(law, review.indicator) if fact in checks]
    found = turns(answers, own, year.departments)
    if not (found.checks or found.asked or found.left):
        return []
    entries = handed_over(found.checks, year)
    for answer, department in zip(found.left, found.asked, strict=False):
        Answer.objects.filter(pk=answer.pk).update(department=department)
    pairs = min(len(found.left), len(found.asked))
    Answer.objects.bulk_create(Answer(review=review, department=one) for one in found.asked[pairs:])
    Answer.objects.filter(pk__in=[one.pk for one in found.left[pairs:]]).delete()
    close_when_answered(Review.objects.get(pk=review.pk))
    was, now = ", ".join(one.department for one in found.left), ", ".join(found.asked)
    why = f"{review.indicator} {was or '—'} → {now or '—'}"
    return [*entries, Entry(None, SYSTEM, "move_review", str(review), why=why)]
