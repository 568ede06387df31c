"""Accounts that were there before roles: who answered letters answers them, who was above all administers."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone


def appoint(apps: Any, schema_editor: Any) -> None:
    """Give each account a role after what it was allowed; nobody stays a superuser."""
    user, appointment = apps.get_model("auth", "User"), apps.get_model("accounts", "Appointment")
    office = user.objects.filter(is_superuser=True)
    letters = user.objects.filter(
        user_permissions__codename="answer_letters",
        user_permissions__content_type__app_label="letters",
    )
    for role, people in (("administrator", office), ("letters", letters)):
        for one in people.exclude(appointment__isnull=False).distinct():
            appointment.objects.create(user=one, role=role, appointed=timezone.now())
    user.objects.filter(is_superuser=True).update(is_superuser=False, is_staff=True)
    user.objects.exclude(appointment__role="administrator").update(is_staff=False)


class Migration(migrations.Migration):
    """Every account of before has a role afterwards, an applicant's by having none."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(appoint, migrations.RunPython.noop)]
