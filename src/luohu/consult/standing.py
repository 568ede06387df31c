"""Whether a reply still says what the law says: the clauses it rests on, then and now."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from luohu.consult.library import Library, shipped
from luohu.consult.reply import Reply
from luohu.law.days import Day, today
from luohu.law.evaluation import InForce
from luohu.law.sources import Citation, LawError, Text
from luohu.law.trail import source_of
from luohu.law.words import shown
from luohu.schemes.catalogue import find_scheme

CHECKED = Path(__file__).parent / "checked.toml"
_HEADING = """# The clauses that each reply was last read against; python -m luohu.consult.standing writes it
# anew once every reply that is flagged was read again.
"""


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """Why a reply has to be read again before it is sent."""

    why: Text


def law_of(reply: Reply, cycle: int) -> InForce | None:
    """The law that a reply speaks of, in a cycle; None where it speaks of none or none is encoded."""
    try:
        return find_scheme(reply.scheme).at(cycle) if reply.scheme else None
    except LawError:
        return None


def clauses_of(reply: Reply, law: InForce) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Each rule or value of a reply that the law has, with the articles that it cites."""
    for name in reply.names_of_law():
        if _has(law, name):
            yield name, tuple(source_of(law, name).cites)


def digest_of_clauses(reply: Reply, cycle: int) -> str:
    """A short digest of every clause the reply rests on, as in force in a cycle; empty for none."""
    law = law_of(reply, cycle)
    if law is None:
        return ""
    stated = [_stated(law, name) for name in _read_too(reply, law)]
    return hashlib.sha256(json.dumps(stated, ensure_ascii=False).encode()).hexdigest()[:12]


def out_of_date(reply: Reply, seen: str, day: Day | None = None) -> OutOfDate | None:
    """Why a reply that was held against clauses with the digest `seen` needs reading again."""
    now = day or today()
    if not reply.valid_on(now):
        return OutOfDate(Text("不在有效期内", "it is outside its dates of validity"))
    if reply.scheme and digest_of_clauses(reply, now.year) != seen:
        return OutOfDate(
            Text("所依据的条文或取值有了变化", "a clause or value that it rests on has changed")
        )
    return None


def _read_too(reply: Reply, law: InForce) -> list[str]:
    """The names of a reply, and the values of the law that its rules read."""
    names = dict.fromkeys(reply.names_of_law())
    for name in reply.names_of_law():
        if name in law.book.rules:
            inputs = law.book.rules[name].inputs
            names.update(dict.fromkeys(i for i in inputs if i in law.book.parameters))
    return list(names)


def _stated(law: InForce, name: str) -> list[str]:
    if not _has(law, name):
        return [law.book.name, name]
    source, value = source_of(law, name), ""
    if name in law.book.parameters:
        parameter = law.book.parameters[name]
        value = shown(parameter.value_for(law.cycle, law.day).given, parameter.unit, "zh")
    cites = [cite.shown("zh") for cite in source.cites]
    return [law.book.name, name, source.statement.zh, value, *cites]


def _has(law: InForce, name: str) -> bool:
    return name in law.book.rules or name in law.book.parameters


def digests(library: Library, cycle: int) -> str:
    """The digests of all replies of a library, for the file; a line a reply."""
    lines = (f'{n} = "{digest_of_clauses(reply, cycle)}"\n' for n, reply in library.replies.items())
    return _HEADING + "".join(lines)


@lru_cache
def _checked() -> dict[str, str]:
    return tomllib.loads(CHECKED.read_text("utf-8")) if CHECKED.exists() else {}


def checked_digest(number: int) -> str:
    """The digest of the clauses that a shipped reply was last read against; empty for never."""
    return _checked().get(str(number), "")


if __name__ == "__main__":
    CHECKED.write_text(digests(shipped(), today().year), "utf-8")
