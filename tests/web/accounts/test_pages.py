"""The pages of accounts: who opens which, in both languages, and what the administrator does on his."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from luohu.web.accounts import second_factor
from luohu.web.accounts.homes import WAYS, home_of, ways_of
from luohu.web.accounts.models import PasswordAge
from luohu.web.accounts.roles import Role, employer_of, role_of
from tests.web.accounts.people import applicant, code, officer, signed_in, with_factor

pytestmark = pytest.mark.django_db
PASSWORD = "violet-kettle-seven"
STRANGER = "stranger"
EVERYBODY = frozenset(Role)
OPEN = frozenset({*Role, STRANGER})
PAGES: dict[str, frozenset[str]] = {
    "/account/": EVERYBODY,
    "/account/password/": EVERYBODY,
    "/account/recovery-codes/": EVERYBODY,
    "/account/second-factor/remove/": EVERYBODY,
    "/account/token/": frozenset({Role.VERIFIER}),
    "/officers/": frozenset({Role.ADMINISTRATOR}),
    "/officers/new/": frozenset({Role.ADMINISTRATOR}),
    "/officers/{pk}/": frozenset({Role.ADMINISTRATOR}),
    "/officers/{pk}/disable/": frozenset({Role.ADMINISTRATOR}),
    "/officers/{pk}/enable/": frozenset({Role.ADMINISTRATOR}),
    "/officers/{pk}/reset/": frozenset({Role.ADMINISTRATOR}),
    "/office/": frozenset({Role.ADMINISTRATOR}),
    "/office/lists/awardlist/": frozenset({Role.ADMINISTRATOR}),
    "/office/letters/letter/": frozenset({Role.ADMINISTRATOR}),
}
POSTS = [
    "/officers/{pk}/post/",
    "/officers/{pk}/rights/",
    "/officers/new/",
    "/officers/{pk}/disable/",
]


def person(role: str) -> User:
    user = applicant() if role == Role.APPLICANT else officer(role)
    user.set_password(PASSWORD)
    user.save()
    return user


def browser(role: str) -> Client:
    return Client() if role == STRANGER else signed_in(person(role))


@pytest.mark.parametrize("role", [*Role, STRANGER])
@pytest.mark.parametrize("language", ["", "/en"])
def test_each_page_opens_to_its_roles_and_to_no_other(
    role: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "luohu.security")
    client, other = browser(role), officer(Role.LETTERS)
    for address, roles in PAGES.items():
        caplog.clear()
        at = address.format(pk=other.pk)
        status = client.get(at if at.startswith("/office/") else language + at).status_code
        if role in roles:
            assert status == 200, at
        elif role == STRANGER:
            assert status == 302, at
        else:
            assert status in (403, 302) if at.startswith("/office/") else status == 403, at
            if status == 403 and not at.startswith("/office/"):
                assert [r for r in caplog.records if "refused" in r.message], at


@pytest.mark.parametrize("role", [role for role in (*Role, STRANGER) if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("address", POSTS)
def test_nothing_is_done_for_who_may_not(role: str, address: str) -> None:
    other = officer(Role.LETTERS)
    told = {"role": Role.AUDITOR, "staff_number": "S-9", "username": "one", "why": "because"}
    status = browser(role).post(address.format(pk=other.pk), told).status_code
    assert status == (302 if role == STRANGER else 403)
    other.refresh_from_db()
    assert other.is_active
    assert role_of(User.objects.get(pk=other.pk)) == Role.LETTERS
    assert not User.objects.filter(username="one").exists()


@pytest.mark.parametrize("role", list(Role))
def test_every_place_of_work_opens_to_who_works_there(role: Role) -> None:
    user = person(role)
    if told := employer_of(user):
        apps.get_model("declarations", "Employer").objects.create(credit_code=told, name="某单位")
    client = signed_in(user)
    ways = ways_of(user)
    assert len(ways) == len(WAYS[role])
    for address, _ in ways:
        assert client.get(address).status_code == 200, address
    assert home_of(user) in ("/account/", ways[0][0])


def test_who_is_refused_the_office_is_not_sent_round_in_circles() -> None:
    client = browser(Role.AUTHORITY)
    assert client.get("/office/", follow=True).status_code == 403


def test_the_office_is_entered_by_the_sites_own_door() -> None:
    assert Client().get("/office/", follow=True).redirect_chain[-1][0].startswith("/sign-in/?next=")
    assert Client().get("/office/login/?next=/office/lists/").headers["Location"] == (
        "/sign-in/?next=%2Foffice%2Flists%2F"
    )
    client = browser(Role.ADMINISTRATOR)
    assert client.get("/office/password_change/").headers["Location"] == "/account/password/"
    assert client.post("/office/logout/").headers["Location"] == "/"


def test_the_office_shows_no_accounts_and_no_secrets() -> None:
    page = browser(Role.ADMINISTRATOR).get("/office/").content.decode()
    for words in ("/office/auth/", "/office/mfa/", "/office/axes/", "/office/account/"):
        assert words not in page


def test_a_superuser_is_no_administrator() -> None:
    client = signed_in(User.objects.create_superuser("above"))
    assert client.get("/office/", follow=True).status_code == 403
    assert client.get("/officers/").status_code == 403


# The administrator's pages


@pytest.fixture
def chief() -> Client:
    return browser(Role.ADMINISTRATOR)


def test_the_list_says_who_is_what(chief: Client) -> None:
    officer(Role.VERIFIER, department="land", username="surveyor")
    officer(Role.AUDITOR, username="reader", staff_number="S-7")
    page = chief.get("/officers/").content.decode()
    assert "规划和自然资源部门" in page
    assert "S-7" in page
    assert "没有登录过" in page
    filtered = chief.get("/officers/?role=auditor").content.decode()
    assert "reader" in filtered
    assert "surveyor" not in filtered


def test_an_empty_list_says_what_to_do(chief: Client) -> None:
    assert "这个角色还没有人" in chief.get("/officers/?role=publisher").content.decode()


def test_a_new_account_is_made_and_its_password_shown_once(chief: Client) -> None:
    told = {"username": "one", "role": Role.VERIFIER, "department": "police"}
    page = chief.post("/officers/new/", told).content.decode()
    user = User.objects.get(username="one")
    password = page.split("<code>")[1].split("</code>")[0]
    assert user.check_password(password)
    assert password not in chief.get(f"/officers/{user.pk}/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_is_refused_is_said_beside_the_field_and_above(chief: Client, language: str) -> None:
    told = {"username": "one", "role": Role.AUDITOR}
    answer = chief.post(f"{language}/officers/new/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="fault_staff_number"' in page
    assert 'href="#id_staff_number"' in page
    assert "aria-invalid" in page


def test_another_post_is_given_on_the_page(chief: Client) -> None:
    user = officer(Role.LETTERS)
    at = f"/officers/{user.pk}/post/"
    assert chief.post(at, {"role": Role.AUDITOR}).status_code == 422
    assert chief.post(at, {"role": Role.AUDITOR, "staff_number": "S-8"}).status_code == 302
    assert role_of(User.objects.get(pk=user.pk)) == Role.AUDITOR


def test_rights_by_name_are_given_on_the_page(chief: Client) -> None:
    user = officer(Role.LETTERS)
    chief.post(f"/officers/{user.pk}/rights/", {"right": ["edit_replies"]})
    assert User.objects.get(pk=user.pk).has_perm("letters.edit_replies")
    assert "checked" in chief.get(f"/officers/{user.pk}/").content.decode()


def test_closing_opening_and_resetting_ask_why(chief: Client) -> None:
    user = with_factor(officer(Role.LETTERS))
    at = f"/officers/{user.pk}"
    assert chief.post(f"{at}/disable/", {}).status_code == 422
    assert chief.post(f"{at}/disable/", {"why": "left"}).status_code == 302
    assert not User.objects.get(pk=user.pk).is_active
    assert chief.post(f"{at}/enable/", {"why": "back"}).status_code == 302
    assert chief.post(f"{at}/enable/", {"why": "back"}).status_code == 422
    page = chief.post(f"{at}/reset/", {"why": "lost"}).content.decode()
    assert User.objects.get(pk=user.pk).check_password(page.split("<code>")[1].split("</code>")[0])
    assert not second_factor.has_factor(user)


def test_ones_own_account_is_for_another_administrator(chief: Client) -> None:
    pk = chief.session["_auth_user_id"]
    assert "请另一位系统管理员办理" in chief.get(f"/officers/{pk}/").content.decode()
    assert chief.post(f"/officers/{pk}/disable/", {"why": "x"}).status_code == 422


def test_an_applicant_is_no_officer(chief: Client) -> None:
    assert chief.get(f"/officers/{applicant().pk}/").status_code == 404


# One's own pages


def test_nothing_of_ones_own_pages_stays_in_a_cache() -> None:
    client = browser(Role.VERIFIER)
    for address in ("/account/", "/account/password/", "/account/token/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_recovery_codes_are_renewed_on_the_page_or_as_a_file() -> None:
    client = browser(Role.VERIFIER)
    shown = client.post("/account/recovery-codes/", {"old": PASSWORD}).content.decode()
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert all(one in shown for one in second_factor.recovery_codes(user))
    file = client.post("/account/recovery-codes/", {"old": PASSWORD, "file": "1"})
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content.decode().split() == second_factor.recovery_codes(user)
    assert client.post("/account/recovery-codes/", {"old": "wrong"}).status_code == 422


def test_without_an_authenticator_there_are_no_codes() -> None:
    assert (
        browser(Role.APPLICANT).post("/account/recovery-codes/", {"old": PASSWORD}).status_code
        == 422
    )


def test_an_applicant_may_take_the_factor_away_an_officer_not() -> None:
    applicants, officers = person(Role.APPLICANT), person(Role.LETTERS)
    with_factor(applicants)
    for user, status in ((applicants, 302), (officers, 422)):
        answer = signed_in(user).post("/account/second-factor/remove/", {"old": PASSWORD})
        assert answer.status_code == status
        assert second_factor.has_factor(user) == (status == 422)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"old": "wrong"}, "old"),
        ({"again": "different"}, "again"),
        ({"password": "12345678", "again": "12345678"}, "password"),
        ({"password": PASSWORD, "again": PASSWORD}, "password"),
    ],
)
def test_a_password_that_is_refused_changes_nothing(told: dict[str, str], field: str) -> None:
    client = browser(Role.APPLICANT)
    words = {"old": PASSWORD, "password": "another-kettle-nine", "again": "another-kettle-nine"}
    answer = client.post("/account/password/", {**words, **told})
    assert answer.status_code == 422
    assert f'id="fault_{field}"' in answer.content.decode()
    assert not PasswordAge.objects.exists()


def test_the_stricter_profile_says_what_it_asks(settings: Any) -> None:
    settings.LUOHU_PASSWORDS = "dengbao"
    assert "至少三类" in browser(Role.AUDITOR).get("/account/password/").content.decode()
    assert "至少三类" not in browser(Role.APPLICANT).get("/account/password/").content.decode()


def test_the_account_page_offers_the_second_factor(client: Client) -> None:
    user = person(Role.APPLICANT)
    page = signed_in(user).get("/account/").content.decode()
    assert "/account/second-factor/" in page
    with_factor(user)
    later = Client()
    later.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    later.post("/sign-in/second-step/", {"code": code()})
    assert "已绑定验证器" in later.get("/account/").content.decode()
