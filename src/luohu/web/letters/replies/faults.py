"""What is wrong in a reply that somebody writes: its form, and the law that it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from luohu.consult.checks import against_the_law, documents_of
from luohu.consult.library import Library
from luohu.consult.reply import MOST_LETTERS, Reply
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.study.reforms.catalogue import proposals
from luohu.web.letters.models import ReplyVersion
from luohu.web.record.reasons import name_faults

LARGEST_NUMBER = 32_767
TO_WRITE = "[To be written]"
AT_HAND = 3
NEEDED = Text("没有填", "it is missing"), Text("请填写", "write something here")
# What pydantic calls a fault: what is wrong, and what would be right.
FORM: Mapping[str, tuple[Text, Text]] = {
    "missing": NEEDED,
    "string_too_short": NEEDED,
    "too_short": NEEDED,
    "string_too_long": (
        Text("太长", "it is too long"),
        Text(f"最多 {MOST_LETTERS} 字", f"at most {MOST_LETTERS} characters"),
    ),
    "literal_error": (
        Text("没有这个选项", "there is no such choice"),
        Text("请从列表里选", "choose from the list"),
    ),
    "int_parsing": (
        Text("不是编号", "it is no number"),
        Text("请写答复的编号,如 12", "write the number of a reply, such as 12"),
    ),
    "greater_than_equal": (
        Text("编号太小", "the number is too small"),
        Text("从 1 起", "numbers begin at 1"),
    ),
    "less_than_equal": (
        Text("编号太大", "the number is too large"),
        Text(f"最大 {LARGEST_NUMBER}", f"at most {LARGEST_NUMBER}"),
    ),
}
A_DAY = (
    Text("不是日期", "it is no date"),
    Text("写作 2026-01-31", "write it as 2026-01-31"),
)
DAYS_IN_ORDER = (
    Text("失效日早于生效日", "the last day is before the first"),
    Text("失效日不早于生效日,或者留空", "the last day is not before the first, or is left empty"),
)
NEEDS_SCHEME = (
    Text("写了规则或数字,却没有选政策", "there are rules or figures, and no scheme is chosen"),
    Text("选它们所属的政策", "choose the scheme that they are of"),
)


def checked(content: Mapping[str, Any], known: Library) -> Reply:
    """The reply that somebody wrote; Refused with every fault, each with the name of its field."""
    try:
        reply = Reply.model_validate(content)
    except ValidationError as error:
        raise Refused([_of_form(one) for one in error.errors(include_url=False)]) from None
    if reply.number > LARGEST_NUMBER:
        raise Refused([_fault("number", *FORM["less_than_equal"])])
    if faults := [*_of_persons(reply), *_of_law(reply, known.with_([reply]))]:
        raise Refused(faults)
    return reply


def to_write(version: ReplyVersion) -> list[str]:
    """The fields of a version whose English waits to be written."""
    held = {name: value for name, value in version.content.items() if isinstance(value, dict)}
    return [name for name, value in held.items() if TO_WRITE in str(value.get("en"))]


def _fault(column: str, wrong: Text, right: Text) -> Fault:
    return Fault(Place(column=column), wrong, right)


def _of_form(error: Mapping[str, Any]) -> Fault:
    column = ".".join(str(part) for part in error["loc"] if not isinstance(part, int))
    kind = str(error["type"])
    if kind.startswith("date"):
        return _fault(column, *A_DAY)
    if kind == "value_error":
        days = "valid_until" in str(error["msg"])
        return _fault("valid_until", *DAYS_IN_ORDER) if days else _fault("scheme", *NEEDS_SCHEME)
    return _fault(column, *FORM.get(kind, (Text(error["msg"], error["msg"]), Text("", ""))))


def _of_persons(reply: Reply) -> Iterator[Fault]:
    """Each field with an identity number in it: a reply is public."""
    for column, value in reply.model_dump(mode="json").items():
        leaves = value if isinstance(value, dict) else {"": value}
        for name, words in leaves.items():
            yield from name_faults(f"{column}.{name}".rstrip("."), str(words))


def _of_law(reply: Reply, known: Library) -> Iterator[Fault]:
    """Each name that a reply speaks of is held against the law by itself."""
    bare = {"rules": (), "figures": None, "reforms": (), "related": (), "clauses": ()}
    alone = reply.model_copy(update=bare)
    if list(against_the_law(alone, known)):
        right = _listed(scheme_names())
        yield _fault("scheme", _there_is_no(reply.scheme), right)
        return
    for column, name, update in _named(reply):
        if list(against_the_law(alone.model_copy(update=update), known)):
            right = _near(name, names_for(column, reply.scheme, known))
            yield _fault(column, _there_is_no(name), right)


def _named(reply: Reply) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every name in a reply: its field, itself, and what a reply of that name alone has."""
    yield from (("rules", name, {"rules": (name,)}) for name in reply.rules)
    if reply.figures is not None:
        for name in sorted(reply.figures.placeholders()):
            yield "figures", name, {"rules": (name,)}
    yield from (("reforms", key, {"reforms": (key,)}) for key in reply.reforms)
    yield from (("related", str(one), {"related": (one,)}) for one in reply.related)
    yield from (("clauses", one.document, {"clauses": (one,)}) for one in reply.clauses)


def names_for(column: str, scheme: str, known: Library) -> Collection[str]:
    """What may be named in a field: rules and values of the law, reforms, replies, documents."""
    if column == "reforms":
        return [one.key for one in proposals()]
    if column == "related":
        return [str(number) for number in known.replies]
    try:
        book = find_scheme(scheme).rulebooks[-1]
    except LawError:
        return []
    return list(documents_of(scheme)) if column == "clauses" else {**book.rules, **book.parameters}


def _there_is_no(name: str) -> Text:
    return Text(f"没有 {name[:60]}", f"there is no {name[:60]}")


def _near(name: str, names: Collection[str]) -> Text:
    near = get_close_matches(name[:60], names, AT_HAND, 0.4)
    return _listed(near or sorted(names)[: 2 * AT_HAND])


def _listed(names: Iterable[str]) -> Text:
    listed = list(names)
    return Text(f"例如 {'、'.join(listed)}", f"such as {', '.join(listed)}")
