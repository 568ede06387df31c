"""Objections: signed, within publicity, received once, answered once with the reason."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.record.models import Event
from luohu.web.selection import services
from luohu.web.selection.models import Objection, Publication
from luohu.web.selection.objecting import opened
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer
from tests.web.selection import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"words": "名单上的这个人已经离开北京三年了", "signatory": "某人甲", "contact": "演示路1号"}


def objected(publication: Publication | None = None, **changes: str) -> tuple[Objection, str]:
    told = {**WORDS, **changes}
    return services.object_to(actor=None, publication=publication or made.published(), **told)


def test_it_is_received_with_a_number_and_a_code_that_open_it() -> None:
    objection, code = objected()
    assert objection.number.endswith("-Y00001")
    assert opened(objection.number.lower(), f" {code.lower()} ") == objection
    assert opened(objection.number, "WRONGWRONG22") is None
    assert Event.objects.filter(subject=str(objection), action="object").exists()


def test_numbers_follow_each_other() -> None:
    publication = made.published()
    numbers = [objected(publication)[0].number for _ in range(3)]
    assert [one[-5:] for one in numbers] == ["00001", "00002", "00003"]


def test_a_form_that_is_sent_twice_is_received_once() -> None:
    publication = made.published()
    first, _ = objected(publication, code="ABCDEFGHJKMN")
    second, _ = objected(publication, code="ABCDEFGHJKMN")
    assert first == second
    assert Objection.objects.count() == 1


def test_it_may_be_about_a_line_of_this_list_only() -> None:
    publication = made.published()
    line = made.first_line(publication)
    found = objected(publication, about=f" {line.position} ")[0].listing
    assert found == line
    with pytest.raises(Refused) as refused:
        objected(publication, about="999")
    assert refused.value.faults[0].place.column == "about"


def test_the_number_of_a_declaration_is_no_number_of_the_list() -> None:
    publication = made.published()
    with pytest.raises(Refused):
        objected(publication, about=made.first_line(publication).number)


def test_numbers_go_on_after_the_last_that_has_five_digits() -> None:
    publication = made.published()
    first, _ = objected(publication)
    prefix = first.number[:-5]
    for number in ("99999", "100000"):
        Objection.objects.filter(pk=objected(publication)[0].pk).update(number=prefix + number)
    assert objected(publication)[0].number == f"{prefix}100001"


def test_the_form_of_another_list_has_another_code() -> None:
    _, first = objected(code="ABCDEFGHJKMN")
    objection, second = objected(code="ABCDEFGHJKMN")
    assert first == "ABCDEFGHJKMN"
    assert second != first
    assert opened(objection.number, second) == objection


@pytest.mark.parametrize("name", ["words", "signatory", "contact"])
def test_what_is_missing_is_said_field_by_field(name: str) -> None:
    told: dict[str, Any] = {name: " \x00"}
    with pytest.raises(Refused) as refused:
        objected(**told)
    assert [one.place.column for one in refused.value.faults] == [name]


@pytest.mark.parametrize(
    ("late", "heard"), [(datetime.timedelta(microseconds=-1), True), (datetime.timedelta(0), False)]
)
def test_until_the_last_moment_of_publicity_and_not_at_its_end(
    monkeypatch: pytest.MonkeyPatch, late: datetime.timedelta, heard: bool
) -> None:
    publication = made.published()
    moment = publication.year.publicity_to + late
    monkeypatch.setattr("luohu.web.years.clock.moment", lambda _year: moment)
    if heard:
        assert objected(publication)[0].received == moment
    else:
        with pytest.raises(Refused):
            objected(publication)


def test_not_before_publicity_begins() -> None:
    publication = made.published()
    years.at(publication.year, Window.RANKING)
    publication.refresh_from_db()
    with pytest.raises(Refused):
        objected(publication)


def test_words_name_and_contact_are_sealed() -> None:
    objected()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, signatory, contact FROM selection_objection")
        assert all(one.startswith("v1.") for one in cursor.fetchone())


@pytest.mark.parametrize("upheld", [True, False])
def test_the_authority_answers_once_with_the_reason(upheld: bool) -> None:
    objection, _ = objected()
    actor = officer(Role.AUTHORITY)
    held = services.answer_objection(
        actor=actor, objection=objection, upheld=upheld, answer="经核实,如下"
    )
    assert (held.state, held.upheld, held.by) == ("answered", upheld, actor)
    with pytest.raises(Refused):
        services.answer_objection(actor=actor, objection=objection, upheld=True, answer="再答")


def test_an_answer_needs_a_reason_and_the_authority() -> None:
    objection, _ = objected()
    for role, words in ((Role.AUTHORITY, " "), (Role.PUBLISHER, "理由"), (Role.AUDITOR, "理由")):
        with pytest.raises(Refused):
            services.answer_objection(
                actor=officer(role), objection=objection, upheld=False, answer=words
            )


def test_upholding_cancels_nobody_by_itself() -> None:
    publication = made.published()
    line = made.first_line(publication)
    objection, _ = objected(publication, about=str(line.position))
    services.answer_objection(
        actor=officer(Role.AUTHORITY), objection=objection, upheld=True, answer="成立", cancels=True
    )
    line.refresh_from_db()
    assert line.state == "listed"


def test_what_is_upheld_about_a_line_says_whether_it_is_to_be_cancelled() -> None:
    publication = made.published()
    told: dict[str, Any] = {"actor": officer(Role.AUTHORITY), "upheld": True, "answer": "成立"}
    about, _ = objected(publication, about=str(made.first_line(publication).position))
    with pytest.raises(Refused) as refused:
        services.answer_objection(objection=about, **told)
    assert [one.place.column for one in refused.value.faults] == ["cancels"]
    of_the_list, _ = objected(publication)
    assert not services.answer_objection(objection=of_the_list, **told).cancels


def test_the_database_refuses_what_cancels_without_a_line() -> None:
    objection, _ = objected()
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(cancels=True)


def test_the_database_refuses_an_answer_that_says_nothing() -> None:
    objection, _ = objected()
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(state="answered")
