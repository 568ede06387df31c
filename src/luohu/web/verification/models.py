"""What a department decides of a fact, and what an applicant asks to be looked at once more."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.protection.fields import EncryptedJSONField, EncryptedTextField


class Decision(models.TextChoices):
    """What a department says of a fact as declared."""

    PENDING = "pending", _("待核查")
    CONFIRMED = "confirmed", _("属实")
    CORRECTED = "corrected", _("已更正")
    REFUTED = "refuted", _("不属实")


class Check(models.Model):
    """One fact of a declaration, in the hands of the department that answers for it.

    `fact` is a key of the applicant document; `corrected` what the department states instead.
    `revision` goes up with each decision, so that two officers cannot overwrite each other unseen.
    `receipt` is the declaration's at the time: one that was withdrawn and submitted again has another,
    and what was decided before no longer counts.
    """

    year = models.ForeignKey("years.Year", models.PROTECT, related_name="+")
    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="checks"
    )
    fact = models.CharField(_("事实"), max_length=40)
    department = models.CharField(_("部门"), max_length=40)
    decision = models.CharField(
        _("结论"), max_length=10, choices=Decision.choices, default=Decision.PENDING
    )
    corrected = EncryptedJSONField(_("更正为"), null=True, blank=True)
    reason = EncryptedTextField(_("理由"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("时间"), null=True, blank=True)
    late = models.BooleanField(_("逾期"), default=False)
    revision = models.PositiveIntegerField(_("修订"), default=0)
    receipt = models.CharField(_("所依回执"), max_length=64)

    class Meta:
        """One check a fact of a declaration; what is decided says when, a refutation says why."""

        verbose_name = _("核查")
        verbose_name_plural = _("核查")
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("year", "department", "decision", "fact"), name="check_queue"),
        )
        constraints = (
            models.UniqueConstraint(fields=("declaration", "fact"), name="one_check_a_fact"),
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values), name="check_decision_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="pending", at__isnull=True)
                | (~models.Q(decision="pending") & models.Q(at__isnull=False)),
                name="decided_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision__in=("corrected", "refuted"))
                | models.Q(reason__isnull=False),
                name="changed_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"check:{self.pk}"


class _Touched(models.Manager["TouchedCheck"]):
    """Checks that are not as they were laid out."""

    def get_queryset(self) -> models.QuerySet[TouchedCheck]:
        """All but those that nobody has decided yet."""
        return super().get_queryset().exclude(revision=0, decision=Decision.PENDING)


class TouchedCheck(Check):
    """A check that somebody decided: the record has an event of each, and answers for its row."""

    touched = _Touched()

    class Meta:
        """The same rows."""

        proxy = True
        base_manager_name = "touched"
        default_manager_name = "touched"


class Review(models.Model):
    """What an applicant asks to be looked at once more: one indicator, in the applicant's words."""

    class State(models.TextChoices):
        """A review waits until each department that was asked has answered."""

        ASKED = "asked", _("待答复")
        ANSWERED = "answered", _("已答复")

    declaration = models.ForeignKey(
        "declarations.Declaration", models.PROTECT, related_name="reviews"
    )
    indicator = models.CharField(_("指标"), max_length=60)
    words = EncryptedTextField(_("申请人的话"))
    asked = models.DateTimeField(_("提出"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.ASKED)
    upheld = models.BooleanField(_("成立"), null=True, blank=True)
    answered = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        """At most one review of an indicator is open; what is answered says when and how."""

        verbose_name = _("复查")
        verbose_name_plural = _("复查")
        ordering = ("asked", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("declaration", "indicator"),
                condition=models.Q(state="asked"),
                name="one_open_review_an_indicator",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", answered__isnull=True, upheld__isnull=True)
                | models.Q(state="answered", answered__isnull=False, upheld__isnull=False),
                name="answered_review_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"review:{self.pk}"


class Answer(models.Model):
    """One department's part in a review: asked of it, and what it answers."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="answers")
    department = models.CharField(_("部门"), max_length=40)
    words = EncryptedTextField(_("答复"), null=True, blank=True)
    upheld = models.BooleanField(_("成立"), null=True, blank=True)
    at = models.DateTimeField(_("时间"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Each department is asked once in a review; what is answered says when and how."""

        verbose_name = _("复查答复")
        verbose_name_plural = _("复查答复")
        ordering = ("pk",)
        indexes = (models.Index(fields=("department", "at"), name="answer_queue"),)
        constraints = (
            models.UniqueConstraint(fields=("review", "department"), name="asked_once_in_a_review"),
            models.CheckConstraint(
                condition=models.Q(at__isnull=True, upheld__isnull=True)
                | models.Q(at__isnull=False, upheld__isnull=False),
                name="answer_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"answer:{self.pk}"
