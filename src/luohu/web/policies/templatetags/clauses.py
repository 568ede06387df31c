"""Chinese within an English page said to be Chinese, and the names of drawn things."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from luohu.web.shell.context import spoken
from luohu.web.shell.templatetags.words import words

register = template.Library()
CHINESE = re.compile(r"([⺀-鿿豈-﫿＀-￯、-〿〔〕《》]+)")


@register.filter
def marked(text: object) -> SafeString:
    """Words in the page's language; what is Chinese among English says so, for a reading voice."""
    told = words(text)
    if spoken() == "zh" or not CHINESE.search(told):
        return conditional_escape(told)
    pieces = CHINESE.split(told)
    return mark_safe(
        "".join(
            format_html('<span lang="zh-CN">{}</span>', piece)
            if k % 2
            else conditional_escape(piece)
            for k, piece in enumerate(pieces)
        )
    )
