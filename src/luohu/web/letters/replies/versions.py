"""What may be done with a version of a reply: each step one transaction, published by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from luohu.consult.library import shipped
from luohu.consult.masking import masked
from luohu.consult.standing import digest_of_clauses
from luohu.law.days import today
from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.web.letters import library
from luohu.web.letters.models import ReplyState, ReplyVersion
from luohu.web.letters.replies.faults import checked, to_write
from luohu.web.letters.services import said
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 500
OPEN = (ReplyState.DRAFT, ReplyState.REVIEW)
# Which steps there are: action, the states it starts from, the state it ends in.
STEPS: Mapping[str, tuple[tuple[ReplyState, ...], ReplyState]] = {
    "submit": ((ReplyState.DRAFT,), ReplyState.REVIEW),
    "withdraw": ((ReplyState.REVIEW,), ReplyState.DRAFT),
    "drop": ((ReplyState.DRAFT,), ReplyState.DECLINED),
    "decline": (OPEN, ReplyState.DECLINED),
    "publish": ((ReplyState.REVIEW,), ReplyState.PUBLISHED),
}
OWN = ("submit", "withdraw", "drop")


def save(
    *, actor: User, content: Mapping[str, Any], reason: str, base: int, seen: str = ""
) -> ReplyVersion:
    """Keep a draft of a reply; it is its author's from then on.

    `base` is the version that it changes, 0 for a new reply; `seen` how an open draft was when it
    was taken up. Refused with the faults of the content, where another draft is open, and where
    the reply or the draft has changed since.
    """
    return _once(_saved, actor=actor, content=content, reason=reason, base=base, seen=seen)


def reread(number: int, *, actor: User, reason: str) -> ReplyVersion:
    """Say that a reply is still right: the same words, laid before a reviewer as a new version.

    Refused for a reply outside its dates of validity, which its words alone cannot mend.
    """
    return _once(_reread, number=number, actor=actor, reason=reason)


def _once(step: Any, **told: Any) -> ReplyVersion:
    """A step that opens a version; of two at one moment the second is refused."""
    try:
        version: ReplyVersion = step(**told)
    except IntegrityError:
        raise _taken() from None
    return version


@transaction.atomic(durable=True)
def _saved(
    *, actor: User, content: Mapping[str, Any], reason: str, base: int, seen: str
) -> ReplyVersion:
    reply = checked({**content, "version": 1}, library.library())
    words = _reason(reason)
    _refuse_unless_on(base, reply.number)
    held = open_version(reply.number, lock=True)
    if held is None:
        return _opened(reply.model_dump(mode="json"), actor, words, ReplyState.DRAFT)
    refuse_unless_editable(held, actor)
    if not seen:
        raise _taken()
    _refuse_if_changed(held, seen)
    held.version = following(reply.number)
    held.content = {**reply.model_dump(mode="json"), "version": held.version}
    held.reason, held.written = words, now()
    held.save(update_fields=["version", "content", "reason", "written"])
    return held


@transaction.atomic(durable=True)
def _reread(*, number: int, actor: User, reason: str) -> ReplyVersion:
    reply = library.library().find(number)
    if open_version(number, lock=True) is not None:
        raise _taken()
    if not reply.valid_on(today()):
        right = Text("修改有效期", "change its dates of validity")
        raise refused("这条答复不在有效期内", "the reply is outside its dates of validity", right)
    return _opened(reply.model_dump(mode="json"), actor, _reason(reason), ReplyState.REVIEW)


def _opened(content: dict[str, Any], actor: User, reason: str, state: ReplyState) -> ReplyVersion:
    number = content["number"]
    version = following(number)
    return ReplyVersion.objects.create(
        number=number, version=version, content={**content, "version": version}, state=state,
        author=actor, reason=reason, written=now(),
    )  # fmt: skip


@transaction.atomic(durable=True)
def submit(version: ReplyVersion, *, actor: User, seen: str | None = None) -> None:
    """Lay a draft before a reviewer; its author only. Refused while its English is not written."""
    held = _step(version, "submit", actor, seen)
    if missing := to_write(held):
        right = Text("写好英文再送审核", "write the English first")
        listed = ", ".join(missing)
        raise refused(f"英文还没有写:{listed}", f"there is no English yet: {listed}", right)
    held.save(update_fields=["state"])


@transaction.atomic(durable=True)
def withdraw(version: ReplyVersion, *, actor: User, seen: str | None = None) -> None:
    """Write on at a version that was laid before a reviewer; its author only."""
    _step(version, "withdraw", actor, seen).save(update_fields=["state"])


@transaction.atomic(durable=True)
def drop(version: ReplyVersion, *, actor: User, seen: str | None = None) -> None:
    """Give a draft up; its author only. It stays among the versions."""
    held = _step(version, "drop", actor, seen)
    held.decided = now()
    held.save(update_fields=["state", "decided"])


@transaction.atomic(durable=True)
def decline(version: ReplyVersion, *, actor: User, remark: str, seen: str | None = None) -> None:
    """Turn a version down with what is wrong with it; somebody else than its author."""
    held = _step(version, "decline", actor, seen)
    _decided(held, actor)
    held.remark = said(remark)[:LONGEST_REASON]
    held.save(update_fields=["state", "reviewer", "decided", "remark"])


@transaction.atomic(durable=True)
def publish(version: ReplyVersion, *, actor: User, seen: str | None = None) -> None:
    """Put a version in force; somebody else than its author.

    Refused where the law or the reply has changed since it was written.
    """
    held = _step(version, "publish", actor, seen)
    _decided(held, actor)
    if held.version != following(held.number):
        raise _moved_on(in_force(held.number))
    reply = checked(held.content, library.library())
    held.clauses = digest_of_clauses(reply, today().year)
    held.save(update_fields=["state", "reviewer", "decided", "clauses"])


def open_version(number: int, lock: bool = False) -> ReplyVersion | None:
    """The version of a reply that is being written or reviewed."""
    found = ReplyVersion.objects.filter(number=number, state__in=OPEN)
    return (found.select_for_update(of=("self",)) if lock else found).first()


def in_force(number: int) -> int:
    """The version of a reply in force, 0 for a reply that there is not yet."""
    reply = library.library().replies.get(number)
    return reply.version if reply is not None else 0


def following(number: int) -> int:
    """The version that is published next: one above all that shipped or were published."""
    first = shipped().replies.get(number)
    published = ReplyVersion.objects.filter(number=number, state=ReplyState.PUBLISHED)
    highest = published.aggregate(last=Max("version"))["last"] or 0
    return max(highest, first.version if first is not None else 0) + 1


def free_number() -> int:
    """A number that no reply and no version has."""
    last = ReplyVersion.objects.aggregate(last=Max("number"))["last"] or 0
    return max(last, *library.library().replies, 0) + 1


def as_seen(version: ReplyVersion) -> str:
    """What changes whenever a version does."""
    return f"{version.pk}-{version.state}-{version.written.timestamp()}"


def refuse_unless_editable(version: ReplyVersion | None, actor: User) -> None:
    """Refused where an open version is somebody else's, or is with its reviewer."""
    if version is None:
        return
    _refuse_unless_own(version, actor)
    if version.state != ReplyState.DRAFT:
        raise _not_from(version)


def _step(version: ReplyVersion, action: str, actor: User, seen: str | None) -> ReplyVersion:
    """The version as it is now, taken along an edge of `STEPS`; Refused where there is none."""
    held = ReplyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    begins, ends = STEPS[action]
    if held.state not in begins:
        raise _not_from(held)
    _refuse_if_changed(held, seen)
    if action in OWN:
        _refuse_unless_own(held, actor)
    held.state = ends
    return held


def _decided(version: ReplyVersion, actor: User) -> None:
    if version.author == actor:
        right = Text("请另一位审核", "another reviewer has to decide")
        raise refused("不能审核自己写的版本", "nobody reviews his own version", right)
    version.reviewer, version.decided = actor, now()


def _reason(words: str) -> str:
    told = masked(words.replace("\x00", "").strip()).text
    if 0 < len(told) <= LONGEST_REASON:
        return told
    wrong = ("没有写修改原因", "no reason is given") if not told else ("太长", "it is too long")
    right = Text(
        f"写明为什么改,最多 {LONGEST_REASON} 字", f"say why, in at most {LONGEST_REASON} characters"
    )
    raise refused(*wrong, right, "reason")


def _refuse_unless_own(version: ReplyVersion, actor: User) -> None:
    if version.author != actor:
        right = Text("可以查看,由起草人修改", "it can be read; its author edits it")
        raise refused("这条答复有别人的稿", "somebody else has a draft of this reply", right)


def _refuse_if_changed(version: ReplyVersion, seen: str | None) -> None:
    if seen is not None and seen != as_seen(version):
        right = Text("看一下有什么变化,再做一次", "look at what has changed, and do it again")
        raise refused("这一版刚刚有了变化", "the version has just changed", right)


def _refuse_unless_on(base: int, number: int) -> None:
    """Refuse what was written on top of another version than the one in force."""
    current = in_force(number)
    if base == current:
        return
    if not base:
        free = free_number()
        right = Text(f"可用 {free}", f"{free} is free")
        raise refused(f"已有答复 {number}", f"there is a reply {number} already", right, "number")
    raise _moved_on(current)


def _taken() -> Refused:
    right = Text("等它发布或撤销后再改", "wait until it is published or dropped")
    return refused("这条答复已有未发布的稿", "the reply has an open version already", right)


def _moved_on(version: int) -> Refused:
    right = Text("看现行的版本,在它上面再改", "look at the version in force, and change that one")
    if not version:
        return refused("这条答复还不存在", "there is no such reply yet", right)
    wrong = (f"这条答复现在已是第 {version} 版", f"the reply is now version {version}")
    return refused(*wrong, right)


def _not_from(version: ReplyVersion) -> Refused:
    state = ReplyState(version.state)
    right = Text("刷新页面看最新状态", "load the page again to see how it stands")
    return refused(f"这一版现在{state.label},不能这样做", f"the version is {state.value}", right)
