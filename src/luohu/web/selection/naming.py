"""What is unknown of somebody in words: facts by the catalogue, open rules by the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from luohu.law.evaluation import InForce
from luohu.law.sources import Text
from luohu.people.facts import LISTS, PERSON, Group

LABELS: Final[Mapping[str, Text]] = {
    **{(i.name if isinstance(i, Group) else i.written_as): i.label for i in PERSON},
    **{listed.written_as: listed.label for listed in LISTS},
}


def named(law: InForce, paths: Iterable[str]) -> Text:
    """Paths of a document and names of rules, as pages list them; each label once."""
    labels = list(dict.fromkeys(_label(law, path) for path in paths))
    return Text("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def _label(law: InForce, path: str) -> Text:
    key = path.partition(".")[0]
    if key in LABELS:
        return LABELS[key]
    rule = law.book.rules.get(path)
    return rule.label if rule is not None else Text(path, path)
