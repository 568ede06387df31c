"""Triggers: the database refuses to change, delete, empty or insert out of turn."""

from typing import Any

from django.db import migrations

from luohu.web.record import triggers


def put(apps: Any, editor: Any) -> None:
    for statement in triggers.made(editor.connection.vendor):
        editor.execute(statement, params=None)


def take(apps: Any, editor: Any) -> None:
    for statement in triggers.lifted(editor.connection.vendor):
        editor.execute(statement, params=None)


def place_head(apps: Any, editor: Any) -> None:
    apps.get_model("record", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [
        migrations.RunPython(place_head, migrations.RunPython.noop),
        migrations.RunPython(put, take),
    ]
