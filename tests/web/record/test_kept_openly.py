"""Which columns keep text in the open, and where it comes from: a new one has to be thought about."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from luohu.web.protection.fields import BlindIndexField, Sealed

# What somebody types: covered before it is kept, or refused with an identity number in it.
COVERED = {
    "declarations.Bar.why", "letters.Draft.remark", "letters.Draft.text", "letters.Message.text",
    "letters.ReplyVersion.reason", "letters.ReplyVersion.remark", "letters.Step.remark",
    "operations.Job.error", "operations.Job.result", "record.Event.actor", "record.Event.why",
    "selection.Freeze.why", "selection.Listing.why",
}  # fmt: skip
REFUSED = {
    "accounts.Appointment.employer", "accounts.Appointment.staff_number", "declarations.Employer.credit_code",
    "declarations.Employer.name", "letters.ReplyVersion.content", "lists.Award.employer", "lists.Award.name",
    "lists.AwardList.source", "selection.Listing.employer", "years.Year.title",
}  # fmt: skip
# What the site makes itself: names of the law and of its own, numbers that it gives, digests, moments, counts.
MADE = {
    "accounts.Appointment.department", "accounts.FormerPassword.encoded", "accounts.Session.session_data",
    "accounts.Session.session_key", "accounts.Token.digest", "declarations.Declaration.consents",
    "declarations.Declaration.content", "declarations.Declaration.notice_version", "declarations.Declaration.number",
    "declarations.Declaration.receipt", "declarations.Bar.scheme", "declarations.Receipt.digest",
    "declarations.Receipt.key", "declarations.Receipt.number", "declarations.Upload.sha256",
    "letters.Draft.replies", "letters.Letter.key", "letters.Letter.number", "letters.Message.replies",
    "letters.ReplyVersion.clauses", "letters.Step.action", "lists.Award.birth_month", "lists.Award.indicators",
    "lists.AwardList.digest", "lists.AwardList.scheme", "operations.Job.arguments", "operations.Job.name",
    "operations.Job.reference", "operations.Job.role", "operations.Job.subject", "operations.Job.worker",
    "protection.Attachment.kind", "protection.Attachment.sha256", "protection.Attachment.stored",
    "protection.Attachment.subject", "protection.RotationProgress.cursor", "protection.RotationProgress.store",
    "protection.RotationProgress.target", "protection.Tombstone.batch", "protection.Tombstone.method",
    "protection.Tombstone.model", "protection.Tombstone.stage", "protection.Tombstone.why", "record.Event.action",
    "record.Event.after", "record.Event.algorithm", "record.Event.before", "record.Event.digest",
    "record.Event.previous", "record.Event.role", "record.Event.subject", "record.Event.where", "record.Head.digest",
    "selection.Child.why", "selection.Freeze.digest", "selection.Freeze.figures", "selection.Freeze.inputs_digest",
    "selection.Freeze.outcomes_digest", "selection.Freeze.rules", "selection.Freeze.rules_digest",
    "selection.Freeze.values_digest", "selection.Frozen.digest", "selection.Frozen.number",
    "selection.Frozen.pending", "selection.Listing.birth_month", "selection.Listing.number",
    "selection.Objection.key", "selection.Objection.number", "selection.Outcome.indicators",
    "selection.Outcome.number", "selection.Outcome.unknown", "selection.Publication.digest",
    "verification.Answer.department", "verification.Check.department", "verification.Check.fact",
    "verification.Check.receipt", "verification.Review.indicator", "verification.TouchedCheck.department",
    "verification.TouchedCheck.fact", "verification.TouchedCheck.receipt", "years.Year.departments",
    "years.Year.number_prefix", "years.Year.rules", "years.Year.scheme",
}  # fmt: skip


def in_the_open() -> Iterator[str]:
    """Columns of our own that hold text, are not sealed and not chosen from a list."""
    for model in apps.get_models():
        if model.__module__.startswith("luohu."):
            yield from (
                f"{model._meta.label}.{one.name}" for one in model._meta.fields if is_open(one)
            )


def is_open(field: models.Field) -> bool:
    text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
    return text and not isinstance(field, (Sealed, BlindIndexField)) and not field.choices


def test_every_text_in_the_open_says_where_it_comes_from() -> None:
    kept = set(in_the_open())
    assert kept == COVERED | REFUSED | MADE
    assert len(kept) == len(COVERED) + len(REFUSED) + len(MADE)
