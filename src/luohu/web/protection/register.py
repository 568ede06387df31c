"""The register of personal data: of each column why it is kept, how secret it is, on what ground, how long.

Each app has a `register.toml`, with an entry for every field of its models but the row's own number:

    [Declaration.identity]
    purpose = {zh = "一人一年只申报一次", en = "one declaration a person and year"}
    class = "S3"
    source = "管理办法 第七条"
    retention = "declarations"

`class` is S0 public, S1 internal, S2 personal, S3 sensitive personal (PIPL 28); what is S3 is sealed.
`source` is the clause or duty that asks for it. `retention` is the name of a stage of `retention`, one
of the words below, or a sentence. A model of another package stands in the register of `protection`
with its app before it: `[auth.User.username]`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from luohu.law.sources import LawError, Text

SITE = Path(__file__).parents[1]
OURS = "luohu.web."
CLASSES: Mapping[str, Text] = {
    "S0": Text("公开", "public"),
    "S1": Text("内部", "internal"),
    "S2": Text("个人信息", "personal"),
    "S3": Text("敏感个人信息", "sensitive personal"),
}
RETENTIONS: Mapping[str, Text] = {
    "public": Text("公开数据,长期保存", "public, kept"),
    "account": Text("与账号同存", "as long as the account"),
    "record": Text("随记录保存,不改不删", "with the record, which nobody changes"),
    "system": Text("系统运行所需,用后即换", "as long as it runs on it"),
    "year": Text(
        "随该年度保存,天数由主管部门定", "with the year; the authority says for how many days"
    ),
}
NEEDED = {"purpose", "class", "source", "retention"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of one field; `key` is app.Model.field."""

    key: str
    purpose: Text
    secrecy: str
    source: str
    retention: str

    @property
    def app(self) -> str:
        """The label of its app."""
        return self.key.split(".")[0]

    @property
    def level(self) -> Text:
        """Its class, in words."""
        return CLASSES[self.secrecy]

    @property
    def kept(self) -> Text:
        """How long it is kept, in words."""
        return retention_in_words(self.retention)


def retention_in_words(name: str) -> Text:
    """How long something is kept: the days of a stage, or what the word means."""
    from luohu.web.protection import retention

    stage = retention.stages().get(name)
    if stage is not None:
        return stage.kept
    return RETENTIONS.get(name, Text(name, name))


def entries() -> dict[str, Entry]:
    """Every entry by its key; LawError for a file that says something else."""
    found: dict[str, Entry] = {}
    for path in sorted(SITE.glob("*/register.toml")):
        for entry in _entries_of(path):
            if entry.key in found:
                raise LawError(f"{path}: {entry.key}: said twice")
            found[entry.key] = entry
    return found


def _entries_of(path: Path) -> Iterator[Entry]:
    told: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))
    own = path.parent.name
    for name, held in told.items():
        others = name[0].islower()
        for model, fields in held.items() if others else [(name, held)]:
            for field, words in fields.items():
                yield _entry(f"{name if others else own}.{model}.{field}", words, path)


def _entry(key: str, words: Mapping[str, Any], path: Path) -> Entry:
    if not isinstance(words, dict) or set(words) != NEEDED or words["class"] not in CLASSES:
        needs = ", ".join(sorted(NEEDED))
        raise LawError(f"{path}: {key}: write {needs}, and as class one of {', '.join(CLASSES)}")
    if not words["source"].strip() or not words["retention"].strip():
        raise LawError(f"{path}: {key}: source and retention say something")
    purpose = Text(words["purpose"]["zh"], words["purpose"]["en"])
    return Entry(key, purpose, words["class"], words["source"], words["retention"])


def fields() -> dict[str, models.Field[Any, Any]]:
    """Every column that there is, by app.Model.field, but for the numbers of rows."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}": field
        for model in apps.get_models()
        for field in _columns(model)
    }


def _columns(model: type[models.Model]) -> Iterable[models.Field[Any, Any]]:
    meta = model._meta
    held = [*meta.local_concrete_fields, *meta.local_many_to_many]
    return [field for field in held if not isinstance(field, models.AutoField)]
