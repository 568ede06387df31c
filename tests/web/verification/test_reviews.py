"""复查: who may ask for it and when, which departments answer, and what an answer does."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.declarations.models import Declaration
from luohu.web.record.models import Event
from luohu.web.verification import outcome, reviews
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Answer, Review
from luohu.web.years.calendar import Window
from tests.web.accounts import people
from tests.web.verification import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "缴费月数少算了两年"


@pytest.fixture
def declaration() -> Declaration:
    held = made.laid_out()
    made.decide_all(held)
    made.at(held.year, Window.RESULTS)
    return held


def owner(declaration: Declaration) -> User:
    assert declaration.owner is not None
    return declaration.owner


def ask(declaration: Declaration, indicator: str = "employment", words: str = WORDS) -> Review:
    return reviews.ask_review(
        actor=owner(declaration), declaration=declaration, indicator=indicator, words=words
    )


def answer(asked: Answer, words: str = "经核查,维持", said: Said | None = None) -> Answer:
    return reviews.answer_review(
        actor=made.verifier(asked.department), answer=asked, words=words, said=said
    )


def words(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.faults[0].wrong.zh


def test_every_department_behind_the_indicator_is_asked(declaration: Declaration) -> None:
    review = ask(declaration, "residence")
    departments = {one.department for one in review.answers.all()}
    assert departments == {"employment", "housing"}


def test_asking_is_noted_with_the_declaration(declaration: Declaration) -> None:
    ask(declaration)
    event = Event.objects.filter(subject=f"declaration:{declaration.pk}").latest("sequence")
    assert (event.action, event.role, event.why) == ("ask_review", "applicant", "employment")
    assert made.record_agrees()


def test_only_its_owner_can_ask(declaration: Declaration) -> None:
    with pytest.raises(LawError, match="no such declaration"):
        reviews.ask_review(
            actor=people.applicant(), declaration=declaration, indicator="employment", words=WORDS
        )


def test_one_review_of_an_indicator_is_open_at_a_time(declaration: Declaration) -> None:
    first = ask(declaration)
    assert ask(declaration) == first
    with pytest.raises(Refused) as refused:
        ask(declaration, words="还有别的理由")
    assert words(refused) == "这一项已在复查"
    assert ask(declaration, "residence") != first


@pytest.mark.parametrize(
    ("moment", "microseconds", "open_"),
    [
        ("results_from", -1, False),
        ("results_from", 0, True),
        ("results_to", -1, True),
        ("results_to", 0, False),
    ],
)
def test_a_review_can_be_asked_for_to_the_moment(
    declaration: Declaration,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    microseconds: int,
    open_: bool,
) -> None:
    year = declaration.year
    at = getattr(year, moment) + datetime.timedelta(microseconds=microseconds)
    monkeypatch.setattr("luohu.web.years.clock.now", lambda: at - year.offset)
    if open_:
        assert ask(declaration).asked == at
    else:
        with pytest.raises(Refused) as refused:
            ask(declaration)
        assert words(refused) == "现在不能申请复查"


@pytest.mark.parametrize("told", ["短", "长" * 2001, "有\x00空字"])
def test_words_are_few_enough_and_enough(declaration: Declaration, told: str) -> None:
    with pytest.raises(Refused):
        ask(declaration, words=told)


def test_what_is_no_indicator_is_not_reviewed(declaration: Declaration) -> None:
    with pytest.raises(Refused) as refused:
        ask(declaration, "weather")
    assert words(refused) == "没有部门核查这一项"


@pytest.mark.parametrize("told", ["空\x00字", "residence" * 1112, "\ud800", ""])
def test_what_can_be_no_name_is_refused_with_words(declaration: Declaration, told: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(declaration, told)
    assert words(refused) == "没有部门核查这一项"


def test_a_rejection_needs_its_reason_and_closes_the_review(declaration: Declaration) -> None:
    review = ask(declaration)
    (asked,) = review.answers.all()
    with pytest.raises(Refused):
        answer(asked, words="")
    answer(asked)
    review.refresh_from_db()
    assert (review.state, review.upheld) == ("answered", False)


def test_upholding_decides_the_fact_anew_and_the_score_changes(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    rows = [{"kind": "all", "from": "2004-07", "to": None, "district": "朝阳"}]
    check = made.check(declaration, "insurance")
    answer(asked, "已按缴费记录更正", Said(check.pk, "corrected", rows, "缴费记录", check.revision))
    declaration.refresh_from_db()
    assert declaration.state == "verified"
    compared = outcome.compared(declaration)
    (employment,) = [one for one in compared.indicators if one.name == "employment"]
    assert employment.gap == 600
    assert made.record_agrees()


def test_a_fact_that_is_not_behind_the_indicator_upholds_nothing(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    check = made.check(declaration, "post")
    assert check.department == asked.department
    with pytest.raises(Refused) as refused:
        answer(
            asked,
            "已按缴费记录更正",
            Said(check.pk, "corrected", "manager", "档案", check.revision),
        )
    assert words(refused) == "这项事实与所问无关"


@pytest.mark.parametrize("reason", ["", "换个说法"])
def test_a_review_is_not_upheld_where_nothing_would_change(
    declaration: Declaration, reason: str
) -> None:
    (asked,) = ask(declaration).answers.all()
    check = made.check(declaration, "insurance")
    with pytest.raises(Refused) as refused:
        answer(asked, "申请成立", Said(check.pk, "confirmed", None, reason, check.revision))
    assert words(refused) == "核查结果不会有任何变动"
    asked.refresh_from_db()
    assert asked.at is None


def test_a_decision_that_may_not_stand_leaves_the_review_open(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    check = made.check(declaration, "insurance")
    with pytest.raises(Refused):
        answer(
            asked,
            "已按缴费记录更正",
            Said(check.pk, "corrected", [{"kind": "no"}], "记录", check.revision),
        )
    asked.refresh_from_db()
    assert asked.at is None


def test_a_review_waits_for_every_department(declaration: Declaration) -> None:
    review = ask(declaration, "residence")
    first, second = review.answers.all()
    answer(first)
    review.refresh_from_db()
    assert review.state == "asked"
    answer(second)
    review.refresh_from_db()
    assert review.state == "answered"


def test_another_department_has_no_part_in_it(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    with pytest.raises(LawError, match="no such"):
        reviews.answer_review(actor=made.verifier("police"), answer=asked, words="维持结论")


def test_an_answer_is_given_once_and_before_the_ranking_is_closed(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    other = ask(declaration, "tax").answers.get()
    answer(asked)
    with pytest.raises(Refused) as refused:
        answer(asked)
    assert words(refused) == "已经答复过了"
    years.to_moment(declaration.year, declaration.year.ranks_to)
    with pytest.raises(Refused) as refused:
        answer(other)
    assert words(refused) == "复核排名已经截止"


def test_after_an_answer_the_same_indicator_can_be_asked_again(declaration: Declaration) -> None:
    (asked,) = ask(declaration).answers.all()
    answer(asked)
    assert ask(declaration, words="请再看一次").state == "asked"
