"""An attachment as an answer: a file to be saved, in which no browser runs anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from luohu.web.protection.attachments.judging import KINDS
from luohu.web.protection.attachments.kept import content
from luohu.web.protection.models import Attachment

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def served(attachment: Attachment, *, actor: User) -> HttpResponse:
    """The file for who may have it, as the caller has made sure; nothing keeps it on the way."""
    response = HttpResponse(
        content(attachment, actor=actor), content_type=KINDS[attachment.kind].media
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
