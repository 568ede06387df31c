"""Documents attached to letters are encrypted; those that lie open already are sealed."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

import luohu.web.protection.fields

BATCH = 1000


def _moved(apps: Any, source: str, target: str) -> None:
    letters = apps.get_model("letters", "Letter")
    held = letters.objects.exclude(**{f"{source}__isnull": True}).only("pk", source)
    batch = []
    for letter in held.iterator(BATCH):
        setattr(letter, target, getattr(letter, source))
        batch.append(letter)
        if len(batch) == BATCH:
            letters.objects.bulk_update(batch, [target])
            batch = []
    letters.objects.bulk_update(batch, [target])


def seal(apps: Any, editor: Any) -> None:
    _moved(apps, "open_document", "document")


def unseal(apps: Any, editor: Any) -> None:
    _moved(apps, "document", "open_document")


class Migration(migrations.Migration):
    """Beside the old column, moved over, the old column gone."""

    dependencies = [("letters", "0001_initial")]
    operations = [
        migrations.RenameField("letter", "document", "open_document"),
        migrations.AddField(
            "letter",
            "document",
            luohu.web.protection.fields.EncryptedJSONField(
                blank=True, null=True, verbose_name="所附材料"
            ),
        ),
        migrations.AlterField("letter", "open_document", models.JSONField(null=True)),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField("letter", "open_document"),
    ]
