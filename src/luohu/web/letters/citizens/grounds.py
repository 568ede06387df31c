"""What a reply rests on: rules and values of the law in force, articles, and the reforms it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from luohu.consult.checks import documents_of
from luohu.consult.reply import Reply
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Citation, Document, LawError, Standing
from luohu.schemes.catalogue import find_scheme
from luohu.study.reforms.catalogue import find_proposal
from luohu.study.reforms.proposal import Proposal
from luohu.web.policies.clauses import Clause, clause


@dataclass(frozen=True)
class Grounds:
    """A reply's grounds in the latest version of its scheme; what is in none is left out."""

    reply: Reply

    @cached_property
    def book(self) -> Rulebook | None:
        """The latest law of the reply's scheme."""
        try:
            return find_scheme(self.reply.scheme).rulebooks[-1] if self.reply.scheme else None
        except LawError:
            return None

    @cached_property
    def clauses(self) -> list[Clause]:
        """The rules and values, each with a page in the policy browser."""
        book = self.book
        if book is None:
            return []
        names = dict.fromkeys(self.reply.names_of_law())
        return [clause(book.name, n) for n in names if n in book.rules or n in book.parameters]

    @cached_property
    def citations(self) -> list[Citation]:
        """The articles that the reply names itself."""
        known = _documents(self.reply.scheme) if self.book is not None else {}
        return [known[c.document](c.article) for c in self.reply.clauses if c.document in known]

    @cached_property
    def standing(self) -> Standing | None:
        """How well the least known of all its grounds is known; None for a reply without any."""
        order = list(Standing)
        known = [*(one.standing for one in self.citations), *(one.standing for one in self.clauses)]
        return max(known, key=order.index, default=None)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The reforms that show what would happen if it were done as asked."""
        return [find_proposal(key) for key in self.reply.reforms]


@lru_cache(maxsize=32)
def _documents(scheme: str) -> Mapping[str, Document]:
    return documents_of(scheme)
