"""Which appointments are lawful: what each role needs, and who may not hold which with another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.accounts.models import Appointment
from luohu.web.accounts.roles import APART, Role
from luohu.web.protection import organisations
from luohu.web.record.reasons import name_faults

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is appointed to."""

    role: str
    department: str = ""
    employer: str = ""
    staff_number: str = ""

    @classmethod
    def of(cls, role: str, department: str, employer: str, staff_number: str) -> Post:
        """The post as it is written down: no spaces around, the credit code in its one form."""
        code = organisations.normalised(employer) if employer else ""
        return cls(str(role).strip(), department.strip(), code, staff_number.strip())


def faults_of(post: Post, user: User | None = None) -> list[Fault]:
    """What is wrong with an appointment; `user` is who has it, if he has an account already."""
    if post.role not in Role.values or post.role == Role.APPLICANT:
        return [_fault("role", f"没有这种角色:{post.role}", f"there is no such role: {post.role}",
                       "从列出的角色里选;申请人自行注册", "take one of those listed; applicants sign up")]  # fmt: skip
    number = name_faults("staff_number", post.staff_number)
    return [*_department(post), *_employer(post), *number, *_apart(post, user)]


def _department(post: Post) -> list[Fault]:
    if (post.role == Role.VERIFIER) == (post.department in DEPARTMENTS):
        return []
    if post.role != Role.VERIFIER and not post.department:
        return []
    return [_fault("department", "部门和角色不合", "the department does not fit the role",
                   "核查人员选一个部门,其他角色不选",
                   "a verifier has a department of those listed, another role has none")]  # fmt: skip


def _employer(post: Post) -> list[Fault]:
    if post.role != Role.EMPLOYER:
        if not post.employer:
            return []
        return [_fault("employer", "只有用人单位经办人要填用人单位",
                       "only an employer's officer has an employer", "留空", "leave it empty")]  # fmt: skip
    fault = organisations.fault(post.employer)
    return [replace(fault, place=Place(column="employer"))] if fault is not None else []


def _apart(post: Post, user: User | None) -> list[Fault]:
    """One staff number, one of the roles that are kept apart; without a number nobody could tell."""
    if post.role not in APART:
        return []
    if not post.staff_number:
        return [_fault("staff_number", "没有填工号", "there is no staff number",
                       "填本人的工号,用来检查角色互斥",
                       "give the person's staff number: it shows who would hold two roles")]  # fmt: skip
    others = Appointment.objects.filter(role__in=APART, staff_number=post.staff_number)
    if user is not None:
        others = others.exclude(user=user)
    if not (held := others.first()):
        return []
    return [_fault("staff_number", f"工号 {post.staff_number} 已经是{Role(held.role).label}",
                   f"staff number {post.staff_number} is already: {held.role}",
                   "主管、发布、审计、管理四种角色由不同的人担任;先改原账号的角色",
                   "authority, publisher, auditor, administrator are different people; "
                   "change the role of the other account first")]  # fmt: skip


def _fault(column: str, zh: str, en: str, right_zh: str, right_en: str) -> Fault:
    return Fault(Place(column=column), Text(zh, en), Text(right_zh, right_en))
