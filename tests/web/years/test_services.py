"""What the authority may do with a year, and what is refused, with where and why."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.roles import Role
from luohu.web.protection import identity
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from luohu.web.shell.clock import now
from luohu.web.years import clock, holds, services
from luohu.web.years.calendar import Window
from luohu.web.years.models import MOMENTS, Year
from luohu.web.years.services import state_of, subject_of
from tests.web.accounts.people import officer
from tests.web.years import made

pytestmark = pytest.mark.django_db
NUMBER = identity.invented(907)
DAY = datetime.timedelta(days=1)
Moments = dict[str, datetime.datetime]


@pytest.fixture
def authority(db: None) -> User:
    return officer(Role.AUTHORITY)


def ahead() -> Moments:
    """A calendar that lies ahead as a whole."""
    return made.moments(now() + 30 * DAY)


def opened(actor: User, **changes: Any) -> Year:
    told: dict[str, Any] = {
        "scheme": "beijing", "cycle": 2026, "title": "2026年度", "moments": ahead(), "quota": 6000,
    }  # fmt: skip
    return services.open_year(actor=actor, **{**told, **changes})


def columns(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.place.column for fault in refused.value.faults]


def fresh(year: Year) -> Year:
    return Year.objects.get(pk=year.pk)


# Opening a year.


def test_a_year_is_opened_with_the_rules_that_its_cycle_has(authority: User) -> None:
    year = opened(authority)
    assert (year.rules, year.quota, year.number_prefix) == ("beijing@2020", 6000, "2026")
    assert year.departments["insurance"] == "employment"
    assert year.opened_by == authority


def test_the_trial_years_are_opened_with_the_trial_rules(authority: User) -> None:
    assert opened(authority, cycle=2019, rehearsal=True).rules == "beijing@2016"


def test_opening_is_in_the_record_and_the_record_agrees(authority: User) -> None:
    year = opened(authority)
    event = Event.objects.get(subject=subject_of(year))
    assert (event.actor, event.role, event.action) == (authority.username, "authority", "open_year")
    assert (event.before, event.after) == ("", state_of(fresh(year)))
    assert verify().is_sound


def test_a_cycle_is_opened_once(authority: User) -> None:
    opened(authority)
    with pytest.raises(Refused) as refused:
        opened(authority, number_prefix="2026B")
    assert columns(refused) == ["cycle"]


def test_rehearsals_of_it_are_opened_as_often_as_wanted(authority: User) -> None:
    numbers = [opened(authority, rehearsal=more).number_prefix for more in (False, True, True)]
    assert numbers == ["2026", "2026R1", "2026R2"]


@pytest.mark.parametrize(("scheme", "cycle"), [("beijing", 2017), ("ningbo", 2026)])
def test_a_cycle_without_law_is_not_opened(authority: User, scheme: str, cycle: int) -> None:
    with pytest.raises(Refused) as refused:
        opened(authority, scheme=scheme, cycle=cycle)
    assert columns(refused) == ["cycle"]


@pytest.mark.parametrize("scheme", ["atlantis", "beijing-exam", ""])
def test_a_scheme_that_does_not_rank_has_no_year(authority: User, scheme: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(authority, scheme=scheme)
    assert columns(refused) == ["scheme"]


def test_every_fault_is_told_at_once(authority: User) -> None:
    moments = {**ahead(), "declares_to": ahead()["declares_from"]}
    with pytest.raises(Refused) as refused:
        opened(authority, title=" ", quota=0, number_prefix="x", moments=moments)
    assert columns(refused) == ["title", "number_prefix", "quota", "declares_to"]


def test_a_real_year_lies_ahead_and_a_rehearsal_anywhere(authority: User) -> None:
    opened(authority, moments=made.moments(), rehearsal=True)
    with pytest.raises(Refused) as refused:
        opened(authority, moments=made.moments())
    assert columns(refused) == ["declares_from"]


def test_another_years_prefix_is_not_taken(authority: User) -> None:
    opened(authority)
    with pytest.raises(Refused) as refused:
        opened(authority, rehearsal=True, number_prefix="2026")
    assert columns(refused) == ["number_prefix"]


def test_a_fact_without_a_department_is_refused(authority: User) -> None:
    with pytest.raises(Refused) as refused:
        opened(authority, departments={"insurance": "employment"})
    assert "homes" in columns(refused)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHORITY])
def test_nobody_else_opens_or_changes_a_year(role: Role) -> None:
    somebody, year = officer(role), made.year()
    calls = [
        lambda: opened(somebody),
        lambda: services.change_calendar(actor=somebody, year=year, moments=ahead(), why="x"),
        lambda: services.change_quota(actor=somebody, year=year, quota=3, why="x"),
        lambda: services.change_departments(actor=somebody, year=year, departments={}, why="x"),
        lambda: services.move_clock(actor=somebody, year=year, offset=DAY),
    ]
    before = Event.objects.count()
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()
    assert Event.objects.count() == before


# The calendar.


def calendar_of(year: Year) -> Moments:
    return {name: getattr(year, name) for name in MOMENTS}


def test_what_is_to_come_may_be_changed(authority: User) -> None:
    year = made.year()
    later = year.declares_to + DAY
    moments = {**calendar_of(year), "declares_to": later}
    services.change_calendar(actor=authority, year=year, moments=moments, why="延长一天")
    assert fresh(year).declares_to == later
    event = Event.objects.filter(subject=subject_of(year)).last()
    assert event is not None
    assert event.action == "change_calendar"
    assert event.why.startswith("延长一天; declares_to ")
    assert verify().is_sound


def test_what_has_passed_may_not(authority: User) -> None:
    year = made.year()
    moments = {**calendar_of(year), "declares_from": now() + DAY}
    with pytest.raises(Refused, match="has passed") as refused:
        services.change_calendar(actor=authority, year=year, moments=moments, why="重新开始")
    assert columns(refused) == ["declares_from"]


def test_the_end_of_the_declaration_does_not_move_into_the_past(authority: User) -> None:
    year = made.year()
    moments = {**calendar_of(year), "declares_to": now() - DAY}
    with pytest.raises(Refused, match="in the past"):
        services.change_calendar(actor=authority, year=year, moments=moments, why="提前截止")
    assert fresh(year).declares_to == year.declares_to


def test_a_rehearsal_goes_by_its_own_clock(authority: User) -> None:
    year = made.year()
    made.at(year, Window.RESULTS)
    moments = {**calendar_of(year), "declares_to": year.declares_to + DAY}
    with pytest.raises(Refused, match="has passed"):
        services.change_calendar(actor=authority, year=year, moments=moments, why="延长")


def test_moments_out_of_order_are_refused_where_they_stand(authority: User) -> None:
    year = made.year()
    moments = {**calendar_of(year), "verifies_to": year.results_from + DAY}
    with pytest.raises(Refused) as refused:
        services.change_calendar(actor=authority, year=year, moments=moments, why="推迟")
    assert columns(refused) == ["results_from"]


@pytest.mark.parametrize("why", ["", "   ", "长" * 501])
def test_a_change_needs_its_reason(authority: User, why: str) -> None:
    year = made.year()
    with pytest.raises(Refused) as refused:
        services.change_quota(actor=authority, year=year, quota=9, why=why)
    assert columns(refused) == ["why"]


# The quota.


@pytest.mark.parametrize("quota", [1, 6000, None])
def test_the_quota_is_changed_before_the_publicity(authority: User, quota: int | None) -> None:
    year = made.year()
    made.at(year, Window.RANKING)
    services.change_quota(actor=authority, year=year, quota=quota, why="按批复")
    assert fresh(year).quota == quota
    assert verify().is_sound


@pytest.mark.parametrize("window", [Window.PUBLICITY, Window.SETTLEMENT])
def test_the_quota_stays_once_the_list_is_public(authority: User, window: Window) -> None:
    year = made.year()
    made.at(year, window)
    with pytest.raises(Refused) as refused:
        services.change_quota(actor=authority, year=year, quota=9, why="追加")
    assert columns(refused) == ["quota"]


@pytest.mark.parametrize("quota", [0, -1, 10_000_001])
def test_a_quota_that_can_be_none_is_refused(authority: User, quota: int) -> None:
    with pytest.raises(Refused) as refused:
        services.change_quota(actor=authority, year=made.year(), quota=quota, why="改")
    assert columns(refused) == ["quota"]


# The departments.


def test_a_fact_goes_to_another_department(authority: User) -> None:
    year = made.year()
    mapped = {**year.departments, "homes": "land"}
    services.change_departments(actor=authority, year=year, departments=mapped, why="按分工")
    assert fresh(year).departments["homes"] == "land"
    event = Event.objects.filter(subject=subject_of(year)).last()
    assert event is not None
    assert event.why == "按分工; homes housing → land"
    assert verify().is_sound


def test_departments_stay_once_the_ranking_is_over(authority: User) -> None:
    year = made.year()
    made.at(year, Window.PUBLICITY)
    mapped = {**year.departments, "homes": "land"}
    with pytest.raises(Refused):
        services.change_departments(actor=authority, year=year, departments=mapped, why="按分工")


@pytest.mark.parametrize("change", [{"homes": ""}, {"homes": "nobody"}, {"choices": "police"}])
def test_a_map_is_whole_and_has_nothing_else(authority: User, change: dict[str, str]) -> None:
    year = made.year()
    mapped = {**year.departments, **change}
    with pytest.raises(Refused) as refused:
        services.change_departments(actor=authority, year=year, departments=mapped, why="改")
    assert columns(refused) == list(change)


# The clock of a rehearsal.


def test_the_clock_of_a_rehearsal_moves_and_moves_back(authority: User) -> None:
    year = made.year()
    for days in (100, -3, 0):
        services.move_clock(actor=authority, year=year, offset=days * DAY)
        assert abs(clock.moment(fresh(year)) - now() - days * DAY) < DAY / 24
    assert verify().is_sound


def test_that_of_a_real_year_does_not(authority: User) -> None:
    with pytest.raises(Refused, match="real year"):
        services.move_clock(actor=authority, year=made.year(rehearsal=False), offset=DAY)


def test_it_moves_ten_years_at_most(authority: User) -> None:
    with pytest.raises(Refused):
        services.move_clock(actor=authority, year=made.year(), offset=4000 * DAY)


# What other apps say.


@pytest.fixture
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holds, "_reasons", {})
    monkeypatch.setattr(holds, "_followers", {})


@pytest.mark.usefixtures("nothing_held")
def test_another_app_may_hold_a_change(authority: User) -> None:
    reason = Fault(Place(column="quota"), Text("已公布", "published"), Text("不改", "leave it"))
    holds.hold("quota", "test", lambda year: [reason])
    with pytest.raises(Refused, match="published"):
        services.change_quota(actor=authority, year=made.year(), quota=9, why="追加")


@pytest.mark.usefixtures("nothing_held")
def test_a_hold_is_asked_with_what_would_be(authority: User) -> None:
    asked: list[tuple[Any, ...]] = []

    def ask(year: Year) -> list[Fault]:
        asked.append((year.settles_to, year.quota, year.departments))
        return []

    for change in ("calendar", "quota", "departments"):
        holds.hold(change, "test", ask)
    year = made.year()
    later = year.settles_to + DAY
    services.change_calendar(
        actor=authority, year=year, moments={**calendar_of(year), "settles_to": later}, why="顺延"
    )
    services.change_quota(actor=authority, year=year, quota=9, why="追加")
    mapped = {**year.departments, "homes": "land"}
    services.change_departments(actor=authority, year=year, departments=mapped, why="按分工")
    assert asked == [
        (later, 10, year.departments), (later, 9, year.departments), (later, 9, mapped),
    ]  # fmt: skip


@pytest.mark.usefixtures("nothing_held")
def test_another_app_follows_a_change_of_departments(authority: User) -> None:
    followed: list[str] = []
    holds.followed_by("departments", "test", lambda y: followed.append(y.departments["homes"]))
    year = made.year()
    mapped = {**year.departments, "homes": "land"}
    services.change_departments(actor=authority, year=year, departments=mapped, why="按分工")
    assert followed == ["land"]


def test_a_title_with_an_identity_number_is_refused(authority: User) -> None:
    with pytest.raises(Refused) as refused:
        opened(authority, title=f"{NUMBER}年度")
    assert columns(refused) == ["title"]


def test_why_a_year_is_changed_is_noted_without_numbers(authority: User) -> None:
    year = opened(authority)
    services.change_quota(actor=authority, year=year, quota=5, why=f"据{NUMBER}来信")
    event = Event.objects.filter(subject=subject_of(year)).last()
    assert event is not None
    assert event.why == f"据{'*' * 18}来信; 6000 → 5"
