"""What may be done with a letter: each step one transaction, by somebody, from a state to a state."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from luohu.consult.masking import masked
from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.web.letters import library
from luohu.web.letters.models import Draft, Letter, Message, State, Step
from luohu.web.shell.clock import now
from luohu.web.shell.refusals import refused
from luohu.web.shell.typed import plain

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHORTEST, LONGEST, LONGEST_ANSWER = 4, 4000, 20_000
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
ATTEMPTS = 20
LIFTED = "True → False"
REPLIES = Sequence[Mapping[str, int]]
# Which steps there are: action, the states it starts from, the state it ends in.
STEPS: Mapping[str, tuple[tuple[State, ...], State]] = {
    "again": ((State.WAITING, State.CHECKING, State.ANSWERED, State.MERGED), State.WAITING),
    "save": ((State.WAITING,), State.WAITING),
    "ask_second": ((State.WAITING,), State.CHECKING),
    "take_back": ((State.CHECKING,), State.WAITING),
    "give_back": ((State.CHECKING,), State.WAITING),
    "send": ((State.WAITING, State.CHECKING), State.ANSWERED),
    "merge": ((State.WAITING,), State.MERGED),
    "answer_with": ((State.MERGED,), State.ANSWERED),
    "separate": ((State.MERGED,), State.WAITING),
    "reopen": ((State.ANSWERED,), State.WAITING),
}


def write_letter(
    *,
    text: str,
    language: str,
    actor: User | None = None,
    document: Mapping[str, Any] | None = None,
    cycle: int | None = None,
    topic: int = 0,
    sensitive: bool = False,
    code: str = "",
) -> tuple[Letter, str]:
    """Receive a letter, its personal numbers covered; the letter, and the code that opens it.

    `code` is that of the form it was written in: a form that is sent twice is received once.
    Refused for words that are too few or too many.
    """
    words, moment = _words(text), now()
    letter = Letter(
        owner=actor, language=language, topic=topic, sensitive=sensitive,
        received=moment, due=due_on(moment), document=document, cycle=cycle,
    )  # fmt: skip
    try:
        return _received(letter, words, code)
    except IntegrityError:  # the same form twice at one moment: the other was first
        return _received(letter, words, code)


@transaction.atomic(durable=True)
def _received(letter: Letter, words: str, code: str) -> tuple[Letter, str]:
    known = Letter.objects.filter(key=digest_of(code)).first() if code else None
    if known is not None and known.messages.filter(text=words).exists():
        return known, code
    code = new_code() if known is not None or not code else code
    letter.key = digest_of(code)
    _number(letter)
    moment = letter.received
    Message.objects.create(letter=letter, text=words, sent=moment)
    _note(letter, "receive", None, moment)
    return letter, code


@transaction.atomic(durable=True)
def write_again(letter: Letter, *, text: str, actor: User | None = None) -> Letter:
    """A follow-up: added to the thread, and the letter waits for an answer again.

    A letter that was merged stands for itself again; the last words once more are no follow-up.
    """
    words, moment = _words(text), now()
    held = _locked(letter)
    last = held.messages.last()
    if last is not None and not last.of_office and last.text == words:
        return held
    was_answered = held.state == State.ANSWERED
    _step(held, "again", None, moment)
    if was_answered:
        held.due = due_on(moment)
    held.merged_into = None
    held.save(update_fields=["state", "due", "merged_into"])
    Message.objects.create(letter=held, text=words, sent=moment)
    return held


@transaction.atomic(durable=True)
def save_draft(
    letter: Letter,
    *,
    actor: User,
    text: str,
    replies: REPLIES,
    figures: bool = False,
    seen: str | None = None,
) -> Draft:
    """Keep what an officer has written so far; the letter is his from then on.

    `figures` says that the writer's own figures are in it. A reply that is sensitive makes the
    letter so. Refused where the letter is no longer as it was `seen`.
    """
    held, moment = _locked(letter), now()
    if held.state != State.WAITING:
        raise _not_from(held, "save")
    _refuse_if_changed(held, seen)
    if not text.strip() or len(text) > LONGEST_ANSWER:
        right = Text(f"1 至 {LONGEST_ANSWER} 字", f"1 to {LONGEST_ANSWER} characters")
        raise refused("答复为空或太长", "the answer is empty or too long", right, "text")
    _refuse_if_not_in_force(replies)
    kept = {
        "text": masked(text.replace("\x00", "")).text, "replies": list(map(dict, replies)), "figures": figures,
        "author": actor, "saved": moment,
    }  # fmt: skip
    draft, _new = Draft.objects.update_or_create(letter=held, defaults=kept)
    if _has_sensitive(draft) and not held.sensitive:
        _classify(held, actor, held.topic, True)
    held.officer = actor
    held.save(update_fields=["officer"])
    return draft


@transaction.atomic(durable=True)
def ask_second_look(letter: Letter, *, actor: User, seen: str | None = None) -> None:
    """Lay the draft before another officer; Refused where it is no longer as it was `seen`."""
    held = _locked(letter)
    _refuse_if_changed(held, seen)
    _draft_of(held)
    _step(held, "ask_second", actor, now())
    held.save(update_fields=["state"])


@transaction.atomic(durable=True)
def take_back(letter: Letter, *, actor: User) -> None:
    """Write on at a draft that was laid before another officer; its author only."""
    held = _locked(letter)
    _step(held, "take_back", actor, now())
    if _draft_of(held).author != actor:
        right = Text("请写明意见,退回修改", "say what should be changed, and give it back")
        raise refused("只有起草人可以撤回", "only its author can take it back", right)
    held.save(update_fields=["state"])


@transaction.atomic(durable=True)
def give_back(letter: Letter, *, actor: User, remark: str) -> None:
    """Return a draft to its author with what should be changed."""
    held = _locked(letter)
    draft = _draft_of(held)
    _step(held, "give_back", actor, now(), said(remark))
    draft.remark = said(remark)[:2000]
    draft.save(update_fields=["remark"])
    held.save(update_fields=["state"])


@transaction.atomic(durable=True)
def send(letter: Letter, *, actor: User, seen: str | None = None) -> Message:
    """Send the draft for good; what is sensitive is sent by a second officer only.

    Merged letters get the same answer. Refused for the author of a draft to a sensitive letter, or
    of one that waits for a second look; where the writer's figures would be shown to others; where
    the letter is no longer as it was `seen`.
    """
    (held, *merged), moment = _locked_with_merged(letter), now()
    _refuse_if_changed(held, seen)
    draft = _draft_of(held)
    _refuse_if_unseen(held, draft, actor, any(one.sensitive for one in (held, *merged)))
    if merged and draft.figures:
        right = Text("删去个人数字,或撤销并入", "take the figures out, or undo the merging")
        raise refused("并入的来信不能看到他人的数字", "merged letters must not show them", right)
    for one, action in ((held, "send"), *((other, "answer_with") for other in merged)):
        _step(one, action, actor, moment)
        one.answered = moment
        one.save(update_fields=["state", "answered"])
    sent = [_sent(one, draft, actor, moment) for one in (held, *merged)]
    Draft.objects.filter(letter__in=[held, *merged]).delete()
    return sent[0]


def _refuse_if_unseen(letter: Letter, draft: Draft, actor: User, sensitive: bool) -> None:
    """Refuse to send what another officer has to look at first."""
    needed = sensitive or _has_sensitive(draft)
    if letter.steps.filter(action="classify", actor=actor, remark__endswith=LIFTED).exists():
        right = Text("请另一位答复人员发出", "another officer has to send it")
        raise refused("取消复核的人不能发出", "who lifted the second look cannot send it", right)
    if needed and letter.state != State.CHECKING:
        right = Text("先送复核", "ask for a second look first")
        raise refused("须先送复核", "this needs a second look", right)
    if letter.state == State.CHECKING and actor == draft.author:
        right = Text("请另一位答复人员复核后发出", "another officer has to look at it and send it")
        raise refused("须由他人复核", "this needs a second look", right)


def _sent(letter: Letter, draft: Draft, actor: User, moment: datetime.datetime) -> Message:
    return Message.objects.create(
        letter=letter, of_office=True, text=masked(draft.text).text, sent=moment,
        author=draft.author, second=actor if actor != draft.author else None, replies=draft.replies,
    )  # fmt: skip


@transaction.atomic(durable=True)
def merge(letter: Letter, *, actor: User, into: Letter) -> None:
    """Answer a letter with another that waits, about the same: the answer is sent to both.

    Neither sees the words of the other.
    """
    # Locked in one order, so that two officers who merge crosswise do not wait for each other.
    locked = {one.pk: _locked(one) for one in sorted((letter, into), key=lambda one: one.pk)}
    held, other = locked[letter.pk], locked[into.pk]
    waits = other.state in (State.WAITING, State.CHECKING)
    if held == other or not waits or held.merged.filter(state=State.MERGED).exists():
        right = Text("选另一封待答复的来信", "choose another letter that waits for an answer")
        raise refused("不能并入这封信", "it cannot be merged into that", right, "into")
    if held.language != other.language:
        right = Text("选同一种语言的来信", "choose a letter in the same language")
        raise refused("两封信的语言不同", "the letters are in two languages", right, "into")
    _step(held, "merge", actor, now(), other.number)
    held.merged_into = other
    held.save(update_fields=["state", "merged_into"])


@transaction.atomic(durable=True)
def separate(letter: Letter, *, actor: User) -> None:
    """Undo a merging."""
    held = _locked(letter)
    _step(held, "separate", actor, now())
    held.merged_into = None
    held.save(update_fields=["state", "merged_into"])


@transaction.atomic(durable=True)
def reopen(letter: Letter, *, actor: User, remark: str) -> None:
    """Take an answered letter up again, with a new due date; it stands for itself from then on."""
    held, moment = _locked(letter), now()
    _step(held, "reopen", actor, moment, said(remark))
    held.reopened += 1
    held.due = due_on(moment)
    held.merged_into = None
    held.save(update_fields=["state", "reopened", "due", "merged_into"])


@transaction.atomic(durable=True)
def classify(letter: Letter, *, actor: User, topic: int, sensitive: bool) -> None:
    """Say what a letter is about, and whether its answer needs a second look.

    Who wrote the draft cannot lift the second look; who lifted it cannot send the answer.
    """
    held = _locked(letter)
    if topic and topic not in library.library().replies:
        right = Text("选答复库里的一条", "choose a reply of the library")
        raise refused(f"没有答复 {topic}", f"there is no reply {topic}", right, "topic")
    if (
        held.sensitive
        and not sensitive
        and Draft.objects.filter(letter=held, author=actor).exists()
    ):
        right = Text("请另一位答复人员取消", "another officer may do that")
        raise refused("起草人不能取消复核", "the author of the draft cannot lift it", right)
    _classify(held, actor, topic, sensitive)


def _classify(held: Letter, actor: User, topic: int, sensitive: bool) -> None:
    remark = f"{held.topic} → {topic}; {held.sensitive} → {sensitive}"  # ends with LIFTED if so
    held.topic, held.sensitive = topic, sensitive
    held.save(update_fields=["topic", "sensitive"])
    _note(held, "classify", actor, now(), remark)


def as_seen(letter: Letter) -> str:
    """What changes whenever a letter, its thread, its draft or what is merged into it does."""
    draft = Draft.objects.filter(letter=letter).first()
    merged = letter.merged.filter(state=State.MERGED).count()
    return f"{letter.steps.count()}-{merged}-{draft.saved.isoformat() if draft else ''}"


def said(remark: str) -> str:
    """A remark that is needed, personal numbers covered; Refused where nothing is said."""
    if words := remark.replace("\x00", "").strip():
        return masked(words).text
    right = Text("写明要改什么或为什么", "say what should be changed, or why")
    raise refused("没有写意见", "nothing is said", right, "remark")


def _refuse_if_changed(letter: Letter, seen: str | None) -> None:
    if seen is not None and seen != as_seen(letter):
        right = Text("看一下有什么变化,再做一次", "look at what has changed, and do it again")
        raise refused("这封信刚刚有了变化", "the letter has just changed", right)


def _refuse_if_not_in_force(replies: REPLIES) -> None:
    """Refuse what is said to be composed from a reply or a version that there has never been."""
    known = library.library().replies
    for one in replies:
        reply = known.get(one["number"])
        if reply is None or not 1 <= one["version"] <= reply.version:
            told = f"{one['number']} v{one['version']}"
            right = Text("重新采用一条答复", "use a reply of the library again")
            raise refused(f"没有答复 {told}", f"there is no reply {told}", right, "used")


def _has_sensitive(draft: Draft) -> bool:
    """Whether a reply that it was composed from needs a second look; one that is gone does not."""
    known = library.library().replies
    return any(known[n].sensitive for one in draft.replies if (n := one["number"]) in known)


def opened(number: str, code: str) -> Letter | None:
    """The letter of a number, for who has its code; None otherwise, whichever is wrong."""
    letter = Letter.objects.filter(number=plain(number)).first()
    told = digest_of("".join(c for c in plain(code) if c.isalnum()))
    known = letter.key if letter is not None else ""
    return letter if hmac.compare_digest(known, told) else None


def new_code() -> str:
    """A code that cannot be guessed, of letters and digits that cannot be mistaken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def due_on(moment: datetime.datetime) -> datetime.date:
    """The day by which a letter of a moment is to be answered."""
    return moment.date() + datetime.timedelta(days=settings.LUOHU_ANSWER_DAYS)


def _words(text: str) -> str:
    words = text.replace("\x00", "").strip()
    if SHORTEST <= len(words) <= LONGEST:
        return masked(words).text
    right = Text(f"{SHORTEST} 至 {LONGEST} 字", f"{SHORTEST} to {LONGEST} characters")
    raise refused(f"现有 {len(words)} 字", f"there are {len(words)} characters", right, "text")


def _number(letter: Letter) -> None:
    """Give a letter the next number of its year; two at one moment do not get the same."""
    year = letter.received.year
    for _attempt in range(ATTEMPTS):
        last = Letter.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
        letter.number = f"{year}-{(int(last.number[5:]) if last else 0) + 1:06d}"
        try:
            with transaction.atomic():
                letter.save(force_insert=True)
            return
        except IntegrityError:
            letter.pk = None
            if Letter.objects.filter(key=letter.key).exists():
                raise
    raise IntegrityError("no free number")


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)


def _locked_with_merged(letter: Letter) -> list[Letter]:
    """A letter and those merged into it, locked in the order in which `merge` locks them."""
    merged = Letter.objects.filter(merged_into=letter.pk, state=State.MERGED)
    known = [letter.pk, *merged.values_list("pk", flat=True)]
    locked = Letter.objects.select_for_update(of=("self",)).order_by("pk")
    found = {one.pk: one for one in locked.filter(pk__in=known)}
    # While the letter is locked no other can be merged into it; who came before that is seen now.
    return [found[letter.pk], *locked.filter(merged_into=letter.pk, state=State.MERGED)]


def _draft_of(letter: Letter) -> Draft:
    draft = Draft.objects.filter(letter=letter).first()
    if draft is None:
        right = Text("先写答复并保存", "write an answer and save it first")
        raise refused("还没有答复稿", "there is no draft", right)
    return draft


def _step(
    letter: Letter, action: str, actor: User | None, moment: datetime.datetime, remark: str = ""
) -> None:
    """Take a letter along an edge of `STEPS`, and note it; Refused where there is no such edge."""
    begins, ends = STEPS[action]
    if letter.state not in begins:
        raise _not_from(letter, action)
    letter.state = ends
    _note(letter, action, actor, moment, remark)


def _not_from(letter: Letter, action: str) -> Refused:
    now_in = State(letter.state).label
    right = Text("刷新页面看最新状态", "load the page again to see how it stands")
    return refused(
        f"这封信现在{now_in},不能这样做", f"{action}: the letter is {letter.state}", right
    )


def _note(
    letter: Letter, action: str, actor: User | None, moment: datetime.datetime, remark: str = ""
) -> None:
    Step.objects.create(
        letter=letter,
        action=action,
        actor=actor,
        at=moment,
        remark=masked(remark.strip()).text[:500],
    )


ACTIONS = {
    "receive": _("收到"), "again": _("补充来信"), "ask_second": _("送交复核"),
    "take_back": _("撤回送核"), "give_back": _("退回"), "send": _("发出答复"),
    "answer_with": _("随同答复"), "merge": _("并入他信"), "separate": _("撤销了并入"),
    "reopen": _("重开"), "classify": _("改了归类"),
}  # fmt: skip
