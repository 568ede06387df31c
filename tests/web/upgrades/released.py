"""A database as the first released version left it, filled, and what must still be there later."""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import django

RELEASED = (
    ("admin", "0003_logentry_add_action_flag_choices"),
    ("auth", "0012_alter_user_first_name_max_length"),
    ("contenttypes", "0002_remove_content_type_name"),
    ("sessions", "0001_initial"),
    ("lists", "0001_initial"),
    ("letters", "0001_initial"),
)
MOMENT = datetime.datetime(2026, 7, 1, 9, 0, 0, 123456, datetime.UTC)
DOCUMENT = {"born": "1979-03-15", "insurance": []}
ROWS, LETTERS = 2_000, 500


def fill() -> None:
    """Migrate to the released version only, and write what an office had by then."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(list(RELEASED))
    apps = executor.loader.project_state(list(RELEASED)).apps
    people = {name: _person(apps, name) for name in ("office", "officer", "citizen")}
    apps.get_model("auth", "User").objects.filter(username="office").update(is_superuser=True)
    _list(apps)
    _letters(apps, people)


def _person(apps: Any, name: str) -> Any:
    told = {"username": f"demo-{name}", "password": "!", "is_staff": name == "office"}
    return apps.get_model("auth", "User").objects.create(**told)


def _list(apps: Any) -> None:
    of_list, award = apps.get_model("lists", "AwardList"), apps.get_model("lists", "Award")
    told = {"source": "invented", "quota": ROWS, "digest": "0" * 64, "loaded": MOMENT}
    held = of_list.objects.create(scheme="beijing", cycle=2020, **told)
    award.objects.bulk_create(
        award(list=held, place=n, rank=n, total=12_000 - n, birth_month="1975-01")
        for n in range(1, ROWS + 1)
    )


def _letters(apps: Any, people: dict[str, Any]) -> None:
    letter, message = apps.get_model("letters", "Letter"), apps.get_model("letters", "Message")
    for n in range(1, LETTERS + 1):
        told = {"number": f"2026-{n:06d}", "key": f"{n:064x}", "owner": people["citizen"]}
        held = letter.objects.create(
            **told, language="zh", received=MOMENT, due=MOMENT.date(), document=DOCUMENT
        )
        message.objects.create(letter=held, text=f"第 {n} 封", sent=MOMENT)


def look() -> dict[str, Any]:
    """What the newest version finds, as its own models read it."""
    from django.contrib.auth.models import User

    from luohu.web.letters.models import Letter, Message
    from luohu.web.lists.models import Award

    letter = Letter.objects.get(number="2026-000007")
    return {
        "people": sorted(User.objects.values_list("username", flat=True)),
        "superusers": User.objects.filter(is_superuser=True).count(),
        "awards": Award.objects.count(),
        "last": Award.objects.get(place=ROWS).total,
        "letters": Letter.objects.count(),
        "messages": Message.objects.count(),
        "received": letter.received.astimezone(datetime.UTC).isoformat(),
        "document": letter.document,
    }


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "fill":
        fill()
    else:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        print(json.dumps(look()))
