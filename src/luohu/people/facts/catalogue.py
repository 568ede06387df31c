"""All facts in one catalogue: by name, by where a document states them."""

from __future__ import annotations

from collections.abc import Iterator

from luohu.people.facts.fact import Fact, Group, ListFact
from luohu.people.facts.lists import COMMON
from luohu.people.facts.person import PERSON
from luohu.people.facts.records import RECORDS

LISTS: tuple[ListFact, ...] = (*COMMON, *RECORDS)
LOCATED = tuple(f.name for f in LISTS if any(one.name == "city" for one in f.fields))


def scalars() -> Iterator[tuple[str, Fact, Group | None]]:
    """Every fact that has one value a person: the name that rules use, the fact, its group."""
    for item in PERSON:
        if isinstance(item, Group):
            for fact in item.fields:
                yield f"{item.name}_{fact.name}", fact, item
        else:
            yield item.name, item, None


def document_path(name: str) -> str:
    """Where a document states what rules read under a name: `choices.area`, `tax`."""
    for flat, fact, group in scalars():
        if flat == name:
            return f"{group.name}.{fact.written_as}" if group else fact.written_as
    return next((listed.written_as for listed in LISTS if listed.name == name), name)


def catalogue() -> dict[str, Fact | ListFact]:
    """Everything that rules may read, by name."""
    found: dict[str, Fact | ListFact] = {name: fact for name, fact, _ in scalars()}
    return found | {listed.name: listed for listed in LISTS}
