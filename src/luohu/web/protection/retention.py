"""How long data is kept: stages with a limit that the authority sets, a daily run, and what it leaves.

A stage whose limit is not set in LUOHU_RETENTION deletes nothing. What goes leaves a tombstone (which
stage, when, why, how many) and an event for each row; neither says anything about a person.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction

from luohu.law.sources import Text
from luohu.web.protection.models import Tombstone
from luohu.web.record import services as record
from luohu.web.shell.clock import now

DELETE, ANONYMISE = "delete", "anonymise"
BATCH = 500
ROLE = "system"
Past = Callable[[datetime.datetime], "models.QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Data of one kind: which rows are past a moment, what is done with them, and on what ground.

    `past` finds what has been idle since before a moment, and no longer finds what was made anonymous;
    `anonymise` takes the personal data out of rows in the transaction of the run. `kind` is what the
    record calls the subject of a row, before the colon.
    """

    name: str
    label: Text
    past: Past
    why: str
    method: str = DELETE
    anonymise: Callable[[Sequence[Any]], None] | None = None
    kind: str = ""

    def __post_init__(self) -> None:
        if (self.method == ANONYMISE) != (self.anonymise is not None):
            raise ValueError(f"{self.name}: `anonymise` goes with the method of this name")

    @property
    def days(self) -> int | None:
        """The limit; None where the authority has not set one."""
        told: Mapping[str, int] = settings.LUOHU_RETENTION
        return told.get(self.name)

    @property
    def kept(self) -> Text:
        """How long it is kept, in words."""
        if self.days is None:
            return Text("主管部门未定期限,暂不删除", "no limit set by the authority: not deleted")
        return Text(f"{self.days} 天", f"{self.days} days")


_STAGES: dict[str, Stage] = {}


def provide(stage: Stage) -> None:
    """Add a stage; called in `AppConfig.ready`."""
    _STAGES[stage.name] = stage


def stages() -> Mapping[str, Stage]:
    """Every stage by its name."""
    return _STAGES


def unknown_limits() -> list[str]:
    """Names in LUOHU_RETENTION that are no stage's: a limit that would do nothing."""
    return sorted(set(settings.LUOHU_RETENTION) - set(_STAGES))


def run(moment: datetime.datetime | None = None) -> list[Tombstone]:
    """Delete or make anonymous what is past its limit; a tombstone for each stage that had such.

    Rows go in small transactions: a run that is stopped goes on with the next one.
    """
    at, batch = moment or now(), secrets.token_hex(16)
    found = [_run(stage, at, batch) for stage in _STAGES.values() if stage.days is not None]
    return [tombstone for tombstones in found for tombstone in tombstones]


def _run(stage: Stage, at: datetime.datetime, batch: str) -> list[Tombstone]:
    assert stage.days is not None
    until = at - datetime.timedelta(days=stage.days)
    left: list[Tombstone] = []
    while (tombstone := _some(stage, stage.days, until, at, batch)) is not None:
        left.append(tombstone)
    return left


@transaction.atomic(durable=True)
def _some(
    stage: Stage, days: int, until: datetime.datetime, at: datetime.datetime, batch: str
) -> Tombstone | None:
    """At most BATCH rows and what is left of them; None where there is none."""
    rows = list(stage.past(until).order_by("pk").select_for_update(of=("self",))[:BATCH])
    if not rows:
        return None
    label = rows[0]._meta.label
    kind = stage.kind or rows[0]._meta.model_name
    subjects = [f"{kind}:{row.pk}" for row in rows]
    if stage.anonymise is not None:
        stage.anonymise(rows)
    else:
        type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
    if stage.past(until).filter(pk__in=[row.pk for row in rows]).exists():
        raise RuntimeError(f"{stage.name}: it finds again what it has dealt with")
    tombstone = Tombstone.objects.create(
        batch=batch, stage=stage.name, model=label, method=stage.method, why=stage.why,
        days=days, until=until, count=len(rows), at=at,
    )  # fmt: skip
    record.note_many(
        record.Entry(None, ROLE, stage.method, subject, why=f"{stage.name} {batch}")
        for subject in subjects
    )
    return tombstone
