"""What every template knows: the way between the languages, and which part of the site this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luohu.law.days import today


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site in the main navigation: its words, address, and what else belongs to it."""

    label: Promise
    route: str
    begins: str


PARTS = (
    Part(_("自测"), "assess", "/assess/"),
    Part(_("政策"), "schemes", "/law/"),
    Part(_("名单与数字"), "lists", "/lists/"),
    Part(_("研究"), "studies", "/study/"),
    Part(_("问答"), "ask", "/ask/"),
    Part(_("申报"), "declare", "/declare/"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation, the same page in the other language, and the day by the clock."""
    language = spoken()
    path = request.path.removeprefix("/en")
    other = "en" if language == "zh" else "zh-hans"
    return {
        "language": language,
        "parts": [(part, path.startswith(part.begins)) for part in PARTS],
        "other_language": other,
        "in_other_language": translate_url(request.get_full_path(), other),
        "today": today(),
        "office": settings.LUOHU_OFFICE,
    }


def spoken() -> str:
    """The language of the page, `zh` or `en`, as the core knows them."""
    return "en" if get_language() == "en" else "zh"
