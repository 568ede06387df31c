"""Import at the desk: a file of an agency's own replies, its drafts to be looked at, versions from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.letters.desk.notices import tell
from luohu.web.letters.desk.queue import reasons
from luohu.web.letters.replies.editing import editors_only
from luohu.web.letters.replies.imported import (
    ENDINGS,
    LARGEST_FILE,
    MOST_DRAFTS,
    beside,
    imported,
    start,
    told,
)
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: HttpRequest) -> HttpResponse:
    """A file is sent, its drafts are shown, those that were chosen become versions to be edited."""
    if request.method != "POST":
        return _page(request)
    try:
        return _started(request) if "start" in request.POST else _found(request)
    except Refused as fault:
        return _page(request, faults=fault.faults, status=422)


def _page(
    request: HttpRequest, faults: Sequence[Fault] = (), status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "faults": faults, "endings": ",".join(ENDINGS), "largest": LARGEST_FILE >> 20, **more,
    }  # fmt: skip
    return render(request, "letters/desk_import.html", context, status=status)


def _found(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        right = Text("先选一个文件", "choose a file first")
        raise refused("没有收到文件", "no file was sent", right)
    found = imported(file)
    return _page(request, found=found, drafts=list(beside(found)), file=file.name)


def _started(request: HttpRequest) -> HttpResponse:
    """A version from each draft that was chosen; those that cannot be are told with the reason."""
    chosen = request.POST.getlist("draft")[:MOST_DRAFTS]
    if not chosen:
        right = Text("勾选要用的,再上传一次文件", "send the file again and tick some")
        raise refused("一条也没有选", "nothing was chosen", right)
    done = sum(_one(request, words) for words in chosen)
    if done:
        words = ngettext("已开 %(n)d 稿,都还没有发布。", "已开 %(n)d 稿,都还没有发布。", done)
        tell(request, words % {"n": done})
    return redirect("desk-replies")


def _one(request: HttpRequest, words: str) -> bool:
    draft = told(words)
    into = request.POST.get(f"into-{draft.number}", "")
    try:
        start(draft, into, actor=user_of(request), file=request.POST.get("file", ""))
    except Refused as fault:
        name = _("第 %(n)s 条") % {"n": draft.number}
        tell(request, f"{name}: {reasons(fault)}", bad=True)
        return False
    return True
