"""The officers' queue: letters found, by their due dates or by topic, and several done at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from luohu.law.sources import LawError, Text
from luohu.people.faults import Refused
from luohu.web.letters import library, services
from luohu.web.letters.desk.notices import Undo, notices, tell
from luohu.web.letters.desk.officers import officers_only
from luohu.web.letters.desk.rows import PAGE, STATES, Asked, counts, rows, topics
from luohu.web.letters.models import Letter
from luohu.web.shell.context import spoken
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused

NUMBER = re.compile(r"\d{4}-\d{6,15}", re.ASCII)
WAS = re.compile(r"(\d{4}-\d{6,15}):(\d{1,5}):([01])", re.ASCII)


@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The letters that are asked for; a POST does something with those that were chosen."""
    if request.method == "POST":
        return _done(request)
    asked, officer, known = Asked.of(request.GET.dict()), user_of(request), library.library()
    found = asked.letters(officer)
    context = {
        "asked": asked, "counts": counts(officer), "states": STATES, "replies": known.replies,
        "notices": notices(request), "filters": asdict(asked),
    }  # fmt: skip
    if asked.by == "topic":
        context["topics"] = topics(asked, officer, known)
        return render(request, "letters/desk_topics.html", context)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "rows": rows(page.object_list, known)}  # type: ignore[arg-type]
    return render(request, "letters/desk.html", context)


def find_letter(number: str) -> Letter:
    """A letter by its number; LawError where there is none."""
    found = Letter.objects.filter(number=number).first() if NUMBER.fullmatch(number) else None
    if found is None:
        raise LawError(f"{number[:20]}: 没有这封信 there is no such letter")
    return found


def topic_told(request: HttpRequest) -> int:
    """The topic that a form says, 0 for none; Refused for what is no number."""
    told = request.POST.get("topic", "") or "0"
    if told.isascii() and told.isdigit() and len(told) <= 5:
        return int(told)
    right = Text("选答复库里的一条", "choose a reply of the library")
    raise refused(f"没有答复 {told[:20]}", f"there is no reply {told[:20]}", right, "topic")


def _done(request: HttpRequest) -> HttpResponse:
    """What was asked for is done with each letter chosen; back to the same queue."""
    do = DONE.get(request.POST.get("do", ""))
    if do is None:
        raise LawError(f"{', '.join(DONE)}: 没有这种操作 no such action")
    do(request)
    asked = Asked.of(_filters(request))
    return redirect(reverse("desk") + (f"?{asked.query}" if asked.query else ""))


def _filters(request: HttpRequest) -> dict[str, str]:
    """The filters of the queue that a form was on: they are carried as `was-topic` and so on."""
    held = request.POST
    return {name: held.get(f"was-{name}", "") for name in Asked.__slots__}


def _chosen(request: HttpRequest) -> list[Letter]:
    numbers = [one for one in request.POST.getlist("letters") if NUMBER.fullmatch(one)][:PAGE]
    return sorted(Letter.objects.filter(number__in=numbers), key=lambda one: (one.received, one.pk))


def _each(
    request: HttpRequest, letters: Iterable[Letter], do: Callable[[Letter], None]
) -> list[Letter]:
    """Do something with each letter; those with which it was done, the others told with the reason."""
    done = []
    for letter in letters:
        try:
            do(letter)
            done.append(letter)
        except Refused as refused:
            tell(request, f"{letter}: {reasons(refused)}", bad=True)
    return done


def reasons(refused: Refused) -> str:
    """Why something was refused, in a line in the language of the page."""
    language = spoken()
    told = (f"{one.wrong.in_(language)} — {one.right.in_(language)}" for one in refused.faults)
    return "; ".join(told)


def _merge(request: HttpRequest) -> None:
    """All letters that were chosen go with the one that came first."""
    letters = _chosen(request)
    if len(letters) < 2:
        tell(request, _("至少选两封来信。"), bad=True)
        return
    first, *rest = letters
    actor = user_of(request)
    done = _each(request, rest, lambda one: services.merge(one, actor=actor, into=first))
    if done:
        words = ngettext(
            "%(n)d 封来信已并入 %(into)s。", "%(n)d 封来信已并入 %(into)s。", len(done)
        ) % {"n": len(done), "into": first}
        numbers = ",".join(one.number for one in done)
        tell(request, words, Undo(reverse("desk"), {"do": "separate", "was": numbers}))


def _separate(request: HttpRequest) -> None:
    numbers = [n for n in request.POST.get("was", "").split(",") if NUMBER.fullmatch(n)][:PAGE]
    actor = user_of(request)
    letters = Letter.objects.filter(number__in=numbers)
    if _each(request, letters, lambda one: services.separate(one, actor=actor)):
        tell(request, _("并入已撤销。"))


def _classify(request: HttpRequest) -> None:
    """The same topic for all, and the second look where one was chosen."""
    letters, actor, topic = _chosen(request), user_of(request), topic_told(request)
    look = {"1": True, "0": False}.get(request.POST.get("sensitive", ""))
    was = {one.pk: f"{one}:{one.topic}:{one.sensitive:d}" for one in letters}

    def do(one: Letter) -> None:
        sensitive = one.sensitive if look is None else look
        services.classify(one, actor=actor, topic=topic, sensitive=sensitive)

    done = _each(request, letters, do)
    if not letters:
        tell(request, _("至少选一封来信。"), bad=True)
    if done:
        words = ngettext("%(n)d 封来信已归类。", "%(n)d 封来信已归类。", len(done)) % {
            "n": len(done)
        }
        kept = ",".join(was[one.pk] for one in done)
        tell(request, words, Undo(reverse("desk"), {"do": "reclassify", "was": kept}))


def _reclassify(request: HttpRequest) -> None:
    """Each letter as it was classified before."""
    actor, told = user_of(request), request.POST.get("was", "")
    was = {number: (topic, look) for number, topic, look in _before(told)}

    def do(one: Letter) -> None:
        topic, sensitive = was[one.number]
        services.classify(one, actor=actor, topic=topic, sensitive=sensitive)

    if _each(request, Letter.objects.filter(number__in=list(was)), do):
        tell(request, _("归类已恢复。"))


def _before(told: str) -> Iterator[tuple[str, int, bool]]:
    for one in told.split(",")[:PAGE]:
        if found := WAS.fullmatch(one):
            yield found[1], int(found[2]), found[3] == "1"


DONE: dict[str, Callable[[HttpRequest], None]] = {
    "merge": _merge,
    "separate": _separate,
    "classify": _classify,
    "reclassify": _reclassify,
}
