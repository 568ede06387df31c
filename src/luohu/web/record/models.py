"""The record as it is kept: events in a chain, and the head to which the next one is linked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

DIGEST = 64


class Event(models.Model):
    """One change: who, as what, what to which thing, its digests before and after, why, where.

    `actor` is a user name, empty for the system itself; `subject` a kind and a key with a colon;
    `digest` is that of all other columns, `previous` the digest of the event before. The database
    refuses to change or delete events (migration 0002).
    """

    sequence = models.BigIntegerField(_("顺序号"), primary_key=True)
    at = models.DateTimeField(_("时间"))
    actor = models.CharField(_("操作人"), max_length=150, blank=True)
    role = models.CharField(_("角色"), max_length=40)
    action = models.CharField(_("动作"), max_length=60)
    subject = models.CharField(_("所涉对象"), max_length=200)
    before = models.CharField(_("改动前摘要"), max_length=DIGEST, blank=True)
    after = models.CharField(_("改动后摘要"), max_length=DIGEST, blank=True)
    why = models.TextField(_("理由"), blank=True)
    where = models.CharField(_("来处"), max_length=120, blank=True)
    algorithm = models.CharField(_("摘要算法"), max_length=10)
    previous = models.CharField(_("上一条摘要"), max_length=DIGEST, blank=True)
    digest = models.CharField(_("摘要值"), max_length=DIGEST)

    class Meta:
        """In the order of their sequence, never of their time: a clock may go back."""

        verbose_name = _("留痕")
        verbose_name_plural = _("留痕")
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("subject", "sequence"), name="event_subject"),
            models.Index(fields=("actor", "sequence"), name="event_actor"),
            models.Index(fields=("action", "sequence"), name="event_action"),
            models.Index(fields=("at",), name="event_at"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="event_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class Head(models.Model):
    """The last link of the chain, one row; who appends holds it until the transaction ends."""

    sequence = models.BigIntegerField(_("顺序号"), default=0)
    digest = models.CharField(_("摘要值"), max_length=DIGEST, blank=True)
    at = models.DateTimeField(_("时间"), null=True, blank=True)

    class Meta:
        """There is one head."""

        verbose_name = _("链头")
        verbose_name_plural = _("链头")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_head"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest}"
