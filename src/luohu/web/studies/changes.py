"""What a proposal changes: rules and values of the law before and after, and how places are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from luohu.law.points import written
from luohu.law.reform import difference
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Text
from luohu.study.places import SUM, Places
from luohu.study.reforms.proposal import Change

A_STEP = "≥"


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule or value that would be different; `name` is empty where the law has none today."""

    name: str
    label: Text
    before: tuple[Text, ...]
    after: tuple[Text, ...]


def clauses(book: Rulebook, change: Change) -> list[Clause]:
    """Every rule and value that a change states otherwise; those only read otherwise are left out."""
    present = {*book.rules, *book.parameters}
    return [
        Clause(
            one.name if one.name in present else "",
            one.label,
            _lines(one.before),
            _lines(one.after),
        )
        for one in difference(book, change.law.of(book))
        if one.before != one.after
    ]


def _lines(words: Text) -> tuple[Text, ...]:
    """The words in one line, or a line for each step of a value by steps; none where there are none."""
    if not words.zh:
        return ()
    if not words.zh.startswith(A_STEP):
        return (words,)
    return tuple(map(Text, words.zh.split("; "), words.en.split("; ")))


def beside_the_law(change: Change) -> list[str]:
    """What it changes in giving places and in who applies, in words of the page's language."""
    found = list(_places(change.places))
    if change.last_year:
        found.append(_("不改任何规则:用今年的规定给去年的同一批人算分,看有没有变化。"))
    return found


def _places(places: Places) -> Iterator[str]:
    if places.share is not None:
        yield _("落户名额改为现在的 %(share)s%%。") % {"share": places.share}
    if places.line is not None:
        yield _("不限名额,%(line)s 分及以上的人都落户。") % {"line": written(places.line)}
    if places.direct:
        yield _("达到条件的人直接落户,不占名额;其余的人照旧排名。")
    if places.family:
        by_sum = places.family == SUM
        yield _("按家庭排名,成员分数相加。") if by_sum else _("按家庭排名,取成员中的最高分。")
    if places.joined:
        yield _("现在没有用人单位、不能申报的人也可以申报。")
