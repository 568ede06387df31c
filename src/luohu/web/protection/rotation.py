"""Sealing anew what older keys or the other cipher sealed: store by store, resumable; then a key retired.

Stores are the sealed columns of every model, found by looking, the attachments, and what apps add with
`provide`. The key of blind indexes is not rotated: an index is not opened, only made again from its
number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast

from luohu.web.protection import ciphers, keys
from luohu.web.protection.attachments import shelf
from luohu.web.protection.fields import Sealed
from luohu.web.protection.models import Attachment, RotationProgress
from luohu.web.record import services as record
from luohu.web.shell.clock import now

BATCH = 500
ROLE = "system"
Progress = Callable[[int, int], None]


class Store(Protocol):
    """Something that holds envelopes."""

    @property
    def name(self) -> str:
        """What it is called."""

    def renew(self, after: str, most: int) -> tuple[str, int]:
        """Seal anew what comes after a place: the place reached, empty at the end, and how many."""

    def heads(self) -> Iterator[str]:
        """What each of its envelopes begins with."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The sealed columns of a model; a row that somebody writes meanwhile is left as written."""

    model: type[models.Model]
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """The label of the model."""
        return self.model._meta.label_lower

    def renew(self, after: str, most: int) -> tuple[str, int]:
        """Seal anew the columns of at most so many rows; nothing else of them is touched."""
        rows = self._raw().order_by("pk")
        if after:
            rows = rows.filter(pk__gt=self.model._meta.pk.to_python(after))
        held = list(rows.values_list("pk", *map(_raw_name, self.fields))[:most])
        many = sum(self._renew_row(pk, envelopes) for pk, *envelopes in held)
        return (str(held[-1][0]) if len(held) == most else ""), many

    def _renew_row(self, pk: Any, envelopes: list[str | None]) -> int:
        many = 0
        for field, old in zip(self.fields, envelopes, strict=True):
            if old is not None and not ciphers.is_current(old):
                new = ciphers.resealed(old, f"{self.name}.{field}")
                same = self._raw().filter(pk=pk, **{_raw_name(field): old})
                many += same.update(**{field: Value(new, output_field=models.TextField())})
        return many

    def heads(self) -> Iterator[str]:
        """What each of its envelopes begins with."""
        for field in self.fields:
            told = self._raw().filter(**{f"{field}__isnull": False})
            for envelope in told.values_list(_raw_name(field), flat=True).iterator():
                yield envelope.rpartition(".")[0]

    def _raw(self) -> models.QuerySet[Any]:
        """The rows with their envelopes as they are in the database."""
        raw = {_raw_name(one): Cast(F(one), models.TextField()) for one in self.fields}
        rows: models.QuerySet[Any] = self.model._base_manager.annotate(**raw)
        return rows


def _raw_name(field: str) -> str:
    return f"envelope_of_{field}"


@dataclass(frozen=True, slots=True)
class Named:
    """Envelopes outside of columns: by name, in the order of names.

    `names` gives the names after one, `head` what an envelope begins with, `reseal` seals one anew and
    says whether it was of another key or cipher.
    """

    name: str
    names: Callable[[str], Iterable[str]]
    head: Callable[[str], str]
    reseal: Callable[[str], bool]

    def renew(self, after: str, most: int) -> tuple[str, int]:
        """Seal at most so many anew."""
        found = list(islice(self.names(after), most))
        many = sum(self.reseal(name) for name in found)
        return (found[-1] if len(found) == most else ""), many

    def heads(self) -> Iterator[str]:
        """What each of its envelopes begins with."""
        return map(self.head, self.names(""))


@dataclass(frozen=True, slots=True)
class Inside:
    """Envelopes that another package keeps within the values of a JSON column, such as TOTP secrets."""

    model: type[models.Model]
    field: str
    place: str

    @property
    def name(self) -> str:
        """The label of the model and the column."""
        return f"{self.model._meta.label_lower}.{self.field}"

    def renew(self, after: str, most: int) -> tuple[str, int]:
        """Seal anew within at most so many rows, each locked while it is."""
        rows = self.model._base_manager.select_for_update().order_by("pk")
        if after:
            rows = rows.filter(pk__gt=self.model._meta.pk.to_python(after))
        held = list(rows[:most])
        many = sum(self._renew_row(row) for row in held)
        return (str(held[-1].pk) if len(held) == most else ""), many

    def _renew_row(self, row: models.Model) -> int:
        told = getattr(row, self.field)
        old = {name: one for name, one in told.items() if _is_envelope(one)}
        new = {name: ciphers.resealed(one, self.place) for name, one in old.items()}
        if new != old:
            setattr(row, self.field, {**told, **new})
            row.save(update_fields=[self.field])
        return sum(new[name] != old[name] for name in old)

    def heads(self) -> Iterator[str]:
        """What each of its envelopes begins with."""
        for told in self.model._base_manager.values_list(self.field, flat=True).iterator():
            yield from (one.rpartition(".")[0] for one in told.values() if _is_envelope(one))


def _is_envelope(value: object) -> bool:
    return isinstance(value, str) and value.startswith(f"{ciphers.VERSION}.")


def _attached(after: str) -> Iterable[str]:
    rows = Attachment.objects.filter(stored__gt=after).order_by("stored")
    return rows.values_list("stored", flat=True).iterator()


_PROVIDED: dict[str, Store] = {}


def provide(store: Store) -> None:
    """Add a store of envelopes; called in `AppConfig.ready`."""
    _PROVIDED[store.name] = store


provide(Named("attachments", _attached, shelf.head_of, shelf.renew))


def stores() -> list[Store]:
    """Every store: the models with sealed columns, then the others."""
    found: list[Store] = []
    for model in apps.get_models(include_auto_created=True):
        held = model._meta.local_concrete_fields
        sealed = tuple(field.name for field in held if isinstance(field, Sealed))
        if sealed and model._meta.managed and not model._meta.proxy:
            found.append(Columns(model, sealed))
    return [*found, *_PROVIDED.values()]


def rotate(progress: Progress | None = None) -> dict[str, int]:
    """Seal everything under the key and cipher in use; how many envelopes anew, by store.

    It may be stopped at any moment and called again: it goes on after the last batch that stands.
    """
    held = stores()
    done = {}
    for at, store in enumerate(held):
        done[store.name] = _rotated(store)
        if progress is not None:
            progress(at + 1, len(held))
    with transaction.atomic(durable=True):
        record.note(
            actor=None, role=ROLE, action="rotate", subject="keys:content",
            why=f"{ciphers.head_in_use()} {sum(done.values())}",
        )  # fmt: skip
    return done


def _rotated(store: Store) -> int:
    """Seal one store anew, from where the last run was stopped."""
    target = ciphers.head_in_use()
    row, _new = RotationProgress.objects.get_or_create(store=store.name)
    if row.target != target or row.finished is not None:
        row.target, row.cursor, row.resealed, row.finished = target, "", 0, None
    while row.finished is None:
        with transaction.atomic(durable=True):
            row.cursor, many = store.renew(row.cursor, BATCH)
            row.resealed += many
            row.finished = None if row.cursor else now()
            row.save()
    return row.resealed


def used(name: str) -> dict[str, int]:
    """How many envelopes are of a key, by store."""
    found = {
        store.name: sum(head.rpartition(".")[2] == name for head in store.heads())
        for store in stores()
    }
    return {store: many for store, many in found.items() if many}


def retire(name: str) -> None:
    """Forget a key for good; KeyFault while anything is sealed under it, or new things are.

    What was sealed under it in backups does not open any more.
    """
    if held := used(name):
        raise keys.KeyFault(f"{name}: rotate first, these are still sealed under it: {held}")
    keys.keys().retire(keys.CONTENT, name)
    ciphers.forget()
    with transaction.atomic(durable=True):
        record.note(actor=None, role=ROLE, action="retire_key", subject=f"key:{name}")


def renew_key() -> str:
    """Make a key and use it from now on; its id. What older ones sealed is opened until it is rotated."""
    key = keys.keys().add(keys.CONTENT)
    with transaction.atomic(durable=True):
        record.note(actor=None, role=ROLE, action="renew_key", subject=f"key:{key.id}")
    return key.id
