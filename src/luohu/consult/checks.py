"""Holding a reply against the law: every rule, value, document and reform it speaks of must exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from luohu.consult.library import Library, fault
from luohu.consult.reply import Reply
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Document, LawError, load_documents
from luohu.people.faults import Fault
from luohu.schemes.catalogue import find_scheme
from luohu.study.reforms.catalogue import find_proposal

SCHEMES = Path(__file__).parent.parent / "schemes"


def against_the_law(reply: Reply, library: Library | None = None) -> Iterable[Fault]:
    """What a reply speaks of and nothing has; replies it is related to too, if a library is given."""
    place = f"{reply.number:03}"
    if reply.scheme:
        try:
            book = find_scheme(reply.scheme).rulebooks[-1]
        except LawError as error:
            yield fault(place, "scheme", str(error))
            return
        yield from _unknown_names(reply, book, place)
        yield from _unknown_documents(reply, place)
    yield from _unknown_reforms(reply, place)
    if library is not None:
        for number in sorted(set(reply.related) - set(library.replies)):
            yield fault(place, "related", f"there is no reply {number}")


def documents_of(scheme: str) -> Mapping[str, Document]:
    """The documents of a scheme's city by key."""
    city = scheme.partition("-")[0]
    return load_documents(SCHEMES / city / "documents.toml")


def _unknown_names(reply: Reply, book: Rulebook, place: str) -> Iterable[Fault]:
    for name in reply.names_of_law():
        if name not in book.rules and name not in book.parameters:
            yield fault(place, "rules", f"{book.name} has no rule or value {name!r}")


def _unknown_documents(reply: Reply, place: str) -> Iterable[Fault]:
    known = documents_of(reply.scheme)
    for clause in reply.clauses:
        if clause.document not in known:
            there = ", ".join(known)
            yield fault(place, "clauses", f"no document {clause.document!r}: there are {there}")


def _unknown_reforms(reply: Reply, place: str) -> Iterable[Fault]:
    for key in reply.reforms:
        try:
            find_proposal(key)
        except LawError as error:
            yield fault(place, "reforms", str(error))
