"""The library at the desk: all replies, one with its versions, writing and deciding on a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luohu.consult.reply import Reply
from luohu.law.days import today
from luohu.law.sources import LawError
from luohu.people.faults import Fault, Refused
from luohu.web.letters import library
from luohu.web.letters.citizens.answers import Answer
from luohu.web.letters.desk.notices import notices, tell
from luohu.web.letters.desk.officers import View, officers_only
from luohu.web.letters.models import ReplyVersion
from luohu.web.letters.replies import versions
from luohu.web.letters.replies.faults import checked
from luohu.web.letters.replies.form import fields, is_at, leaves, read, written
from luohu.web.letters.replies.histories import Entry, History, compared
from luohu.web.letters.replies.rows import Wanted, grouped, rows, uses
from luohu.web.letters.themes import THEMES, label_of
from luohu.web.shell.pages import user_of

EDIT, REVIEW = "letters.edit_replies", "letters.review_replies"


def editors_only(view: View) -> View:
    """A page for officers who may edit replies."""
    return officers_only(permission_required(EDIT, raise_exception=True)(view))


@officers_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All replies by theme, those that have to be read again before the others."""
    wanted, every = Wanted.of(request.GET.dict()), rows()
    found = [row for row in every if wanted.takes(row)]
    context = {
        "wanted": wanted, "themes": THEMES, "groups": grouped(found), "found": len(found),
        "outdated": [row for row in every if row.out_of_date], "notices": notices(request),
    }  # fmt: skip
    return render(request, "letters/desk_replies.html", context)


@officers_only
@require_safe
def one_reply(request: HttpRequest, number: int) -> HttpResponse:
    """A reply with its versions and what differs between two; or one version as citizens see it."""
    history = History(number)
    if key := request.GET.get("see", ""):
        return _preview(request, history.find(key).reply)
    return _reply_page(request, history)


def _reply_page(
    request: HttpRequest, history: History, faults: Sequence[Fault] = (), status: int = 200
) -> HttpResponse:
    held = request.GET if request.method == "GET" else {}
    pair = history.pair(held.get("from", ""), held.get("to", ""))
    current = history.current
    context = {
        "history": history, "pair": pair, "changes": compared(pair) if pair else [],
        "mine": history.open is not None and history.open.is_by(user_of(request)),
        "theme": label_of((current or history.entries[0].reply).theme),
        "used": uses()[history.number], "faults": faults, "notices": notices(request),
    }  # fmt: skip
    return render(request, "letters/desk_reply.html", context, status=status)


@dataclass(frozen=True)
class Writing:
    """What stands in the form of a reply; `base` is the version in force that it changes."""

    number: int | None
    form: Mapping[str, str]
    base: str
    seen: str = ""
    reason: str = ""
    faults: Sequence[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest, number: int | None) -> Writing:
        """What was written."""
        form = request.POST.dict()
        if number is not None:
            form["number"] = str(number)
        base, seen, reason = (form.get(name, "") for name in ("base", "seen", "reason"))
        return cls(number, form, base, seen, reason)

    @property
    def at_base(self) -> int:
        """The version that it changes; -1, which none is, for words that are no version."""
        told = self.base
        return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else -1

    @property
    def elsewhere(self) -> list[Fault]:
        """The faults that no field shows."""
        return [one for one in self.faults if not any(is_at(one, leaf) for leaf in leaves())]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A reply that there is not yet."""
    if request.method == "POST":
        return _written(request, Writing.of(request, None))
    free = str(versions.free_number())
    form = {"number": free, "kind": "question", "valid_from": str(today())}
    return _form(request, Writing(None, form, "0"))


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """A new version of a reply, or the own draft of one."""
    history = History(number)
    if request.method == "POST":
        return _written(request, Writing.of(request, number))
    held = versions.open_version(number)
    try:
        versions.refuse_unless_editable(held, user_of(request))
    except Refused as refused:
        return _reply_page(request, history, refused.faults, 422)
    return _form(request, _taken_up(history, held))


def _taken_up(history: History, held: ReplyVersion | None) -> Writing:
    base = str(versions.in_force(history.number))
    if held is not None:
        seen = versions.as_seen(held)
        return Writing(history.number, written(held.content), base, seen, held.reason)
    current = history.in_force or history.entries[0]
    return Writing(history.number, written(current.content), base)


def _written(request: HttpRequest, told: Writing) -> HttpResponse:
    """Look at what was written as citizens will see it, or keep it; the form with what is wrong."""
    content = read(told.form)
    try:
        if "preview" in request.POST:
            return _preview(request, _drafted(content), told.number is not None)
        kept = versions.save(
            actor=user_of(request), content=content, reason=told.reason,
            base=told.at_base, seen=told.seen,
        )  # fmt: skip
    except Refused as refused:
        return _form(request, replace(told, faults=refused.faults), 422)
    return _kept(request, kept)


def _kept(request: HttpRequest, kept: ReplyVersion) -> HttpResponse:
    """On from a draft that was saved, laid before a reviewer if that was wanted."""
    if request.POST.get("then") != "submit":
        tell(request, _("已保存,还没有送审核。"))
        return redirect("desk-reply", kept.number)
    try:
        versions.submit(kept, actor=user_of(request))
    except Refused as refused:
        return _reply_page(request, History(kept.number), refused.faults, 422)
    tell(request, _("已保存并送审核。"))
    return redirect("desk-reply", kept.number)


def _form(request: HttpRequest, told: Writing, status: int = 200) -> HttpResponse:
    fixed = ("number",) if told.number is not None else ()
    context: dict[str, Any] = {
        "told": told,
        "fields": fields(told.form, told.faults, library.library(), fixed),
        "faults": told.faults,
    }
    return render(request, "letters/desk_reply_edit.html", context, status=status)


def _drafted(content: Mapping[str, Any]) -> Reply:
    """The reply that was written, with the version that it would be; Refused with its faults."""
    reply = checked({**content, "version": 1}, library.library())
    return reply.model_copy(update={"version": versions.following(reply.number)})


def _preview(request: HttpRequest, reply: Reply, is_kept: bool = True) -> HttpResponse:
    """A version as citizens would see it; `is_kept` where the desk has a page of the reply."""
    context: dict[str, Any] = {
        "answer": Answer(reply), "theme": label_of(reply.theme), "faults": [], "is_kept": is_kept,
    }  # fmt: skip
    return render(request, "letters/desk_reply_preview.html", context)


@officers_only
@require_POST
def act(request: HttpRequest, number: int, action: str) -> HttpResponse:
    """A step with a version of a reply; where it is refused, the reply's page with the reason."""
    step = ACTS.get(action)
    if step is None:
        raise LawError(f"{action[:20]}: 没有这种操作 no such action")
    needed, do = step
    if not user_of(request).has_perm(needed):
        raise PermissionDenied
    history = History(number)
    entry = history.find(request.POST.get("version", ""))
    try:
        tell(request, do(request, entry))
    except Refused as refused:
        return _reply_page(request, History(number), refused.faults, 422)
    return redirect("desk-reply", number)


def _of(entry: Entry) -> ReplyVersion:
    """A version of the site; LawError for the one that ships, with which nothing can be done."""
    if entry.record is None:
        raise LawError(f"v{entry.version}: 随程序发布的版本 it ships with the program")
    return entry.record


def _submit(request: HttpRequest, entry: Entry) -> str:
    versions.submit(_of(entry), actor=user_of(request), seen=request.POST.get("seen"))
    return _("已送审核,等另一位审核。")


def _withdraw(request: HttpRequest, entry: Entry) -> str:
    versions.withdraw(_of(entry), actor=user_of(request), seen=request.POST.get("seen"))
    return _("已撤回,可以继续修改。")


def _drop(request: HttpRequest, entry: Entry) -> str:
    versions.drop(_of(entry), actor=user_of(request), seen=request.POST.get("seen"))
    return _("这一稿不再采用;仍可在下面的版本里找到。")


def _publish(request: HttpRequest, entry: Entry) -> str:
    seen = request.POST.get("seen", "")
    versions.publish(_of(entry), actor=user_of(request), seen=seen)
    return _("第 %(n)s 版已发布,即时生效。") % {"n": entry.version}


def _decline(request: HttpRequest, entry: Entry) -> str:
    told = request.POST
    versions.decline(
        _of(entry), actor=user_of(request), remark=told.get("remark", ""), seen=told.get("seen")
    )
    return _("未通过,意见已记下。")


def _reread(request: HttpRequest, entry: Entry) -> str:
    reason = _("重新核对,内容仍然正确。")
    versions.reread(int(entry.content["number"]), actor=user_of(request), reason=reason)
    return _("已送审核;审核通过后,这条答复不再标为过时。")


def _restore(request: HttpRequest, entry: Entry) -> str:
    number = int(entry.content["number"])
    reason = _("以第 %(n)s 版(%(state)s)为底稿。") % {"n": entry.version, "state": entry.state}
    versions.save(
        actor=user_of(request), content=entry.content, reason=reason,
        base=versions.in_force(number),
    )  # fmt: skip
    return _("已开一稿,可以继续修改或送审核。")


# What may be done with a version: the right that it needs, and how it is done.
ACTS: Mapping[str, tuple[str, Callable[[HttpRequest, Entry], str]]] = {
    "submit": (EDIT, _submit),
    "withdraw": (EDIT, _withdraw),
    "drop": (EDIT, _drop),
    "reread": (EDIT, _reread),
    "restore": (EDIT, _restore),
    "publish": (REVIEW, _publish),
    "decline": (REVIEW, _decline),
}
