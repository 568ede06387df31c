"""Published lists as they are kept: a list a scheme and cycle, a row a person admitted."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardList(models.Model):
    """A list that was loaded: which cycle it is of, where it is from, and what tells it from others."""

    scheme = models.CharField(_("方案"), max_length=40)
    cycle = models.PositiveSmallIntegerField(_("年度"))
    source = models.CharField(_("来源"), max_length=300, blank=True)
    quota = models.PositiveIntegerField(_("落户规模"), null=True, blank=True)
    demonstration = models.BooleanField(_("演示"), default=False)
    digest = models.CharField(_("摘要"), max_length=64)
    loaded = models.DateTimeField(_("载入时间"))

    class Meta:
        """One list a cycle, of a year that can be."""

        verbose_name = _("名单")
        verbose_name_plural = _("名单")
        ordering = ("scheme", "-cycle")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "cycle"), name="one_list_a_cycle"),
            models.CheckConstraint(
                condition=models.Q(cycle__gte=2000, cycle__lte=2200), name="cycle_is_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(quota__isnull=True) | models.Q(quota__gte=1),
                name="quota_is_none_or_some",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.cycle}"


class Award(models.Model):
    """One row of a list; points in whole hundredths, a name only where the list has names."""

    list = models.ForeignKey(AwardList, models.CASCADE, related_name="awards")
    place = models.PositiveIntegerField(_("行"), validators=[MinValueValidator(1)])
    rank = models.PositiveIntegerField(_("名次"))
    name = models.CharField(_("姓名"), max_length=100, blank=True)
    birth_month = models.CharField(_("出生年月"), max_length=7, blank=True)
    employer = models.CharField(_("用人单位"), max_length=200, blank=True)
    total = models.PositiveIntegerField(_("积分"))
    indicators = models.JSONField(_("各项指标"), default=dict, blank=True)

    class Meta:
        """A place is taken once; a rank is never behind its place."""

        verbose_name = _("名单行")
        verbose_name_plural = _("名单行")
        ordering = ("place",)
        indexes = (
            models.Index(fields=("list", "rank"), name="award_by_rank"),
            models.Index(fields=("list", "total"), name="award_by_total"),
            models.Index(fields=("list", "name"), name="award_by_name"),
        )
        constraints = (
            models.UniqueConstraint(fields=("list", "place"), name="one_award_a_place"),
            models.CheckConstraint(condition=models.Q(rank__gte=1), name="rank_from_one"),
            models.CheckConstraint(
                condition=models.Q(rank__lte=models.F("place")), name="rank_not_behind_place"
            ),
            models.CheckConstraint(condition=models.Q(total__gte=0), name="total_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.list} {self.rank}"
