"""The authority's pages of years, and the calendar that everybody may see."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from luohu.law.sources import Text
from luohu.web.accounts.roles import Role
from luohu.web.record.models import Event
from luohu.web.shell.clock import now
from luohu.web.years import actions, clock, counts
from luohu.web.years.actions import Action
from luohu.web.years.calendar import Window, moments_of
from luohu.web.years.counts import Count
from luohu.web.years.forms import inputs_of
from luohu.web.years.models import MOMENTS, Year
from tests.web.accounts.people import officer, signed_in
from tests.web.years import made

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def authority(db: None) -> User:
    return officer(Role.AUTHORITY)


@pytest.fixture
def desk(authority: User) -> Client:
    return signed_in(authority)


def form(**changes: str) -> dict[str, str]:
    """A whole form that opens a rehearsal of 2026."""
    told = {
        "of": "beijing:2026", "rehearsal": "1", "title": "演练 2026", "number_prefix": "2026R1",
        "quota": "6000", **inputs_of(made.moments()),
    }  # fmt: skip
    return {**told, **changes}


def value_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', page)
    assert found is not None, name
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value is not None else ""


# The list.


def test_without_a_year_the_list_says_what_to_do(desk: Client) -> None:
    assert "还没有设立年度" in desk.get("/years/").content.decode()


def test_the_list_has_each_year_with_its_stage(desk: Client) -> None:
    year = made.year()
    page = desk.get("/years/").content.decode()
    assert f"/years/{year.pk}/" in page
    assert "申报截止" in page
    assert "演练" in page


# Opening one.


def test_only_cycles_that_a_law_covers_may_be_chosen(desk: Client) -> None:
    page = desk.get("/years/new/").content.decode()
    offered = set(re.findall(r'value="([\w-]+:\d+)"', page))
    assert {"beijing:2018", "beijing:2026", "guangzhou:2025"} <= offered
    assert not offered & {"beijing:2017", "ningbo:2026", "beijing-exam:2026", "shanghai:2026"}


def test_the_calendar_is_proposed_from_the_last_one_published_whole(desk: Client) -> None:
    page = desk.get("/years/new/?of=beijing:2026").content.decode()
    told = {name: value_of(page, name) for name in MOMENTS}
    assert told == {
        "declares_from": "2026-04-16 08:00:00", "declares_to": "2026-05-15 20:00:00",
        "verifies_to": "2026-06-05 00:00:00", "results_from": "2026-06-05 08:00:00",
        "results_to": "2026-06-12 20:00:00", "ranks_to": "2026-07-13 00:00:00",
        "publicity_from": "2026-07-13 00:00:00", "publicity_to": "2026-07-21 00:00:00",
        "settles_to": "2029-01-01 00:00:00",
    }  # fmt: skip
    assert "新华社" in page


def test_it_is_proposed_from_another_first_day(desk: Client) -> None:
    page = desk.get("/years/new/?of=beijing:2027&first=2027-03-01").content.decode()
    assert value_of(page, "declares_from") == "2027-03-01 08:00:00"
    assert value_of(page, "declares_to") == "2027-03-30 20:00:00"


def test_a_first_day_that_is_none_is_a_fault(desk: Client) -> None:
    answer = desk.get("/years/new/?of=beijing:2027&first=soon")
    assert answer.status_code == 422
    assert "看不懂 soon" in answer.content.decode()


def test_a_scheme_that_publishes_no_calendar_is_proposed_none(desk: Client) -> None:
    page = desk.get("/years/new/?of=shenzhen:2026").content.decode()
    assert "没有公布过完整的日程" in page
    assert {value_of(page, name) for name in MOMENTS} == {""}


def test_a_quota_that_is_not_published_is_left_empty_and_the_last_one_told(desk: Client) -> None:
    page = desk.get("/years/new/?of=beijing:2026").content.decode()
    assert value_of(page, "quota") == ""
    assert re.search(r"20\d\d 年公布的是 6000", page)
    assert value_of(desk.get("/years/new/?of=beijing:2022").content.decode(), "quota") == "6000"


def test_the_form_is_shown_once_more_before_anything_is_kept(desk: Client) -> None:
    answer = desk.post("/years/new/", form())
    assert answer.status_code == 200
    assert "年度设立后不能撤销" in answer.content.decode()
    assert not Year.objects.exists()


def test_then_the_year_is_opened(desk: Client, authority: User) -> None:
    answer = desk.post("/years/new/", form(confirmed="1"))
    year = Year.objects.get()
    assert answer.headers["Location"] == f"/years/{year.pk}/"
    assert moments_of(year) == made.moments()
    assert (year.quota, year.rehearsal, year.opened_by) == (6000, True, authority)


def test_what_cannot_be_read_is_told_beside_its_field_and_stays(desk: Client) -> None:
    answer = desk.post("/years/new/", form(declares_to="some day", quota="many"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert value_of(page, "declares_to") == "some day"
    assert 'id="declares_to-fault"' in page
    assert 'id="quota-fault"' in page
    assert not Year.objects.exists()


def test_a_real_year_in_the_past_is_refused_before_it_is_shown(desk: Client) -> None:
    told = form(number_prefix="2026")
    del told["rehearsal"]
    assert desk.post("/years/new/", told).status_code == 422


def test_a_cycle_that_there_is_not_is_404(desk: Client) -> None:
    assert desk.get("/years/new/?of=beijing:1999").status_code == 404
    assert desk.post("/years/new/", form(of="beijing")).status_code == 404


# One year.


def test_a_year_has_its_picture_table_departments_and_history(desk: Client) -> None:
    year = made.year()
    page = desk.get(f"/years/{year.pk}/").content.decode()
    assert page.count('<figure class="chart">') == 1
    assert year.declares_to.astimezone(now().tzinfo).strftime("%Y-%m-%d %H:%M:%S") in page
    assert "社会保险" in page
    assert "设立" in page


@pytest.mark.parametrize("window", list(Window))
def test_the_window_that_is_open_is_marked(desk: Client, window: Window) -> None:
    year = made.year()
    made.at(year, window)
    page = desk.get(f"/years/{year.pk}/").content.decode()
    assert "正在进行</strong>" in page


def test_other_apps_count_and_propose(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_providers", {})
    monkeypatch.setattr(actions, "_providers", {})
    counts.provide(
        "test", Text("申报", "declarations"), lambda year: [Count(Text("草稿", "drafts"), 41)]
    )
    counts.provide("none", Text("空的", "nothing"), lambda year: [])
    later = Action(Text("以后再办", "later"), "/later/", now=False)
    soon = Action(Text("马上办", "soon"), "/soon/", count=7)
    actions.provide("test", lambda year, user: [later, soon])
    page = desk.get(f"/years/{made.year().pk}/").content.decode()
    assert "<dd>41</dd>" in page
    assert "空的" not in page
    assert page.index("马上办") < page.index("以后再办")
    assert "现在还不能办" in page


def test_the_quota_is_changed_on_the_page(desk: Client) -> None:
    year = made.year()
    answer = desk.post(f"/years/{year.pk}/quota/", {"quota": "6,000", "why": "按批复"})
    assert answer.status_code == 302
    assert Year.objects.get().quota == 6000
    assert "落户规模已改" in desk.get(f"/years/{year.pk}/").content.decode()


def test_a_quota_without_a_reason_is_refused_and_stays_in_the_form(desk: Client) -> None:
    answer = desk.post(f"/years/{made.year().pk}/quota/", {"quota": "77", "why": ""})
    assert answer.status_code == 422
    assert value_of(answer.content.decode(), "quota") == "77"
    assert Year.objects.get().quota == 10


def test_the_calendar_is_changed_on_its_page(desk: Client) -> None:
    year = made.year()
    told = {**inputs_of(moments_of(year)), "why": "延长两天"}
    told["declares_to"] = inputs_of({"x": year.declares_to + 2 * DAY})["x"]
    assert desk.post(f"/years/{year.pk}/moments/", told).status_code == 302
    assert Year.objects.get().declares_to == year.declares_to + 2 * DAY


def test_what_has_passed_is_read_only_there_and_refused_from_elsewhere(desk: Client) -> None:
    year = made.year()
    page = desk.get(f"/years/{year.pk}/moments/").content.decode()
    assert re.search(r'name="declares_from"[^>]*readonly', page)
    assert not re.search(r'name="declares_to"[^>]*readonly', page)
    told = {**inputs_of(moments_of(year)), "declares_from": "2026-01-01 00:00:00", "why": "提前"}
    answer = desk.post(f"/years/{year.pk}/moments/", told)
    assert answer.status_code == 422
    assert "已过,不能再改" in answer.content.decode()


def test_the_departments_are_changed_on_their_page(desk: Client) -> None:
    year = made.year()
    page = desk.get(f"/years/{year.pk}/departments/").content.decode()
    assert 'name="homes"' in page
    assert 'name="choices"' not in page
    told = {**year.departments, "homes": "land", "why": "按分工"}
    assert desk.post(f"/years/{year.pk}/departments/", told).status_code == 302
    assert Year.objects.get().departments["homes"] == "land"
    answer = desk.post(f"/years/{year.pk}/departments/", {**told, "homes": "mars"})
    assert answer.status_code == 422


# The clock of a rehearsal.


@pytest.mark.parametrize("name", MOMENTS)
def test_the_clock_jumps_to_a_moment_and_to_the_second_before(desk: Client, name: str) -> None:
    year = made.year()
    for to, before in ((f"{name}-", 1), (name, 0)):
        assert desk.post(f"/years/{year.pk}/clock/", {"to": to}).status_code == 302
        at = getattr(year, name) - datetime.timedelta(seconds=before)
        late = clock.moment(Year.objects.get()) - at
        assert datetime.timedelta() <= late < datetime.timedelta(seconds=1)


def test_it_is_set_to_any_moment_and_back_to_the_sites(desk: Client) -> None:
    year = made.year()
    desk.post(f"/years/{year.pk}/clock/", {"moment": "2027-01-01 12:00:00"})
    assert str(clock.moment(Year.objects.get())).startswith("2027-01-01 12:00:0")
    desk.post(f"/years/{year.pk}/clock/", {"to": "site"})
    assert Year.objects.get().offset == datetime.timedelta()


def test_what_is_no_moment_is_refused(desk: Client) -> None:
    year = made.year()
    assert desk.post(f"/years/{year.pk}/clock/", {"moment": ""}).status_code == 422
    assert desk.post(f"/years/{year.pk}/clock/", {"to": "opened"}).status_code == 404


def test_a_real_year_has_no_such_page(desk: Client) -> None:
    year = made.year(rehearsal=False)
    assert desk.get(f"/years/{year.pk}/clock/").status_code == 404
    assert desk.post(f"/years/{year.pk}/clock/", {"to": "settles_to"}).status_code == 404
    assert "拨时钟" not in desk.get(f"/years/{year.pk}/").content.decode()


# Everybody.


def test_the_calendar_is_for_everybody(client: Client) -> None:
    year = made.year(rehearsal=False, title="2026年度")
    page = client.get(f"/years/{year.pk}/calendar/").content.decode()
    assert page.count('<figure class="chart">') == 1
    assert "演练" not in page
    assert "落户规模:10" in page
    assert not client.cookies


def test_that_of_a_rehearsal_says_so_and_is_for_no_search_engine(client: Client) -> None:
    page = client.get(f"/years/{made.year().pk}/calendar/").content.decode()
    assert "这不是真实的申报" in page
    assert "noindex" in page
    assert "拨时钟" not in page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address", ["", "new/", "new/?of=beijing:2026", "{}/", "{}/moments/", "{}/departments/",
                "{}/clock/"],
)  # fmt: skip
def test_pages_of_the_authority_are_kept_nowhere(desk: Client, address: str, language: str) -> None:
    answer = desk.get(f"{language}/years/{address.format(made.year().pk)}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.AUTHORITY)])
@pytest.mark.parametrize(
    "address", ["", "new/", "{}/", "{}/moments/", "{}/departments/", "{}/clock/"]
)
def test_they_are_for_nobody_else(client: Client, role: Role | None, address: str) -> None:
    path = f"/years/{address.format(made.year().pk)}"
    if role is None:
        assert client.get(path).headers["Location"].startswith("/sign-in/")
    else:
        assert signed_in(officer(role)).get(path).status_code == 403


def test_looking_changes_nothing(desk: Client) -> None:
    year = made.year()
    before = Event.objects.count()
    for address in ("", "new/", "new/?of=beijing:2026", f"{year.pk}/", f"{year.pk}/clock/"):
        desk.get(f"/years/{address}")
    assert Event.objects.count() == before
    assert desk.get(f"/years/{year.pk}/quota/").status_code == 405
