"""Pages of the auditor: the events, one of them, a subject's history, verifying, the security log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.record import security, services, words
from luohu.web.record.asked import Asked
from luohu.web.record.exports import FORMS
from luohu.web.record.links import digest_of_event
from luohu.web.record.models import Event, Head
from luohu.web.record.readers import auditors_only, role_label, role_labels
from luohu.web.record.tail import LINES, last_lines
from luohu.web.record.verification import Verified, verify
from luohu.web.shell.context import spoken

PAGE = 50
INLINE = 200_000  # events that are compared while the auditor waits


@auditors_only
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events that are asked for, the newest first, by pages of sequences."""
    asked = Asked.of(request.GET.dict())
    found = asked.events().order_by("-sequence")
    if before := _sequence(request.GET.get("before", "")):
        found = found.filter(sequence__lt=before)
    rows = list(found[: PAGE + 1])
    context: dict[str, Any] = {
        "here": "record", "asked": asked, "rows": shown(rows[:PAGE]), "faults": asked.faults, "before": before,
        "older": rows[PAGE - 1].sequence if len(rows) > PAGE else None,
        "roles": role_labels(), "actions": _actions(asked.action), "forms": list(FORMS),
    }  # fmt: skip
    return render(request, "record/events.html", context, status=422 if asked.faults else 200)


@auditors_only
@require_safe
def one_event(request: HttpRequest, sequence: int) -> HttpResponse:
    """One event with its neighbours, and whether its digest and its links are right."""
    around = Event.objects.filter(sequence__range=(sequence - 1, sequence + 1))
    found = {one.sequence: one for one in around}
    event = found.get(sequence)
    if event is None:
        raise Http404
    following, preceding = found.get(sequence + 1), found.get(sequence - 1)
    context = {
        "row": shown([event])[0], "preceding": preceding, "following": following,
        "is_own": digest_of_event(event) == event.digest,
        "is_linked": event.previous == (preceding.digest if preceding else ""),
        "is_followed": following is None or following.previous == event.digest,
    }  # fmt: skip
    return render(request, "record/event.html", context)


@auditors_only
@require_safe
def history(request: HttpRequest, subject: str) -> HttpResponse:
    """What happened to one subject, in its order, a page at a time."""
    after = _sequence(request.GET.get("after", ""))
    found = services.history(subject).filter(sequence__gt=after)
    rows = list(found[: PAGE + 1])
    if not rows and not after:
        raise Http404
    newer = rows[PAGE - 1].sequence if len(rows) > PAGE else None
    context = {"subject": subject, "rows": shown(rows[:PAGE]), "newer": newer, "after": after}
    return render(request, "record/history.html", context)


@auditors_only
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The events that are asked for as a file; who took it is written in the security log."""
    if form not in FORMS:
        raise Http404
    asked = Asked.of(request.GET.dict())
    if asked.faults:
        return events(request)
    kind, written = FORMS[form]
    security.log("record-exported", username=request.user.get_username(), asked=asked.query)
    answer = StreamingHttpResponse(written(asked), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="record.{form}"'
    return answer


@auditors_only
@require_http_methods(["GET", "HEAD", "POST"])
def verifying(request: HttpRequest) -> HttpResponse:
    """Verify the whole record now, if it is not too long to wait for; nothing is changed."""
    head = Head.objects.filter(pk=1).first() or Head(pk=1)
    context: dict[str, Any] = {
        "here": "record-verify",
        "head": head,
        "is_long": head.sequence > INLINE,
    }
    if request.method == "POST" and not context["is_long"]:
        kept, faults = _kept(request)
        context |= {"told": request.POST, "faults": faults, "fault": _by_field(faults)}
        if not faults:
            context["found"] = _verified(request, kept)
    status = 422 if context.get("faults") else 200
    return render(request, "record/verify.html", context, status=status)


@auditors_only
@require_safe
def security_log(request: HttpRequest) -> HttpResponse:
    """The last lines of the security log."""
    event, actor = (request.GET.get(name, "")[:100].strip() for name in ("event", "actor"))
    context = {
        "here": "record-security", "event": event, "actor": actor, "most": LINES,
        "lines": last_lines(event, actor),
    }  # fmt: skip
    return render(request, "record/security.html", context)


def _verified(request: HttpRequest, kept: tuple[int, str] | None) -> Verified:
    found = verify(kept=kept)
    security.log(
        "record-verified", username=request.user.get_username(), sound=found.is_sound,
        count=found.count, first_bad=found.first_bad, head=found.head,
    )  # fmt: skip
    return found


def _kept(request: HttpRequest) -> tuple[tuple[int, str] | None, list[Fault]]:
    """The event that an auditor kept elsewhere, if a form tells one, or what is wrong with it."""
    number, digest = (request.POST.get(name, "").strip() for name in ("sequence", "digest"))
    if not number and not digest:
        return None, []
    faults = []
    if not _sequence(number):
        right = Text("填写序号,例如 1200", "write its number, for instance 1200")
        faults.append(Fault(Place(column="sequence"), Text("不是序号", "this is no number"), right))
    if not security.DIGEST.fullmatch(digest.lower()):
        right = Text("填写 64 位十六进制摘要", "write a digest, 64 hexadecimal places")
        faults.append(Fault(Place(column="digest"), Text("不是摘要", "this is no digest"), right))
    return ((_sequence(number), digest.lower()) if not faults else None), faults


def _by_field(faults: Sequence[Fault]) -> dict[str, Fault]:
    return {one.place.column: one for one in faults}


def _sequence(told: str) -> int:
    """A sequence as an address or a form tells it; 0 for what is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 18 else 0


def _actions(asked: str) -> dict[str, str]:
    """The actions to choose from, in words; one that is asked for is among them."""
    known = {name: text.in_(spoken()) for name, text in words.actions().items()}
    return known if not asked or asked in known else {asked: asked, **known}


def shown(rows: Sequence[Event] | QuerySet[Event]) -> list[dict[str, Any]]:
    """Events with their actions and roles in words."""
    return [
        {"event": one, "action": words.action(one.action, spoken()), "role": role_label(one.role)}
        for one in rows
    ]
