"""The form of a reply, made from the model `Reply`: its fields, what they hold, what is wrong with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_origin

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.consult.library import Library
from luohu.consult.reply import Both, Clause, Reply, Wordings
from luohu.people.faults import Fault
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.web.letters.replies.faults import names_for
from luohu.web.letters.themes import THEMES
from luohu.web.shell.context import spoken

LABELS: Mapping[str, Promise] = {
    "number": _("编号"),
    "kind": _("类别"),
    "theme": _("主题类"),
    "scheme": _("所属政策"),
    "title": _("标题"),
    "wordings": _("市民的问法"),
    "short": _("简短答复"),
    "full": _("完整答复"),
    "figures": _("带来信人数字的一句"),
    "rules": _("依据的规则和取值"),
    "reforms": _("对应的改革推算"),
    "related": _("相关答复"),
    "clauses": _("另外依据的条款"),
    "sensitive": _("须复核"),
    "valid_from": _("生效日"),
    "valid_until": _("失效日"),
}
HINTS: Mapping[str, Promise] = {
    "number": _("以后不再改变。"),
    "theme": _("在问答页归在哪一类。"),
    "scheme": _("写了规则或数字,就要选。"),
    "wordings": _("一行一种问法,问答和查找都靠它。"),
    "short": _("一两句话说清结论。"),
    "full": _("段落之间空一行。"),
    "figures": _("可以不写。数字的位置写规则或取值的名字,放在花括号里,例如 {total}。"),
    "rules": _("规则或取值的名字,用逗号隔开。"),
    "reforms": _("改革的编号,用逗号隔开。"),
    "related": _("答复的编号,用逗号隔开。"),
    "clauses": _("一行一条:文件代号,空一格,条款。"),
    "valid_until": _("一直有效就不填。"),
}
KINDS: Mapping[str, Promise] = {"question": _("咨询"), "proposal": _("建议")}
LONG = ("short", "full", "figures")
ROWS: Mapping[str, int] = {"wordings": 8, "short": 3, "full": 12, "figures": 2, "clauses": 3}
NOT_WRITTEN = ("version",)
CHOSEN = ("theme", "scheme")
TOKEN = re.compile(r"[,，、;；\s]+")


def _line(words: str) -> str:
    return words.replace("\x00", "").replace("\r\n", "\n").strip()


def _lines(words: str) -> list[str]:
    return [told for line in _line(words).splitlines() if (told := line.strip())]


def _names(words: str) -> list[str]:
    return [name for name in TOKEN.split(_line(words)) if name]


def _clauses(words: str) -> list[dict[str, str]]:
    split = (line.partition(" ") for line in _lines(words))
    return [{"document": document, "article": article} for document, _, article in split]


@dataclass(frozen=True, slots=True)
class Way:
    """How a value of a reply is written in a form: as what, read how, shown how."""

    widget: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]


LINE = Way("line", _line, str)
TEXT = Way("text", _line, str)
LINES = Way("text", _lines, "\n".join)
NAMES = Way("names", _names, lambda value: ", ".join(map(str, value)))
CLAUSES = Way(
    "text", _clauses, lambda value: "\n".join(f"{c['document']} {c['article']}" for c in value)
)
TICK = Way("tick", lambda words: words == "1", lambda value: "1" if value else "")
DAY = Way("day", lambda words: _line(words) or None, lambda value: str(value or ""))
CHOICE = Way("choice", _line, str)
# Of each type of a field, the way in which it is written.
WAYS: Mapping[Any, Way] = {
    int: LINE,
    str: LINE,
    bool: TICK,
    tuple[str, ...]: NAMES,
    tuple[int, ...]: NAMES,
    tuple[Clause, ...]: CLAUSES,
    datetime.date: DAY,
    datetime.date | None: DAY,
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place of the form: the field of the reply, and the language where it has two."""

    field: str
    way: Way
    language: str = ""

    @property
    def name(self) -> str:
        """Its name in the form, and where its faults say that they are."""
        return f"{self.field}.{self.language}" if self.language else self.field

    @property
    def label(self) -> Promise:
        """What its field is called."""
        return LABELS[self.field]

    def of(self, content: Mapping[str, Any]) -> str:
        """What a reply has here, as it stands in a form."""
        value = content.get(self.field)
        if self.language:
            value = (value or {}).get(self.language, () if self.way is LINES else "")
        return self.way.show(value)

    def told(self, content: Mapping[str, Any]) -> str:
        """The same for a reader: a tick as a tick, a choice in the words of the page."""
        value = self.of(content)
        if self.way is TICK:
            return "✓" if value else "—"
        return dict(choices(self.field, value)).get(value, value) if self.way is CHOICE else value


@lru_cache
def leaves() -> tuple[Leaf, ...]:
    """Every place of the form, in the order of the model's fields."""
    fields = Reply.model_fields.items()
    return tuple(
        leaf
        for name, field in fields
        if name not in NOT_WRITTEN
        for leaf in _leaves_of(name, field.annotation)
    )


def _leaves_of(name: str, kind: Any) -> Iterator[Leaf]:
    if kind in (Both, Both | None):
        way = TEXT if name in LONG else LINE
        yield from (Leaf(name, way, language) for language in Both.model_fields)
    elif kind is Wordings:
        yield from (Leaf(name, LINES, language) for language in Wordings.model_fields)
    elif get_origin(kind) is Literal or name in CHOSEN:
        yield Leaf(name, CHOICE)
    else:
        yield Leaf(name, WAYS[kind])


def written(content: Mapping[str, Any]) -> dict[str, str]:
    """A reply as a form holds it."""
    return {leaf.name: leaf.of(content) for leaf in leaves()}


def read(form: Mapping[str, str]) -> dict[str, Any]:
    """What a form says, as the model takes it; a sentence without words in any language is none."""
    content: dict[str, Any] = {}
    for leaf in leaves():
        value = leaf.way.read(form.get(leaf.name, ""))
        if leaf.language:
            content.setdefault(leaf.field, {})[leaf.language] = value
        else:
            content[leaf.field] = value
    if not any(content["figures"].values()):
        content["figures"] = None
    return content


@dataclass(frozen=True)
class Place:
    """A place of the form as a page shows it: what it holds, and what is wrong there."""

    leaf: Leaf
    value: str
    faults: Sequence[Fault]
    choices: Sequence[tuple[str, str]] = ()
    suggestions: Collection[str] = ()

    @property
    def key(self) -> str:
        """Its identity on the page."""
        return self.leaf.name.replace(".", "-")

    @property
    def rows(self) -> int:
        """How many lines there are to write in."""
        return ROWS.get(self.leaf.field, 3)


@dataclass(frozen=True)
class Field:
    """A field of the reply with its places: one, or one a language."""

    name: str
    places: Sequence[Place]

    @property
    def label(self) -> Promise:
        """What it is called."""
        return LABELS[self.name]

    @property
    def hint(self) -> Promise | str:
        """What it is for, where that has to be said."""
        return HINTS.get(self.name, "")


def fields(
    form: Mapping[str, str], faults: Sequence[Fault], known: Library, fixed: Collection[str] = ()
) -> list[Field]:
    """The whole form but for fields that are `fixed`, filled, with faults where they are."""
    found: dict[str, list[Place]] = {}
    for leaf in leaves():
        if leaf.field not in fixed:
            place = _place(leaf, form, faults, known)
            found.setdefault(leaf.field, []).append(place)
    return [Field(name, places) for name, places in found.items()]


def _place(leaf: Leaf, form: Mapping[str, str], faults: Sequence[Fault], known: Library) -> Place:
    here = [one for one in faults if is_at(one, leaf)]
    value = form.get(leaf.name, "")
    if leaf.way is CHOICE:
        return Place(leaf, value, here, choices(leaf.field, value))
    named = leaf.way in (NAMES, CLAUSES)
    names = names_for(leaf.field, form.get("scheme", ""), known) if named else ()
    return Place(leaf, value, here, suggestions=names)


def is_at(fault: Fault, leaf: Leaf) -> bool:
    """Whether a fault is at a place; one of a whole field is at its first."""
    column = fault.place.column
    first = leaf.language in ("", "zh")
    within = leaf.language == "" and column.startswith(f"{leaf.field}.")
    return column == leaf.name or within or (first and column == leaf.field)


def choices(field: str, value: str = "") -> list[tuple[str, str]]:
    """What may be chosen in a field; what is there already stays among it."""
    if field == "kind":
        return [(name, str(label)) for name, label in KINDS.items()]
    if field == "scheme":
        schemes = [(name, find_scheme(name).title.in_(spoken())) for name in scheme_names()]
        return [("", "—"), *schemes]
    themes = [(name, str(label)) for name, label in THEMES.items()]
    return themes if not value or value in THEMES else [*themes, (value, value)]
