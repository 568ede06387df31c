"""Letters as they are kept: a letter, what was written in it, its draft, and what was done with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.protection.fields import EncryptedJSONField


class State(models.TextChoices):
    """Where a letter is; `services` has the steps from one to another."""

    WAITING = "waiting", _("待答复")
    CHECKING = "checking", _("待复核")
    ANSWERED = "answered", _("已答复")
    MERGED = "merged", _("已并入另一封")


class Letter(models.Model):
    """A citizen's letter; its words stand in its messages, without personal numbers.

    `key` is the digest of the code that its writer was given; `document` the applicant document that
    was attached, if any; `topic` the number of the reply that it is about, 0 for none yet.
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    key = models.CharField(_("查询码摘要"), max_length=64, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    language = models.CharField(
        _("语言"), max_length=2, choices=[("zh", "中文"), ("en", "English")]
    )
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    topic = models.PositiveSmallIntegerField(_("主题"), default=0)
    sensitive = models.BooleanField(_("须复核"), default=False)
    received = models.DateTimeField(_("收到"))
    due = models.DateField(_("答复期限"))
    answered = models.DateTimeField(_("答复时间"), null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(_("重开次数"), default=0)
    document = EncryptedJSONField(_("所附材料"), null=True, blank=True)
    cycle = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        """A letter that is merged says into which other one; it keeps that after both are answered."""

        verbose_name = _("来信")
        verbose_name_plural = _("来信")
        ordering = ("due", "received", "pk")
        permissions = (("answer_letters", "Can answer letters"),)
        indexes = (
            models.Index(fields=("state", "due"), name="letter_queue"),
            models.Index(fields=("received",), name="letter_received"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
                name="merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="letter_state_is_one"
            ),
        )

    def __str__(self) -> str:
        return self.number


class Message(models.Model):
    """One writing within a letter, as it was sent for good.

    `replies` says which replies and versions it was composed from: [{"number", "version"}].
    `second` is the officer who looked at it before it went out.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="messages")
    of_office = models.BooleanField(_("来自答复方"), default=False)
    text = models.TextField(_("内容"), max_length=20_000)
    sent = models.DateTimeField(_("时间"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replies = models.JSONField(_("所用答复"), default=list, blank=True)

    class Meta:
        """What the office sends has an author; nobody takes the second look at his own words."""

        verbose_name = _("信文")
        verbose_name_plural = _("信文")
        ordering = ("sent", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(of_office=False) | models.Q(author__isnull=False),
                name="office_words_have_an_author",
            ),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(second=models.F("author")),
                name="second_look_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter} {self.sent:%Y-%m-%d}"


class Draft(models.Model):
    """The answer being written to a letter: one a letter, gone when it is sent."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="draft")
    text = models.TextField(_("内容"), max_length=20_000)
    replies = models.JSONField(_("所用答复"), default=list, blank=True)
    figures = models.BooleanField(_("含来信人自己的数字"), default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved = models.DateTimeField(_("保存时间"))
    remark = models.TextField(_("复核意见"), max_length=2_000, blank=True)

    class Meta:
        """A draft is its letter's."""

        verbose_name = _("答复稿")
        verbose_name_plural = _("答复稿")

    def __str__(self) -> str:
        return str(self.letter)


class Step(models.Model):
    """One thing that was done with a letter, by whom and when; never changed."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="steps")
    action = models.CharField(_("操作"), max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("时间"))
    remark = models.CharField(_("说明"), max_length=500, blank=True)

    class Meta:
        """In the order in which they happened."""

        verbose_name = _("经过")
        verbose_name_plural = _("经过")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.letter} {self.action}"


class ReplyState(models.TextChoices):
    """Where a version of a reply is."""

    DRAFT = "draft", _("起草中")
    REVIEW = "review", _("待审核")
    PUBLISHED = "published", _("已发布")
    DECLINED = "declined", _("未通过")


class ReplyVersion(models.Model):
    """A version of a reply written in the site; published ones replace those that ship.

    `content` is the whole reply as `consult.reply.Reply` writes it; `clauses` the digest of the
    clauses that it was held against when it was published.
    """

    number = models.PositiveSmallIntegerField(_("编号"))
    version = models.PositiveSmallIntegerField(_("版本"))
    content = models.JSONField(_("内容"))
    clauses = models.CharField(_("条文摘要"), max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("修改原因"), max_length=500)
    remark = models.CharField(_("审核意见"), max_length=500, blank=True)
    written = models.DateTimeField(_("起草时间"))
    decided = models.DateTimeField(_("审核时间"), null=True, blank=True)

    class Meta:
        """One of a number and version; published by somebody else than its author; one open each."""

        verbose_name = _("答复版本")
        verbose_name_plural = _("答复版本")
        ordering = ("number", "-version", "-pk")
        permissions = (
            ("edit_replies", "Can edit replies"),
            ("review_replies", "Can review replies"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("number", "version"),
                condition=models.Q(state="published"),
                name="one_published_a_version",
            ),
            models.UniqueConstraint(
                fields=("number",),
                condition=models.Q(state__in=("draft", "review")),
                name="one_open_version_a_reply",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(reviewer__isnull=False),
                name="published_by_a_reviewer",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True) | ~models.Q(reviewer=models.F("author")),
                name="reply_reviewed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"
