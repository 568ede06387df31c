"""Deciding a fact: who may, when, what, and what is noted."""

from __future__ import annotations

import pytest

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.declarations.models import Declaration
from luohu.web.record.models import Event
from luohu.web.verification import laying, services
from luohu.web.verification.deciding import Said
from luohu.web.years.calendar import Window
from tests.web.declarations import made as declarations
from tests.web.verification import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


def words(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.faults[0].wrong.zh


def test_a_fact_is_confirmed_by_its_department(declaration: Declaration) -> None:
    check = made.decide(declaration, "homes")
    assert (check.decision, check.revision, check.late) == ("confirmed", 1, False)
    assert check.by is not None
    assert check.at is not None


def test_a_decision_is_noted_and_the_record_agrees_with_the_row(declaration: Declaration) -> None:
    check = made.decide(declaration, "homes")
    event = Event.objects.filter(subject=f"check:{check.pk}").get()
    assert (event.role, event.action) == ("verifier", "decide_confirmed")
    assert made.record_agrees()


def test_another_departments_fact_is_not_there(declaration: Declaration) -> None:
    check = made.check(declaration, "homes")
    with pytest.raises(LawError, match="no such"):
        services.decide(
            actor=made.verifier("police"), check=check, decision="confirmed", revision=0
        )


def test_a_correction_states_the_value_and_why(declaration: Declaration) -> None:
    rows = [{"tenure": "rent", "district": "昌平", "from": "2015-06", "to": None}]
    check = made.decide(declaration, "homes", "corrected", corrected=rows, reason="登记为租赁")
    assert check.corrected == rows
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "tax", "corrected", corrected=[])
    assert words(refused) == "要写明理由"


def test_a_correction_that_the_document_cannot_hold_is_refused(declaration: Declaration) -> None:
    rows = [{"tenure": "castle", "district": "昌平", "from": "2015-06"}]
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "homes", "corrected", corrected=rows, reason="登记为租赁")
    assert refused.value.faults[0].place.column.startswith("homes")


def test_of_what_does_not_fit_another_departments_fact_only_its_name_is_told(
    declaration: Declaration,
) -> None:
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "born", "corrected", corrected="2001-01-01", reason="户籍登记")
    told = [fault.shown("zh") for fault in refused.value.faults]
    assert all("born" in one for one in told)
    assert not any("2002-07" in one for one in told)


def test_the_declared_value_is_no_correction(declaration: Declaration) -> None:
    with pytest.raises(Refused) as refused:
        made.decide(
            declaration, "homes", "corrected", corrected=made.DOCUMENT["homes"], reason="一样"
        )
    assert words(refused) == "更正值与申报的相同"


@pytest.mark.parametrize("fact", ["homes", "tax", "residence_permit"])
def test_what_there_may_be_none_of_can_be_refuted(declaration: Declaration, fact: str) -> None:
    assert made.decide(declaration, fact, "refuted", reason="查无此事").decision == "refuted"


@pytest.mark.parametrize("fact", ["born", "sex", "criminal_record"])
def test_what_there_always_is_can_only_be_corrected(declaration: Declaration, fact: str) -> None:
    with pytest.raises(Refused) as refused:
        made.decide(declaration, fact, "refuted", reason="查无此事")
    assert words(refused) == "这一项不能没有"


def test_a_decision_on_an_older_state_is_refused(declaration: Declaration) -> None:
    made.decide(declaration, "homes")
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "homes", "refuted", reason="查无此事", revision=0)
    assert words(refused) == "这一项在此期间已有变动"


def test_the_same_decision_twice_is_one(declaration: Declaration) -> None:
    made.decide(declaration, "homes")
    assert made.decide(declaration, "homes", revision=0).revision == 1


def test_a_decision_is_taken_back(declaration: Declaration) -> None:
    made.decide(declaration, "homes")
    check = made.decide(declaration, "homes", "pending")
    assert (check.decision, check.at, check.by) == ("pending", None, None)
    assert made.record_agrees()


def test_after_the_end_of_verification_a_decision_is_late(declaration: Declaration) -> None:
    years.to_moment(declaration.year, declaration.year.verifies_to)
    assert made.decide(declaration, "homes").late


def test_after_the_ranking_nothing_is_decided(declaration: Declaration) -> None:
    years.to_moment(declaration.year, declaration.year.ranks_to)
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "homes")
    assert words(refused) == "现在不能核查"


def test_while_the_facts_are_frozen_nothing_is_decided(
    declaration: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luohu.web.verification.freezes._asked", [lambda year: True])
    made.at(declaration.year, Window.RANKING)
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "homes")
    assert words(refused) == "核查结果已经冻结"


def test_the_last_decision_has_the_declaration_verified(declaration: Declaration) -> None:
    made.decide_all(declaration, but=("homes",))
    declaration.refresh_from_db()
    assert declaration.state == "submitted"
    made.decide(declaration, "homes")
    declaration.refresh_from_db()
    assert declaration.state == "verified"
    assert made.record_agrees()


def test_a_decision_changed_later_has_it_verified_again(declaration: Declaration) -> None:
    made.decide_all(declaration)
    made.decide(declaration, "homes", "refuted", reason="查无此事")
    declaration.refresh_from_db()
    assert declaration.state == "verified"
    actions = Event.objects.filter(subject=f"declaration:{declaration.pk}").order_by("sequence")
    assert [one.action for one in actions][-3:] == ["verify", "reopen", "verify"]


def test_a_decision_taken_back_has_it_submitted_again(declaration: Declaration) -> None:
    made.decide_all(declaration)
    made.decide(declaration, "homes", "pending")
    declaration.refresh_from_db()
    assert declaration.state == "submitted"


def test_laying_out_again_makes_nothing_more(declaration: Declaration) -> None:
    assert declaration.checks.count() == len(declaration.year.departments)
    assert laying.lay_out(declaration.year) == 0


def test_under_a_freeze_nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = made.verifying()
    declarations.declaration(closed, "submitted")
    monkeypatch.setattr("luohu.web.verification.freezes._asked", [lambda year: True])
    assert laying.lay_out(closed) == 0
    monkeypatch.setattr("luohu.web.verification.freezes._asked", [])
    assert laying.lay_out(closed) == len(closed.departments)


def test_what_is_due_is_laid_out_by_itself() -> None:
    closed, open_ = made.verifying(), years.year()
    for year in (closed, open_):
        declarations.declaration(year, "submitted")
    assert laying.lay_out_due() == len(closed.departments)
    assert laying.lay_out_due() == 0


def test_what_was_submitted_again_is_verified_again(declaration: Declaration) -> None:
    made.decide(declaration, "homes")
    Declaration.objects.filter(pk=declaration.pk).update(receipt="0" * 64)
    with pytest.raises(Refused) as refused:
        made.decide(declaration, "tax")
    assert words(refused) == "申报撤回后又重新提交了"
    laying.lay_out(declaration.year)
    check = made.check(declaration, "homes")
    assert (check.decision, check.revision, check.receipt) == ("pending", 2, "0" * 64)
    made.decide(declaration, "tax")


def test_of_two_rows_about_one_fact_the_first_counts(declaration: Declaration) -> None:
    check = made.check(declaration, "homes")
    said = [Said(check.pk, "confirmed"), Said(check.pk, "refuted", reason="查无此房")]
    told = services.decide_many(actor=made.officer_of(check), decisions=said)
    assert [one.state for one in told] == ["done", "changed"]
    assert made.check(declaration, "homes").decision == "confirmed"
    assert made.record_agrees()


def test_at_most_a_thousand_are_decided_at_once(declaration: Declaration) -> None:
    with pytest.raises(Refused) as refused:
        services.decide_many(actor=made.verifier("police"), decisions=[Said(1, "confirmed")] * 1001)
    assert words(refused) == "太多了"
