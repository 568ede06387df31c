"""A copy of one's data is whole: every table that has a person's account is in a part of it, or says why not."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from luohu.web.protection import attachments, exports, register
from luohu.web.protection.keys import KeyFile
from tests.web.protection.files import pdf

# The part of the copy that tells of each table whose rows are about an account's owner.
PARTS = {
    "accounts.Appointment.user": "access",
    "accounts.PasswordAge.user": "access",
    "accounts.Session.user": "sessions",
    "declarations.Declaration.owner": "declarations",
    "letters.Letter.owner": "letters",
    "mfa.Authenticator.user": "access",
    "protection.Attachment.by": "attachments",
    "protection.CorrectionRequest.owner": "correction-requests",
}
# Secrets, and what packages keep empty here.
NOT_TOLD = {
    "account.EmailAddress.user",
    "accounts.FormerPassword.user",
    "accounts.LastCode.user",
    "accounts.Token.user",
}
# Who did something in office: told by the record, not about him as a person.
IN_OFFICE = {
    "accounts.Appointment.appointed_by", "admin.LogEntry.user", "declarations.Bar.lifted_by",
    "declarations.Bar.made_by", "declarations.Upload.by",
    "letters.Draft.author", "letters.Letter.officer", "letters.Message.author",
    "letters.Message.second", "letters.ReplyVersion.author", "letters.ReplyVersion.reviewer",
    "letters.Step.actor", "operations.Job.actor", "protection.CorrectionRequest.answered_by",
    "selection.Freeze.by", "selection.Objection.by", "selection.Publication.by",
    "verification.Answer.by", "verification.Check.by", "years.Year.opened_by",
}  # fmt: skip


def test_every_table_with_an_account_is_told_of_or_says_why_not() -> None:
    whose = {
        key for key, field in register.fields().items()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }  # fmt: skip
    assert whose <= {*PARTS, *NOT_TOLD, *IN_OFFICE}


def test_each_part_is_provided() -> None:
    assert set(PARTS.values()) <= set(exports.registered)


@pytest.mark.django_db
def test_of_a_new_account_there_is_the_account_only() -> None:
    told = exports.exported(User.objects.create_user("applicant-a"))
    assert [row["username"] for row in told.pop("account")] == ["applicant-a"]
    assert {name for name, rows in told.items() if rows} <= {"access"}


@pytest.mark.django_db
def test_files_are_told_without_their_content(own_keys: KeyFile) -> None:
    actor = User.objects.create_user("applicant-a")
    file = SimpleUploadedFile("a.pdf", pdf())
    attachments.store(actor=actor, subject="declaration:1", upload=file)
    (row,) = exports.exported(actor)["attachments"]
    assert (row["name"], row["size"], row["subject"]) == ("a.pdf", len(pdf()), "declaration:1")
    assert json.dumps(row)
