"""People of the demonstration: made once, their passwords kept in the folder of data."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Account:
    """Somebody of the demonstration, and how to sign in as him."""

    username: str
    password: str


def demonstration_account(
    username: str, name: str, rights: Iterable[str] = (), *, office: bool = False
) -> tuple[Account, User]:
    """An account with some permissions, by code name, or with all of them for the office."""
    account = Account(username, _kept(Path(settings.DATA) / f".{username}"))
    told = {"first_name": name, "is_staff": office, "is_superuser": office}
    user, _ = get_user_model().objects.get_or_create(username=username, defaults=told)
    if not user.check_password(account.password):
        user.set_password(account.password)
        user.save()
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return account, user


def _kept(path: Path) -> str:
    """A password made on the first call, in a file that its owner alone can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(12))
    return path.read_text()
