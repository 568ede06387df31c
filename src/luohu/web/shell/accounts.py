"""People of the demonstration: made once, their passwords kept in the folder of data."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Account:
    """Somebody of the demonstration, and how to sign in as him."""

    username: str
    password: str


def demonstration_account(username: str, name: str) -> tuple[Account, User]:
    """An account of the demonstration, such as anybody may sign up for."""
    path = Path(settings.DATA) / f".{username}"
    account = Account(username, kept(path, lambda: secrets.token_urlsafe(12)))
    found = get_user_model().objects.get_or_create(username=username, defaults={"first_name": name})
    user = found[0]
    if not user.check_password(account.password):
        user.set_password(account.password)
        user.save()
    return account, user


def kept(path: Path, make: Callable[[], str]) -> str:
    """A secret made on the first call, in a file that its owner alone can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
    return path.read_text()
