"""Tables put together into a cohort: rows found their person, 有/无 held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luohu.law.sources import Text
from luohu.people.cohort import FACTS, TEXTS, Cohort, kept_as
from luohu.people.facts import LISTS, PERSON, Group, ListFact
from luohu.people.faults import Fault, Place
from luohu.people.layout import EXAMPLE, MAIN, Column, Held
from luohu.people.origins import Contents, Indices, TableOrigin
from luohu.people.rows import ManyRows
from luohu.people.tables import Mask, Table, Values
from luohu.people.types import shown

REQUIRED = (Text("缺少必填项", "a required field is missing"), Text("请补上", "add it"))


def assemble(tables: Mapping[str, Table], folder: str) -> Contents:
    """Make a cohort of the tables of one file or folder; faults in all of them are found at once."""
    faults: list[Fault] = []
    ready = {name: _without_examples(table, faults) for name, table in tables.items()}
    main = ready.pop(MAIN.name, None)
    if main is None or "id" not in main.columns:
        for table in ready.values():
            _fields(table, faults)
        if main is None:
            faults.append(_no_main(folder))
        return Contents(faults)
    return _Assembly(main, ready, faults).contents()


def _no_main(folder: str) -> Fault:
    return Fault(
        Place(folder, MAIN.label.zh),
        Text(f"缺少“{MAIN.label.zh}”表", f"the sheet {MAIN.label.zh} (applicants) is missing"),
        Text("请补上,每位申请人一行", "add it, with one row for each applicant"),
    )


def _without_examples(table: Table, faults: list[Fault]) -> Table:
    """Leave out the example rows of the template, and say so."""
    cells = table.columns.get("id")
    found = [k for k, cell in enumerate(cells.distinct if cells else ()) if is_example(cell)]
    if cells is None or not found:
        return table
    example = np.isin(cells.codes, found)
    faults.append(example_ignored(table.place(int(np.argmax(example)), "id")))
    columns = {name: column.take(~example) for name, column in table.columns.items()}
    return replace(table, rows=table.rows[~example], columns=columns)


def is_example(number: Any) -> bool:
    """Whether this is the number of the template's invented example."""
    return isinstance(number, str) and EXAMPLE in number and number.strip() == EXAMPLE


def example_ignored(place: Place) -> Fault:
    """Warn that the invented example of the template was not read."""
    return Fault(
        place,
        Text(f"编号为“{EXAMPLE}”的示例行已忽略", f"the example row {EXAMPLE} was left out"),
        Text("填写完毕后请删去示例行", "remove the example rows once you have filled in yours"),
        warning=True,
    )


def _fields(table: Table, faults: list[Fault]) -> tuple[dict[str, Values], Mask]:
    """Read all columns of a table but the id; also which rows hold something wrong."""
    found: dict[str, Values] = {}
    wrong = np.zeros(len(table.rows), bool)
    for column in table.sheet.columns:
        if column.name == "id":
            continue
        values = found[column.name] = table.values(column)
        faults += _misreads(table, column.name, values)
        wrong[list(values.misread)] = True
        if table.sheet is not MAIN and column.fact.required and column.fact.null is None:
            wrong |= ~values.stated
            faults += _blanks(table, column, values)
    return found, wrong


def _misreads(table: Table, name: str, values: Values) -> Iterable[Fault]:
    for row, misread in values.misread.items():
        yield Fault(table.place(row, name), misread.wrong, misread.right)


def _blanks(table: Table, column: Column, values: Values) -> Iterable[Fault]:
    """Tell of each required cell that is blank; a column that is not there is told of elsewhere."""
    if column.name in table.columns:
        for row in np.flatnonzero(~values.stated):
            if int(row) not in values.misread:
                yield Fault(table.place(int(row), column.name), *REQUIRED)


class _Assembly:
    """The columns of a cohort as they come out of the tables."""

    def __init__(self, main: Table, lists: Mapping[str, Table], faults: list[Fault]) -> None:
        self.main = main
        self.tables = lists
        self.faults = faults
        ids = main.values(MAIN.column("id"))
        self.faults += _misreads(main, "id", ids)
        self.faults += _blanks(main, MAIN.column("id"), ids)
        self.people = np.flatnonzero(ids.stated)
        self.ids: list[str] = ids.values[self.people].tolist()
        self.positions = {number: k for k, number in reversed(list(enumerate(self.ids)))}
        self.values, _ = _fields(main, faults)
        self.missing: dict[str, Mask] = {}
        self.rows: dict[str, tuple[Table, Indices]] = {}
        self.counts: dict[str, Indices] = {}

    def contents(self) -> Contents:
        """Put everything together."""
        for item in PERSON:
            if isinstance(item, Group):
                self._group(item)
        lists = {listed.name: self._list(listed) for listed in LISTS}
        columns = {name: self._of(name) for name in FACTS}
        for name in FACTS:
            self.missing.setdefault(name, self._unstated(name))
        some = {name: where for name, where in self.missing.items() if where.any()}
        texts = {name: self._of(name) for name in TEXTS if self.values[name].stated.any()}
        cohort = Cohort(self.ids, columns, lists, some, texts)
        return Contents(self.faults, cohort, TableOrigin(self.main, self.people, self.rows))

    def _of(self, name: str) -> NDArray[Any]:
        return self.values[name].values[self.people]

    def _said(self, name: str) -> Mask:
        """Who stated something in a column, readable or not."""
        said = self.values[name].stated.copy()
        said[list(self.values[name].misread)] = True
        return said[self.people]

    def _unstated(self, name: str) -> Mask:
        fact = FACTS[name]
        where = ~self.values[name].stated[self.people]
        return where if fact.left_out is None else np.zeros(len(self.ids), bool)

    def _fault(self, where: Mask, name: str, words: tuple[Text, Text]) -> None:
        for index in np.flatnonzero(where):
            self.faults.append(Fault(self.main.place(int(self.people[index]), name), *words))

    def _group(self, item: Group) -> None:
        """Hold what is said of a group's fields against each other and against 有/无."""
        if item.left_out_is_null and not item.may_be_null:
            return
        fields = {f"{item.name}_{fact.name}": fact for fact in item.fields}
        stated = np.logical_or.reduce([self._said(name) for name in fields])
        held = self._of(item.name) if item.may_be_null else np.zeros(len(stated), np.int64)
        for name in fields:
            self._fault((held == Held.NONE) & self._said(name), name, CONTRADICTED)
        has = (held == Held.SOME) | ((held == 0) & stated)
        for name, fact in fields.items():
            if fact.required:
                self._fault(has & ~self._said(name), name, REQUIRED)
        unknown = (held == 0) & ~stated & (not item.left_out_is_null)
        for name, fact in fields.items():
            misread = np.isin(self.people, list(self.values[name].misread))
            unsaid = ~self._said(name) & (fact.null is None) & (fact.left_out is None)
            self.missing[name] = unknown | misread | unsaid

    def _list(self, listed: ListFact) -> ManyRows:
        """Gather the rows of a list by person, and hold them against 有/无."""
        table = self.tables.get(listed.name)
        if table is None or "id" not in table.columns:
            if table is not None:
                _fields(table, self.faults)
            rows = _no_rows(listed, len(self.ids))
        else:
            rows = self._gathered(listed, table)
        counts = self.counts.get(listed.name, np.zeros(len(self.ids), np.int64))
        self._presence(listed, counts)
        return rows

    def _gathered(self, listed: ListFact, table: Table) -> ManyRows:
        person = self._whose(table)
        fields, wrong = _fields(table, self.faults)
        whole = all(c.name in table.columns for c in table.sheet.columns if c.needed)
        kept = np.flatnonzero((person >= 0) & ~wrong & whole)
        order = kept[np.argsort(person[kept], kind="stable")]
        self.counts[listed.name] = np.bincount(person[person >= 0], minlength=len(self.ids))
        self.rows[listed.name] = (table, order)
        columns = {name: values.values[order] for name, values in fields.items()}
        return ManyRows.by_person(person[order], columns, len(self.ids))

    def _whose(self, table: Table) -> Indices:
        """Find the position of each row's person, -1 where there is none."""
        cells = table.columns["id"]
        found = [self.positions.get(number, -1) for number in cells.distinct]
        person: Indices = np.array(found, np.int64)[cells.codes]
        strange = np.flatnonzero(person < 0)
        if len(strange):
            self._read_again(table, strange, person)
        return person

    def _read_again(self, table: Table, rows: Indices, person: Indices) -> None:
        """Find the persons whose number is spelled otherwise; tell of rows without one."""
        column = MAIN.column("id")
        part = replace(table, rows=table.rows[rows], columns={"id": table.columns["id"].take(rows)})
        values = part.values(column)
        self.faults += _misreads(part, "id", values)
        self.faults += _blanks(part, column, values)
        for place in np.flatnonzero(values.stated):
            number = values.values[place]
            person[rows[place]] = self.positions.get(number, -1)
            if number not in self.positions:
                self.faults.append(Fault(part.place(int(place), "id"), *_nobody(number)))

    def _presence(self, listed: ListFact, counts: Indices) -> None:
        name = listed.name
        held, some = self._of(name), counts > 0
        said = (held == Held.NONE) | (held == Held.UNKNOWN)
        self._fault(said & some, name, CONTRADICTED)
        self._fault((held == Held.SOME) & ~some, name, _no_rows_of(listed))
        blank = (held == 0) & ~some & (not listed.left_out_is_empty)
        self.missing[name] = (held == Held.UNKNOWN) | blank
        if name in self.rows and name not in self.main.columns and blank.any():
            self.faults.append(_taken_for_unknown(self.main, listed, int(blank.sum())))


CONTRADICTED = (
    Text("填了“无”或“不详”,却又有内容", "none or unknown is said, yet something is stated"),
    Text("改填“有”,或删去内容", "say some (有), or remove what is stated"),
)


def _no_rows(listed: ListFact, people: int) -> ManyRows:
    columns = {fact.name: np.zeros(0, kept_as(fact)) for fact in listed.fields}
    return ManyRows.by_person(np.zeros(0, np.int64), columns, people)


def _nobody(number: str) -> tuple[Text, Text]:
    return (
        Text(
            f"“{MAIN.label.zh}”表里没有编号 {shown(number)}",
            f"no applicant has the number {shown(number)}",
        ),
        Text("改正编号,或在“申请人”表补上此人", "correct the number, or add the applicant"),
    )


def _no_rows_of(listed: ListFact) -> tuple[Text, Text]:
    return (
        Text(
            f"填了“有”,但“{listed.label.zh}”表里没有此人的行",
            f"some is said, but {listed.label.en} has no row of this applicant",
        ),
        Text(
            "补上各行;没有则填“无”,不清楚则留空", "add the rows; say none (无), or leave it blank"
        ),
    )


def _taken_for_unknown(main: Table, listed: ListFact, people: int) -> Fault:
    return Fault(
        main.place(name=listed.name),
        Text(
            f"没有“{listed.label.zh}”列,{people} 人在该表无行,按未知处理",
            f"no column {listed.label.en}: {people} without rows there count as unknown",
        ),
        Text(
            "确实没有的请加上该列并填“无”", "add the column and say none (无) where there is none"
        ),
        warning=True,
    )
