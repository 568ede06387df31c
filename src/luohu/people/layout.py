"""How tables hold applicants: a sheet of people and a sheet a list, made from the catalogue.

A blank cell means what leaving the field out of a document means, or null where it cannot be left
out: a blank end is open, like 至今. The sheet of people says 有 or 无 of each permit and each list;
blank is unknown, unless there are dates or rows, or unless leaving a list out means none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from luohu.law.sources import Text
from luohu.people.facts import LISTS, NOBODY, PERSON, Fact, Group, ListFact
from luohu.people.types import Choice, ChoiceType

EXAMPLE = "示例"
EXPLAINED = "说明"
OFFERED = "选项"
OPEN_END = "至今"
OPEN_ENDS = frozenset({OPEN_END, "now", "present"})


class Held(IntEnum):
    """Whether somebody has a permit or any row of a list; 0 is not stated."""

    SOME = 1
    NONE = 2
    UNKNOWN = 3


class HeldPermit(IntEnum):
    """Whether somebody has a permit; 0 is not stated."""

    SOME = 1
    NONE = 2


SOME = Choice("some", Text("有", "some"), ("是", "yes", "true", "True"))
NONE = Choice("none", Text("无", "none"), ("否", "没有", "no", "false", "False"))
UNKNOWN = Choice("unknown", Text("不详", "unknown"))
HAS_ROWS = ChoiceType.of(Held, SOME, NONE, UNKNOWN)
HAS_PERMIT = ChoiceType.of(HeldPermit, SOME, NONE)


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the fact it holds, its name for rules, its key in Parquet files."""

    name: str
    fact: Fact
    key: str
    needed: bool = False
    others: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """What its header may say: the Chinese and the English label, the key of a document."""
        label = self.fact.label
        return (label.zh, label.en, self.key, self.name, *self.fact.also, *self.others)


@dataclass(frozen=True)
class Sheet:
    """A table: what it is called, and its columns."""

    name: str
    key: str
    label: Text
    ask: Text
    columns: tuple[Column, ...]
    listed: ListFact | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """What the sheet or its file may be called."""
        older = self.listed.also if self.listed else ()
        return (self.label.zh, self.label.en, self.key, self.name, *older)

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """The columns by what their header may say, in small letters."""
        return {header.lower(): column for column in self.columns for header in column.headers}

    def column(self, name: str) -> Column:
        """Find a column by its name for rules."""
        return next(column for column in self.columns if column.name == name)


def _held(item: Group | ListFact) -> Column:
    """The column that says whether there is a permit, or any row of a list."""
    key, kind = (
        (item.written_as, HAS_ROWS) if isinstance(item, ListFact) else (item.name, HAS_PERMIT)
    )
    held = Fact(item.name, kind, item.label, item.ask, NOBODY, left_out=0)
    return Column(item.name, held, key, others=item.also if isinstance(item, ListFact) else ())


def _main() -> Sheet:
    columns: list[Column] = []
    for item in PERSON:
        if isinstance(item, Fact):
            columns.append(Column(item.name, item, item.written_as, item.name == "id"))
            continue
        if item.may_be_null:
            columns.append(_held(item))
        for fact in item.fields:
            name, path = f"{item.name}_{fact.name}", f"{item.name}.{fact.written_as}"
            columns.append(Column(name, fact, name, others=(path,)))
    columns += [_held(listed) for listed in LISTS]
    ask = Text("每位申请人一行", "One row for each applicant")
    return Sheet("people", "applicants", Text("申请人", "applicants"), ask, tuple(columns))


def _list(listed: ListFact) -> Sheet:
    number = MAIN.column("id")
    fields = (Column(f.name, f, f.written_as, f.required) for f in listed.fields)
    return Sheet(
        listed.name, listed.written_as, listed.label, listed.ask, (number, *fields), listed
    )


MAIN = _main()
SHEETS = (MAIN, *(_list(listed) for listed in LISTS))
BY_TITLE = {title.lower(): sheet for sheet in SHEETS for title in sheet.titles}


def sheet_called(title: str) -> Sheet | None:
    """Find the sheet with a title in either language; None if there is none."""
    return BY_TITLE.get(title.strip().lower())
