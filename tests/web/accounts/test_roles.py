"""Roles: each account has one, the database holds what goes with it, a page is for some of them."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from luohu.web.accounts import roles
from luohu.web.accounts.models import Appointment
from luohu.web.accounts.roles import APART, Role
from luohu.web.shell import clock
from tests.web.accounts.people import applicant, officer

pytestmark = pytest.mark.django_db
OFFICIALS = [role for role in Role if role not in (Role.APPLICANT, Role.EMPLOYER)]


def asked(user: Any) -> HttpRequest:
    request = RequestFactory().get("/somewhere/")
    request.user = user
    return request


def test_who_was_never_appointed_is_an_applicant() -> None:
    assert roles.role_of(applicant()) == Role.APPLICANT
    assert roles.role_of(AnonymousUser()) == Role.APPLICANT


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APPLICANT])
def test_an_appointment_is_the_role(role: Role) -> None:
    user = officer(role)
    assert roles.role_of(user) == role
    assert roles.is_official(user) == (role in OFFICIALS)
    assert roles.needs_second_factor(user)


def test_an_applicant_needs_no_second_factor() -> None:
    assert not roles.needs_second_factor(applicant())
    assert not roles.is_official(applicant())


def test_a_verifier_has_a_department_and_an_employers_officer_an_employer() -> None:
    assert roles.department_of(officer(Role.VERIFIER, department="land")) == "land"
    assert roles.employer_of(officer(Role.EMPLOYER, employer="91110000MA0000000X"))
    assert roles.department_of(officer(Role.AUTHORITY)) == ""
    assert roles.employer_of(applicant()) == ""


@pytest.mark.parametrize(
    "told",
    [
        {"role": "king"},
        {"role": Role.VERIFIER},
        {"role": Role.AUTHORITY, "department": "police"},
        {"role": Role.EMPLOYER},
        {"role": Role.AUDITOR, "employer": "91110000MA0000000X"},
    ],
)
def test_the_database_refuses_what_does_not_go_with_a_role(told: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=applicant(), appointed=clock.now(), **told)


@pytest.mark.parametrize("role", APART)
@pytest.mark.parametrize("other", APART)
def test_the_database_refuses_two_of_the_roles_apart_to_one_staff_number(
    role: Role, other: Role
) -> None:
    officer(role, staff_number="S-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        officer(other, staff_number="S-1")


def test_a_letters_officer_may_be_of_the_same_staff_number() -> None:
    officer(Role.AUTHORITY, staff_number="S-1")
    assert officer(Role.LETTERS, staff_number="S-1").pk


@roles.requires(Role.AUTHORITY, Role.PUBLISHER)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@pytest.mark.parametrize("role", list(Role))
def test_a_page_is_for_its_roles(role: Role, caplog: pytest.LogCaptureFixture) -> None:
    user = applicant() if role == Role.APPLICANT else officer(role)
    if role in (Role.AUTHORITY, Role.PUBLISHER):
        assert page(asked(user)).content == b"in"
        return
    with caplog.at_level(logging.INFO, "luohu.security"), pytest.raises(PermissionDenied):
        page(asked(user))
    assert len(caplog.records) == 1
    assert '"event": "refused"' in caplog.records[0].message


def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = page(asked(AnonymousUser()))
    assert answer.headers["Location"] == "/sign-in/?next=/somewhere/"


def test_what_is_anothers_is_not_there_and_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "luohu.security"), pytest.raises(Http404):
        roles.not_yours(asked(applicant("curious")), "declaration:12")
    assert "declaration:12" in caplog.records[0].message
    assert "curious" in caplog.records[0].message


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_permissions_follow_from_the_role() -> None:
    assert officer(Role.LETTERS).get_all_permissions() == {"letters.answer_letters"}
    assert officer(Role.AUTHORITY).get_all_permissions() == set()
    assert applicant().get_all_permissions() == set()


def test_a_permission_by_name_counts_only_where_the_role_allows_it() -> None:
    named = Permission.objects.filter(codename__in=["review_replies", "change_user"])
    letters, authority = officer(Role.LETTERS), officer(Role.AUTHORITY)
    letters.user_permissions.set(named)
    authority.user_permissions.set(named)
    assert fresh(letters).get_all_permissions() == {
        "letters.answer_letters",
        "letters.review_replies",
    }
    assert fresh(authority).get_all_permissions() == set()


def test_who_is_disabled_may_nothing() -> None:
    user = officer(Role.LETTERS)
    user.is_active = False
    assert not user.has_perm("letters.answer_letters")
    assert not user.has_module_perms("letters")
