"""Objections to a published list: signed by anybody within the time of publicity, answered in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, refuse_if
from luohu.web.accounts.roles import Role
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.selection.codes import digest_of, new_code, place_of
from luohu.web.selection.models import Listing, Objection, ObjectionState, Publication
from luohu.web.selection.refusals import refuse_outside, refuse_unless
from luohu.web.shell.refusals import refused
from luohu.web.shell.typed import plain
from luohu.web.years import clock
from luohu.web.years.calendar import Window

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIMITS = {"words": (10, 4000), "signatory": (2, 50), "contact": (5, 200)}
LABELS = {
    "words": Text("异议内容", "objection"),
    "signatory": Text("署名", "signed"),
    "contact": Text("联系方式", "contact"),
}
WATCHED = (
    "publication_id", "listing_id", "number", "received", "state", "answered", "upheld", "cancels",
)  # fmt: skip
ATTEMPTS = 20


def object_to(
    *,
    actor: User | None,
    publication: Publication,
    words: str,
    signatory: str,
    contact: str,
    about: str = "",
    code: str = "",
) -> tuple[Objection, str]:
    """Receive a signed objection within the time of publicity; it, and the code that opens it.

    `about` is the number on the list that it is about, if it is about one. `code` is that of the form
    it was written in: a form that is sent twice is received once. A code that was used for another list
    is replaced by a new one.
    """
    told = _told(words, signatory, contact)
    for _attempt in range(ATTEMPTS):
        try:
            return _received(actor, publication, told, about, code)
        except IntegrityError:  # the same number or form at one moment: the other was first
            continue
    raise IntegrityError("no free number")


@transaction.atomic(durable=True)
def _received(
    actor: User | None, publication: Publication, told: dict[str, str], about: str, code: str
) -> tuple[Objection, str]:
    known = Objection.objects.filter(key=digest_of(code)).first() if code else None
    if known is not None and known.publication_id == publication.pk:
        return known, code
    refuse_outside(publication.year, Window.PUBLICITY)
    code = code if code and known is None else new_code()
    made = Objection.objects.create(
        publication=publication, listing=_line(publication, about), number=_number(publication),
        key=digest_of(code), received=clock.moment(publication.year), **told,
    )  # fmt: skip
    record.note(
        actor=actor, role="", action="object", subject=str(made), after=state_of(made, WATCHED)
    )
    return made, code


def _told(words: str, signatory: str, contact: str) -> dict[str, str]:
    """The three texts without what cannot be printed; Refused with every one that is no good."""
    given = {"words": words, "signatory": signatory, "contact": contact}
    told = {name: text.replace("\x00", "").strip() for name, text in given.items()}
    faults = []
    for name, (least, most) in LIMITS.items():
        if not least <= len(told[name]) <= most:
            label = LABELS[name]
            wrong = Text(
                f"{label.zh}现有 {len(told[name])} 字", f"{label.en}: {len(told[name])} characters"
            )
            right = Text(f"{least} 至 {most} 字", f"{least} to {most} characters")
            faults.append(Fault(Place(column=name), wrong, right))
    refuse_if(faults)
    return told


def _line(publication: Publication, about: str) -> Listing | None:
    if not about.strip():
        return None
    place = place_of(about)
    lines = Listing.objects.filter(publication=publication)
    found = lines.filter(position=place).first() if place is not None else None
    if found is None:
        right = Text("写名单上的公示编号,或不写", "write a number of the list, or none")
        raise refused("名单上没有这个编号", "there is no such number on the list", right, "about")
    return found


def _number(publication: Publication) -> str:
    """The next number of a year's objections; the database refuses one that is given twice."""
    prefix = f"{publication.year.number_prefix}-Y"
    rows = Objection.objects.filter(number__startswith=prefix)
    last = rows.order_by(Length("number").desc(), "-number").first()
    return f"{prefix}{(int(last.number.removeprefix(prefix)) if last else 0) + 1:05d}"


def opened(number: str, code: str) -> Objection | None:
    """The objection of a number, for who has its code; None otherwise, whichever is wrong."""
    told = digest_of("".join(one for one in plain(code) if one.isalnum()))
    return Objection.objects.filter(number=plain(number), key=told).first()


@transaction.atomic(durable=True)
def answer_objection(
    *, actor: User, objection: Objection, upheld: bool, answer: str, cancels: bool | None = None
) -> Objection:
    """Answer an objection once: upheld or dismissed, with the reason; the authority only.

    One that is upheld about a line says whether the line is to be cancelled: that is a step of its
    own, and until then the line is not confirmed. Where it is not, the line is confirmed as others are.
    """
    refuse_unless(actor, Role.AUTHORITY)
    held = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if held.state != ObjectionState.RECEIVED:
        right = Text("看一下已有的答复", "look at the answer that there is")
        raise refused("这件异议已经答复", "this objection is answered", right)
    words = answer.replace("\x00", "").strip()
    asked = upheld and held.listing_id is not None
    refuse_if([*_wrong_answer(words), *(_unsaid() if asked and cancels is None else ())])
    before = state_of(held, WATCHED)
    held.state, held.upheld, held.answer = ObjectionState.ANSWERED, upheld, words
    held.cancels = bool(asked and cancels)
    held.by, held.answered = actor, clock.moment(held.publication.year)
    held.save(update_fields=["state", "upheld", "cancels", "answer", "by", "answered"])
    record.note(
        actor=actor, role=Role.AUTHORITY, action="answer_objection", subject=str(held),
        before=before, after=state_of(held, WATCHED), why=_told_in_short(held),
    )  # fmt: skip
    return held


def _wrong_answer(words: str) -> list[Fault]:
    if 2 <= len(words) <= 4000:
        return []
    wrong = Text("没有写理由,或太长", "no reason is given, or it is too long")
    return [Fault(Place(column="answer"), wrong, Text("2 至 4000 字", "2 to 4000 characters"))]


def _unsaid() -> list[Fault]:
    wrong = Text("没有说是否取消资格", "it is not said whether the line is to be cancelled")
    return [Fault(Place(column="cancels"), wrong, Text("选一个", "choose one"))]


def _told_in_short(held: Objection) -> str:
    if not held.upheld:
        return "dismissed"
    return "upheld, to be cancelled" if held.cancels else "upheld, not to be cancelled"
