"""What a password has to be, under both profiles."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import translation

from luohu.people.faults import Refused
from luohu.web.accounts import credentials, passwords
from luohu.web.accounts.hashing import Argon2idHasher
from luohu.web.accounts.models import FormerPassword, PasswordAge
from luohu.web.accounts.roles import Role
from tests.web.accounts.conftest import Later
from tests.web.accounts.people import applicant, officer

LONG = "violet-kettle-seven-oceans"


@pytest.mark.parametrize(
    "password",
    [
        LONG, "correct horse battery", "ü-ö-ä-ß-é", "山高水长风清月白", "aaaaaaaaaaaaab9", "x" * 128,
        "beijing-kettle-seven", "12345678 oceans",
    ],
)  # fmt: skip
def test_nothing_is_asked_of_the_make_up(password: str) -> None:
    assert passwords.faults(password, "somebody") == []


@pytest.mark.parametrize(
    "password",
    [
        "", "short", "k7-kett", "x" * 129,
        "password", "12345678", "qwertyuiop", "iloveyou", "Password", "11111111",
        "jifenluohu", "luohu2026", "beijing2026", "Beijing!!!!", "luohubeijing", "积分落户2026",
        "somebody1", "somebody", "SOMEBODY2026",
    ],
)  # fmt: skip
def test_what_is_easily_guessed_is_refused(password: str) -> None:
    assert len(passwords.faults(password, "somebody")) == 1


def test_the_common_list_is_long_enough() -> None:
    assert len(passwords._list()) >= 3000


@pytest.mark.parametrize(
    ("password", "count"),
    [("abc", 1), ("abC", 2), ("abC1", 3), ("abC1!", 4), ("!", 1), ("中文", 1), ("", 0)],
)
def test_there_are_four_classes_of_characters(password: str, count: int) -> None:
    assert passwords.classes(password) == count


@pytest.mark.parametrize("profile", ["asvs", "dengbao"])
@pytest.mark.parametrize("official", [True, False])
def test_classes_are_asked_of_officials_under_dengbao_only(
    settings: Any, profile: str, official: bool
) -> None:
    settings.LUOHU_PASSWORDS = profile
    refused = passwords.faults(LONG, official=official)
    assert len(refused) == (profile == "dengbao" and official)
    assert passwords.faults("Violet-kettle-7", official=official) == []


@pytest.mark.django_db
def test_django_asks_the_same_rules() -> None:
    with pytest.raises(ValidationError):
        passwords.Rules().validate("luohu2026", User(username="somebody"))
    passwords.Rules().validate(LONG, applicant())
    assert passwords.Rules().get_help_text()


@pytest.mark.django_db
def test_a_fault_says_it_in_both_languages() -> None:
    with pytest.raises(Refused) as refused:
        credentials.sign_up(username="somebody", password="short")
    (fault,) = refused.value.faults
    assert "密码太短" in fault.wrong.zh
    assert "too short" in fault.wrong.en
    with translation.override("en"):
        assert passwords.faults("short")[0] == fault.wrong.en


@pytest.mark.django_db
def test_the_same_password_is_no_change() -> None:
    user = applicant()
    credentials.change_password(actor=user, password=LONG)
    with pytest.raises(Refused):
        credentials.change_password(actor=user, password=LONG)


@pytest.mark.django_db
def test_an_officials_last_five_are_barred_under_dengbao(settings: Any) -> None:
    settings.LUOHU_PASSWORDS = "dengbao"
    user = officer(Role.LETTERS)
    words = [f"Violet-kettle-{number}" for number in range(7)]
    for word in words:
        credentials.change_password(actor=user, password=word)
    for word in words[1:]:
        with pytest.raises(Refused):
            credentials.change_password(actor=user, password=word)
    credentials.change_password(actor=user, password=words[0])
    assert FormerPassword.objects.filter(user=user).count() == passwords.BARRED


@pytest.mark.django_db
def test_a_former_password_may_come_back_under_asvs() -> None:
    user = officer(Role.LETTERS)
    for word in (LONG, "another-kettle-nine", LONG):
        credentials.change_password(actor=user, password=word)
    user.refresh_from_db()
    assert check_password(LONG, user.password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("profile", "role", "expires"),
    [
        ("asvs", Role.LETTERS, False),
        ("dengbao", Role.LETTERS, True),
        ("dengbao", Role.EMPLOYER, False),
    ],
)
def test_ninety_days_count_for_officials_under_dengbao(
    settings: Any, later: Later, profile: str, role: Role, expires: bool
) -> None:
    settings.LUOHU_PASSWORDS = profile
    user = officer(role)
    credentials.change_password(actor=user, password="Violet-kettle-7")
    later(days=90)
    assert not credentials.has_to_change(user)
    later(days=91)
    assert credentials.has_to_change(user) == expires


@pytest.mark.django_db
def test_a_password_never_changed_counts_from_the_appointment(settings: Any, later: Later) -> None:
    settings.LUOHU_PASSWORDS = "dengbao"
    user = officer(Role.LETTERS)
    assert not PasswordAge.objects.filter(user=user).exists()
    later(days=91)
    assert credentials.has_to_change(user)


def test_passwords_are_hashed_by_argon2id_at_the_floor_of_owasp() -> None:
    hasher = Argon2idHasher()
    encoded = hasher.encode(LONG, hasher.salt())
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify(LONG, encoded)
    assert not hasher.verify("another", encoded)


def test_the_site_hashes_so() -> None:
    from luohu.web import settings as site

    assert site.PASSWORD_HASHERS[0] == "luohu.web.accounts.hashing.Argon2idHasher"
