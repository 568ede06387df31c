"""One person of the demonstration for each role; how to sign in as each is kept in the folder of data."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings

from luohu.law.sources import LawError
from luohu.web.accounts import second_factor, services
from luohu.web.accounts.appointing import Post
from luohu.web.accounts.models import Appointment
from luohu.web.accounts.roles import Role
from luohu.web.protection import organisations
from luohu.web.shell.accounts import Account, demonstration_account, kept

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Those that the law of the demonstration, Beijing's, asks; accounts know no law.
VERIFYING = (
    "police", "employment", "housing", "land", "schooling", "taxation", "science", "honours",
)  # fmt: skip
EMPLOYER = organisations.invented(1)
APPLICANT, SECOND = "demo-applicant", "demo-applicant-second"
APPLICANTS = {APPLICANT: "演示-申请人甲", SECOND: "演示-申请人乙"}
PEOPLE: tuple[tuple[str, str, Post], ...] = (
    ("demo-administrator", "演示-系统管理员", Post(Role.ADMINISTRATOR, staff_number="D-01")),
    ("demo-authority", "演示-主管", Post(Role.AUTHORITY, staff_number="D-02")),
    ("demo-publisher", "演示-发布", Post(Role.PUBLISHER, staff_number="D-03")),
    ("demo-auditor", "演示-审计", Post(Role.AUDITOR, staff_number="D-04")),
    *((f"demo-{key}", f"演示-核查-{key}", Post(Role.VERIFIER, key)) for key in VERIFYING),
    ("demo-employer", "演示-单位经办", Post(Role.EMPLOYER, employer=EMPLOYER)),
)


def load_demonstration() -> list[Account]:
    """The people of the demonstration, made once, the administrator first; how to sign in as each."""
    accounts = [demonstration_officer(name, shown, post)[0] for name, shown, post in PEOPLE]
    return [*accounts, *(demonstration_account(*told)[0] for told in APPLICANTS.items())]


def demonstration_officer(username: str, name: str, post: Post) -> tuple[Account, User]:
    """An officer of the demonstration, with an authenticator whose secret is in the folder of data."""
    account, user = demonstration_account(username, name)
    if not Appointment.objects.filter(user=user, role=post.role).exists():
        services.appoint(
            actor=None,
            user=user,
            role=post.role,
            department=post.department,
            employer=post.employer,
            staff_number=post.staff_number,
        )
    secret = kept(secret_file(username), second_factor.new_secret)
    if second_factor.secret_of(user) != secret:
        second_factor.attach(user, secret)
    user.refresh_from_db()
    return account, user


def secret_file(username: str) -> Path:
    """Where the secret of an authenticator of the demonstration is kept."""
    return Path(settings.DATA) / f".{username}.totp"


def code_of(username: str) -> str:
    """What the authenticator of somebody of the demonstration shows now; LawError for others."""
    path = secret_file(username)
    if not username.isprintable() or not path.is_file():
        raise LawError(
            f"{username!r}: 演示里没有这位工作人员 there is no such official in the demonstration"
        )
    return code_at(path.read_text(), time.time())


def code_at(secret: str, moment: float) -> str:
    """The code of a secret at a moment, in seconds since 1970."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(moment) // 30)))
