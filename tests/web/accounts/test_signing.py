"""Signing in and up: the second step, codes that count once, locking, one-time passwords, enrolment."""

from __future__ import annotations

import datetime
import logging
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts import second_factor, services
from luohu.web.accounts.locking import LOCKED
from luohu.web.accounts.own import SECRET as ENROLLING
from luohu.web.accounts.roles import Role
from luohu.web.accounts.sessions import FACTOR
from luohu.web.record.models import Event
from tests.web.accounts.conftest import Later
from tests.web.accounts.people import SECRET, applicant, code, officer, signed_in, with_factor

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "violet-kettle-seven", "seven-oceans-kettle"


def with_password(user: User, password: str = PASSWORD) -> User:
    user.set_password(password)
    user.save()
    return user


@pytest.fixture
def citizen() -> User:
    return with_password(applicant("citizen"))


@pytest.fixture
def official() -> User:
    return with_factor(with_password(officer(Role.AUTHORITY, username="official")))


def first_step(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/", {"username": username, "password": password}, **more)


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


# The second step


def test_the_password_alone_lets_no_official_in(client: Client, official: User) -> None:
    assert first_step(client, "official").headers["Location"] == "/sign-in/second-step/"
    assert not is_in(client)


def test_password_and_code_do(client: Client, official: User) -> None:
    first_step(client, "official")
    assert client.post("/sign-in/second-step/", {"code": code()}).status_code == 302
    assert is_in(client)
    assert client.session[FACTOR] == "totp"


def test_a_code_counts_once(official: User) -> None:
    one, two, told = Client(), Client(), code()
    first_step(one, "official")
    first_step(two, "official")
    one.post("/sign-in/second-step/", {"code": told})
    answer = two.post("/sign-in/second-step/", {"code": told})
    assert "已经用过" in answer.content.decode()
    assert is_in(one)
    assert not is_in(two)


def test_a_code_before_the_last_one_counts_no_more(official: User) -> None:
    assert second_factor.accepts(official, code(1))
    assert not second_factor.accepts(official, code(0))


@pytest.mark.parametrize(("ahead", "right"), [(-3, False), (0, True), (3, False)])
def test_a_code_is_of_now_give_or_take_a_step(official: User, ahead: int, right: bool) -> None:
    assert bool(second_factor.accepts(official, code(ahead))) == right


def test_a_code_may_be_typed_with_a_space(official: User) -> None:
    told = code()
    assert second_factor.accepts(official, f"{told[:3]} {told[3:]}")


def test_a_recovery_code_counts_once(official: User) -> None:
    (told, *others) = second_factor.renew_codes(official)
    assert len(others) == 9
    assert second_factor.accepts(official, told) == "recovery_codes"
    assert second_factor.accepts(official, told) == ""
    assert second_factor.recovery_codes(official) == others


def test_the_second_step_without_the_first_leads_back(client: Client) -> None:
    assert client.get("/sign-in/second-step/").headers["Location"] == "/sign-in/"


def test_the_secret_is_sealed_in_the_database(official: User) -> None:
    kept = Authenticator.objects.get(user=official, type="totp")
    assert SECRET not in str(kept.data)
    assert second_factor.secret_of(official) == SECRET


def test_an_applicant_may_have_a_second_factor_too(client: Client, citizen: User) -> None:
    with_factor(citizen)
    first_step(client, "citizen")
    assert not is_in(client)
    client.post("/sign-in/second-step/", {"code": code()})
    assert is_in(client)


# Locking


def test_five_wrong_tries_lock_and_the_right_password_is_refused(
    client: Client, citizen: User
) -> None:
    for _ in range(4):
        assert first_step(client, "citizen", "wrong").status_code == 200
    assert first_step(client, "citizen", "wrong").status_code == LOCKED
    answer = first_step(client, "citizen")
    assert answer.status_code == LOCKED
    assert "30 分钟" in answer.content.decode()
    assert not is_in(client)


def test_a_lock_ends_after_thirty_minutes(client: Client, citizen: User) -> None:
    for _ in range(5):
        first_step(client, "citizen", "wrong")
    for minutes, status in ((29, LOCKED), (2, 302)):
        for attempt in AccessAttempt.objects.all():
            earlier = attempt.attempt_time - datetime.timedelta(minutes=minutes)
            AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=earlier)
        assert first_step(client, "citizen").status_code == status


def test_tries_while_it_is_locked_do_not_prolong_it(client: Client, citizen: User) -> None:
    for _ in range(5):
        first_step(client, "citizen", "wrong")
    before = AccessAttempt.objects.get()
    first_step(client, "citizen", "wrong")
    after = AccessAttempt.objects.get()
    assert (before.attempt_time, before.failures_since_start) == (
        after.attempt_time,
        after.failures_since_start,
    )


def test_others_cannot_lock_a_citizen_out(client: Client, citizen: User) -> None:
    for _ in range(6):
        first_step(client, "citizen", "wrong", REMOTE_ADDR="198.51.100.7")
    assert first_step(client, "citizen", REMOTE_ADDR="198.51.100.8").status_code == 302


def test_another_browser_at_the_same_address_counts_on(client: Client, citizen: User) -> None:
    for number in range(5):
        answer = first_step(client, "citizen", "wrong", HTTP_USER_AGENT=f"browser {number}")
    assert answer.status_code == LOCKED


def test_another_name_at_the_same_address_is_not_locked(client: Client, citizen: User) -> None:
    for _ in range(5):
        first_step(client, "nobody", "wrong")
    assert first_step(client, "nobody", "wrong").status_code == LOCKED
    assert first_step(client, "citizen").status_code == 302


def test_a_forwarded_address_that_nobody_vouches_for_helps_no_one(
    client: Client, citizen: User
) -> None:
    for number in range(5):
        answer = first_step(client, "citizen", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert answer.status_code == LOCKED


def test_behind_a_proxy_the_address_is_the_one_it_saw(
    client: Client, citizen: User, settings: Any
) -> None:
    settings.NINJA_NUM_PROXIES = 1
    for number in range(5):
        told = f"203.0.113.{number}, 198.51.100.7"
        answer = first_step(client, "citizen", "wrong", HTTP_X_FORWARDED_FOR=told)
    assert answer.status_code == LOCKED
    other = first_step(client, "citizen", HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert other.status_code == 302


def test_wrong_codes_lock_as_wrong_passwords_do(client: Client, official: User) -> None:
    first_step(client, "official")
    for _ in range(5):
        answer = client.post("/sign-in/second-step/", {"code": "000000"})
    assert answer.status_code == LOCKED
    assert client.post("/sign-in/second-step/", {"code": code()}).status_code == LOCKED
    assert first_step(client, "official").status_code == LOCKED
    assert not is_in(client)


def test_knowing_the_password_does_not_start_the_count_again(
    client: Client, official: User
) -> None:
    for _ in range(4):
        first_step(client, "official")
        client.post("/sign-in/second-step/", {"code": "000000"})
    first_step(client, "official")
    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == LOCKED


def test_being_in_starts_the_count_again(client: Client, citizen: User) -> None:
    for _ in range(4):
        first_step(client, "citizen", "wrong")
    assert first_step(client, "citizen").status_code == 302
    assert not AccessAttempt.objects.exists()


def test_no_password_and_no_code_is_kept_of_a_try(client: Client, official: User) -> None:
    first_step(client, "official", "my-secret-words")
    first_step(client, "official")
    client.post("/sign-in/second-step/", {"code": "123456"})
    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "my-secret-words" not in kept
    assert PASSWORD not in kept
    assert "123456" not in kept


# What the security log has


def test_signing_in_failing_locking_and_going_are_logged(
    client: Client, citizen: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "luohu.security")
    first_step(client, "citizen")
    client.post("/sign-out/")
    for _ in range(5):
        first_step(client, "citizen", "wrong")
    told = [record.getMessage() for record in caplog.records if record.name == "luohu.security"]
    events = [line.split('"event": "')[1].split('"')[0] for line in told]
    assert events[:6] == ["signed-in", "signed-out", *["sign-in-failed"] * 4]
    assert sorted(events[6:]) == ["locked", "sign-in-failed"]
    assert all('"username": "citizen"' in line and "127.0.0.1" in line for line in told)


def test_a_name_that_nobody_has_is_not_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "luohu.security")
    first_step(client, "my-password-in-the-wrong-field", "wrong")
    assert "wrong-field" not in caplog.text


# Who may not


def test_a_closed_account_is_told_nothing_more_than_a_wrong_password(
    client: Client, citizen: User
) -> None:
    citizen.is_active = False
    citizen.save()
    assert "用户名或密码不对。" in first_step(client, "citizen").content.decode()


def test_an_account_that_slept_ninety_days_is_closed_at_the_door(
    client: Client, official: User, later: Later
) -> None:
    later(days=91)
    assert "90 天没有登录" in first_step(client, "official").content.decode()
    official.refresh_from_db()
    assert not official.is_active


# One-time passwords and enrolment


def test_a_new_officer_changes_the_password_then_enrols_then_works(client: Client) -> None:
    user, password = services.create_officer(actor=None, username="novice", role=Role.LETTERS)
    first_step(client, "novice", password)
    for address in ("/", "/desk/", "/account/", "/account/second-factor/"):
        assert client.get(address).headers["Location"] == "/account/password/"
    told = {"old": password, "password": PASSWORD, "again": PASSWORD}
    assert client.post("/account/password/", told).status_code == 302
    for address in ("/", "/desk/", "/account/", "/account/token/"):
        assert client.get(address).headers["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    session = client.session
    session[ENROLLING] = SECRET
    session.save()
    answer = client.post("/account/second-factor/", {"old": PASSWORD, "code": code()})
    assert all(one in answer.content.decode() for one in second_factor.recovery_codes(user))
    assert client.get("/desk/").status_code == 200
    assert {"change-password", "enrol-second-factor"} <= set(
        Event.objects.filter(actor="novice").values_list("action", flat=True)
    )


def test_the_code_of_enrolment_is_used_up(client: Client) -> None:
    user = with_password(officer(Role.LETTERS, username="novice"))
    signed_in(user, client)
    second_factor.detach(user)
    session = client.session
    session[ENROLLING] = SECRET
    del session[FACTOR]
    session.save()
    told = code()
    client.post("/account/second-factor/", {"old": PASSWORD, "code": told})
    other = Client()
    first_step(other, "novice")
    other.post("/sign-in/second-step/", {"code": told})
    assert not is_in(other)


@pytest.mark.parametrize(
    "told", [{"code": "000000", "old": PASSWORD}, {"old": "wrong"}, {"old": "", "code": ""}]
)
def test_enrolment_takes_the_right_code_and_the_password(
    client: Client, citizen: User, told: dict[str, str]
) -> None:
    signed_in(citizen, client)
    session = client.session
    session[ENROLLING] = SECRET
    session.save()
    answer = client.post("/account/second-factor/", {"code": code(), **told})
    assert answer.status_code == 422
    assert not second_factor.has_factor(citizen)


def test_signing_out_is_possible_before_enrolment(client: Client) -> None:
    client.force_login(officer(Role.LETTERS))
    assert client.post("/sign-out/").headers["Location"] == "/"


def test_an_official_with_a_factor_that_was_not_asked_for_is_sent_to_sign_in(
    client: Client, official: User
) -> None:
    client.force_login(official)
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"


# Signing up


def test_an_applicant_signs_up_and_is_in(client: Client) -> None:
    told = {"username": "newcomer", "password": PASSWORD, "again": PASSWORD}
    assert client.post("/sign-up/", told).headers["Location"] == "/account/"
    assert is_in(client)
    assert Event.objects.get(action="sign-up").actor == "newcomer"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"again": "different"}, "again"),
        ({"password": "luohu2026", "again": "luohu2026"}, "password"),
        ({"username": "citizen"}, "username"),
        ({"username": "Citizen"}, "username"),
        ({"username": "1" * 11}, "username"),
        ({"username": ""}, "username"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    client: Client, citizen: User, told: dict[str, str], field: str
) -> None:
    words = {"username": "newcomer", "password": PASSWORD, "again": PASSWORD, **told}
    answer = client.post("/sign-up/", words)
    assert answer.status_code == 422
    assert f'id="fault_{field}"' in answer.content.decode()
    assert User.objects.count() == 1


def test_an_address_signs_up_so_many_an_hour(client: Client) -> None:
    for number in range(21):
        told = {"username": f"newcomer-{number}", "password": PASSWORD, "again": PASSWORD}
        answer = Client(REMOTE_ADDR="198.51.100.99").post("/sign-up/", told)
    assert answer.status_code == LOCKED
    assert not User.objects.filter(username="newcomer-20").exists()


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-up/"])
def test_who_is_in_is_led_to_his_work(client: Client, citizen: User, address: str) -> None:
    signed_in(citizen, client)
    assert client.get(address).headers["Location"] == "/account/"
