"""Jobs as they are kept: what is to be done in the background, how far it is, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.web.operations.background import TITLES


class State(models.TextChoices):
    """Where a job is; only `waiting` and `running` can still change."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


class Job(models.Model):
    """Work for the background: a function by its registered name, and what it is called with.

    `worker` holds the job until `lease`; it must say again and again that it still does. `reference`
    is what a person quotes when he asks why the job failed.
    """

    name = models.CharField(_("工作"), max_length=80)
    arguments = models.JSONField(_("参数"), default=dict)
    subject = models.CharField(_("对象"), max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(_("岗位"), max_length=20)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("总数"), default=0)
    asked = models.DateTimeField(_("提出"))
    started = models.DateTimeField(_("开始"), null=True, blank=True)
    finished = models.DateTimeField(_("结束"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("开始次数"), default=0)
    worker = models.CharField(_("执行者"), max_length=80, blank=True, default="")
    lease = models.DateTimeField(_("租约至"), null=True, blank=True)
    stopping = models.BooleanField(_("要求停止"), default=False)
    result = models.JSONField(_("结果"), null=True, blank=True)
    error = models.TextField(_("错误"), blank=True, default="")
    reference = models.CharField(_("错误编号"), max_length=12, blank=True, default="")

    class Meta:
        """A job that runs is held by a worker with a lease; one that failed says why."""

        verbose_name = _("后台工作")
        verbose_name_plural = _("后台工作")
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "lease"), name="job_queue"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="job_state_is_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | (models.Q(lease__isnull=False) & ~models.Q(worker="")),
                name="running_job_is_held",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(error=""),
                name="failed_job_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"

    @property
    def title(self) -> Promise | str:
        """What its page calls it."""
        return TITLES.get(self.name, self.name)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)
