"""What the administrator does with accounts: who may, what is refused, what is left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from luohu.people.faults import Refused
from luohu.web.accounts import second_factor, services, tokens
from luohu.web.accounts.models import Appointment, PasswordAge, Session
from luohu.web.accounts.roles import APART, Role, role_of
from luohu.web.protection import identity, organisations
from luohu.web.record.models import Event
from tests.web.accounts.conftest import Later
from tests.web.accounts.people import applicant, officer, signed_in, with_factor

pytestmark = pytest.mark.django_db
NUMBER = identity.invented(906)


@pytest.fixture
def administrator() -> User:
    return officer(Role.ADMINISTRATOR, username="chief", staff_number="S-0")


def columns(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [fault.place.column for fault in refused.value.faults]


def test_an_account_is_made_with_a_role_and_a_password_to_change(administrator: User) -> None:
    user, password = services.create_officer(
        actor=administrator, username="one", role=Role.VERIFIER, department="police"
    )
    assert user.check_password(password)
    assert role_of(user) == Role.VERIFIER
    assert PasswordAge.objects.get(user=user).one_time
    event = Event.objects.get(subject=f"user:{user.pk}")
    assert (event.actor, event.role, event.action) == ("chief", "administrator", "create-officer")
    assert event.after


def test_the_command_line_makes_the_first_one() -> None:
    user, _ = services.create_officer(
        actor=None, username="first", role=Role.ADMINISTRATOR, staff_number="S-1"
    )
    assert user.is_staff
    assert not user.is_superuser
    assert Event.objects.get(action="create-officer").role == "system"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_the_administrator_makes_accounts(role: Role) -> None:
    actor = applicant() if role == Role.APPLICANT else officer(role)
    with pytest.raises(Refused) as refused:
        services.create_officer(actor=actor, username="one", role=Role.LETTERS)
    assert columns(refused) == ["actor"]
    assert not User.objects.filter(username="one").exists()


@pytest.mark.parametrize(
    ("told", "column"),
    [
        ({"role": "king"}, "role"),
        ({"role": Role.APPLICANT}, "role"),
        ({"role": Role.VERIFIER}, "department"),
        ({"role": Role.VERIFIER, "department": "weather"}, "department"),
        ({"role": Role.LETTERS, "department": "police"}, "department"),
        ({"role": Role.EMPLOYER}, "employer"),
        ({"role": Role.EMPLOYER, "employer": "91110000MA00000001"}, "employer"),
        ({"role": Role.LETTERS, "employer": "91110000MA0000000X"}, "employer"),
        *(({"role": role}, "staff_number") for role in APART),
        ({"role": Role.LETTERS, "username": "no"}, "username"),
        ({"role": Role.LETTERS, "username": "a b c"}, "username"),
        ({"role": Role.LETTERS, "username": "1" * 11}, "username"),
        ({"role": Role.LETTERS, "username": "CHIEF"}, "username"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    administrator: User, told: dict[str, Any], column: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.create_officer(actor=administrator, **{"username": "one", **told})
    assert columns(refused) == [column]
    for fault in refused.value.faults:
        assert fault.wrong.zh
        assert fault.right.en


def test_an_employers_code_is_kept_in_its_one_form(administrator: User) -> None:
    code = organisations.invented(7)
    user, _ = services.create_officer(
        actor=administrator, username="one", role=Role.EMPLOYER, employer=f" {code.lower()} "
    )
    assert user.appointment.employer == code


@pytest.mark.parametrize("held", APART)
@pytest.mark.parametrize("wanted", APART)
def test_one_staff_number_holds_one_of_the_roles_apart(
    administrator: User, held: Role, wanted: Role
) -> None:
    officer(held, staff_number="S-9")
    with pytest.raises(Refused) as refused:
        services.create_officer(
            actor=administrator, username="one", role=wanted, staff_number="S-9"
        )
    assert columns(refused) == ["staff_number"]


def test_the_role_of_the_same_account_may_change_to_another_of_them(administrator: User) -> None:
    user = officer(Role.AUTHORITY, staff_number="S-9")
    services.appoint(actor=administrator, user=user, role=Role.PUBLISHER, staff_number="S-9")
    assert role_of(User.objects.get(pk=user.pk)) == Role.PUBLISHER


def test_another_role_ends_sessions_and_tokens(administrator: User) -> None:
    user = officer(Role.VERIFIER)
    client, token = signed_in(user), tokens.issue(user)
    services.appoint(actor=administrator, user=user, role=Role.LETTERS)
    assert client.get("/account/").status_code == 302
    assert tokens.holder_of(token) is None


def test_who_stops_administering_leaves_the_office(administrator: User) -> None:
    user, _ = services.create_officer(
        actor=administrator, username="two", role=Role.ADMINISTRATOR, staff_number="S-2"
    )
    services.appoint(actor=administrator, user=user, role=Role.LETTERS)
    assert not User.objects.get(pk=user.pk).is_staff


def test_a_superuser_who_is_appointed_is_one_no_more(administrator: User) -> None:
    user = User.objects.create_superuser("above")
    services.appoint(actor=administrator, user=user, role=Role.LETTERS)
    assert not User.objects.get(pk=user.pk).is_superuser


def test_rights_by_name_are_given_and_taken(administrator: User) -> None:
    user = officer(Role.LETTERS)
    services.allow(actor=administrator, user=user, names=["review_replies"])
    assert User.objects.get(pk=user.pk).has_perm("letters.review_replies")
    services.allow(actor=administrator, user=user, names=[])
    assert not User.objects.get(pk=user.pk).has_perm("letters.review_replies")


@pytest.mark.parametrize("name", ["answer_letters", "change_user", "nothing"])
def test_no_other_right_is_given_by_name(administrator: User, name: str) -> None:
    with pytest.raises(Refused):
        services.allow(actor=administrator, user=officer(Role.LETTERS), names=[name])
    with pytest.raises(Refused):
        services.allow(actor=administrator, user=officer(Role.AUTHORITY), names=["review_replies"])


def test_a_closed_account_is_out_at_once(administrator: User) -> None:
    user = officer(Role.VERIFIER)
    client, token = signed_in(user), tokens.issue(user)
    assert client.get("/account/").status_code == 200
    services.disable(actor=administrator, user=user, why="left")
    assert client.get("/account/").status_code == 302
    assert tokens.holder_of(token) is None
    assert not Session.objects.filter(user=user).exists()
    assert Event.objects.get(action="disable").why == "left"


def test_a_closed_account_is_opened_again(administrator: User) -> None:
    user = services.disable(actor=administrator, user=officer(Role.LETTERS))
    assert services.enable(actor=administrator, user=user).is_active
    with pytest.raises(Refused):
        services.enable(actor=administrator, user=user)


def test_a_reset_takes_the_factor_and_the_password_together(administrator: User) -> None:
    user = with_factor(officer(Role.LETTERS))
    client = signed_in(user)
    password = services.reset(actor=administrator, user=user, why="lost phone")
    user.refresh_from_db()
    assert user.check_password(password)
    assert not second_factor.has_factor(user)
    assert PasswordAge.objects.get(user=user).one_time
    assert client.get("/account/").status_code == 302


ON_ONESELF: list[Callable[[User], object]] = [
    lambda user: services.appoint(actor=user, user=user, role=Role.AUTHORITY, staff_number="S-0"),
    lambda user: services.allow(actor=user, user=user, names=[]),
    lambda user: services.disable(actor=user, user=user),
    lambda user: services.enable(actor=user, user=user),
    lambda user: services.reset(actor=user, user=user),
]


@pytest.mark.parametrize("step", ON_ONESELF)
def test_nobody_changes_his_own_account(
    administrator: User, step: Callable[[User], object]
) -> None:
    with pytest.raises(Refused) as refused:
        step(administrator)
    assert columns(refused) == ["user"]


def test_accounts_of_officials_that_sleep_ninety_days_are_closed(later: Later) -> None:
    asleep, awake = officer(Role.LETTERS, username="asleep"), officer(Role.AUTHORITY)
    citizen, employer = applicant(), officer(Role.EMPLOYER)
    later(days=89)
    signed_in(awake)
    assert services.disable_dormant() == []
    later(days=91)
    assert services.is_dormant(asleep)
    assert services.disable_dormant() == ["asleep"]
    active = set(User.objects.filter(is_active=True))
    assert {awake, citizen, employer} <= active
    assert asleep not in active


def test_an_opened_account_may_sleep_another_ninety_days(administrator: User, later: Later) -> None:
    user = officer(Role.LETTERS)
    later(days=91)
    services.disable_dormant(only=user)
    services.enable(actor=administrator, user=User.objects.get(pk=user.pk))
    assert not services.is_dormant(user)


def test_a_race_that_the_database_decides_is_a_refusal(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer(Role.AUTHORITY, staff_number="S-9")
    monkeypatch.setattr(services, "faults_of", lambda post, user=None: [])
    with pytest.raises(Refused):
        services.create_officer(
            actor=administrator, username="one", role=Role.AUDITOR, staff_number="S-9"
        )
    assert not User.objects.filter(username="one").exists()


def test_appointments_are_one_a_person(administrator: User) -> None:
    with pytest.raises(IntegrityError):
        Appointment.objects.create(
            user=administrator, role=Role.LETTERS, appointed=administrator.date_joined
        )


@pytest.mark.parametrize("typed", [NUMBER, f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}"])
def test_nobody_is_known_by_an_identity_number(administrator: User, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        services.create_officer(
            actor=administrator, username=typed, role=Role.AUDITOR, staff_number=typed
        )
    assert columns(refused) == ["staff_number", "username"]


def test_why_an_account_is_closed_is_noted_without_numbers(administrator: User) -> None:
    user = services.disable(actor=administrator, user=officer(Role.LETTERS), why=f"{NUMBER}举报")
    assert Event.objects.get(subject=f"user:{user.pk}").why == f"{'*' * 18}举报"
