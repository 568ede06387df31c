"""An agency's own replies, read from a file: each beside the reply that it may change, and made a draft."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from luohu.consult.importing.drafts import Draft, Imported, read_drafts
from luohu.consult.reply import Reply
from luohu.law.days import today
from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.letters import library
from luohu.web.letters.models import ReplyVersion
from luohu.web.letters.replies import versions
from luohu.web.letters.replies.faults import TO_WRITE
from luohu.web.shell.refusals import refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENDINGS = (".html", ".htm", ".txt", ".md", ".docx", ".xlsx")
LARGEST_FILE = 4 * 1024 * 1024
MOST_DRAFTS = 400
LONGEST_NAME = 100
NEW = "new"
UNKNOWN_THEME = "policy"


@dataclass(frozen=True)
class Beside:
    """A draft of a file, the reply of its number and the one that fits it best, if there are any."""

    draft: Draft
    same: Reply | None
    like: Reply | None

    @property
    def targets(self) -> list[tuple[Reply, str]]:
        """The replies that it may change, each with what speaks for it."""
        if self.same is not None and self.same == self.like:
            return [(self.same, _("编号相同,内容也最接近"))]
        reasons = (self.like, _("内容最接近")), (self.same, _("编号相同"))
        return [(reply, why) for reply, why in reasons if reply is not None]

    @property
    def chosen(self) -> str:
        """What is proposed: the reply that fits best, else a new one."""
        return str(self.like.number) if self.like is not None else NEW

    @property
    def as_told(self) -> str:
        """The draft as a form carries it."""
        one = self.draft
        return json.dumps([one.number, one.title, one.body], ensure_ascii=False)


def imported(file: UploadedFile[Any]) -> Imported:
    """The drafts of a file that was sent; Refused where it cannot be read."""
    name, ending = (file.name or "")[-LONGEST_NAME:], Path(file.name or "").suffix.lower()
    if ending not in ENDINGS or (file.size or 0) > LARGEST_FILE:
        right = Text(
            f"应为 {LARGEST_FILE >> 20} MB 以内的 {' '.join(ENDINGS)}",
            f"give one of {' '.join(ENDINGS)} of at most {LARGEST_FILE >> 20} MB",
        )
        raise Refused(
            [Fault(Place(name), Text("不能读这个文件", "this file cannot be read"), right)]
        )
    with tempfile.TemporaryDirectory(prefix="luohu-") as folder:
        path = Path(folder) / f"replies{ending}"
        path.write_bytes(file.read())
        try:
            found = read_drafts(path)
        except Refused as fault:
            raise Refused(
                [Fault(Place(name), one.wrong, one.right) for one in fault.faults]
            ) from None
    if len(found.drafts) > MOST_DRAFTS:
        wrong = Text(f"有 {len(found.drafts)} 条", f"there are {len(found.drafts)} replies")
        right = Text(f"一次最多 {MOST_DRAFTS} 条", f"at most {MOST_DRAFTS} at once")
        raise Refused([Fault(Place(name), wrong, right)])
    return found


def beside(found: Imported) -> Iterator[Beside]:
    """Each draft with the replies that it may change."""
    known, finder = library.library().replies, library.finder()
    for draft in found.drafts:
        matches = finder.find(draft.title or draft.body[:200], top=1).matches
        yield Beside(draft, known.get(draft.number), matches[0].reply if matches else None)


def told(words: str) -> Draft:
    """A draft as a form carried it; Refused for what is none."""
    try:
        number, title, body = json.loads(words)
        return Draft(int(number), str(title), str(body))
    except (ValueError, TypeError, RecursionError):
        right = Text("重新上传文件", "send the file again")
        raise refused("读不出选中的一条", "a draft that was chosen cannot be read", right) from None


def start(draft: Draft, into: str, *, actor: User, file: str) -> ReplyVersion:
    """A draft version from an imported one: of the reply of a number, or a new one."""
    known = library.library().replies
    named = {"file": file[-LONGEST_NAME:] or "—", "n": draft.number}
    if into == NEW:
        content = _new(draft)
        reason = _("由 %(file)s 第 %(n)s 条导入;英文还没有写。") % named
        return versions.save(actor=actor, content=content, reason=reason, base=0)
    if not (into.isascii() and into.isdigit() and len(into) < 6 and int(into) in known):
        right = Text("选一条答复,或新写一条", "choose a reply, or a new one")
        raise refused(f"没有答复 {into[:20]}", f"there is no reply {into[:20]}", right)
    current = known[int(into)]
    content = current.model_dump(mode="json")
    content["full"] = {**content["full"], "zh": draft.body}
    reason = _("由 %(file)s 第 %(n)s 条导入;英文还是原来的,须对照。") % named
    return versions.save(actor=actor, content=content, reason=reason, base=current.version)


def _new(draft: Draft) -> dict[str, Any]:
    """A reply of an imported draft: its title is also its question and its short answer for now."""
    title = draft.title or draft.body[:40]
    both = {"zh": title, "en": TO_WRITE}
    return {
        "number": versions.free_number(),
        "kind": "proposal" if "建议" in title else "question",
        "theme": UNKNOWN_THEME,
        "title": both,
        "wordings": {"zh": [title], "en": [TO_WRITE]},
        "short": both,
        "full": {"zh": draft.body, "en": TO_WRITE},
        "valid_from": str(today()),
    }
