"""复查: an applicant asks to have one result looked at once more; the departments behind it answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.procedure import APPLICANT, written
from luohu.web.declarations.stepping import locked, subject_of
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.verification import freezes, laying, seen, services
from luohu.web.verification.deciding import OPEN, VERIFIER, Said, fault, is_text
from luohu.web.verification.facts import behind
from luohu.web.verification.models import Answer, Check, Review
from luohu.web.years import clock
from luohu.web.years.calendar import Window, span, within
from luohu.web.years.laws import law_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from luohu.web.years.models import Year

SHORTEST, LONGEST = 4, 2000


def own_declaration(actor: User, number: str) -> Declaration:
    """The applicant's own declaration; LawError, and a line in the security log, for any other."""
    rows = Declaration.objects.select_related("year", "employer")
    found = rows.filter(number=number[:40], owner=actor).first() if actor.pk else None
    if found is None:
        security.log("not-yours", username=actor.get_username(), subject=f"number:{number[:40]}")
        raise LawError(f"{number[:40]}: 没有这份申报 there is no such declaration")
    return found


@transaction.atomic(durable=True)
def ask_review(*, actor: User, declaration: Declaration, indicator: str, words: str) -> Review:
    """Ask to have one indicator or condition of one's own declaration looked at once more.

    Every department that answers for a fact behind it is asked, and has the check of that fact from
    then on, whichever department decided it before. One review of an indicator is open
    at a time; the same words once more are the same review. Refused outside the time for results.
    """
    own = own_declaration(actor, declaration.number)
    freezes.hold_years([own.year_id])
    held, told = locked(own)[0], words.strip()
    asked = departments_of(held.year, indicator)
    open_one = _open_one(held, indicator) if asked else None
    if open_one is not None and open_one.words == told:
        return open_one
    faults = [*_not_now(held), *_wrong_words(told), *_wrong_indicator(asked, open_one)]
    if faults:
        raise Refused(faults)
    review = Review.objects.create(
        declaration=held, indicator=indicator, words=told, asked=clock.moment(held.year)
    )
    Answer.objects.bulk_create(Answer(review=review, department=one) for one in asked)
    behind_it = held.checks.filter(fact__in=behind(law_of(held.year), indicator))
    record.note_many(laying.handed_over(behind_it, held.year))
    record.note(
        actor=actor, role=APPLICANT, action="ask_review", subject=subject_of(held), why=indicator
    )
    return review


def _open_one(declaration: Declaration, indicator: str) -> Review | None:
    """The review of an indicator that waits for its answer."""
    return declaration.reviews.filter(indicator=indicator, state=Review.State.ASKED).first()


def refuse_if_closed(review: Review) -> None:
    """Lock a review and refuse where it takes no attachment any more; within a transaction."""
    held = (
        Review.objects.select_for_update(of=("self",))
        .select_related("declaration__year")
        .get(pk=review.pk)
    )
    closed = (
        []
        if held.state == Review.State.ASKED
        else [
            fault(
                "已经答复过了",
                "it is answered already",
                Text("答复后不再收附件", "no files after that"),
            )
        ]
    )
    if faults := [*closed, *_not_now(held.declaration)]:
        raise Refused(faults)


def departments_of(year: Year, indicator: str) -> list[str]:
    """The departments that answer for the facts behind an indicator or condition of the year's law."""
    law = law_of(year)
    if indicator not in (*law.book.indicators, *law.book.conditions, *law.book.routes):
        return []
    facts = behind(law, indicator)
    return list(dict.fromkeys(year.departments[one] for one in facts if one in year.departments))


def checks_behind(answer: Answer) -> list[Check]:
    """The checks of the answering department on which the indicator rests."""
    declaration = answer.review.declaration
    facts = behind(law_of(declaration.year), answer.review.indicator)
    rows = Check.objects.filter(declaration=declaration, department=answer.department)
    return list(rows.filter(fact__in=facts).select_related("declaration__year", "by"))


@transaction.atomic(durable=True)
def answer_review(*, actor: User, answer: Answer, words: str, said: Said | None = None) -> Answer:
    """Answer what was asked of one's department: `said` upholds it by deciding a fact anew, None rejects.

    Refused after the ranking is closed, twice, without a reason, or where the decision may not stand.
    """
    held, told = _locked_answer(actor, answer), words.strip()
    faults = [*_no_answer_now(held), *_wrong_words(told)]
    faults += _upholds_nothing(held, said) if said is not None else []
    if faults:
        raise Refused(faults)
    if said is not None:
        services.decide_within(actor, said, why=f"review:{held.review_id}")
    held.words, held.upheld, held.by = told, said is not None, actor
    held.at = clock.moment(held.review.declaration.year)
    held.save(update_fields=["words", "upheld", "by", "at"])
    close_when_answered(held.review)
    record.note(
        actor=actor, role=VERIFIER, action="uphold_review" if held.upheld else "reject_review",
        subject=subject_of(held.review.declaration), why=f"{held.review.indicator} {held.department}",
    )  # fmt: skip
    return held


def _locked_answer(actor: User, answer: Answer) -> Answer:
    """What is asked of the officer's department, locked: the year is held, then review, declaration, answer."""
    held = seen.answer_of(actor, answer.pk)
    freezes.hold_years([held.review.declaration.year_id])
    Review.objects.select_for_update(of=("self",)).get(pk=held.review_id)
    locked(held.review.declaration)
    return seen.answer_of(actor, answer.pk, lock=True)


def close_when_answered(review: Review) -> None:
    """Close a review once every department has answered; it is upheld where one of them upheld it."""
    answers = list(review.answers.all())
    if not answers or any(one.at is None for one in answers):
        return
    review.state = Review.State.ANSWERED
    review.upheld = any(one.upheld for one in answers)
    review.answered = max(one.at for one in answers if one.at is not None)
    review.save(update_fields=["state", "upheld", "answered"])


def _not_now(declaration: Declaration) -> list[Fault]:
    if declaration.state not in OPEN:
        right = Text("只有在核查中的申报可以", "only a declaration that is being verified can")
        return [fault("这份申报不能申请复查", "no review can be asked for", right)]
    if within(declaration.year, Window.RESULTS):
        return []
    first, closed = map(written, span(declaration.year, Window.RESULTS))
    right = Text(f"{first} 至 {closed}(不含)之间可以申请", f"from {first} until before {closed}")
    return [fault("现在不能申请复查", "no review can be asked for now", right)]


def _wrong_words(words: str) -> list[Fault]:
    if SHORTEST <= len(words) <= LONGEST and is_text(words):
        return []
    right = Text(f"{SHORTEST} 至 {LONGEST} 字", f"{SHORTEST} to {LONGEST} characters")
    return [fault("字数太少或太多", "too few or too many words", right, "words")]


def _wrong_indicator(departments: list[str], open_one: Review | None) -> list[Fault]:
    if open_one is not None:
        right = Text("等它答复", "wait for its answer")
        return [fault("这一项已在复查", "a review of this is open", right, "indicator")]
    if not departments:
        right = Text("选一个指标或条件", "choose an indicator or a condition")
        return [fault("没有部门核查这一项", "no department verifies this", right, "indicator")]
    return []


def _no_answer_now(held: Answer) -> list[Fault]:
    year = held.review.declaration.year
    if held.at is not None:
        right = Text("答复不再更改", "an answer is not changed")
        return [fault("已经答复过了", "it is answered already", right)]
    if clock.moment(year) >= year.ranks_to:
        right = Text(f"应在 {written(year.ranks_to)} 之前", f"before {written(year.ranks_to)}")
        return [fault("复核排名已经截止", "the ranking is closed", right)]
    return []


def _upholds_nothing(held: Answer, said: Said) -> list[Fault]:
    """What is wrong with a decision that upholds: it has to change a fact on which the indicator rests."""
    check = next((one for one in checks_behind(held) if one.pk == said.check), None)
    if check is None:
        right = Text("选这一指标所依的事实", "choose a fact on which the indicator rests")
        return [
            fault("这项事实与所问无关", "the fact is not behind what was asked", right, "check")
        ]
    if (check.decision, check.corrected) == (said.decision, said.corrected):
        right = Text(
            "成立的,改变结论;否则答复不成立", "decide otherwise to uphold it, else reject it"
        )
        wrong = ("核查结果不会有任何变动", "nothing would change")
        return [fault(*wrong, right, "decision")]
    return []
