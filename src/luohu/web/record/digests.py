"""Digests of values and rows: the same value always has the same digest, whoever works it out."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

SHA256, SM3 = "sha256", "sm3"
ALGORITHMS = (SHA256, SM3)


def digest_of(value: Any, algorithm: str = SHA256) -> str:
    """The digest, hexadecimal, of a value written as canonical JSON; TypeError for what is none."""
    return hashed(canonical(value), algorithm)


def hashed(text: str, algorithm: str) -> str:
    """The digest of a text; ValueError for an algorithm that the record does not use."""
    if algorithm == SHA256:
        return hashlib.sha256(text.encode()).hexdigest()
    if algorithm == SM3:
        return hashlib.new(SM3, text.encode()).hexdigest()
    raise ValueError(f"{algorithm}: {', '.join(ALGORITHMS)}")


def canonical(value: Any) -> str:
    """A value as JSON in its one form: keys sorted, no spaces, moments in UTC."""
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def moment(at: datetime.datetime) -> str:
    """A moment in UTC with microseconds, as digests and logs write it."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def state_of(instance: Model, fields: Iterable[str]) -> str:
    """The digest of a row: of these of its fields, each as it comes back from the database.

    An instance just saved and the same row read again have one digest.
    """
    meta = instance._meta
    return digest_of(
        {
            name: meta.get_field(name).to_python(instance.serializable_value(name))  # type: ignore[union-attr]
            for name in fields
        }
    )


def _plain(value: Any) -> Any:
    """The same value with the types of JSON only."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _written(value)


def _written(value: Any) -> str:
    """A value of another type as text."""
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return f"{value.days}d{value.seconds}s{value.microseconds}"
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__}: no digest of such a value")
