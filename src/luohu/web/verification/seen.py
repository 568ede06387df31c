"""What a department may see: its own checks, and of a declaration one fact, the number, and who in part."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from luohu.law.sources import LawError, Text
from luohu.web.accounts.roles import Role, department_of, role_of
from luohu.web.declarations.contents import declared_document
from luohu.web.declarations.models import Declaration
from luohu.web.protection.disclosure import in_full
from luohu.web.protection.masking import masked_identity, masked_name
from luohu.web.record import security
from luohu.web.verification.facts import label_of, question_of, stands_unsaid
from luohu.web.verification.models import Answer, Check
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNSAID = object()


@dataclass(frozen=True)
class Seen:
    """One fact as a department sees it, and nothing else that was declared."""

    check: int
    number: str
    name: str
    identity: str
    employer: str
    submitted: datetime.datetime | None
    fact: str
    said: bool
    value: Any

    @property
    def label(self) -> Text:
        """What the fact is called."""
        return label_of(self.fact)


def checks_of(actor: User) -> QuerySet[Check]:
    """The checks of an officer's own department; none for who is no verifier."""
    if role_of(actor) != Role.VERIFIER:
        return Check.objects.none()
    return Check.objects.filter(department=department_of(actor))


def answers_of(actor: User) -> QuerySet[Answer]:
    """What is asked of an officer's own department in reviews; none for who is no verifier."""
    if role_of(actor) != Role.VERIFIER:
        return Answer.objects.none()
    return Answer.objects.filter(department=department_of(actor))


def check_of(actor: User, pk: int) -> Check:
    """A check of the officer's department; LawError, and a line in the security log, for any other."""
    related = checks_of(actor).select_related("declaration__year", "declaration__employer", "by")
    found = related.filter(pk=pk).first() if 0 < pk < 2**63 else None
    return found if found is not None else _hidden(actor, f"check:{pk}")


def answer_of(actor: User, pk: int, *, lock: bool = False) -> Answer:
    """The same of what is asked in a review; locked in the caller's transaction where it is wanted."""
    related = answers_of(actor).select_related("review__declaration__year")
    related = related.select_for_update(of=("self",)) if lock else related
    found = related.filter(pk=pk).first() if 0 < pk < 2**63 else None
    return found if found is not None else _hidden(actor, f"answer:{pk}")


def _hidden(actor: User, subject: str) -> Any:
    """Answer for what is another department's as if there were none."""
    security.log("not-yours", username=actor.get_username(), subject=subject)
    raise LawError(f"{subject}: 没有这一项 there is no such thing")


def seen(check: Check) -> Seen:
    """One fact of a declaration, taken out of it; the rest of the document stays behind."""
    declaration = check.declaration
    value = declared_value(declaration, check.fact)
    said = value is not UNSAID
    return Seen(
        check.pk, declaration.number, masked_name(declaration.name),
        masked_identity(declaration.identity), _employer(declaration), declaration.submitted,
        check.fact, said, value if said else None,
    )  # fmt: skip


def _employer(declaration: Declaration) -> str:
    return declaration.employer.name if declaration.employer is not None else ""


def declared_value(declaration: Declaration, fact: str) -> Any:
    """What was declared of a fact; UNSAID where nothing was."""
    return declared_document(declaration).get(fact, UNSAID)


def unsaid_means_none(check: Check) -> bool:
    """Whether saying nothing of the fact says something by itself."""
    return stands_unsaid(question_of(law_of(check.declaration.year), check.fact))


def identity_of(*, actor: User, check: Check, why: str) -> str:
    """The whole identity number, for a reason; the security log says who read it."""
    held = check_of(actor, check.pk)
    subject = f"declaration:{held.declaration_id}"
    return in_full(held.declaration.identity, actor=actor, subject=subject, why=why)
