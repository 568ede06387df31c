"""Taking in an employer's workbook: everybody in it, or nobody; each file once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.roles import employer_of
from luohu.web.declarations import bars, contents, notices, workbooks
from luohu.web.declarations.collisions import broken
from luohu.web.declarations.drafts import drawing, new_numbers
from luohu.web.declarations.models import A_WORKBOOK, Declaration, Employer, Upload
from luohu.web.declarations.permissions import refuse
from luohu.web.declarations.personal import refuse_if_wrong, write_details
from luohu.web.declarations.procedure import EMPLOYER, GUARDS, Case, State
from luohu.web.declarations.stepping import noted
from luohu.web.record import services as record
from luohu.web.record.digests import digest_of
from luohu.web.shell.refusals import refused
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
    is recognised and changes nothing as long as everybody in it has the declaration made of it.
    Refused with every fault of every row.
    """
    if employer_of(actor) != employer.credit_code:
        refuse(actor, "employer", str(employer))
    sha256 = hashlib.sha256(content).hexdigest()
    known = _known(year, employer, sha256)
    if known is not None and _stands(known):
        return Taken(known, again=True)
    moment = clock.moment(year)
    closed = GUARDS["declaring"](Case(year, moment))
    refuse_if_wrong([closed] if closed is not None else [])
    if not consented:
        right = Text("每人同意后勾选", "tick it when each has agreed")
        raise refused("没有确认本人同意", "it is not stated that they agreed", right, "consent")
    rows = workbooks.read(year, content, name)
    told = {"count": len(rows), "received": moment, "by": actor}
    file = {"year": year, "employer": employer, "sha256": sha256}
    try:
        return drawing(lambda: _kept(Upload(pk=known.pk if known else None, **file, **told), rows))
    except IntegrityError as error:
        known = _known(year, employer, sha256)
        if broken(error) != A_WORKBOOK or known is None:
            raise
        return Taken(known, again=True)  # the same file was taken in just now


def _known(year: Year, employer: Employer, sha256: str) -> Upload | None:
    return Upload.objects.filter(year=year, employer=employer, sha256=sha256).first()


def _stands(known: Upload) -> bool:
    """Whether everybody of a workbook still has the declaration that was made of it."""
    return known.declarations.exclude(state=State.VOID).count() == known.count


@transaction.atomic(durable=True)
def _kept(upload: Upload, rows: Sequence[workbooks.Row]) -> Taken:
    """Keep everybody of a workbook; what was taken in of it before and discarded since is renewed."""
    if upload.pk is not None:
        Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    numbers = new_numbers(upload.year, len(rows))
    made = [_made(upload, row, number) for row, number in zip(rows, numbers, strict=True)]
    refuse_if_wrong(list(_in_the_way(upload, rows, made)))
    upload.save()
    Declaration.objects.bulk_create(made)
    events = [noted(one, "declare", actor=upload.by, role=EMPLOYER) for one in made]
    told = {"sha256": upload.sha256, "count": upload.count}
    taken = record.Entry(
        upload.by, EMPLOYER, "upload", f"upload:{upload.pk}", after=digest_of(told)
    )
    record.note_many([*events, taken])
    return Taken(upload, made)


def _made(upload: Upload, row: workbooks.Row, number: str) -> Declaration:
    """The declaration of one person, waiting for the employer to submit it; not kept yet."""
    moment = upload.received
    held = Declaration(
        year=upload.year, employer=upload.employer, number=number, revision=1, upload=upload,
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
    """That the employer is barred, and for whom it has a declaration already.

    What others declared, and whether a person is barred, is told when it is submitted.
    """
    barred = bars.employer_barred(upload.year, upload.employer)
    if barred is not None:
        yield barred
    taken = _taken(upload, [one.identity_index for one in made])
    for one, row in zip(made, rows, strict=True):
        if number := taken.get(one.identity_index):
            yield _has_one(row.place, number)


def _taken(upload: Upload, indexes: Sequence[str | None]) -> dict[str | None, str]:
    """The numbers of the employer's own live declarations of some people, by the index of each."""
    own = Declaration.objects.filter(year=upload.year, employer=upload.employer)
    live = own.exclude(state=State.VOID).exclude(Q(state=State.DRAFT, owner__isnull=False))
    found = live.filter(identity_index__in=indexes)
    return dict(found.values_list("identity_index", "number"))


def _has_one(place: Place, number: str) -> Fault:
    return Fault(
        replace(place, column="身份证件号码"),
        Text(f"此人已有本单位的申报 {number}", f"this person has declaration {number} of yours"),
        Text("删去这一行;要重填的先删除那一份", "leave the row out, or discard that one first"),
    )
