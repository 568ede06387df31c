"""The authority's page of the children of one line: what it shows, what it refuses in words, who sees it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from luohu.web.accounts.roles import Role
from luohu.web.protection import identity
from luohu.web.record.models import Event
from luohu.web.selection import services
from luohu.web.selection.models import Child, Listing
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer
from tests.web.declarations import made as declarations
from tests.web.selection import made, pages
from tests.web.selection.pages import Browser, text
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
YOUNG, OLD = datetime.date(2015, 5, 6), datetime.date(2005, 1, 2)
NUMBER = identity.invented(9, born=YOUNG)
ASKED: dict[str, Any] = {"name": "孩子甲", "number": NUMBER, "consent": "1"}


@pytest.fixture
def line() -> Listing:
    """A line of a list in publicity, of somebody with two verified children."""
    year = years.year(quota=6)
    for document in declarations.DOCUMENTS[:6]:
        told = {**document, "children": [{"born": str(YOUNG)}, {"born": str(OLD)}]}
        declarations.declaration(year, document=told)
    years.at(year, Window.RANKING)
    made.decide_everything(year)
    return made.first_line(made.published(made.frozen(year)))


@pytest.fixture
def admitted(line: Listing) -> Listing:
    """The same in the time of settlement, with the right."""
    years.at(line.publication.year, Window.SETTLEMENT)
    services.confirm_all(actor=None, year=line.publication.year)
    return line


def test_a_child_is_named_at_the_counter_and_taken_back_with_a_reason(admitted: Listing) -> None:
    desk = pages.of(Role.AUTHORITY)
    shown = text(desk.get("line-children", admitted.pk))
    assert (str(YOUNG) in shown, "还没有填报子女" in shown) == (True, True)
    assert "撤回填报" not in shown
    desk.post("line-children", admitted.pk, **ASKED)
    child = Child.objects.get()
    shown = text(desk.get("line-children", admitted.pk))
    assert "孩子甲" in shown
    assert NUMBER not in shown
    answer = desk.post("line-child-remove", admitted.pk, child=str(child.pk), why="号码写错")
    assert answer.headers["Location"].endswith(f"/lines/{admitted.pk}/children/")
    assert not Child.objects.exists()
    events = Event.objects.filter(subject=str(child)).values_list("action", "role")
    assert list(events) == [("name_child", "authority"), ("remove_child", "authority")]
    assert "号码写错" in text(desk.get("line-children", admitted.pk))
    assert "号码写错" in text(Browser(admitted.declaration.owner).get("settling", admitted.number))
    desk.post("line-children", admitted.pk, **ASKED)
    assert Child.objects.get().pk != child.pk


def test_what_is_wrong_with_a_name_is_said_beside_its_field(admitted: Listing) -> None:
    desk = pages.of(Role.AUTHORITY)
    shown = text(desk.post("line-children", admitted.pk, name="", number="1", status=422))
    for field in ("name", "number", "consent"):
        assert f'id="{field}-fault"' in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": identity.invented(9, born=OLD)}, "按规则不能随迁"),
        ({"number": identity.invented(9, born=datetime.date(2016, 1, 1))}, "没有这天出生的子女"),
        ({"number": identity.invented(10, born=YOUNG)}, "先撤回"),
        ({}, "这名子女已经填报"),
    ],
)
def test_who_cannot_be_named_is_refused_in_words(
    admitted: Listing, change: dict[str, Any], words: str
) -> None:
    desk = pages.of(Role.AUTHORITY)
    desk.post("line-children", admitted.pk, **ASKED)
    refused = desk.post("line-children", admitted.pk, **{**ASKED, **change}, status=422)
    assert words in text(refused)
    assert Child.objects.count() == 1


def test_taking_back_needs_a_child_of_this_line_and_a_reason(admitted: Listing) -> None:
    desk = pages.of(Role.AUTHORITY)
    desk.post("line-children", admitted.pk, **ASKED)
    key = str(Child.objects.get().pk)
    other = admitted.publication.listings.exclude(pk=admitted.pk)[0]
    unsaid = desk.post("line-child-remove", admitted.pk, child=key, why="", status=422)
    assert 'id="why-fault"' in text(unsaid)
    assert f'value="{key}" required checked' in text(unsaid)
    for line, child in ((admitted, ""), (admitted, "²"), (admitted, "0"), (other, key)):
        answer = desk.post("line-child-remove", line.pk, child=child, why="理由", status=422)
        assert "没有选子女,或者已经撤回" in text(answer)
    assert Child.objects.exists()


def _too_early(line: Listing) -> None:
    """Publicity still lasts."""


def _too_late(line: Listing) -> None:
    years.to_moment(line.publication.year, line.publication.year.settles_to)


def _cancelled(line: Listing) -> None:
    services.cancel(actor=officer(Role.AUTHORITY), listing=line, why="本人放弃")
    years.at(line.publication.year, Window.SETTLEMENT)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (_too_early, "现在不在办理落户期间"),
        (_too_late, "现在不在办理落户期间"),
        (_cancelled, "不能办理随迁"),
    ],
)
def test_where_nothing_can_be_done_the_page_says_why_and_has_no_form(
    line: Listing, happens: Callable[[Listing], None], words: str
) -> None:
    happens(line)
    desk = pages.of(Role.AUTHORITY)
    shown = text(desk.get("line-children", line.pk))
    assert words in shown
    assert "代为填报" not in shown
    assert words in text(desk.post("line-children", line.pk, **ASKED, status=422))
    assert not Child.objects.exists()


def test_the_page_is_reached_from_the_line_and_is_there_in_english(admitted: Listing) -> None:
    desk = pages.of(Role.AUTHORITY)
    assert pages.address("line-children", admitted.pk) in text(desk.get("line", admitted.pk))
    shown = desk.client.get(f"/en/selection/lines/{admitted.pk}/children/").content.decode()
    for words in ("Name a child for the guardian", "Verified children", "No child is named yet."):
        assert words in shown
