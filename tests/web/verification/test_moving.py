"""A fact goes to another department: what waits goes with it, what is decided stays, reviews are answered."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from luohu.law.sources import LawError
from luohu.web.declarations.models import Declaration
from luohu.web.record.models import Event
from luohu.web.verification import laying, reviews, seen
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Answer, Check, Review
from luohu.web.verification.moving import turns
from luohu.web.years import services as years
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made as declarations
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)


def moved(year: Year, **facts: str) -> Year:
    """The year after its authority gave facts to other departments."""
    held = Year.objects.get(pk=year.pk)
    authority = people.officer("authority")
    mapped = {**held.departments, **facts}
    return years.change_departments(actor=authority, year=held, departments=mapped, why="职能调整")


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


@pytest.fixture
def reviewed(declaration: Declaration) -> Review:
    """A declaration all decided, with an open review of where its applicant lives."""
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    return ask(declaration)


def ask(declaration: Declaration, indicator: str = "residence") -> Review:
    assert declaration.owner is not None
    return reviews.ask_review(
        actor=declaration.owner, declaration=declaration, indicator=indicator, words="住所不对"
    )


def sees(actor: User, fact: str) -> bool:
    return seen.checks_of(actor).filter(fact=fact).exists()


def asked(review: Review) -> set[str]:
    return set(review.answers.values_list("department", flat=True))


def answer(review: Review, department: str) -> None:
    reviews.answer_review(
        actor=made.verifier(department), answer=review.answers.get(department=department),
        words="经核查,维持",
    )  # fmt: skip


def test_what_waits_is_seen_by_the_new_department_only(declaration: Declaration) -> None:
    old, new = made.verifier("housing"), made.verifier("land")
    assert (sees(old, "homes"), sees(new, "homes")) == (True, False)
    moved(declaration.year, homes="land")
    assert (sees(old, "homes"), sees(new, "homes")) == (False, True)
    assert made.decide(declaration, "homes").by is not None


def test_an_event_says_how_many_and_the_record_agrees(declaration: Declaration) -> None:
    moved(declaration.year, homes="land")
    event = Event.objects.get(action="move_checks")
    assert (event.subject, event.why) == (
        f"year:{declaration.year_id}", "homes 1 housing → land",
    )  # fmt: skip
    assert made.record_agrees()


def test_a_decision_taken_back_waits_too_and_is_noted_by_itself(declaration: Declaration) -> None:
    made.decide(declaration, "homes")
    check = made.decide(declaration, "homes", "pending")
    moved(declaration.year, homes="land")
    assert made.check(declaration, "homes").department == "land"
    assert Event.objects.get(action="move_check").subject == f"check:{check.pk}"
    assert made.record_agrees()


def test_what_is_decided_stays_with_who_decided_it(declaration: Declaration) -> None:
    made.decide(declaration, "homes", "refuted", reason="查无此房")
    before = Check.objects.filter(fact="homes").values()[0]
    moved(declaration.year, homes="land")
    assert Check.objects.filter(fact="homes").values()[0] == before
    assert made.record_agrees()


def test_other_facts_stay_where_they_are(declaration: Declaration) -> None:
    moved(declaration.year, homes="land")
    assert made.check(declaration, "insurance").department == "employment"


def test_what_is_submitted_again_is_laid_out_before_the_new_department(
    declaration: Declaration,
) -> None:
    made.decide(declaration, "homes")
    year = moved(declaration.year, homes="land")
    Declaration.objects.filter(pk=declaration.pk).update(receipt="1" * 64)
    laying.lay_out(year)
    assert made.check(declaration, "homes").department == "land"


def test_laying_out_goes_by_the_departments_of_the_moment(declaration: Declaration) -> None:
    stale = Year.objects.get(pk=declaration.year_id)
    moved(stale, homes="land")
    declarations.declaration(declaration.year, document=dict(made.DOCUMENT))
    laying.lay_out(stale)
    assert set(Check.objects.filter(fact="homes").values_list("department", flat=True)) == {"land"}


def test_an_open_review_goes_with_its_fact(reviewed: Review) -> None:
    assert asked(reviewed) == {"employment", "housing"}
    moved(reviewed.declaration.year, homes="land")
    assert asked(reviewed) == {"employment", "land"}
    check = made.check(reviewed.declaration, "homes")
    assert (check.department, check.decision) == ("land", "confirmed")
    assert check.by is not None
    assert check.by.appointment.department == "housing"
    assert made.record_agrees()


def test_the_old_department_answers_no_more_and_the_new_one_does(reviewed: Review) -> None:
    old = reviewed.answers.get(department="housing")
    moved(reviewed.declaration.year, homes="land")
    with pytest.raises(LawError):
        reviews.answer_review(actor=made.verifier("housing"), answer=old, words="维持结论")
    check = made.check(reviewed.declaration, "homes")
    rows = [{"tenure": "own", "district": "昌平", "from": "2012-06", "to": None}]
    said = Said(check.pk, "corrected", rows, "登记簿", check.revision)
    reviews.answer_review(actor=made.verifier("land"), answer=old, words="已按登记更正", said=said)
    old.refresh_from_db()
    assert (old.department, old.upheld) == ("land", True)


def test_what_was_answered_stays_answered(reviewed: Review) -> None:
    answer(reviewed, "housing")
    moved(reviewed.declaration.year, homes="land")
    assert asked(reviewed) == {"employment", "housing"}
    assert made.check(reviewed.declaration, "homes").department == "housing"


def test_who_is_asked_already_is_not_asked_twice(reviewed: Review) -> None:
    moved(reviewed.declaration.year, homes="employment")
    assert asked(reviewed) == {"employment"}
    answer(reviewed, "employment")
    reviewed.refresh_from_db()
    assert reviewed.state == "answered"


def test_where_the_new_department_has_answered_the_old_one_still_answers(reviewed: Review) -> None:
    answer(reviewed, "employment")
    moved(reviewed.declaration.year, homes="employment")
    assert asked(reviewed) == {"employment", "housing"}
    answer(reviewed, "housing")


def test_a_review_asked_for_later_is_the_new_departments(declaration: Declaration) -> None:
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    moved(declaration.year, homes="land")
    assert made.check(declaration, "homes").department == "housing"
    review = ask(declaration)
    assert asked(review) == {"employment", "land"}
    assert made.check(declaration, "homes").department == "land"
    assert made.record_agrees()


def test_a_department_with_two_facts_behind_keeps_one(reviewed: Review) -> None:
    year = moved(reviewed.declaration.year, homes="employment")
    moved(year, homes="land")
    assert asked(reviewed) == {"employment", "land"}


def test_nobody_is_dropped_where_no_check_tells_who_answers() -> None:
    found = turns([Answer(department="housing")], [], {"homes": "land"})
    assert (found.checks, found.asked, found.left) == ([], [], [])
