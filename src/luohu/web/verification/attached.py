"""Attachments that a department may read: a declaration's papers for a reason, and those of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luohu.web.declarations.papers import papers_of, papers_subject
from luohu.web.protection.attachments import kept
from luohu.web.protection.disclosure import in_full
from luohu.web.protection.models import Attachment
from luohu.web.verification.models import Check, Review
from luohu.web.verification.seen import check_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def subject_of_review(review: Review) -> str:
    """The subject of attachments that an applicant added to a review."""
    return f"review:{review.pk}"


def papers_behind(*, actor: User, check: Check, why: str) -> QuerySet[Attachment]:
    """The papers of the declaration a check is of, for a reason that the security log keeps.

    Nothing says which fact a paper is about, so that even their names are told for a reason only.
    """
    held = check_of(actor, check.pk)
    in_full("", actor=actor, subject=papers_subject(held.declaration), why=why)
    return papers_of(held.declaration)


def of_review(review: Review) -> QuerySet[Attachment]:
    """The attachments of a review."""
    return kept.of(subject_of_review(review))
