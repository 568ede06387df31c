"""What the site reads from its surroundings: each setting with its default and what it is for."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.law.sources import LawError, Text


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
SETTINGS = (DATA, DATABASE, HOSTS, HTTPS, RATE, LOOKUPS, ANSWER_DAYS, LETTERS, PROXIES)


def secret(folder: Path) -> str:
    """The secret of this installation, made on the first call and readable by its owner only."""
    path = folder / ".secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
