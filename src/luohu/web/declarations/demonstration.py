"""Invented declarations by the thousand, for demonstrations, tests and measurements."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction

from luohu.people.documents import each_document
from luohu.study.population import build
from luohu.web.declarations import notices
from luohu.web.declarations.contents import content_digest, only_asked
from luohu.web.declarations.employers import WATCHED, subject_of
from luohu.web.declarations.models import Declaration, Employer, Receipt
from luohu.web.declarations.personal import write_details
from luohu.web.declarations.procedure import AUTHORITY, EMPLOYER, State
from luohu.web.declarations.stepping import digest_of_state, noted
from luohu.web.declarations.submission import receipt_of
from luohu.web.protection import identity, organisations
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.years import clock
from luohu.web.years.models import Year

BATCH = 1000
STAFF = 25  # declarations an employer
FIRST_PERSON, FIRST_EMPLOYER = 1_000_000, 1_000_000
WHY = "演示"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Span:
    """The moments within which invented declarations are received."""

    first: datetime.datetime
    last: datetime.datetime

    def part(self, share: float) -> datetime.datetime:
        """The moment at a share of the span, to the millisecond."""
        found = self.first + (self.last - self.first) * share
        return found.replace(microsecond=found.microsecond // 1000 * 1000)


def declare_many(year: Year, count: int, seed: int = 2026, progress: Progress | None = None) -> int:
    """Have so many invented people declare in a year, submitted and received; how many.

    As if employers had uploaded and submitted them: two events and a receipt each. People of the
    population that the studies use; a second call adds others.
    """
    begin = Declaration.objects.filter(year=year).count()
    employers = invented_employers(-(-count // STAFF))
    people = enumerate(each_document(build(count, seed)), begin)
    dice, span, done = random.Random(f"{seed}-{begin}"), _span(year), 0
    while some := list(islice(people, BATCH)):
        rows = [_row(year, number, told, employers, dice) for number, told in some]
        _received_all(rows, [span.part((done + k) / count) for k in range(len(rows))])
        done += len(rows)
        if progress is not None:
            progress(done, count)
    return done


def invented_employers(count: int) -> list[Employer]:
    """So many invented employers that may submit; those that are there are taken again."""
    codes = [organisations.invented(FIRST_EMPLOYER + k) for k in range(count)]
    names = {code: f"演示单位{k + 1:04d}" for k, code in enumerate(codes)}
    known = {one.credit_code: one for one in Employer.objects.filter(name__in=names.values())}
    _employers_noted([Employer(credit_code=code, name=names[code], registered_in_city=True,
                               tax_registered=True) for code in codes if code not in known])  # fmt: skip
    found = {one.credit_code: one for one in Employer.objects.filter(name__in=names.values())}
    return [found[code] for code in codes]


@transaction.atomic(durable=True)
def _employers_noted(made: list[Employer]) -> None:
    Employer.objects.bulk_create(made, batch_size=BATCH)
    record.note_many(
        record.Entry(
            None, AUTHORITY, "add_employer", subject_of(one), after=state_of(one, WATCHED), why=WHY
        )
        for one in made
    )


def _span(year: Year) -> Span:
    """From the beginning of the window to now, or to its end once it is over."""
    last = min(clock.moment(year), year.declares_to - datetime.timedelta(seconds=1))
    return Span(year.declares_from, max(last, year.declares_from))


def _row(
    year: Year,
    number: int,
    told: Mapping[str, Any],
    employers: Sequence[Employer],
    dice: random.Random,
) -> Declaration:
    """A declaration that an employer made for an invented person, not kept yet."""
    held = Declaration(
        year=year, number=f"{year.number_prefix}{dice.randrange(10**10):010d}",
        employer=employers[dice.randrange(len(employers))], state=State.WITH_EMPLOYER,
        notice_version=notices.CURRENT.version, drafted=year.declares_from, revision=1,
    )  # fmt: skip
    held.consents = {
        one.key: year.declares_from.isoformat()
        for one in (*notices.CURRENT.consents, *notices.CURRENT.later)
    }
    held.document = only_asked(year, told)
    write_details(held, _details(number, told))
    held.content = content_digest(held)
    return held


def _details(number: int, told: Mapping[str, Any]) -> dict[str, str]:
    place = FIRST_PERSON + number
    born = datetime.date.fromisoformat(told["born"])
    return {
        "name": f"申请人{number + 1:06d}",
        "identity": identity.invented(place, born=born, sex=told.get("sex", "")),
        "telephone": f"1990{number:07d}",
        "address": f"演示路{number + 1}号",
    }


@transaction.atomic(durable=True)
def _received_all(rows: list[Declaration], moments: Sequence[datetime.datetime]) -> None:
    """Keep the declarations as their employers made and submitted them, with receipts and events."""
    before = list(_handed(rows, moments))
    receipts = [
        receipt_of(row, "demonstration", 1, at) for row, at in zip(rows, moments, strict=True)
    ]
    Declaration.objects.bulk_create(rows)
    for row, receipt in zip(rows, receipts, strict=True):
        receipt.declaration = row
        receipt.key = f"demonstration.{row.pk}"
    Receipt.objects.bulk_create(receipts)
    record.note_many(_events(rows, before))


def _handed(rows: Sequence[Declaration], moments: Sequence[datetime.datetime]) -> Iterator[str]:
    """The digest of each declaration as it waits for its employer."""
    for row, at in zip(rows, moments, strict=True):
        row.handed = row.changed = at
        yield digest_of_state(row)


def _events(rows: Sequence[Declaration], before: Sequence[str]) -> Iterator[record.Entry]:
    for row, digest in zip(rows, before, strict=True):
        submitted = noted(row, "submit", actor=None, role=EMPLOYER, before=digest, why=WHY)
        yield record.Entry(None, EMPLOYER, "declare", submitted.subject, after=digest, why=WHY)
        yield submitted
