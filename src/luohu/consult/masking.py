"""Personal numbers in a letter, covered before anybody reads or keeps it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from luohu.law.sources import Text

COVER = "*"
_APART = r"[ \u3000\-]?"
# A mobile number may be written in groups; an identity number has 18 places, the last may be X.
# Letters beside so many digits do not make them harmless.
_KINDS: tuple[tuple[str, Text, re.Pattern[str]], ...] = (
    ("identity", Text("身份证号", "identity number"),
     re.compile(rf"(?<!\d)[1-9](?:{_APART}\d){{16}}{_APART}[\dXx](?!\d)")),
    ("identity", Text("身份证号", "identity number"),
     re.compile(r"(?<![0-9A-Za-z])[1-9]\d{7}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}(?![0-9A-Za-z])")),
    ("card", Text("银行卡号", "bank card number"),
     re.compile(rf"(?<![0-9A-Za-z])\d(?:{_APART}\d){{15,18}}(?![0-9A-Za-z])")),
    ("identity", Text("身份证号", "identity number"), re.compile(r"\d{15,}[Xx]?|\d{14}[Xx]")),
    ("telephone", Text("电话号码", "telephone number"),
     re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")),
    ("telephone", Text("电话号码", "telephone number"),
     re.compile(rf"(?<![0-9A-Za-z])(?:\+?86{_APART})?1[3-9]\d(?:[ \u3000.·-]?\d){{8}}(?!\d)")),
    ("telephone", Text("电话号码", "telephone number"),
     re.compile(r"[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}")),
    ("account", Text("微信或QQ号", "WeChat or QQ number"),
     re.compile(r"(?i)(?:微信|薇信|wechat|wx|vx|qq)(?:号码|号|id)?[\s:\uff1a是]*(?=[a-z-]*[\d_])([a-z0-9_-]{5,20})")),
    ("passport", Text("护照号", "passport number"),
     re.compile(r"(?i)(?:护照|passport)(?:号码|号|no\.?)?[\s:\uff1a是]*([a-z]\d{8}|[a-z]{2}\d{7})(?!\d)")),
    ("telephone", Text("电话号码", "telephone number"),
     re.compile(r"(?<![0-9A-Za-z])0\d{2,3}[- ]\d{7,8}(?!\d)")),
    ("mail", Text("电子邮箱", "mail address"),
     re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its personal numbers, and what kinds of them were covered."""

    text: str
    kinds: tuple[Text, ...]


def masked(text: str) -> Masked:
    """A text with the numbers, accounts and addresses of a person covered, for good."""
    kinds: dict[str, Text] = {}
    narrow = _narrow(text)
    covered = text
    for key, label, pattern in _KINDS:
        for found in pattern.finditer(narrow):
            kinds[key] = label
            begins, ends = found.span(found.re.groups)
            covered = covered[:begins] + COVER * (ends - begins) + covered[ends:]
        narrow = _narrow(covered)
    return Masked(covered, tuple(kinds.values()))


def _narrow(text: str) -> str:
    """A text of the same length with its wide and ringed digits and letters as plain ones."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    told = (unicodedata.normalize("NFKC", one) for one in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, told, strict=True))
