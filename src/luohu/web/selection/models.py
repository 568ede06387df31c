"""A selection as it is kept: what was frozen, how it came out, what was published and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.protection.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField


def _by(null: bool = False) -> models.ForeignKey[models.Model, models.Model]:
    """Who did something; accounts that did are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class FreezeState(models.TextChoices):
    """Where a freeze is."""

    MAKING = "making", _("正在冻结")
    MADE = "made", _("已冻结")
    FAILED = "failed", _("未成功")
    SUPERSEDED = "superseded", _("已放弃")


class Freeze(models.Model):
    """The verified documents of a year as they were at one moment, with the law they are held against.

    `inputs_digest` chains the digests of all documents in the order of their numbers; `digest` is of
    everything that an outcome follows from; `outcomes_digest` of what followed. `figures` is what the
    selection came to: quota, cut-off, admitted, ties, ranked, open. `publicity` is how long the calendar
    said that the list would be public: it is never published for a shorter time.
    """

    year = models.ForeignKey("years.Year", models.PROTECT, related_name="freezes")
    number = models.PositiveSmallIntegerField(_("第几次"))
    state = models.CharField(
        _("状态"), max_length=10, choices=FreezeState.choices, default=FreezeState.MAKING
    )
    made = models.DateTimeField(_("时间"))
    by = _by()
    rules = models.CharField(_("规则"), max_length=60, blank=True)
    rules_digest = models.CharField(_("规则摘要"), max_length=64, blank=True)
    values_digest = models.CharField(_("取值摘要"), max_length=64, blank=True)
    inputs_digest = models.CharField(_("材料摘要"), max_length=64, blank=True)
    digest = models.CharField(_("冻结摘要"), max_length=64, blank=True)
    outcomes_digest = models.CharField(_("结果摘要"), max_length=64, blank=True)
    count = models.PositiveIntegerField(_("人数"), default=0)
    quota = models.PositiveIntegerField(_("规模"))
    publicity = models.DurationField(_("公示时长"), null=True, blank=True)
    figures = models.JSONField(_("数字"), default=dict, blank=True)
    why = models.CharField(_("说明"), max_length=500, blank=True)
    job = models.PositiveBigIntegerField(_("任务"), null=True, blank=True)

    class Meta:
        """At most one freeze of a year is in force; what is made says what it is made of."""

        verbose_name = _("冻结")
        verbose_name_plural = _("冻结")
        ordering = ("year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("year", "number"), name="one_freeze_a_number"),
            models.UniqueConstraint(
                fields=("year",),
                condition=models.Q(state__in=("making", "made")),
                name="one_freeze_in_force_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=FreezeState.values), name="freeze_state_is_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="made")
                | ~(models.Q(digest="") | models.Q(outcomes_digest="")),
                name="made_says_its_digests",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("failed", "superseded")) | ~models.Q(why=""),
                name="given_up_says_why",
            ),
            models.CheckConstraint(condition=models.Q(quota__gte=1), name="freeze_quota_from_one"),
        )

    def __str__(self) -> str:
        return f"freeze:{self.pk}"


class Frozen(models.Model):
    """One verified document as it was frozen; `pending` are the facts that nobody had decided."""

    freeze = models.ForeignKey(Freeze, models.CASCADE, related_name="frozen", db_index=False)
    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(_("编号"), max_length=40)
    document = EncryptedJSONField(_("核查后的材料"))
    pending = models.JSONField(_("未核定的事实"), default=list, blank=True)
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        """One document a declaration in a freeze; found by its number, so that writing is fast."""

        verbose_name = _("冻结的材料")
        verbose_name_plural = _("冻结的材料")
        ordering = ("freeze", "number")
        constraints = (
            models.UniqueConstraint(fields=("freeze", "number"), name="frozen_once_a_number"),
        )

    def __str__(self) -> str:
        return self.number


class Outcome(models.Model):
    """What the law gives one frozen document: the least and the most, and the rank where it is known.

    `rank` is 0 for who is not ranked: not eligible, or open. `unknown` names what leaves it open.
    """

    freeze = models.ForeignKey(Freeze, models.CASCADE, related_name="outcomes", db_index=False)
    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="outcomes", db_index=False
    )
    number = models.CharField(_("编号"), max_length=40)
    eligible = models.BooleanField(_("有资格"), null=True)
    total = models.IntegerField(_("总分"), null=True)
    least = models.IntegerField(_("至少"), null=True)
    most = models.IntegerField(_("至多"), null=True)
    rank = models.PositiveIntegerField(_("名次"), default=0)
    admitted = models.BooleanField(_("入围"), default=False)
    indicators = models.JSONField(_("各项分值"), default=dict, blank=True)
    unknown = models.JSONField(_("未定"), default=list, blank=True)

    class Meta:
        """One outcome a declaration; only who has a known total and may apply is ranked."""

        verbose_name = _("结果")
        verbose_name_plural = _("结果")
        ordering = ("freeze", "number")
        indexes = (
            models.Index(fields=("freeze", "rank"), name="outcome_by_rank"),
            models.Index(fields=("declaration",), name="outcome_of_declaration"),
        )
        constraints = (
            models.UniqueConstraint(fields=("freeze", "number"), name="one_outcome_a_number"),
            models.CheckConstraint(
                condition=models.Q(rank=0) | models.Q(eligible=True, total__isnull=False),
                name="ranked_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(admitted=False) | models.Q(rank__gte=1),
                name="admitted_is_ranked",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Publication(models.Model):
    """A list as it was published; `digest` is of its document, line by line.

    After `takes_down` no name is shown; the numbers stay.
    """

    year = models.ForeignKey("years.Year", models.PROTECT, related_name="publications")
    freeze = models.OneToOneField(Freeze, models.PROTECT, related_name="publication")
    published = models.DateTimeField(_("发布时间"))
    by = _by()
    digest = models.CharField(_("名单摘要"), max_length=64)
    takes_down = models.DateTimeField(_("撤下时间"))

    class Meta:
        """A year is published once."""

        verbose_name = _("公示")
        verbose_name_plural = _("公示")
        ordering = ("-published",)
        constraints = (models.UniqueConstraint(fields=("year",), name="one_publication_a_year"),)

    def __str__(self) -> str:
        return f"publication:{self.pk}"


class ListingState(models.TextChoices):
    """What became of somebody on the list."""

    LISTED = "listed", _("公示中")
    CONFIRMED = "confirmed", _("取得资格")
    CANCELLED = "cancelled", _("已取消")
    SETTLED = "settled", _("已落户")
    LAPSED = "lapsed", _("逾期未办")


class PlaceCategory(models.TextChoices):
    """Where somebody is registered; a note of the office, no rule of the scheme."""

    OWN = "own", _("自有住房")
    RELATIVE = "relative", _("亲属户")
    COLLECTIVE = "collective", _("集体户")
    OTHER = "other", _("其他")


class Listing(models.Model):
    """One line of a published list.

    `position` is the number that is published: it follows the total, and decides nothing among equal
    ones. `number` is the declaration's own, which its applicant proves himself by: never published.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="listings")
    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="listings"
    )
    position = models.PositiveIntegerField(_("公示编号"))
    rank = models.PositiveIntegerField(_("名次"))
    number = models.CharField(_("申报编号"), max_length=40)
    name = EncryptedTextField(_("姓名"))
    name_index = BlindIndexField(_("姓名索引"))
    birth_month = models.CharField(_("出生年月"), max_length=7)
    employer = models.CharField(_("用人单位"), max_length=200, blank=True)
    total = models.IntegerField(_("积分"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ListingState.choices, default=ListingState.LISTED
    )
    cancelled = models.DateTimeField(_("取消时间"), null=True, blank=True)
    why = models.CharField(_("理由"), max_length=500, blank=True)
    settled_on = models.DateField(_("落户日期"), null=True, blank=True)
    settled_at = models.CharField(
        _("落户地类别"), max_length=10, choices=PlaceCategory.choices, blank=True
    )

    class Meta:
        """One line a position and a declaration; what is cancelled says when and why."""

        verbose_name = _("名单行")
        verbose_name_plural = _("名单行")
        ordering = ("publication", "position")
        indexes = (models.Index(fields=("publication", "name_index"), name="listing_by_name"),)
        constraints = (
            models.UniqueConstraint(fields=("publication", "position"), name="one_line_a_position"),
            models.UniqueConstraint(
                fields=("publication", "declaration"), name="one_line_a_declaration"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ListingState.values), name="listing_state_is_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled")
                | (models.Q(cancelled__isnull=False) & ~models.Q(why="")),
                name="cancelled_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="settled") | models.Q(settled_on__isnull=False),
                name="settled_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(rank__gte=1, position__gte=models.F("rank")),
                name="rank_not_behind_position",
            ),
        )

    def __str__(self) -> str:
        return f"listing:{self.pk}"


class ObjectionState(models.TextChoices):
    """Where an objection is."""

    RECEIVED = "received", _("待处理")
    ANSWERED = "answered", _("已处理")


class Objection(models.Model):
    """What somebody has against a published list, in signed words, and how it was answered.

    `key` is the digest of the code that its writer was given to read the answer. `cancels` where it was
    upheld and the line it is about is to be cancelled, by a step of its own.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections")
    listing = models.ForeignKey(
        Listing, models.PROTECT, null=True, blank=True, related_name="objections"
    )
    number = models.CharField(_("回执编号"), max_length=20, unique=True)
    key = models.CharField(_("查询码摘要"), max_length=64, unique=True)
    words = EncryptedTextField(_("异议内容"))
    signatory = EncryptedTextField(_("署名"))
    contact = EncryptedTextField(_("联系方式"))
    received = models.DateTimeField(_("收到"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ObjectionState.choices, default=ObjectionState.RECEIVED
    )
    answer = EncryptedTextField(_("答复"), null=True, blank=True)
    answered = models.DateTimeField(_("答复时间"), null=True, blank=True)
    by = _by(null=True)
    upheld = models.BooleanField(_("成立"), null=True, blank=True)
    cancels = models.BooleanField(_("须取消资格"), default=False)

    class Meta:
        """What is answered says when, by whom and how; only what is upheld about a line cancels it."""

        verbose_name = _("异议")
        verbose_name_plural = _("异议")
        ordering = ("received", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="received", answered__isnull=True, upheld__isnull=True)
                | models.Q(
                    state="answered",
                    answered__isnull=False,
                    upheld__isnull=False,
                    by__isnull=False,
                ),
                name="answered_objection_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(cancels=False)
                | models.Q(cancels=True, upheld=True, listing__isnull=False),
                name="what_cancels_is_upheld",
            ),
        )

    def __str__(self) -> str:
        return f"objection:{self.pk}"


class Child(models.Model):
    """A child who is to move with somebody; `accepted` is what the scheme's own rule gives."""

    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="accompanying"
    )
    name = EncryptedTextField(_("姓名"))
    identity = EncryptedTextField(_("公民身份号码"))
    identity_index = BlindIndexField(_("号码索引"))
    born = EncryptedTextField(_("出生日期"))
    accepted = models.BooleanField(_("可随迁"))
    why = models.CharField(_("理由"), max_length=500)

    class Meta:
        """A child is named once by a declaration."""

        verbose_name = _("随迁子女")
        verbose_name_plural = _("随迁子女")
        ordering = ("declaration", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("declaration", "identity_index"), name="one_child_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"child:{self.pk}"
