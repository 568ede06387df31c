"""A department's queue: what waits for it, several confirmed at once, all that match after a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luohu.law.sources import LawError
from luohu.web.accounts.roles import Role, requires
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import user_of
from luohu.web.verification import asked as asking
from luohu.web.verification import services
from luohu.web.verification.asked import PAGE, STATES, Asked
from luohu.web.verification.deciding import ALREADY, DONE, Said, Told
from luohu.web.verification.models import Check, Decision
from luohu.web.verification.notices import notices, tell
from luohu.web.verification.seen import checks_of
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_BATCHES = 5
MOST = MOST_BATCHES * services.MOST_AT_ONCE


def year_asked(actor: User, told: str) -> Year | None:
    """The year of an address, else the one in which the department verifies; None if it has none."""
    years = asking.years_of(actor)
    if told:
        found = next((one for one in years if str(one.pk) == told), None)
        if found is None:
            raise LawError(f"{told[:20]}: 没有这个年度 there is no such year")
        return found
    return years[0] if years else None


@never_cache
@requires(Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The department's checks that are asked for; a POST does something with several."""
    actor = user_of(request)
    year = year_asked(actor, request.POST.get("year", "") or request.GET.get("year", ""))
    if year is None:
        return render(request, "verification/nothing.html", {"notices": notices(request)})
    if request.method == "POST":
        return _done(request, actor, year)
    asked = Asked.of(request.GET.dict())
    page = Paginator(asked.checks(actor, year), PAGE).get_page(request.GET.get("page"))
    context = {
        **_shown(actor, year, asked), "page": page, "rows": asking.rows(page.object_list),  # type: ignore[arg-type]
        "notices": notices(request),
    }  # fmt: skip
    return render(request, "verification/queue.html", context)


def _shown(actor: User, year: Year, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked, "year": year, "years": asking.years_of(actor), "states": STATES,
        "counts": asking.counts(actor, year), "facts": asking.facts_of(actor, year),
        "filters": asdict(asked), "most": MOST,
    }  # fmt: skip


def _done(request: HttpRequest, actor: User, year: Year) -> HttpResponse:
    """What a form asks for: confirm those chosen, ask whether to confirm all, do that, or take back."""
    asked, do = asking.of_form(request.POST), request.POST.get("do", "")
    if do == "ask_all":
        return _question(request, actor, year, asked)
    if do == "confirm":
        told = confirm(actor, checks_of(actor).filter(pk__in=_chosen(request), year=year))
    elif do == "confirm_all":
        told = confirm(actor, _pending(asked, actor, year))
    elif do == "take_back":
        told = take_back(actor, _revisions(request.POST.get("was", "")))
    else:
        raise LawError(f"{do[:20]}: 没有这种操作 no such action")
    _say(request, told, do)
    return redirect(address(year, asked))


def address(year: Year, asked: Asked) -> str:
    """The address of a queue."""
    return f"{reverse('verify')}?year={year.pk}" + (f"&{asked.query}" if asked.query else "")


def _question(request: HttpRequest, actor: User, year: Year, asked: Asked) -> HttpResponse:
    """Whether to confirm all that match, and how many they are."""
    many = _pending(asked, actor, year).count()
    context = {**_shown(actor, year, asked), "many": many, "now": min(many, MOST)}
    return render(request, "verification/confirm_all.html", context)


def _pending(asked: Asked, actor: User, year: Year) -> Any:
    return asked.checks(actor, year).filter(decision=Decision.PENDING)


def confirm(actor: User, checks: Any) -> list[Told]:
    """Confirm checks that nobody has decided, at most `MOST` of them, a thousand a transaction."""
    waiting = checks.filter(decision=Decision.PENDING).values_list("pk", "revision")[:MOST]
    said = [Said(pk, Decision.CONFIRMED, revision=revision) for pk, revision in waiting]
    return _in_batches(actor, said)


def take_back(actor: User, revisions: Mapping[int, int]) -> list[Told]:
    """Take decisions back that nobody has changed since."""
    said = [Said(pk, Decision.PENDING, revision=one) for pk, one in revisions.items()]
    return _in_batches(actor, said)


def _in_batches(actor: User, said: list[Said]) -> list[Told]:
    size = services.MOST_AT_ONCE
    batches = (said[k : k + size] for k in range(0, len(said), size))
    return [one for some in batches for one in services.decide_many(actor=actor, decisions=some)]


def _chosen(request: HttpRequest) -> list[int]:
    told = request.POST.getlist("checks")[:PAGE]
    return [int(one) for one in told if one.isascii() and one.isdigit() and len(one) < 19]


def _revisions(told: str) -> dict[int, int]:
    """Checks and revisions as the form that takes back holds them."""
    pairs = (one.partition(":") for one in told.split(",")[:PAGE])
    read = [(a, b) for a, _, b in pairs if f"{a}{b}".isascii() and a.isdigit() and b.isdigit()]
    return {int(a): int(b) for a, b in read if len(a) < 19 and len(b) < 10}


def _say(request: HttpRequest, told: Iterable[Told], do: str) -> None:
    """Tell what was done, with a way back where it was a page of rows, and what was refused."""
    answers = list(told)
    done = [one.check for one in answers if one.state == DONE]
    rest = [one for one in answers if one.state not in (DONE, ALREADY)]
    n = len(done)
    if do == "take_back":
        words = ngettext("%(n)d 项结论已撤回。", "%(n)d 项结论已撤回。", n) % {"n": n}
    else:
        words = ngettext("%(n)d 项已确认属实。", "%(n)d 项已确认属实。", n) % {"n": n}
    known = Check.objects.filter(pk__in=done).values_list("pk", "revision")
    undo = dict(known) if do == "confirm" and n <= PAGE else None
    tell(request, words if answers else _("至少选一项待核查的。"), undo, bad=not n)
    if rest:
        words = ngettext("%(n)d 项没有办成。", "%(n)d 项没有办成。", len(rest)) % {"n": len(rest)}
        language = spoken()
        why = "; ".join(sorted({f.wrong.in_(language) for one in rest for f in one.faults}))
        tell(request, f"{words} {why}", bad=True)
