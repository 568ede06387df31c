"""One check: the fact as declared, what it means for the points, and the department's decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from luohu.law.sources import LawError, Text
from luohu.law.trail import source_of
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.roles import Role, requires
from luohu.web.assessment.answers import rows_of, shown_row
from luohu.web.assessment.steps import city_of_scheme
from luohu.web.declarations.papers import papers_of
from luohu.web.protection.attachments.served import served
from luohu.web.shell.pages import user_of
from luohu.web.verification import attached, editor, services
from luohu.web.verification import seen as seeing
from luohu.web.verification.asked import Asked, words_of
from luohu.web.verification.deciding import Said
from luohu.web.verification.editor import Editor
from luohu.web.verification.facts import fed_by, has_none, question_of, stands_unsaid
from luohu.web.verification.models import Check, Decision
from luohu.web.verification.notices import notices, tell
from luohu.web.verification.queue import address
from luohu.web.years.laws import law_of

DECISIONS = ("confirmed", "refuted", "corrected", "pending")
WRONG = Fault(
    Place(column="corrected"),
    Text("更正的内容有错", "the correction is wrong"),
    Text("请改正标出的栏", "correct the fields that are marked"),
)


@dataclass(frozen=True)
class Case:
    """A check as its page shows it; `filled` is the form of a correction as somebody left it."""

    check: Check
    filled: Editor | None = None

    @cached_property
    def seen(self) -> seeing.Seen:
        """What the department may see of the declaration."""
        return seeing.seen(self.check)

    @cached_property
    def law(self) -> Any:
        """The law of the year."""
        return law_of(self.check.declaration.year)

    @cached_property
    def question(self) -> Any:
        """The question to which the fact is the answer."""
        return question_of(self.law, self.check.fact)

    @property
    def city(self) -> str:
        """The city of the scheme."""
        return city_of_scheme(self.law)

    @property
    def words(self) -> list[str]:
        """The fact as declared, in lines of words."""
        return words_of(self.check, self.seen)

    @property
    def table(self) -> list[list[Text]]:
        """The fact as declared, its rows in cells."""
        return self._cells(self.seen.value) if self.seen.said else []

    @property
    def corrected(self) -> list[list[Text]]:
        """What was stated instead, its rows in cells."""
        return self._cells(self.check.corrected)

    def _cells(self, value: Any) -> list[list[Text]]:
        if value is None:
            return []
        if self.question.is_list:
            rows = rows_of(self.question, {self.check.fact: value})
        else:
            (first, *_rest) = self.question.fields
            rows = [value if isinstance(value, dict) else {first.written_as: value}]
        return [shown_row(self.question, row) for row in rows]

    @property
    def feeds(self) -> list[Text]:
        """The conditions and indicators that rest on the fact, in words."""
        names = fed_by(self.law, self.check.fact)
        return [source_of(self.law, name).label for name in names]

    @property
    def has_none(self) -> bool:
        """Whether it can be refuted."""
        return has_none(self.question)

    @property
    def means_none(self) -> bool:
        """Whether saying nothing of it means that there is none, or what is usual."""
        return stands_unsaid(self.question)

    @property
    def papers(self) -> int:
        """How many papers the declaration has."""
        return papers_of(self.check.declaration).count()

    @cached_property
    def editor(self) -> Editor:
        """The form of a correction: as somebody left it, else what was stated instead, else the fact."""
        if self.filled is not None:
            return self.filled
        held = (
            self.check.corrected if self.check.decision == Decision.CORRECTED else self.seen.value
        )
        return editor.opened(self.question, held, self.city)

    @property
    def filling(self) -> bool:
        """Whether somebody is filling in a correction."""
        return self.filled is not None


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check; a POST decides it, adds a row to its form, or shows the whole identity number."""
    case = Case(seeing.check_of(user_of(request), pk))
    if request.method != "POST":
        return _page(request, case)
    do = request.POST.get("do", "")
    if do == "add_row":
        return _page(
            request, Case(case.check, editor.enlarged(typed(case, request.POST), case.city))
        )
    if do == "identity":
        why = request.POST.get("why", "")
        return _page(
            request,
            case,
            identity=seeing.identity_of(actor=user_of(request), check=case.check, why=why),
        )
    return _decided(request, case, do)


def typed(case: Case, form: Any) -> Editor:
    """The form of a correction as an officer filled it in."""
    return editor.typed(case.question, form, case.seen.value, case.city)


def said(case: Case, form: Any) -> tuple[Said, Editor | None]:
    """What a form decides, and the form of the correction, if it is one; LawError for another thing."""
    do = form.get("do", "")
    if do not in DECISIONS:
        raise LawError(f"{do[:20]}: 没有这种结论 no such decision")
    filled = typed(case, form) if do == Decision.CORRECTED else None
    value = filled.value() if filled is not None and not filled.faulty else None
    told = form.get("revision", "")
    revision = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1
    return Said(case.check.pk, do, value, form.get("reason", ""), revision), filled


def _decided(request: HttpRequest, case: Case, do: str) -> HttpResponse:
    """Decide as the form says; where that is refused, the page again with what is wrong."""
    one, filled = said(case, request.POST)
    if filled is not None and filled.faulty:
        return _page(request, Case(case.check, filled), faults=[WRONG])
    try:
        after = services.decide(
            actor=user_of(request), check=case.check, decision=one.decision,
            corrected=one.corrected, reason=one.reason, revision=one.revision,
        )  # fmt: skip
    except Refused as refused:
        again = filled.with_faults(refused.faults) if filled is not None else None
        return _page(request, Case(case.check, again), faults=refused.faults)
    words = {"pending": _("结论已撤回。")}.get(do, _("结论已记下。"))
    tell(request, words, {} if do == "pending" else {after.pk: after.revision})
    return redirect(_onward(request, after))


def _onward(request: HttpRequest, check: Check) -> str:
    """The next check of the same fact that waits, where that was asked for; else the check itself."""
    if request.POST.get("then") != "next":
        return reverse("verify-check", args=[check.pk])
    year, asked = check.declaration.year, Asked(fact=check.fact)
    following = asked.checks(user_of(request), year).first()
    return reverse("verify-check", args=[following.pk]) if following else address(year, asked)


def _page(
    request: HttpRequest, case: Case, faults: list[Fault] | None = None, **disclosed: Any
) -> HttpResponse:
    context = {
        **disclosed, "case": case, "faults": faults or [], "year": case.check.declaration.year,
        "reason": request.POST.get("reason", case.check.reason or ""), "notices": notices(request),
    }  # fmt: skip
    return render(request, "verification/check.html", context, status=422 if faults else 200)


@never_cache
@requires(Role.VERIFIER)
@require_POST
def paper(request: HttpRequest, pk: int, stored: int) -> HttpResponse:
    """A paper of the declaration a check is of, for the reason in the form."""
    actor, why = user_of(request), request.POST.get("why", "")
    held = seeing.check_of(actor, pk)
    found = attached.papers_behind(actor=actor, check=held, why=why).filter(pk=stored).first()
    if found is None:
        raise Http404
    return served(found, actor=actor)
