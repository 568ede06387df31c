"""Until when verification says something of a person: as long as the declaration does."""

from __future__ import annotations

from collections.abc import Sequence

from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import SYSTEM
from luohu.web.protection.attachments.kept import discard
from luohu.web.protection.models import Attachment
from luohu.web.protection.retention import ANONYMISE
from luohu.web.record.digests import state_of
from luohu.web.record.services import Entry
from luohu.web.verification.attached import subject_of_review
from luohu.web.verification.deciding import WATCHED
from luohu.web.verification.models import Answer, Check, Review


def emptied(declarations: Sequence[Declaration]) -> list[Entry]:
    """Take the person out of the checks and reviews of declarations that are made anonymous.

    What was stated and why, the words of reviews and answers and their files go; what was decided, by
    whom and when, stays. Gives what the record shall say of the checks.
    """
    reviews = Review.objects.filter(declaration__in=declarations)
    subjects = [subject_of_review(one) for one in reviews.defer("words")]
    discard(Attachment.objects.filter(subject__in=subjects))
    Answer.objects.filter(review__in=reviews, words__isnull=False).update(words="")
    reviews.update(words="")
    checks = Check.objects.filter(declaration__in=declarations, reason__isnull=False)
    entries = [_emptied(check) for check in checks.order_by("pk")]
    checks.update(corrected=None, reason="")
    return entries


def _emptied(check: Check) -> Entry:
    """What the record shall say of a check without what was stated and why."""
    before = state_of(check, WATCHED)
    check.corrected, check.reason = None, ""
    after = state_of(check, WATCHED)
    return Entry(None, SYSTEM, ANONYMISE, f"check:{check.pk}", before, after)
