"""What the site reads from its surroundings: each setting with its default and what it is for."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.law.sources import LawError, Text

_PASSWORD = re.compile(r"password=('[^']*'|\S+)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of the environment: its name, what it is if it is not set, and what it is for."""

    name: str
    default: str
    what: Text
    read: Callable[[str], Any] = str

    def value(self) -> Any:
        """The value in force; LawError for one that cannot be read."""
        words = os.environ.get(self.name, self.default)
        try:
            return self.read(words)
        except ValueError:
            raise LawError(f"{self.name}={words}: {self.what.zh} {self.what.en}") from None


def _flag(words: str) -> bool:
    if words not in ("0", "1"):
        raise ValueError(words)
    return words == "1"


def _days(words: str) -> dict[str, int]:
    told = dict(part.split("=") for part in words.replace(" ", "").split(",") if part)
    if any(int(days) < 1 for days in told.values()):
        raise ValueError(words)
    return {stage: int(days) for stage, days in told.items()}


def _one_of(*known: str) -> Callable[[str], str]:
    def read(words: str) -> str:
        if words not in known:
            raise ValueError(words)
        return words

    return read


def _names(words: str) -> list[str]:
    return [name.strip() for name in words.split(",") if name.strip()]


DATA = Setting(
    "LUOHU_DATA", "luohu-data",
    Text("数据文件夹:数据库、密钥、静态文件", "the folder of data: database, secret, static files"),
    Path,
)  # fmt: skip
DATABASE = Setting(
    "DATABASE_URL", "",
    Text("PostgreSQL 地址;不填则用数据文件夹里的 SQLite",
         "the address of PostgreSQL; SQLite in the folder of data where there is none"),
)  # fmt: skip
HOSTS = Setting(
    "LUOHU_HOSTS", "localhost,127.0.0.1,[::1]",
    Text("本站的域名,逗号分隔", "the names that the site answers to, with commas"), _names,
)  # fmt: skip
OFFICE = Setting(
    "LUOHU_OFFICE", "",
    Text("主办本站的主管部门;不填则每页写明不是政府网站",
         "the authority that runs the site; every page says that none does where it is empty"),
)  # fmt: skip
HTTPS = Setting(
    "LUOHU_HTTPS", "0",
    Text("只走 HTTPS:0 或 1", "whether it is reached over HTTPS only: 0 or 1"), _flag,
)  # fmt: skip
RATE = Setting(
    "LUOHU_RATE", "600/m",
    Text("一个地址的接口请求数,每个进程各计",
         "requests to the interface from one address, counted by each worker"),
)  # fmt: skip
LOOKUPS = Setting(
    "LUOHU_LOOKUPS", "60/m",
    Text("一个地址的名单查询数,每个进程各计",
         "pages of lists from one address, counted by each worker"),
)  # fmt: skip
ANSWER_DAYS = Setting(
    "LUOHU_ANSWER_DAYS", "15",
    Text("来信须在几天内答复,由本机构自定", "days within which a letter is answered, as this office sets it"),
    int,
)  # fmt: skip
LETTERS = Setting(
    "LUOHU_LETTERS", "20/h",
    Text("一个地址可写信和查信的次数,每个进程各计",
         "letters written or looked up from one address, counted by each worker"),
)  # fmt: skip
PROXIES = Setting(
    "LUOHU_PROXIES", "0",
    Text("站前有几层可信的反向代理", "how many trusted proxies stand before the site"), int,
)  # fmt: skip
CIPHER = Setting(
    "LUOHU_CIPHER", "aes",
    Text("加密算法:aes 或 sm4", "the cipher of personal data: aes or sm4"),
    _one_of("aes", "sm4"),
)  # fmt: skip
RECORD_HASH = Setting(
    "LUOHU_RECORD_HASH", "sha256",
    Text("留痕记录的摘要算法:sha256 或 sm3", "the digest of the record: sha256 or sm3"),
    _one_of("sha256", "sm3"),
)  # fmt: skip
KEYS = Setting(
    "LUOHU_KEYS", "",
    Text("密钥文件;不填则用数据文件夹里的 keys.json",
         "the file of keys; keys.json in the folder of data where there is none"),
)  # fmt: skip
SCANNER = Setting(
    "LUOHU_SCANNER", "",
    Text("查毒命令,从标准输入读文件,返回 0 为干净;不填则不查",
         "the command that scans an upload on its standard input, status 0 clean; none where empty"),
)  # fmt: skip
RETENTION = Setting(
    "LUOHU_RETENTION", "",
    Text("保存天数,由主管部门定,如 letters=1095,correction-requests=1095;不填则不删",
         "days that each stage of data is kept, as the authority decides, e.g. letters=1095; "
         "what is not named is not deleted"),
    _days,
)  # fmt: skip
LOG = Setting(
    "LUOHU_LOG", "plain",
    Text("日志格式:json 或 plain", "lines of the log: json or plain"), _one_of("json", "plain"),
)  # fmt: skip
UPLOAD = Setting(
    "LUOHU_UPLOAD", "20971520",
    Text("一次请求最多几个字节,超过即拒绝", "bytes that a request may have at most"), int,
)  # fmt: skip
WORK = Setting(
    "LUOHU_WORK", "1",
    Text("网站进程自己做后台工作:1;由 luohu site work 做:0",
         "whether the site's own processes do the jobs: 1; 0 where luohu site work does"), _flag,
)  # fmt: skip
PASSWORDS = Setting(
    "LUOHU_PASSWORDS", "asvs",
    Text("密码规则:asvs 或 dengbao(工作人员:三类字符、90 天更换、前 5 个不得再用)",
         "rules of passwords: asvs or dengbao (officials: three classes of characters, "
         "changed every 90 days, the last five barred)"),
    _one_of("asvs", "dengbao"),
)  # fmt: skip
SETTINGS = (
    DATA, DATABASE, HOSTS, OFFICE, HTTPS, RATE, LOOKUPS, ANSWER_DAYS, LETTERS, PROXIES, CIPHER, RECORD_HASH,
    KEYS, SCANNER, RETENTION, LOG, UPLOAD, WORK, PASSWORDS,
)  # fmt: skip


def shown() -> list[tuple[Setting, str]]:
    """Each setting and its value in force as it may be shown: no password of a database."""
    rows = []
    for one in SETTINGS:
        one.value()  # LawError where it cannot be read
        words = os.environ.get(one.name, one.default)
        rows.append(
            (one, re.sub(r"//([^:@/]*):[^@/]*@", r"//\1:…@", _PASSWORD.sub("password=…", words)))
        )
    return rows


def secret(folder: Path) -> str:
    """The secret of this installation, made on the first call and readable by its owner only."""
    path = folder / ".secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
