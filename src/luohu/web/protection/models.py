"""What protection keeps: attachments, requests to correct, what was deleted, how far a rotation is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.protection.fields import EncryptedTextField


class Attachment(models.Model):
    """A file that belongs to something: its content is sealed on disk under a name of our own."""

    subject = models.CharField(_("所属"), max_length=80, db_index=True)
    name = EncryptedTextField(_("文件名"))
    kind = models.CharField(_("类型"), max_length=20)
    size = models.PositiveIntegerField(_("字节数"))
    sha256 = models.CharField(_("摘要"), max_length=64)
    stored = models.CharField(_("存储名"), max_length=64, unique=True)
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they came."""

        verbose_name = _("交来的文件")
        verbose_name_plural = _("交来的文件")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.subject} {self.stored}"


class CorrectionRequest(models.Model):
    """Somebody asks that what is kept of him be corrected or deleted; the authority answers."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="correction_requests"
    )
    words = EncryptedTextField(_("要求"), max_length=4000)
    received = models.DateTimeField(_("收到"))
    due = models.DateField(_("答复期限"))
    answer = EncryptedTextField(_("答复"), max_length=4000, null=True, blank=True)
    answered = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """What waits longest first; an answer has a moment and an author, or there is none."""

        verbose_name = _("更正请求")
        verbose_name_plural = _("更正请求")
        ordering = ("due", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    answer__isnull=True, answered__isnull=True, answered_by__isnull=True
                )
                | models.Q(answer__isnull=False, answered__isnull=False, answered_by__isnull=False),
                name="correction_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | ~models.Q(answered_by=models.F("owner")),
                name="correction_answered_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.due:%Y-%m-%d}"


class Tombstone(models.Model):
    """That rows were deleted or made anonymous: which, when, why and how many; nothing of them."""

    batch = models.CharField(_("批次"), max_length=32, db_index=True)
    stage = models.CharField(_("阶段"), max_length=80)
    model = models.CharField(_("表"), max_length=80)
    method = models.CharField(_("方式"), max_length=20)
    why = models.CharField(_("依据"), max_length=300)
    days = models.PositiveIntegerField(_("保存天数"))
    until = models.DateTimeField(_("早于"))
    count = models.PositiveIntegerField(_("行数"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        """The latest first."""

        verbose_name = _("删除记录")
        verbose_name_plural = _("删除记录")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.stage} {self.count}"


class RotationProgress(models.Model):
    """How far one store of sealed content has been sealed anew under the key and cipher in use."""

    store = models.CharField(_("存储"), max_length=120, unique=True)
    target = models.CharField(_("密钥"), max_length=40)
    cursor = models.CharField(_("位置"), max_length=120, blank=True)
    resealed = models.PositiveIntegerField(_("已重封"), default=0)
    finished = models.DateTimeField(_("完成"), null=True, blank=True)

    class Meta:
        """One a store."""

        verbose_name = _("密钥轮换进度")
        verbose_name_plural = _("密钥轮换进度")
        ordering = ("store",)

    def __str__(self) -> str:
        return f"{self.store} {self.target}"
