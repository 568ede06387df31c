"""What accounts are for, a role each, and which of these duties are kept apart."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an account is for; each has exactly one."""

    APPLICANT = "applicant", _("申请人")
    EMPLOYER = "employer", _("用人单位经办人")
    VERIFIER = "verifier", _("核查人员")
    AUTHORITY = "authority", _("主管部门")
    PUBLISHER = "publisher", _("发布人员")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("系统管理员")
    LETTERS = "letters", _("来信答复人员")


CITIZENS = frozenset({Role.APPLICANT, Role.EMPLOYER})
SECOND_FACTOR = frozenset(Role) - {Role.APPLICANT}
# Whoever holds one of these holds none of the others: who decides, who publishes, who audits, who administers.
APART = (Role.AUTHORITY, Role.PUBLISHER, Role.AUDITOR, Role.ADMINISTRATOR)
