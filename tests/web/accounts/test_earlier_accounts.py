"""Accounts of an installation from before there were roles: each is given one, nobody is above them."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User

from luohu.web.accounts.roles import Role, role_of

pytestmark = pytest.mark.django_db
appoint = import_module("luohu.web.accounts.migrations.0002_roles_of_accounts").appoint


def allowed(username: str, *names: str, staff: bool = False) -> User:
    user = User.objects.create_user(username, is_staff=staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def test_each_has_the_role_of_what_he_was_allowed() -> None:
    office = User.objects.create_superuser("office")
    letters = allowed("letters", "answer_letters", "review_replies")
    citizen, staff = allowed("citizen"), allowed("staff", staff=True)
    appoint(apps, None)
    appoint(apps, None)
    roles = [role_of(User.objects.get(pk=one.pk)) for one in (office, letters, citizen, staff)]
    assert roles == [Role.ADMINISTRATOR, Role.LETTERS, Role.APPLICANT, Role.APPLICANT]


def test_nobody_stays_above_the_roles_and_reviewers_stay_reviewers() -> None:
    User.objects.create_superuser("office")
    letters = allowed("letters", "answer_letters", "review_replies")
    allowed("staff", staff=True)
    appoint(apps, None)
    assert not User.objects.filter(is_superuser=True).exists()
    assert [one.username for one in User.objects.filter(is_staff=True)] == ["office"]
    assert User.objects.get(pk=letters.pk).has_perm("letters.review_replies")
