"""Taking in an employer's workbook: everybody in it, or nobody; each file once."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.accounts.roles import employer_of
from luohu.web.declarations import bars, contents, notices, workbooks
from luohu.web.declarations.drafts import declared_elsewhere, new_number
from luohu.web.declarations.models import Declaration, Employer, Upload
from luohu.web.declarations.personal import refuse_if_wrong, write_details
from luohu.web.declarations.procedure import EMPLOYER, GUARDS, Case, State
from luohu.web.declarations.stepping import noted, refused
from luohu.web.record import services as record
from luohu.web.record.digests import digest_of
from luohu.web.years import clock
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BY_EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Taken:
    """A workbook that was taken in, now or, where `again`, before; and the declarations of now."""

    upload: Upload
    declarations: Sequence[Declaration] = ()
    again: bool = False


def take(
    *, actor: User, year: Year, employer: Employer, content: bytes, name: str, consented: bool
) -> Taken:
    """Make a declaration of everybody in a workbook, ready to be submitted by the employer.

    `consented`: the employer states that each of them agreed to the notice. The same file again
    is recognised and changes nothing. Refused with every fault of every row.
    """
    if employer_of(actor) != employer.credit_code:
        raise PermissionDenied
    sha256 = hashlib.sha256(content).hexdigest()
    known = Upload.objects.filter(year=year, employer=employer, sha256=sha256).first()
    if known is not None:
        return Taken(known, again=True)
    moment = clock.moment(year)
    closed = GUARDS["declaring"](Case(year, moment))
    refuse_if_wrong([closed] if closed is not None else [])
    if not consented:
        right = Text("每人同意后勾选", "tick it when each has agreed")
        raise refused("没有确认本人同意", "it is not stated that they agreed", right, "consent")
    rows = workbooks.read(year, content, name)
    upload = Upload(
        year=year, employer=employer, sha256=sha256, count=len(rows), received=moment, by=actor
    )
    try:
        return Taken(upload, _kept(upload, rows))
    except IntegrityError:  # somebody declared for one of them, or took the same file in, just now
        known = Upload.objects.filter(year=year, employer=employer, sha256=sha256).first()
        if known is not None:
            return Taken(known, again=True)
        raise declared_elsewhere() from None


@transaction.atomic(durable=True)
def _kept(upload: Upload, rows: Sequence[workbooks.Row]) -> list[Declaration]:
    made = [_made(upload, row, upload.received) for row in rows]
    faults = list(_in_the_way(upload, rows, made))
    if faults:
        raise Refused(faults)
    upload.save(force_insert=True)
    Declaration.objects.bulk_create(made)
    events = [noted(one, "declare", actor=upload.by, role=EMPLOYER) for one in made]
    told = {"sha256": upload.sha256, "count": upload.count}
    taken = record.Entry(
        upload.by, EMPLOYER, "upload", f"upload:{upload.pk}", after=digest_of(told)
    )
    record.note_many([*events, taken])
    return made


def _made(upload: Upload, row: workbooks.Row, moment: datetime.datetime) -> Declaration:
    """The declaration of one person, waiting for the employer to submit it; not kept yet."""
    held = Declaration(
        year=upload.year, employer=upload.employer, number=new_number(upload.year), revision=1,
        state=State.WITH_EMPLOYER, notice_version=notices.CURRENT.version,
        consents={BY_EMPLOYER: moment.isoformat()}, drafted=moment, handed=moment, changed=moment,
    )  # fmt: skip
    held.document = dict(row.document)
    write_details(held, row.details)
    held.content = contents.content_digest(held)
    return held


def _in_the_way(
    upload: Upload, rows: Sequence[workbooks.Row], made: Sequence[Declaration]
) -> Iterator[Fault]:
    """Who is barred, and who has a declaration this year already."""
    barred = bars.employer_barred(upload.year, upload.employer)
    if barred is not None:
        yield barred
    places = {one.number: row.place for one, row in zip(made, rows, strict=True)}
    for fault in bars.any_barred(made):
        yield replace(fault, place=replace(places[fault.place.file], column="身份证件号码"))
    indexes = [one.identity_index for one in made]
    others = Declaration.objects.filter(year=upload.year, identity_index__in=indexes)
    taken = set(others.exclude(state=State.VOID).values_list("identity_index", flat=True))
    for one, row in zip(made, rows, strict=True):
        if one.identity_index in taken:
            (fault,) = declared_elsewhere().faults
            yield replace(fault, place=replace(row.place, column="身份证件号码"))
