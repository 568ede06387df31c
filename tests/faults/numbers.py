"""Run within a site: a year with everything in it, and people signed in who type numbers into wrong fields."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any


def main() -> None:
    from django.contrib.auth.models import User

    from luohu.web.declarations import workbooks
    from luohu.web.declarations.models import Declaration
    from luohu.web.years.calendar import Window
    from tests.faults import typed_freely
    from tests.web.accounts import people
    from tests.web.declarations.test_workbooks import filled, staff
    from tests.web.matrix import world
    from tests.web.verification import made as verification
    from tests.web.years import made as years

    there = world.build()
    years.at(there.year, Window.PUBLICITY)
    waiting = verification.laid_out()
    typed_freely.everywhere(there, typed_freely.number(9))
    everybody = staff(5)
    blank = workbooks.template(there.open_year)
    password = secrets.token_urlsafe(16)
    User.objects.create_user("typist", password=password)
    told: dict[str, Any] = {
        "cookies": {name: cookies_of(one) for name, one in there.people.items()},
        "beginner": cookies_of(people.applicant()),
        "password": password,
        "year": there.open_year.pk,
        "verifying": waiting.year_id,
        "publication": there.publication.pk,
        "employer": there.people["employer"].appointment.employer,
        "employer_key": there.declarations["own"].employer_id,
        "officer": people.officer("letters").pk,
        "check": there.checks["own"].pk,
        "workbook": coded(filled(blank, everybody)),
        "faulty": coded(filled(blank, [*staff(1), {**staff(1)[0], "telephone": ""}])),
        "numbers": [one.identity for one in Declaration.objects.all()]
        + [one["identity"] for one in everybody],
    }
    print(json.dumps(told))


def cookies_of(user: Any) -> dict[str, str]:
    from tests.web.accounts import people

    return {name: one.value for name, one in people.signed_in(user).cookies.items()}


def coded(content: bytes) -> str:
    return base64.b64encode(content).decode()
