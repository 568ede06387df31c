"""What a password has to be: two profiles, of which the installation chooses one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ASVS, DENGBAO = "asvs", "dengbao"
SHORTEST, LONGEST = 8, 128
CLASSES, DAYS, BARRED = 3, 90, 5
# What anybody would guess here first: the site, the matter, the cities whose rules it holds.
CONTEXT = (
    "jifenluohu", "luohu", "jifen", "hukou", "shenbao", "beijing", "shanghai", "guangzhou",
    "shenzhen", "tianjin", "settlement", "points", "password", "mima", "admin", "demo",
    "落户", "积分", "户口", "申报", "北京", "上海", "密码",
)  # fmt: skip
LEFT_OVER = 4
KINDS = (str.islower, str.isupper, str.isdigit)


def strict(official: bool) -> bool:
    """Whether the stricter profile is in force; it concerns officials only."""
    return bool(official and settings.LUOHU_PASSWORDS == DENGBAO)


def faults(password: str, username: str = "", *, official: bool = False) -> list[str]:
    """What is wrong with a password, and what would be right; nothing of its make-up but length is asked.

    Under `dengbao` an official's has three of four classes of characters as well.
    """
    found = []
    if len(password) < SHORTEST:
        found.append(_("密码太短:至少 %(count)d 个字符。") % {"count": SHORTEST})
    if len(password) > LONGEST:
        found.append(_("密码太长:至多 %(count)d 个字符。") % {"count": LONGEST})
    if _common(password):
        found.append(_("这个密码很常见,容易被猜到,请换一个。"))
    elif _of_context(password, username):
        found.append(_("这个密码由用户名或本站的词组成,容易被猜到,请换一个。"))
    if strict(official) and classes(password) < CLASSES:
        found.append(
            _("密码要含大写字母、小写字母、数字、其他字符中的至少 %(count)d 类。")
            % {"count": CLASSES}
        )
    return found


def classes(password: str) -> int:
    """How many of the four classes of characters a password has."""
    kinds = {
        next((number for number, kind in enumerate(KINDS) if kind(letter)), len(KINDS))
        for letter in password
    }
    return len(kinds)


def _common(password: str) -> bool:
    return password.lower().strip() in _list()


def _of_context(password: str, username: str) -> bool:
    """Whether hardly anything is left once words of the context, numbers and signs are taken out."""
    rest = password.lower()
    for word in (*CONTEXT, *([username.lower()] if len(username) >= LEFT_OVER else [])):
        rest = rest.replace(word, " ")
    if rest == password.lower():
        return False
    return len(re.sub(r"[\W\d_]", "", rest)) < LEFT_OVER


@lru_cache(maxsize=1)
def _list() -> frozenset[str]:
    """The common passwords that Django brings, twenty thousand of them."""
    return frozenset(CommonPasswordValidator().passwords)


class Rules:
    """The same rules where Django asks for them."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError with every fault."""
        from luohu.web.accounts.roles import is_official

        known = user is not None and user.pk is not None
        found = faults(
            password,
            user.get_username() if user is not None else "",
            official=known and is_official(user),  # type: ignore[arg-type]
        )
        if found:
            raise ValidationError(found)

    def get_help_text(self) -> str:
        """The rules in a sentence."""
        return _("至少 8 个字符,不要用常见密码;可以很长,可以粘贴。")
