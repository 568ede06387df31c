"""What the site knows of an account beyond Django's: its role, its password's age, its sessions."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.accounts.duties import APART, Role


class Appointment(models.Model):
    """The one role of an account; an account without an appointment is an applicant's."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appointment", verbose_name=_("账号")
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    department = models.CharField(_("部门"), max_length=20, blank=True, default="")
    employer = models.CharField(_("用人单位"), max_length=18, blank=True, default="")
    staff_number = models.CharField(_("工号"), max_length=30, blank=True, default="")
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("任命人"),
    )  # fmt: skip
    appointed = models.DateTimeField(_("任命时间"))
    seen = models.DateTimeField(_("最近登录"), null=True, blank=True)

    class Meta:
        """Only a verifier has a department, only an employer's officer an employer."""

        verbose_name = _("任命")
        verbose_name_plural = _("任命")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="appointment_role_is_one"
            ),
            models.CheckConstraint(
                condition=(models.Q(role=Role.VERIFIER) & ~models.Q(department=""))
                | (~models.Q(role=Role.VERIFIER) & models.Q(department="")),
                name="a_verifier_has_a_department",
            ),
            models.CheckConstraint(
                condition=(models.Q(role=Role.EMPLOYER) & ~models.Q(employer=""))
                | (~models.Q(role=Role.EMPLOYER) & models.Q(employer="")),
                name="an_employers_officer_has_an_employer",
            ),
            models.UniqueConstraint(
                fields=("staff_number",),
                condition=models.Q(role__in=APART) & ~models.Q(staff_number=""),
                name="one_person_holds_one_of_the_roles_apart",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Session(AbstractBaseSession):
    """A browser that somebody is signed in with, or a stranger's; whose it is stands in a column, to end it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="sessions",
        verbose_name=_("账号"),
    )  # fmt: skip

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that reads and writes these rows."""
        from luohu.web.accounts.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return f"{self.user_id}"


class PasswordAge(models.Model):
    """When a password was set, and whether it is a one-time one that has to be changed first."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="password_age",
        verbose_name=_("账号"),
    )
    changed = models.DateTimeField(_("设定时间"))
    one_time = models.BooleanField(_("一次性密码"), default=False)

    def __str__(self) -> str:
        return f"{self.user_id}"


class FormerPassword(models.Model):
    """The digest of a password an official had before, so that it is not taken again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_passwords",
        verbose_name=_("账号"),
    )  # fmt: skip
    encoded = models.CharField(_("密码摘要"), max_length=128)
    replaced = models.DateTimeField(_("更换时间"))

    class Meta:
        """The newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.user_id}"


class LastCode(models.Model):
    """The step of time of the last code of an account, so that no code counts twice."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="last_code", verbose_name=_("账号")
    )
    counter = models.BigIntegerField(_("时间步"))

    def __str__(self) -> str:
        return f"{self.user_id}"


class Token(models.Model):
    """A verifier's key to the interface for programs; only its digest is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name=_("账号")
    )
    digest = models.CharField(_("令牌摘要"), max_length=64, unique=True)
    issued = models.DateTimeField(_("签发"))
    expires = models.DateTimeField(_("到期"))
    ended = models.DateTimeField(_("停用"), null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-issued", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires__gt=models.F("issued")), name="a_token_expires_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}"
