"""What somebody does with his own account: signing up, his password, his second factor, his sessions."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.db import transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts import passwords, second_factor, sessions
from luohu.web.accounts.models import FormerPassword, PasswordAge
from luohu.web.accounts.names import faults_of_name
from luohu.web.accounts.roles import Role, appointment_of, is_official, needs_second_factor, role_of
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.shell import clock
from luohu.web.shell.refusals import refused_at


@transaction.atomic(durable=True)
def sign_up(*, actor: User | None = None, username: str, password: str) -> User:
    """Make an applicant's account; nothing but a name and a password is asked. Refused with every fault."""
    wrong = faults_of_name(username) + _password_faults(password, username, official=False)
    if wrong:
        raise Refused(wrong)
    user = User.objects.create_user(username, password=password)
    note = {"role": Role.APPLICANT, "action": "sign-up", "subject": f"user:{user.pk}"}
    record.note(actor=actor or user, **note)
    return user


@transaction.atomic(durable=True)
def change_password(*, actor: User, password: str, keep: str | None = None) -> User:
    """Set one's own password; one's sessions elsewhere end. Refused with every fault.

    Under the stricter profile an official's last five are not taken again.
    """
    user = User.objects.select_for_update().get(pk=actor.pk)
    official = is_official(user)
    wrong = _password_faults(password, user.username, official=official)
    wrong += _again_faults(user, password, official=official)
    if wrong:
        raise Refused(wrong)
    if official:
        FormerPassword.objects.create(user=user, encoded=user.password, replaced=clock.now())
        barred = user.former_passwords.values("pk")[: passwords.BARRED]
        user.former_passwords.exclude(pk__in=[one["pk"] for one in barred]).delete()
    user.set_password(password)
    user.save(update_fields=["password"])
    told = {"changed": clock.now(), "one_time": False}
    PasswordAge.objects.update_or_create(user=user, defaults=told)
    sessions.end_sessions(user, keep=keep)
    _note(user, "change-password")
    return user


@transaction.atomic(durable=True)
def enrol(*, actor: User, secret: str, code: str) -> list[str]:
    """Begin to ask for the codes of an authenticator app; the recovery codes, shown this once."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    if second_factor.has_factor(user):
        raise refused_at("code", Text("已经绑定了验证器", "an authenticator app is enrolled already"),
                         Text("先移除,或请管理员重置", "remove it first, or ask the administrator to reset it"))  # fmt: skip
    counter = second_factor.step_of(secret, code)
    if counter is None:
        raise refused_at("code", Text("验证码不对", "the code is wrong"),
                         Text("填验证器此刻显示的六位数字;手机时间要准",
                              "give the six digits that the app shows now; its clock has to be right"))  # fmt: skip
    codes = second_factor.attach(user, secret)
    second_factor.used_up(user, counter)
    _note(user, "enrol-second-factor")
    return codes


@transaction.atomic(durable=True)
def remove_factor(*, actor: User) -> None:
    """Sign in by password alone again; for who needs no second factor."""
    if needs_second_factor(actor):
        raise refused_at("code", Text("您的角色必须用第二重验证", "your role needs the second factor"),
                         Text("换手机请系统管理员重置", "for another device ask the administrator to reset it"))  # fmt: skip
    second_factor.detach(actor)
    _note(actor, "remove-second-factor")


@transaction.atomic(durable=True)
def renew_codes(*, actor: User) -> list[str]:
    """New recovery codes; the old ones count no more."""
    if not second_factor.has_factor(actor):
        raise refused_at("code", Text("还没有绑定验证器", "no authenticator app is enrolled"),
                         Text("先绑定验证器", "enrol one first"))  # fmt: skip
    codes = second_factor.renew_codes(actor)
    _note(actor, "renew-recovery-codes")
    return codes


@transaction.atomic(durable=True)
def end_sessions(*, actor: User, keep: str | None, handle: str = "") -> int:
    """End one's own sessions elsewhere, all or one; how many."""
    many = sessions.end_sessions(actor, keep=keep, handle=handle)
    _note(actor, "end-sessions")
    return many


def has_to_change(user: User) -> bool:
    """Whether a password has to be changed first: a one-time one, or one that the profile finds too old."""
    age = PasswordAge.objects.filter(user=user).first()
    if age is not None and age.one_time:
        return True
    if not passwords.strict(is_official(user)):
        return False
    appointment = appointment_of(user)
    since = age.changed if age is not None else getattr(appointment, "appointed", None)
    return since is not None and clock.now() - since > timedelta(days=passwords.DAYS)


def _password_faults(password: str, username: str, *, official: bool) -> list[Fault]:
    """The faults of a password in both languages, whatever the page's."""
    from django.utils import translation

    told = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            told.append(passwords.faults(password, username, official=official))
    right = Text("至少 8 个字符,不要用常见密码;可以很长,可以粘贴。",
                 "At least 8 characters and no common password; it may be long and may be pasted.")  # fmt: skip
    return [Fault(Place(column="password"), Text(*pair), right) for pair in zip(*told, strict=True)]


def _again_faults(user: User, password: str, *, official: bool) -> list[Fault]:
    former = [user.password]
    if passwords.strict(official):
        kept = user.former_passwords.values_list("encoded", flat=True)
        former += list(kept[: passwords.BARRED])
    if not any(check_password(password, encoded) for encoded in former):
        return []
    return [Fault(Place(column="password"),
                  Text("这个密码用过", "the password was used before"),
                  Text("换一个没有用过的密码", "take one that was not used before"))]  # fmt: skip


def _note(user: User, action: str) -> None:
    security.log(action, username=user.username)
    record.note(actor=user, role=str(role_of(user)), action=action, subject=f"user:{user.pk}")
