"""Declarations as they are kept: whose, through which employer, what is declared, and the receipts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luohu.web.declarations.procedure import State
from luohu.web.protection.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField
from luohu.web.years.models import Year

DRAFTED = (State.DRAFT, State.WITH_EMPLOYER, State.VOID)
A_PERSON, AN_ACCOUNT = "one_declaration_a_person_a_year", "one_declaration_an_account_a_year"
A_WORKBOOK = "each_workbook_once"


class Employer(models.Model):
    """An employer that declares for its staff: what the authority has found out about it.

    Only one that is registered and pays tax in the city may submit; `barred_to` is the last cycle
    in which it may not.
    """

    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    name = models.CharField(_("单位名称"), max_length=100)
    registered_in_city = models.BooleanField(_("在本市注册"), default=False)
    tax_registered = models.BooleanField(_("在本市税务登记"), default=False)
    checked_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    barred_to = models.PositiveSmallIntegerField(_("停止申报至年度"), null=True, blank=True)

    class Meta:
        """By name."""

        verbose_name = _("用人单位")
        verbose_name_plural = _("用人单位")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return f"employer:{self.pk}"

    @property
    def may_submit(self) -> bool:
        """Whether it is known to be registered and to pay tax in the city."""
        return self.registered_in_city and self.tax_registered


class Declaration(models.Model):
    """What one person declares in one year, from the first draft to the end of the procedure.

    `document` is the applicant document without number, birth and identity; `content` the digest of
    all that is declared. `consents` says which consent was given when, to the notice
    `notice_version`; `revision` goes up with each change of what is declared.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="declarations")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        related_name="declarations",
    )  # fmt: skip
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    number = models.CharField(_("编号"), max_length=24, unique=True)
    state = models.CharField(_("状态"), max_length=14, choices=State.choices, default=State.DRAFT)
    name = EncryptedTextField(_("姓名"), blank=True, default="")
    identity = EncryptedTextField(_("身份证件号码"), blank=True, default="")
    identity_index = BlindIndexField(_("证件索引"), null=True, blank=True)
    telephone = EncryptedTextField(_("手机号码"), blank=True, default="")
    address = EncryptedTextField(_("住址"), blank=True, default="")
    born = models.DateField(_("出生日期"), null=True, blank=True)
    document = EncryptedJSONField(_("申报内容"), default=dict, blank=True)
    content = models.CharField(_("内容摘要"), max_length=64, blank=True, default="")
    notice_version = models.CharField(_("告知书版本"), max_length=10, blank=True, default="")
    consents = models.JSONField(_("同意"), default=dict, blank=True)
    revision = models.PositiveIntegerField(_("修订"), default=0)
    upload = models.ForeignKey(
        "Upload", models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    drafted = models.DateTimeField(_("开始填写"))
    handed = models.DateTimeField(_("交给单位"), null=True, blank=True)
    submitted = models.DateTimeField(_("提交"), null=True, blank=True)
    receipt = models.CharField(_("回执摘要"), max_length=64, blank=True, default="")
    changed = models.DateTimeField(_("最近变动"))

    class Meta:
        """One live declaration an account in a year, and one a person among those submitted.

        Before it is submitted a number is only what somebody typed: it stands in nobody's way.
        """

        verbose_name = _("申报")
        verbose_name_plural = _("申报")
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("year", "state"), name="declaration_of_year"),
            models.Index(fields=("employer", "year", "state"), name="declaration_of_employer"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("year", "identity_index"),
                condition=models.Q(identity_index__isnull=False) & ~models.Q(state__in=DRAFTED),
                name=A_PERSON,
            ),
            models.UniqueConstraint(
                fields=("year", "owner"),
                condition=models.Q(owner__isnull=False) & ~models.Q(state="void"),
                name=AN_ACCOUNT,
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="declaration_state_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "void"))
                | models.Q(employer__isnull=False, identity_index__isnull=False),
                name="what_left_the_draft_says_whose",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DRAFTED)
                | (models.Q(submitted__isnull=False) & ~models.Q(receipt="")),
                name="what_is_submitted_has_a_receipt",
            ),
        )

    def __str__(self) -> str:
        return f"declaration:{self.pk}"


class Receipt(models.Model):
    """That a declaration was received, when and with what content; `key` is that of the request."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="receipts")
    key = models.CharField(_("请求标识"), max_length=100, unique=True)
    number = models.CharField(_("回执编号"), max_length=32, unique=True)
    received = models.DateTimeField(_("收到时间"))
    digest = models.CharField(_("内容摘要"), max_length=64)

    class Meta:
        """In the order in which they were given."""

        verbose_name = _("回执")
        verbose_name_plural = _("回执")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.number


class Bar(models.Model):
    """That a person may not declare in some cycles of a scheme, both ends among them, and why.

    One of a `rehearsal` counts in rehearsals only, one of a real year in real years only; one that
    was `lifted` counts nowhere.
    """

    identity_index = BlindIndexField(_("证件索引"), db_index=True)
    scheme = models.CharField(_("方案"), max_length=40)
    rehearsal = models.BooleanField(_("演练"), default=False)
    from_cycle = models.PositiveSmallIntegerField(_("起始年度"))
    to_cycle = models.PositiveSmallIntegerField(_("截止年度"))
    why = models.CharField(_("原因"), max_length=500)
    declaration = models.ForeignKey(
        Declaration, models.PROTECT, null=True, blank=True, related_name="bars"
    )
    made = models.DateTimeField(_("时间"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted = models.DateTimeField(_("解除时间"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """The first cycle is not after the last."""

        verbose_name = _("停止申报")
        verbose_name_plural = _("停止申报")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_cycle__gte=models.F("from_cycle")),
                name="bar_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"bar:{self.pk}"


class Upload(models.Model):
    """An employer's workbook that was taken in: known by its digest, so that it is taken in once."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="uploads")
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    count = models.PositiveIntegerField(_("人数"))
    received = models.DateTimeField(_("收到时间"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """Each file once an employer and year."""

        verbose_name = _("上传的工作簿")
        verbose_name_plural = _("上传的工作簿")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("year", "employer", "sha256"), name=A_WORKBOOK),
        )

    def __str__(self) -> str:
        return f"upload:{self.pk}"
