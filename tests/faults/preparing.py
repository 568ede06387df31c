"""Run within a site: a year that is open, declarations that wait for their employer, people signed in."""

from __future__ import annotations

import json
import random
from typing import Any


def main(many: str, sessions: str) -> None:
    from django.db import transaction

    from luohu.people.documents import each_document
    from luohu.study.population import build
    from luohu.web.accounts.roles import Role
    from luohu.web.declarations import demonstration as invented
    from luohu.web.declarations.models import Declaration
    from luohu.web.declarations.stepping import digest_of_state, subject_of
    from luohu.web.record import services as record
    from tests.web.accounts import people
    from tests.web.years import made as years

    year = years.year(rehearsal=False)
    employer = invented.invented_employers(1)[0]
    documents = list(each_document(build(int(many), 2026)))
    dice = random.Random(2026)
    rows = [
        invented._row(year, place, told, [employer], dice) for place, told in enumerate(documents)
    ]
    for row in rows:
        row.handed = row.changed = year.declares_from
    with transaction.atomic():
        note_unknown(employer)
        Declaration.objects.bulk_create(rows, batch_size=500)
        record.note_many(
            record.Entry(None, "employer", "declare", subject_of(row), after=digest_of_state(row))
            for row in rows
        )
    officer = people.officer(Role.EMPLOYER, employer=employer.credit_code)
    cookies = []
    for _ in range(int(sessions)):
        browser = people.signed_in(officer)
        cookies.append({name: one.value for name, one in browser.cookies.items()})
    print(json.dumps({"numbers": [row.number for row in rows], "cookies": cookies}))


def note_unknown(employer: Any) -> None:
    """Note an employer of which the record tells nothing yet."""
    from luohu.web.declarations import employers
    from luohu.web.record import services as record
    from luohu.web.record.digests import state_of

    subject = employers.subject_of(employer)
    if not record.history(subject).exists():
        record.note(
            actor=None, role="authority", action="add-employer", subject=subject,
            after=state_of(employer, employers.WATCHED),
        )  # fmt: skip
