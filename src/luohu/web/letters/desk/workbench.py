"""One letter on the officer's desk: read, composed, previewed, and every step taken with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luohu.consult.masking import Masked, masked
from luohu.law.sources import LawError, Text
from luohu.people.faults import Refused
from luohu.web.letters import services
from luohu.web.letters.desk.casefile import Casefile, replies_of, used_by
from luohu.web.letters.desk.composing import (
    Used,
    composed,
    figures_for,
    tells_figures,
    used_in,
)
from luohu.web.letters.desk.notices import Undo, notices, tell
from luohu.web.letters.desk.officers import officers_only
from luohu.web.letters.desk.queue import find_letter, topic_told
from luohu.web.letters.desk.rows import following
from luohu.web.letters.models import Letter
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused


@dataclass(frozen=True)
class Editor:
    """What stands in the editor: the text, what it was made from, what is looked for."""

    text: str = ""
    used: tuple[Used, ...] = ()
    figures: bool = False
    q: str = ""
    chosen: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    seen: str | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Editor:
        """What a form holds."""
        held = request.POST
        return cls(
            held.get("text", "").replace("\r\n", "\n").replace("\x00", ""),
            used_in(held.getlist("used")),
            held.get("figures") == "1",
            "".join(c for c in held.get("q", "") if c.isprintable()).strip()[:200],
            _numbers(held.getlist("use")),
            _numbers(held.getlist("confirm")),
            held.get("seen"),
        )

    @classmethod
    def of_draft(cls, case: Casefile) -> Editor:
        """What was saved before."""
        if case.draft is None:
            return cls()
        return cls(case.draft.text, tuple(used_by(case.draft.replies)), case.draft.figures)


@dataclass(frozen=True)
class Shown:
    """What the page of a letter shows beside the letter itself."""

    editor: Editor
    faults: list[Any] = field(default_factory=list)
    preview: Masked | None = None


def _numbers(written: list[str]) -> tuple[int, ...]:
    found = (int(one) for one in written if one.isascii() and one.isdigit() and len(one) < 6)
    return tuple(dict.fromkeys(found))


@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """A letter; a POST composes, searches or previews, and keeps nothing."""
    case = Casefile(find_letter(number), user_of(request))
    if request.method != "POST":
        return _page(request, case, Shown(Editor.of_draft(case)))
    editor = Editor.of(request)
    try:
        editor = _composed(case, editor)
    except Refused as refused:
        return _page(request, case, Shown(editor, refused.faults), 422)
    preview = masked(editor.text) if "preview" in request.POST and editor.text.strip() else None
    return _page(request, case, Shown(editor, preview=preview))


def _composed(case: Casefile, editor: Editor) -> Editor:
    """The replies that were chosen put into the text; Refused for one out of date, unconfirmed."""
    replies = replies_of(case.library, editor.chosen)
    if not replies:
        return editor
    for number in case.flagged(replies):
        if number not in editor.confirmed:
            right = Text("重新核对后勾选", "read it again, and tick that you did")
            wrong = (f"答复 {number} 可能已过时", f"reply {number} may be out of date")
            raise refused(*wrong, right)
    figures = {} if case.merged else figures_for(case.letter, replies)
    used = dict.fromkeys((*editor.used, *(Used(one.number, one.version) for one in replies)))
    text = composed(case.letter, replies, figures, editor.text)
    return replace(
        editor, text=text, used=tuple(used), figures=editor.figures or bool(figures), chosen=()
    )


def _page(request: HttpRequest, case: Casefile, shown: Shown, status: int = 200) -> HttpResponse:
    editor = shown.editor
    context = {
        "case": case,
        "letter": case.letter,
        "editor": editor,
        "seen": case.seen if shown.faults else editor.seen or case.seen,
        "used": case.named(editor.used),
        "needs_second": case.needs_second or _sensitive(case, editor),
        "stale": [case.library.find(number) for number in case.flagged(editor.used)],
        "searched": case.searched(editor.q) if editor.q else None,
        "faults": shown.faults,
        "preview": shown.preview,
        "notices": notices(request),
    }  # fmt: skip
    return render(request, "letters/desk_letter.html", context, status=status)


def _sensitive(case: Casefile, editor: Editor) -> bool:
    """Whether a reply that stands in the editor needs a second look."""
    known = case.library.replies
    return any(known[one.number].sensitive for one in editor.used if one.number in known)


@officers_only
@require_POST
def act(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """A step with a letter; where it is refused, its page with the reason and what was typed."""
    held = find_letter(number)
    step = ACTS.get(action)
    if step is None:
        raise LawError(f"{action[:20]}: 没有这种操作 no such action")
    try:
        return step(request, held)
    except Refused as refused:
        return _refused(request, held, refused)


def _refused(request: HttpRequest, held: Letter, refused: Refused) -> HttpResponse:
    case = Casefile(find_letter(held.number), user_of(request))
    editor = Editor.of(request) if "text" in request.POST else Editor.of_draft(case)
    return _page(request, case, Shown(editor, refused.faults), 422)


def _back(held: Letter) -> HttpResponse:
    return redirect("desk-letter", held.number)


def _undoing(action: str, held: Letter, **fields: str) -> Undo:
    return Undo(reverse("desk-act", args=[held.number, action]), fields)


def _saved(request: HttpRequest, held: Letter) -> str | None:
    """Keep what the form holds, if it holds an answer; how the letter is to be seen from then on."""
    editor, actor = Editor.of(request), user_of(request)
    if "text" not in request.POST:
        return editor.seen
    case = Casefile(held, actor)
    replies = replies_of(case.library, [one.number for one in editor.used])
    own = tells_figures(editor.text, figures_for(held, replies), held.language)
    services.save_draft(
        held, actor=actor, text=editor.text, replies=[one.as_json for one in editor.used],
        figures=editor.figures or own, seen=editor.seen,
    )  # fmt: skip
    return services.as_seen(held)


def _save(request: HttpRequest, held: Letter) -> HttpResponse:
    _saved(request, held)
    tell(request, _("已保存。"))
    return _back(held)


def _ask_second(request: HttpRequest, held: Letter) -> HttpResponse:
    seen = _saved(request, held)
    services.ask_second_look(held, actor=user_of(request), seen=seen)
    tell(request, _("已送复核,等另一位答复人员。"), _undoing("take-back", held))
    return _onward(request, held)


def _take_back(request: HttpRequest, held: Letter) -> HttpResponse:
    services.take_back(held, actor=user_of(request))
    tell(request, _("已撤回,可以继续修改。"))
    return _back(held)


def _give_back(request: HttpRequest, held: Letter) -> HttpResponse:
    services.give_back(held, actor=user_of(request), remark=request.POST.get("remark", ""))
    tell(request, _("已退回修改。"))
    return _onward(request, held)


def _send(request: HttpRequest, held: Letter) -> HttpResponse:
    seen = _saved(request, held)
    services.send(held, actor=user_of(request), seen=seen)
    tell(request, _("%(number)s 的答复已发出。") % {"number": held})
    return _onward(request, held)


def _onward(request: HttpRequest, held: Letter) -> HttpResponse:
    """The same letter, or the next one where that was wanted."""
    if request.POST.get("then") != "next":
        return _back(held)
    onward = following(held, user_of(request))
    if onward is not None:
        return _back(onward)
    tell(request, _("没有待办的来信了。"))
    return redirect("desk")


def _merge(request: HttpRequest, held: Letter) -> HttpResponse:
    into = _other(request.POST.get("into", ""))
    services.merge(held, actor=user_of(request), into=into)
    words = _("%(number)s 已并入 %(into)s。") % {"number": held, "into": into}
    tell(request, words, _undoing("separate", held))
    return _back(into)


def _other(told: str) -> Letter:
    try:
        return find_letter(told.strip())
    except LawError:
        right = Text("编号写作 2026-000001", "write its number as 2026-000001")
        wrong = (f"没有来信 {told[:20]}", f"there is no letter {told[:20]}")
        raise refused(*wrong, right, "into") from None


def _separate(request: HttpRequest, held: Letter) -> HttpResponse:
    into = held.merged_into
    services.separate(held, actor=user_of(request))
    undo = _undoing("merge", held, into=into.number) if into is not None else None
    tell(request, _("%(number)s 不再并入别的来信。") % {"number": held}, undo)
    return _back(held)


def _reopen(request: HttpRequest, held: Letter) -> HttpResponse:
    services.reopen(held, actor=user_of(request), remark=request.POST.get("remark", ""))
    tell(request, _("已重新办理,答复期限重新起算。"))
    return _back(held)


def _classify(request: HttpRequest, held: Letter) -> HttpResponse:
    actor, sensitive = user_of(request), request.POST.get("sensitive") == "1"
    was: Mapping[str, str] = {"topic": str(held.topic), "sensitive": f"{held.sensitive:d}"}
    services.classify(held, actor=actor, topic=topic_told(request), sensitive=sensitive)
    one_way = sensitive and not held.sensitive and Casefile(held, actor).is_mine
    tell(request, _("已归类。"), None if one_way else _undoing("classify", held, **was))
    return _back(held)


ACTS: Mapping[str, Callable[[HttpRequest, Letter], HttpResponse]] = {
    "save": _save,
    "ask-second": _ask_second,
    "take-back": _take_back,
    "give-back": _give_back,
    "send": _send,
    "merge": _merge,
    "separate": _separate,
    "reopen": _reopen,
    "classify": _classify,
}
