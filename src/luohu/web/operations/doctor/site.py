"""What the doctor looks at in the site: its settings, its tables, its record, its jobs, its backups."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import WARNING as DJANGO_WARNING
from django.core.checks import run_checks
from django.utils import timezone

from luohu.law.sources import Text
from luohu.web.operations import health, leases
from luohu.web.operations.doctor.findings import FAULT, OK, WARNING, Finding, found
from luohu.web.operations.models import Job, State
from luohu.web.record.models import Event, Head
from luohu.web.shell.clock import now

FRESH = datetime.timedelta(hours=26)
WANT_HTTPS = ("security.W004", "security.W008", "security.W012", "security.W016")
LAST_BACKUP = ".last-backup"
DEBUG = Text("调试方式", "debugging")
HOSTS = Text("域名", "host names")
HTTPS = Text("HTTPS", "HTTPS")
PENDING = Text("待迁移", "migrations")
RECORD = Text("记录的链头", "head of the record")
JOBS = Text("后台工作", "jobs")
DEMO = Text("演示账户", "demonstration accounts")
BACKUP = Text("最近的备份", "latest backup")
DEPLOY = Text("Django 部署检查", "Django's checks for deployment")


def site() -> Iterator[Finding]:
    """Everything about the site itself."""
    do = Text("DEBUG 必须关", "it must be off")
    yield found(DEBUG, not settings.DEBUG, "on" if settings.DEBUG else "off", do)
    yield hosts(settings.ALLOWED_HOSTS)
    do = Text("前面有 HTTPS 后设 LUOHU_HTTPS=1", "set LUOHU_HTTPS=1 once HTTPS stands before it")
    yield found(HTTPS, settings.HTTPS, "on" if settings.HTTPS else "off", do, WARNING)
    waiting = health.pending()
    do = Text("重启网站,或用 luohu site migrate", "restart the site, which applies them")
    yield found(PENDING, not waiting, ", ".join(waiting) or "0", do)
    if waiting:
        return
    yield record()
    yield from jobs()
    yield demonstration()
    yield backup()
    yield from deployment()


def hosts(names: list[str]) -> Finding:
    """The site answers to its own names only."""
    do = Text("LUOHU_HOSTS 写明域名", "name them in LUOHU_HOSTS")
    return found(HOSTS, bool(names) and "*" not in names, ", ".join(names) or "—", do)


def record() -> Finding:
    """The last event is the one that the head tells of; verify-record looks at all of them."""
    head = Head.objects.filter(pk=1).first() or Head(pk=1)
    last = Event.objects.filter(sequence=head.sequence).first()
    agrees = last is not None and last.digest == head.digest if head.sequence else True
    do = Text("运行 luohu site verify-record", "run luohu site verify-record")
    return found(RECORD, agrees, f"{head.sequence} {head.digest[:12]}", do)


def jobs() -> Iterator[Finding]:
    """No job stands still; what failed lately is said."""
    late = leases.stuck()
    do = Text("启动网站或 luohu site work", "start the site, or luohu site work")
    yield found(JOBS, not late, f"{late} 停滞 stuck", do, WARNING)
    since = now() - datetime.timedelta(days=7)
    failed = Job.objects.filter(state=State.FAILED, finished__gte=since).count()
    do = Text("按错误编号查日志", "look for their numbers in the log")
    yield found(JOBS, not failed, f"{failed} 失败 failed, 7 d", do, WARNING)


def demonstration() -> Finding:
    """No account of the demonstration is on a site that others reach."""
    many = get_user_model().objects.filter(username__startswith="demo-", is_active=True).count()
    do = Text("正式使用前停用这些账户", "disable them before real use")
    return found(DEMO, not many, str(many), do, WARNING)


def backup() -> Finding:
    """A backup was made within a day."""
    path = Path(settings.DATA) / LAST_BACKUP
    do = Text("设每日定时 luohu site backup", "run luohu site backup every day")
    if not path.exists():
        return Finding(BACKUP, WARNING, "—", do)
    made = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    words = f"{timezone.localtime(made):%Y-%m-%d %H:%M:%S}"
    return found(BACKUP, timezone.now() - made < FRESH, words, do, WARNING)


def deployment() -> Iterator[Finding]:
    """What Django itself would say of a site in use."""
    told = run_checks(include_deployment_checks=True)
    if not settings.HTTPS:  # that one finding stands for all of these
        told = [one for one in told if one.id not in WANT_HTTPS]
    for one in told:
        standing = FAULT if one.level > DJANGO_WARNING else WARNING
        yield Finding(DEPLOY, standing, f"{one.id}", Text(str(one.msg), str(one.msg)))
    if not told:
        yield Finding(DEPLOY, OK, "0")
