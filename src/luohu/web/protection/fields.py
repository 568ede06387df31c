"""Columns whose content only the program can read: text and JSON sealed, numbers as blind indexes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Expression
from pydantic_core import from_json

from luohu.web.protection import blind, ciphers


class Sealed(models.TextField):  # type: ignore[type-arg]
    """A column of envelopes: sealed when it is written, opened when it is read, never compared."""

    @property
    def place(self) -> str:
        """Where its envelopes open: `app.model.field`."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked of the database."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is sealed: ask for isnull, or use a blind index")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """None: nothing within it can be asked for."""
        raise FieldError(f"{self.place} is sealed: nothing within it can be looked up")

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        """What was sealed; Unreadable where it does not open."""
        return None if value is None else self.told(ciphers.unseal(value, self.place))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The envelope; an expression of the database stays one."""
        if isinstance(value, Expression) or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        return None if value is None else ciphers.seal(self.written(value), self.place)

    def get_prep_value(self, value: Any) -> Any:
        """The value as it is: it becomes an envelope only where it is saved."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Refused: a dump of rows would hold the content in the open."""
        raise FieldError(f"{self.place} is sealed: make a backup of the database instead")

    def written(self, value: Any) -> bytes:
        """A value as bytes."""
        raise NotImplementedError

    def told(self, content: bytes) -> Any:
        """Bytes as the value."""
        raise NotImplementedError


class EncryptedTextField(Sealed):
    """Text that is sealed in the database."""

    def written(self, value: Any) -> bytes:
        """The text in UTF-8."""
        return str(value).encode()

    def told(self, content: bytes) -> str:
        """The text."""
        return content.decode()


class EncryptedJSONField(Sealed):
    """A JSON value that is sealed in the database."""

    if TYPE_CHECKING:  # what a model's attribute takes and gives, to mypy
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def written(self, value: Any) -> bytes:
        """The value as compact JSON; TypeError for what is none."""
        told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return told.encode()

    def told(self, content: bytes) -> Any:
        """The value."""
        return from_json(content, allow_inf_nan=False)

    def to_python(self, value: Any) -> Any:
        """The value as it is."""
        return value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """A column of blind indexes, as `blind.index` makes them: equal where the values are."""

    def __init__(self, *told: Any, **named: Any) -> None:
        named["max_length"] = blind.LENGTH
        super().__init__(*told, **named)
