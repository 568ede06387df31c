"""What applicants see of their own: the rank with its figures, settling, children; nobody else's."""

import datetime

import pytest

from luohu.web.declarations import slots
from luohu.web.protection import exports, identity
from luohu.web.selection import services
from luohu.web.selection.models import Child, Outcome, Publication
from luohu.web.years import clock
from luohu.web.years.calendar import Window
from tests.web.declarations import made as declarations
from tests.web.selection import made
from tests.web.selection.pages import Browser, text
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def publication() -> Publication:
    return made.published()


def test_the_admitted_see_rank_total_line_and_indicators(publication: Publication) -> None:
    line = made.first_line(publication)
    shown = text(Browser(line.declaration.owner).get("ranked", line.number))
    assert "列入公示名单" in shown
    for told in (f"{line.total / 100:.2f}", "合法稳定就业"):
        assert told in shown


def test_the_others_see_why_they_are_not_listed(publication: Publication) -> None:
    for outcome in publication.freeze.outcomes.filter(admitted=False):
        shown = text(Browser(outcome.declaration.owner).get("ranked", outcome.number))
        assert ("积分低于分数线" if outcome.eligible else "不符合资格条件") in shown


def test_who_is_open_sees_what_is_unknown(publication: Publication) -> None:
    outcome = publication.freeze.outcomes.filter(admitted=False).first()
    assert outcome is not None
    Outcome.objects.filter(pk=outcome.pk).update(
        rank=0, total=None, least=1000, most=None, eligible=None, unknown=["homes"],
        indicators={**outcome.indicators, "residence": [0, None]},
    )  # fmt: skip
    shown = text(Browser(outcome.declaration.owner).get("ranked", outcome.number))
    assert "住所" in shown
    assert "10.00–—" in shown


def test_another_s_result_is_as_if_it_were_not_there(publication: Publication) -> None:
    first, second = publication.listings.all()[:2]
    browser = Browser(first.declaration.owner)
    browser.get("ranked", second.number, status=404)
    browser.get("settling", second.number, status=404)
    browser.get("ranked", "T0", status=404)
    Browser().get("ranked", first.number, status=302)


def test_nothing_is_told_before_publicity(publication: Publication) -> None:
    line = made.first_line(publication)
    years.at(publication.year, Window.RANKING)
    owner = line.declaration.owner
    assert owner is not None
    Browser(owner).get("ranked", line.number, status=404)
    assert not exports.exported(owner)["outcomes"]


def test_the_status_page_links_to_the_result_and_later_to_settling(
    publication: Publication,
) -> None:
    held = made.first_line(publication).declaration
    held.refresh_from_db()
    moment = clock.moment(publication.year)
    assert [one.address for one in slots.links(held, moment) if "ranked" in one.address]
    years.at(publication.year, Window.SETTLEMENT)
    services.confirm_all(actor=None, year=publication.year)
    held.refresh_from_db()
    addresses = [one.address for one in slots.links(held, publication.year.publicity_to)]
    assert any("settling" in one for one in addresses)


def test_a_child_is_named_by_the_page() -> None:
    year = years.year(quota=6)
    born = datetime.date(2015, 5, 6)
    for document in declarations.DOCUMENTS[:6]:
        told = {**document, "children": [{"born": str(born)}]}
        declarations.declaration(year, document=told)
    years.at(year, Window.RANKING)
    made.decide_everything(year)
    publication = made.published(made.frozen(year))
    line = made.first_line(publication)
    browser = Browser(line.declaration.owner)
    browser.get("settling", line.number, status=404)
    years.at(year, Window.SETTLEMENT)
    services.confirm_all(actor=None, year=year)
    assert str(born) in text(browser.get("settling", line.number))
    shown = text(browser.post("settling", line.number, status=422, name="", number="1"))
    for name in ("name", "number", "consent"):
        assert f'id="{name}-fault"' in shown
    number = identity.invented(9, born=born)
    browser.post("settling", line.number, name="孩子甲", number=number, consent="1")
    assert Child.objects.get().accepted
    assert "孩子甲" in text(browser.get("settling", line.number))
    assert line.declaration.owner is not None
    kept = exports.exported(line.declaration.owner)
    assert kept["children"][0]["identity"] == number
    assert kept["outcomes"][0]["publication_number"] == line.position
    assert line.number not in str(kept["outcomes"])
    key = Child.objects.get().pk
    browser.post("settling", line.number, remove="0", status=404)
    browser.post("settling", line.number, remove=str(key))
    assert not Child.objects.exists()
