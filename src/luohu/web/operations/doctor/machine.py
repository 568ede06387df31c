"""What the doctor looks at on the machine: its clock, its disk, who can read the secrets."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from luohu.law.days import CLOCK_VARIABLE
from luohu.law.sources import Text
from luohu.web.operations import disks
from luohu.web.operations.doctor.database import asked
from luohu.web.operations.doctor.findings import FAULT, OK, WARNING, Finding, found

LITTLE, TOO_LITTLE = 2 * 1024**3, 200 * 1024**2
DRIFT = 2.0
CLOCK = Text("时钟", "clock")
DRIFTING = Text("与数据库的时差", "clock against the database's")
DISK = Text("磁盘余量", "room on the disk")
SYSTEM = Text("数据所在的文件系统", "file system of the data")
SECRET = Text("网站密钥文件", "file of the site's secret")
KEYS = Text("加密密钥文件", "file of the keys")


def machine() -> Iterator[Finding]:
    """Everything about the machine."""
    yield clock()
    yield drift()
    yield room(shutil.disk_usage(settings.DATA).free)
    yield file_system()
    yield private(SECRET, Path(settings.DATA) / ".secret")
    yield private(KEYS, Path(settings.LUOHU_KEYS or Path(settings.DATA) / "keys.json"))


def clock() -> Finding:
    """The site's clock goes by the machine's, in its own zone."""
    words = f"{timezone.localtime():%Y-%m-%d %H:%M:%S %Z}"
    if day := os.environ.get(CLOCK_VARIABLE):
        do = Text(f"去掉 {CLOCK_VARIABLE}", f"unset {CLOCK_VARIABLE}")
        return Finding(CLOCK, WARNING, f"{CLOCK_VARIABLE}={day}", do)
    do = Text("恢复 Asia/Shanghai", "set Asia/Shanghai again")
    return found(CLOCK, settings.TIME_ZONE == "Asia/Shanghai", words, do)


def drift() -> Finding:
    """The database's clock and this machine's agree: leases and deadlines go by them."""
    if connection.vendor == "sqlite":
        return Finding(DRIFTING, OK, "SQLite: 0 s")
    theirs: datetime.datetime = asked("SELECT clock_timestamp()")
    apart = abs((timezone.now() - theirs).total_seconds())
    do = Text("两边都用 NTP 对时", "set both clocks by NTP")
    return found(DRIFTING, apart < DRIFT, f"{apart:.2f} s", do)


def room(free: int) -> Finding:
    """There is room for what is written; a full disk refuses everything."""
    do = Text("腾出空间或换大的磁盘", "make room, or take a larger disk")
    standing = FAULT if free < TOO_LITTLE else WARNING
    return found(DISK, free >= LITTLE, f"{free / 1024**3:.1f} GiB", do, standing)


def file_system() -> Finding:
    """SQLite lies on a disk of this machine."""
    kind = disks.file_system(Path(settings.DATA))
    standing = FAULT if connection.vendor == "sqlite" else WARNING
    do = Text("换本机磁盘,或用 PostgreSQL", "use a disk of this machine, or PostgreSQL")
    return found(SYSTEM, not disks.is_shared(kind), kind or "?", do, standing)


def private(name: Text, path: Path) -> Finding:
    """A secret is read by its owner only."""
    do = Text(f"chmod 600 {path}", f"chmod 600 {path}")
    if not path.exists():
        made = Text("第一次用到时生成", "it is made when it is first needed")
        return Finding(name, WARNING, "—", made)
    mode = stat.S_IMODE(path.stat().st_mode)
    return found(name, not mode & 0o077, f"{mode:o}", do)
