"""The themes of replies by the names that replies give them, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.consult.reply import Reply

THEMES: Mapping[str, Promise] = {
    "conditions": _("资格条件"),
    "employment": _("合法稳定就业"),
    "residence": _("合法稳定住所"),
    "education": _("教育背景"),
    "area": _("职住区域"),
    "innovation": _("创新创业"),
    "tax": _("纳税"),
    "age": _("年龄"),
    "honour": _("荣誉表彰"),
    "law": _("守法记录"),
    "ranking": _("排名、同分和分数线"),
    "procedure": _("申报流程和时间"),
    "family": _("配偶和子女"),
    "cities": _("其他城市"),
    "policy": _("政策的制定和调整"),
    "site": _("本站"),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its replies, in the order of their numbers."""

    name: str
    replies: tuple[Reply, ...]

    @property
    def label(self) -> Promise | str:
        """What it is called; a theme of the site's own making by the name it was given."""
        return label_of(self.name)


def label_of(theme: str) -> Promise | str:
    """What a theme is called in the language of the page."""
    return THEMES.get(theme, theme)


def by_theme(replies: Iterable[Reply]) -> list[Theme]:
    """Replies under their themes, known themes first; themes without a reply are left out."""
    held: dict[str, list[Reply]] = {name: [] for name in THEMES}
    for reply in replies:
        held.setdefault(reply.theme, []).append(reply)
    return [Theme(name, tuple(found)) for name, found in held.items() if found]
