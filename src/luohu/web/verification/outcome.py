"""What is verified of a declaration, and what it scores beside what was declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F

from luohu.schemes.scoring import score_document
from luohu.web.declarations.contents import declared_document
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import State
from luohu.web.verification.applied import Decided, verified
from luohu.web.verification.comparison import Compared
from luohu.web.verification.facts import in_order
from luohu.web.verification.models import Check, Decision
from luohu.web.verification.scoring import score_verified
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from luohu.web.years.models import Year

Row = tuple[int, str, dict[str, Any], list[str]]
CHUNK = 2000
# What stands in the selection, before the list is published and after.
SELECTED: Final = (
    State.SUBMITTED, State.VERIFIED, State.LISTED, State.NOT_LISTED, State.CONFIRMED, State.SETTLED,
    State.LAPSED,
)  # fmt: skip
CONFIRMED, PENDING = Decided(Decision.CONFIRMED.value), Decided(Decision.PENDING.value)


def verified_document(declaration: Declaration) -> tuple[dict[str, Any], list[str]]:
    """The document with the departments' corrections, and the facts still pending, which it leaves out."""
    counted = declaration.checks.filter(receipt=declaration.receipt)
    decided = {one.fact: Decided(one.decision, one.corrected) for one in counted}
    law = law_of(declaration.year)
    facts = in_order(law, declaration.year.departments)
    return verified(law, declared_document(declaration), facts, decided)


def verified_documents(year: Year) -> Iterator[Row]:
    """The same of every declaration that stands in the selection: pk, number, document, pending.

    In the order of their keys, read in chunks; of the checks only those are read that change or
    withhold something.
    """
    law, last = law_of(year), 0
    facts = in_order(law, year.departments)
    waiting = Declaration.objects.filter(year=year, state__in=SELECTED).order_by("pk")
    columns = waiting.only("pk", "number", "born", "document", "year_id")
    while chunk := list(columns.filter(pk__gt=last)[:CHUNK]):
        first, last = chunk[0].pk, chunk[-1].pk
        decided = _decided_between(year, facts, first, last)
        for declaration in chunk:
            declaration.year = year
            document, pending = verified(
                law, declared_document(declaration), facts, decided[declaration.pk]
            )
            yield declaration.pk, declaration.number, document, pending


def _decided_between(
    year: Year, facts: Sequence[str], first: int, last: int
) -> Mapping[int, Mapping[str, Decided]]:
    """What is decided of the declarations whose keys lie between: confirmed unless a row says else."""
    within = Check.objects.filter(
        year=year, declaration__gte=first, declaration__lte=last,
        receipt=F("declaration__receipt"), fact__in=facts,
    )  # fmt: skip
    everything = dict.fromkeys(facts, CONFIRMED)
    decided: dict[int, dict[str, Decided]] = defaultdict(dict)
    counts = within.order_by("declaration").values_list("declaration").annotate(n=Count("pk"))
    for pk, many in counts:
        decided[pk] = dict(everything) if many == len(facts) else {}
    partly = [pk for pk, held in decided.items() if not held]
    for pk, fact in within.filter(declaration__in=partly).values_list("declaration", "fact"):
        decided[pk][fact] = CONFIRMED
    telling = within.exclude(decision=Decision.CONFIRMED).order_by()
    rows = telling.values_list("declaration", "fact", "decision", "corrected")
    for pk, fact, decision, corrected in rows.iterator():
        decided[pk][fact] = (
            PENDING if decision == PENDING.decision else Decided(decision, corrected)
        )
    return decided


def compared(declaration: Declaration) -> Compared:
    """Declared and verified scores, and where they differ with the lines that say why."""
    law = law_of(declaration.year)
    document, pending = verified_document(declaration)
    declared, _ = score_document(law, declared_document(declaration))
    return Compared(law, declared, score_verified(law, document, pending), tuple(pending))
