"""The authority's year as it is kept: one cycle of one scheme, its moments, quota and departments."""

from __future__ import annotations

import datetime
from itertools import pairwise

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOMENTS = (
    "declares_from", "declares_to", "verifies_to", "results_from", "results_to", "ranks_to",
    "publicity_from", "publicity_to", "settles_to",
)  # fmt: skip
# Two neighbours may be one moment; a window that has both its ends as a pair must have some length.
MUST_LAST = (
    ("declares_from", "declares_to"), ("results_from", "results_to"),
    ("publicity_from", "publicity_to"), ("publicity_to", "settles_to"),
)  # fmt: skip
PREFIX = r"\A[0-9A-Z]{4,10}\Z"


def _in_order() -> Q:
    """Each moment not before the one it follows, and after it where a window must last."""
    wanted = Q()
    for one, following in pairwise(MOMENTS):
        lookup = "gt" if (one, following) in MUST_LAST else "gte"
        wanted &= Q(**{f"{following}__{lookup}": F(one)})
    return wanted


class Year(models.Model):
    """One cycle of one scheme: windows are half open, from a moment up to the next, to the second.

    `rules` is the version of the law as it was found when the year was opened; `departments` says
    who verifies which fact of a document. A rehearsal has a clock of its own, `offset` ahead.
    """

    scheme = models.CharField(_("方案"), max_length=40)
    cycle = models.PositiveSmallIntegerField(_("年度"))
    rules = models.CharField(_("规则版本"), max_length=40)
    quota = models.PositiveIntegerField(_("落户规模"), null=True, blank=True)
    title = models.CharField(_("名称"), max_length=100)
    number_prefix = models.CharField(
        _("编号前缀"), max_length=10, unique=True, validators=[RegexValidator(PREFIX)]
    )
    rehearsal = models.BooleanField(_("演练"), default=False)
    offset = models.DurationField(_("时钟偏移"), default=datetime.timedelta())
    declares_from = models.DateTimeField(_("申报开始"))
    declares_to = models.DateTimeField(_("申报截止"))
    verifies_to = models.DateTimeField(_("核查截止"))
    results_from = models.DateTimeField(_("结果查询开始"))
    results_to = models.DateTimeField(_("结果查询截止"))
    ranks_to = models.DateTimeField(_("复核排名截止"))
    publicity_from = models.DateTimeField(_("公示开始"))
    publicity_to = models.DateTimeField(_("公示截止"))
    settles_to = models.DateTimeField(_("办理落户截止"))
    departments = models.JSONField(_("核查分工"), default=dict, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened = models.DateTimeField(_("设立时间"))

    class Meta:
        """One real year a scheme and cycle; moments in their order; only a rehearsal's clock moves."""

        verbose_name = _("申报年度")
        verbose_name_plural = _("申报年度")
        ordering = ("-cycle", "scheme", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "cycle"),
                condition=Q(rehearsal=False),
                name="one_real_year_a_cycle",
            ),
            models.CheckConstraint(condition=_in_order(), name="year_moments_in_order"),
            models.CheckConstraint(
                condition=Q(rehearsal=True) | Q(offset=datetime.timedelta()),
                name="only_a_rehearsal_moves_its_clock",
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gte=1), name="year_quota_none_or_some"
            ),
            models.CheckConstraint(
                condition=Q(cycle__gte=2000, cycle__lte=2200), name="year_cycle_is_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.cycle}{' *' if self.rehearsal else ''}"
