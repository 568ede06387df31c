"""What follows when a fact goes to another department: the checks that wait, and the open reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from luohu.web.declarations.procedure import SYSTEM
from luohu.web.declarations.stepping import BATCH, batches
from luohu.web.record import services as record
from luohu.web.record.services import Entry
from luohu.web.verification.facts import behind
from luohu.web.verification.laying import handed_over
from luohu.web.verification.models import Answer, Check, Decision, Review
from luohu.web.verification.reviews import close_when_answered
from luohu.web.years.laws import law_of
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
    law = law_of(year)
    opened = Review.objects.filter(declaration__year=year, state=Review.State.ASKED)
    reviews = list(opened.order_by("pk").defer("words").prefetch_related("answers"))
    facts = {one: behind(law, one) for one in {review.indicator for review in reviews}}
    checks = _checks_of(reviews, {fact for behind_it in facts.values() for fact in behind_it})
    turned = []
    for review in reviews:
        held = checks[review.declaration_id]
        own = [held[fact] for fact in facts[review.indicator] if fact in held]
        found = turns(review.answers.all(), own, year.departments)
        if found.checks or found.asked or found.left:
            turned.append((review, found))
    entries = handed_over((one for _, found in turned for one in found.checks), year)
    _asked_otherwise(turned)
    return [*entries, *(_event(review, found) for review, found in turned)]


def _checks_of(
    reviews: Iterable[Review], facts: Collection[str]
) -> Mapping[int, Mapping[str, Check]]:
    """The checks of some facts of the declarations of reviews, by declaration and fact."""
    found: dict[int, dict[str, Check]] = defaultdict(dict)
    for some in batches({one.declaration_id for one in reviews}):
        for check in Check.objects.filter(declaration__in=some, fact__in=facts):
            found[check.declaration_id][check.fact] = check
    return found


def _asked_otherwise(turned: Iterable[tuple[Review, Turns]]) -> None:
    """Turn what is asked: who has nothing to answer any more, is asked no longer."""
    now, more, gone = defaultdict[str, list[int]](list), list[Answer](), list[Answer]()
    for review, found in turned:
        for answer, department in zip(found.left, found.asked, strict=False):
            now[department].append(answer.pk)
        more += [Answer(review=review, department=one) for one in found.asked[len(found.left) :]]
        gone += found.left[len(found.asked) :]
    for department, pks in now.items():
        for some in batches(pks):
            Answer.objects.filter(pk__in=some).update(department=department)
    Answer.objects.bulk_create(more, batch_size=BATCH)
    for some in batches(one.pk for one in gone):
        Answer.objects.filter(pk__in=some).delete()
    for review in Review.objects.in_bulk({one.review_id for one in gone}).values():
        close_when_answered(review)


def _event(review: Review, found: Turns) -> Entry:
    """What the record shall say of a review that was turned."""
    was, now = ", ".join(one.department for one in found.left), ", ".join(found.asked)
    why = f"{review.indicator} {was or '—'} → {now or '—'}"
    return Entry(None, SYSTEM, "move_review", str(review), why=why)
