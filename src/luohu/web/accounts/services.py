"""What the administrator does with the accounts of officers; each step is in the record."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts import second_factor, sessions
from luohu.web.accounts.appointing import Post, faults_of
from luohu.web.accounts.models import Appointment, PasswordAge
from luohu.web.accounts.names import faults_of_name
from luohu.web.accounts.rights import BY_NAME
from luohu.web.accounts.roles import CITIZENS, Role, role_of
from luohu.web.record import digests, security
from luohu.web.record import services as record
from luohu.web.shell import clock
from luohu.web.shell.refusals import refused_at

FIELDS = ("user", "role", "department", "employer", "staff_number")
DORMANT = timedelta(days=90)
SYSTEM = "system"


@transaction.atomic(durable=True)
def create_officer(
    *,
    actor: User | None,
    username: str,
    role: str,
    department: str = "",
    employer: str = "",
    staff_number: str = "",
) -> tuple[User, str]:
    """Make an account with a role; the account and its one-time password, which has to be changed.

    An actor of None is the command line of the machine. Refused with every fault.
    """
    _administrators_only(actor)
    post = Post.of(role, department, employer, staff_number)
    wrong = faults_of(post) + faults_of_name(username)
    if wrong:
        raise Refused(wrong)
    user = User(username=username)
    password = _one_time(user)
    appointment = _appointed(user, post, actor)
    _note(actor, "create-officer", appointment)
    return user, password


@transaction.atomic(durable=True)
def appoint(
    *,
    actor: User | None,
    user: User,
    role: str,
    department: str = "",
    employer: str = "",
    staff_number: str = "",
    why: str = "",
) -> Appointment:
    """Give an account another role in place of what it had; its sessions and tokens end."""
    _administrators_only(actor, user)
    post = Post.of(role, department, employer, staff_number)
    if wrong := faults_of(post, user):
        raise Refused(wrong)
    locked = User.objects.select_for_update().get(pk=user.pk)
    before = _state(Appointment.objects.filter(user=locked).first())
    appointment = _appointed(locked, post, actor)
    _end_all(locked)
    security.log("role-changed", username=locked.username, role=role, actor=_name(actor))
    _note(actor, "appoint", appointment, before, why)
    return appointment


@transaction.atomic(durable=True)
def allow(*, actor: User | None, user: User, names: Collection[str]) -> set[str]:
    """Give an officer those rights that his role leaves to be given by name, and no others of them."""
    _administrators_only(actor, user)
    locked = User.objects.select_for_update().get(pk=user.pk)
    may = {name.partition(".")[2] for name in BY_NAME.get(role_of(locked), ())}
    if not set(names) <= may:
        raise refused_at("names", Text("这个角色没有这种权限", "the role has no such right"),
                         Text("、".join(sorted(may)) or "不选", ", ".join(sorted(may)) or "none"))  # fmt: skip
    if set(locked.user_permissions.values_list("codename", flat=True)) == set(names):
        return set(names)  # nothing changes, so nothing is noted
    locked.user_permissions.set(Permission.objects.filter(codename__in=names))
    security.log("rights-changed", username=locked.username, rights=" ".join(sorted(names)))
    record.note(actor=actor, role=_role(actor), action="allow", subject=f"user:{locked.pk}",
                after=digests.digest_of(sorted(names)), why=" ".join(sorted(names)))  # fmt: skip
    return set(names)


@transaction.atomic(durable=True)
def disable(*, actor: User | None, user: User, why: str = "") -> User:
    """Close an account: within one request its sessions are over, its tokens end."""
    _administrators_only(actor, user)
    return _disabled(User.objects.select_for_update().get(pk=user.pk), actor, why)


@transaction.atomic(durable=True)
def enable(*, actor: User | None, user: User, why: str = "") -> User:
    """Open a closed account again; how long it has not been used counts from now."""
    _administrators_only(actor, user)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.is_active:
        raise refused_at("user", Text("账号没有停用", "the account is not closed"),
                         Text("只有停用的账号可以启用", "only a closed account can be opened"))  # fmt: skip
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    Appointment.objects.filter(user=locked).update(seen=clock.now())
    security.log("account-enabled", username=locked.username, actor=_name(actor))
    record.note(
        actor=actor, role=_role(actor), action="enable", subject=f"user:{locked.pk}", why=why
    )
    return locked


@transaction.atomic(durable=True)
def reset(*, actor: User | None, user: User, why: str = "") -> str:
    """Take the second factor away and set a one-time password, which is returned; sessions end.

    Both at once: who knows an old password must not enrol a second factor of his own.
    """
    _administrators_only(actor, user)
    locked = User.objects.select_for_update().get(pk=user.pk)
    second_factor.detach(locked)
    password = _one_time(locked)
    _end_all(locked)
    security.log("account-reset", username=locked.username, actor=_name(actor))
    record.note(
        actor=actor, role=_role(actor), action="reset", subject=f"user:{locked.pk}", why=why
    )
    return password


def is_dormant(user: User) -> bool:
    """Whether an official has not signed in for ninety days."""
    appointment = Appointment.objects.filter(user=user).exclude(role__in=CITIZENS).first()
    if appointment is None:
        return False
    return clock.now() - (appointment.seen or appointment.appointed) > DORMANT


@transaction.atomic(durable=True)
def disable_dormant(*, actor: User | None = None, only: User | None = None) -> list[str]:
    """Close the accounts of officials that nobody signed in to for ninety days; their names."""
    officials = Appointment.objects.exclude(role__in=CITIZENS).filter(user__is_active=True)
    if only is not None:
        officials = officials.filter(user=only)
    limit = clock.now() - DORMANT
    asleep = [one.user for one in officials.select_related("user")
              if (one.seen or one.appointed) < limit]  # fmt: skip
    for user in asleep:
        _disabled(user, actor, "90 天没有登录 · not used for 90 days")
    return [user.username for user in asleep]


def _disabled(user: User, actor: User | None, why: str) -> User:
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_all(user)
    security.log("account-disabled", username=user.username, actor=_name(actor))
    record.note(
        actor=actor, role=_role(actor), action="disable", subject=f"user:{user.pk}", why=why
    )
    return user


def _appointed(user: User, post: Post, actor: User | None) -> Appointment:
    """The appointment written; a place in the office comes and goes with the administrator's role."""
    user.is_staff, user.is_superuser = post.role == Role.ADMINISTRATOR, False
    user.save()
    user.user_permissions.clear()
    told = {
        "role": post.role, "department": post.department, "employer": post.employer,
        "staff_number": post.staff_number, "appointed_by": actor, "appointed": clock.now(),
    }  # fmt: skip
    try:
        with transaction.atomic():
            return Appointment.objects.update_or_create(user=user, defaults=told)[0]
    except IntegrityError as error:
        raise Refused(faults_of(post, user) or [_odd(str(error))]) from error


def _one_time(user: User) -> str:
    """A password that nobody chose, to be changed at the first sign-in."""
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    told = {"changed": clock.now(), "one_time": True}
    PasswordAge.objects.update_or_create(user=user, defaults=told)
    return password


def _end_all(user: User) -> None:
    sessions.end_sessions(user)
    user.tokens.filter(ended=None).update(ended=clock.now())


def _administrators_only(actor: User | None, user: User | None = None) -> None:
    """Only an administrator changes accounts, and never his own."""
    if actor is None:
        return
    if not actor.is_active or role_of(actor) != Role.ADMINISTRATOR:
        raise refused_at("actor", Text("只有系统管理员可以管理账号", "only an administrator changes accounts"),
                         Text("请系统管理员办理", "ask an administrator"))  # fmt: skip
    if user is not None and user.pk == actor.pk:
        raise refused_at("user", Text("不能管理自己的账号", "nobody changes his own account"),
                         Text("请另一位系统管理员办理", "ask another administrator"))  # fmt: skip


def _note(
    actor: User | None, action: str, appointment: Appointment, before: str = "", why: str = ""
) -> None:
    record.note(
        actor=actor, role=_role(actor), action=action, subject=f"user:{appointment.user_id}",
        before=before, after=_state(appointment), why=why,
    )  # fmt: skip


def _state(appointment: Appointment | None) -> str:
    return digests.state_of(appointment, FIELDS) if appointment is not None else ""


def _role(actor: User | None) -> str:
    return str(role_of(actor)) if actor is not None else SYSTEM


def _name(actor: User | None) -> str:
    return actor.get_username() if actor is not None else SYSTEM


def _odd(words: str) -> Fault:
    return Fault(Place(column="role"), Text(words, words), Text("换一种任命", "appoint otherwise"))
