"""What the commands show: tables, trails and pages for a terminal, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markup import escape
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table
from rich.text import Text as Line
from rich.tree import Tree

from luohu.cycle.award_list import COLUMNS, AwardList, summary
from luohu.cycle.ranking import Selection
from luohu.law.graph import OF_THE_CYCLE
from luohu.law.points import written
from luohu.law.ranges import Range
from luohu.law.reform import Difference, content_in_words
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind
from luohu.law.sources import Text
from luohu.law.trail import Step, Trail, is_open
from luohu.law.words import shown
from luohu.people.facts import document_path
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS, Scheme
from luohu.schemes.scoring import Score

WORDS = {
    "eligible": Text("符合资格", "eligible"),
    "not_eligible": Text("不符合资格", "not eligible"),
    "open": Text("资格未定", "eligibility open"),
    "total": Text("总积分", "total"),
    "unknown": Text("未知", "unknown"),
    "conditions": Text("资格条件", "conditions"),
    "indicators": Text("指标", "indicators"),
    "because": Text("依据", "source"),
    "follows": Text("由此可得", "what follows"),
    "standing": Text("可信度", "standing"),
    "premise": Text("文档不能说明、须另行核实", "not stated in a document, to be verified"),
    "question": Text("未决问题", "open question"),
    "forward": Text("按仍在持续的情况推算到 {}", "carried forward to {} as if nothing changed"),
    "versions": Text("版本", "versions"),
    "above": Text("见上", "see above"),
    "proposal": Text("更高分的选择", "choices with a higher total"),
    "cutoff": Text("落户分值", "cut-off"),
    "admitted": Text("取得资格", "admitted"),
    "ties": Text("其中同分", "of them tied at the cut-off"),
    "quota": Text("落户规模", "quota"),
    "ranked": Text("参加排名", "ranked"),
    "values": Text("取值", "values"),
    "cycles": Text("年度", "cycles"),
    "before": Text("之前", "before"),
    "after": Text("之后", "after"),
    "more": Text("另有 {} 行", "{} more lines"),
}
MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[yellow]?[/]"}


def word(name: str, language: str) -> str:
    """One of the words above."""
    return WORDS[name].in_(language)


def scores(listed: Sequence[Score], language: str) -> RenderableType:
    """Applicants as a table: side by side where they are few, else a line each."""
    if len(listed) <= 4:
        return _side_by_side(listed, language)
    indicators = listed[0].law.book.indicators
    return _Fitting(_lines(listed, language, indicators), _lines(listed, language, ()))


class _Fitting:
    """A table, and a narrower one for where it does not fit."""

    def __init__(self, table: Table, narrower: Table) -> None:
        self.table = table
        self.narrower = narrower

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        roomy = options.update(max_width=10_000)
        fits = Measurement.get(console, roomy, self.table).maximum <= options.max_width
        yield self.table if fits else self.narrower

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.table)


def _side_by_side(listed: Sequence[Score], language: str) -> Table:
    law = listed[0].law
    table = Table(title=f"{law.book.title.in_(language)} · {law.cycle}")
    table.add_column("")
    for score in listed:
        table.add_column(escape(score.id), justify="right")
    for name in law.book.conditions:
        marks = [MARKS[score.conditions[name]] for score in listed]
        table.add_row(law.book.rules[name].label.in_(language), *marks)
    table.add_section()
    for name in law.book.indicators:
        points = [_points(score.values[name], language) for score in listed]
        table.add_row(law.book.rules[name].label.in_(language), *points)
    table.add_section()
    totals = [_points(score.total, language) for score in listed]
    table.add_row(word("total", language), *totals, style="bold")
    table.add_row(word("eligible", language), *(MARKS[score.eligible] for score in listed))
    if any(score.proposal() for score in listed):
        better = (escape(_proposed(score, language)) for score in listed)
        table.add_row(word("proposal", language), *better, style="green")
    if any(score.unknown for score in listed):
        unknown = (escape("\n".join(score.unknown)) for score in listed)
        table.add_row(word("unknown", language), *unknown, style="yellow")
    return table


def _lines(listed: Sequence[Score], language: str, indicators: Sequence[str]) -> Table:
    law = listed[0].law
    table = Table(title=f"{law.book.title.in_(language)} · {law.cycle}")
    table.add_column("id", no_wrap=True)
    table.add_column(word("eligible", language), justify="center")
    table.add_column(word("total", language), justify="right", style="bold", no_wrap=True)
    for name in indicators:
        table.add_column(law.book.rules[name].label.in_(language), justify="right")
    table.add_column(word("unknown", language))
    for score in listed:
        found = [score.total, *(score.values[name] for name in indicators)]
        points = [_points(value, language) for value in found]
        unknown = escape(", ".join(score.unknown))
        table.add_row(escape(score.id), MARKS[score.eligible], *points, unknown)
    return table


def _points(value: Any, language: str) -> str:
    """Points as a bare number, or the two ends of their range."""
    if not is_open(value):
        return written(value)
    unit = shown(0, "points", language).removeprefix(written(0))
    return shown(value, "points", language).replace(unit, "").replace(" ~ ", "~")


def explanation(
    score: Score, language: str, only: Sequence[str] = (), full: bool = False
) -> RenderableType:
    """The trail of one person: conditions, then every indicator with its reasons.

    `full` tells every value of the law with its source too, and the premises of each rule.
    """
    book = score.law.book
    teller = _Teller(score.trail_in(language), language, full)
    parts: list[RenderableType] = [_headline(score, language)]
    groups = (
        ("conditions", book.conditions),
        ("indicators", book.indicators),
        ("follows", book.named(Kind.CONSEQUENCE)),
    )
    for heading, names in groups:
        chosen = [name for name in names if not only or name in only]
        if chosen:
            parts.append(Line(f"\n{word(heading, language)}", style="bold underline"))
        parts += [teller.branch(name) for name in chosen]
    return Group(*parts, *_closing(score, language))


def _headline(score: Score, language: str) -> Panel:
    state = {True: "eligible", False: "not_eligible", None: "open"}[score.eligible]
    title = f"{score.law.book.title.in_(language)} · {score.law.cycle}"
    total = "" if score.total is None else shown(score.total, "points", language)
    text = f"[bold]{escape(score.id)}[/]   {MARKS[score.eligible]} {word(state, language)}"
    if total:
        text += f"   {word('total', language)} [bold]{total}[/]"
    return Panel(text, title=title, expand=False)


def _closing(score: Score, language: str) -> Iterator[RenderableType]:
    unknown = score.unknown
    if unknown:
        yield Line(f"\n{word('unknown', language)}: {', '.join(unknown)}", style="yellow")
    if score.carried_forward:
        yield Line(f"\n{word('forward', language).format(score.law.day)}", style="yellow")
    if score.proposal():
        yield Line(f"\n{word('proposal', language)}: {_proposed(score, language)}")


def _proposed(score: Score, language: str) -> str:
    """The choices to change, in words, and the total they give."""
    proposal = score.proposal()
    if proposal is None:
        return ""
    facts = {document_path(name): fact for name, fact in score.law.book.facts.items()}
    chosen = ", ".join(
        f"{facts[path].label.in_(language)}: {facts[path].shown(value, language)}"
        for path, value in proposal["choices"].items()
    )
    return f"{chosen} → {proposal['total']}"


class _Teller:
    """Tells a trail as trees; what was told before is only named."""

    def __init__(self, trail: Trail, language: str, full: bool) -> None:
        self.trail = trail
        self.language = language
        self.full = full
        self.told: set[str] = set()

    def branch(self, name: str, top: bool = True) -> Tree:
        """A result, its reasons, and what it rests on."""
        step = self.trail.step(name)
        tree = Tree(self._title(step, top), guide_style="dim")
        self.told.add(name)
        for line in self._reasons(step, top):
            tree.add(line)
        for needed in step.source.inputs:
            inner = self._inner(self.trail.step(needed))
            shown_already = (
                not self.full and step.arithmetic.in_(self.language) and needed in self.told
            )
            if inner is not None and not (shown_already and isinstance(inner, str)):
                tree.add(inner)
        return tree

    def _inner(self, step: Step) -> Tree | str | None:
        name = step.source.name
        if step.source.kind == "value":
            return f"{self._fact(step)} {self._source(step)}" if self.full else None
        if step.source.kind == "fact":
            return None if name in OF_THE_CYCLE else self._fact(step)
        if name in self.told:
            return f"{self._fact(step)} [dim]({word('above', self.language)})[/]"
        return self.branch(name, top=False)

    def _title(self, step: Step, top: bool) -> str:
        label, value = step.source.label.in_(self.language), escape(step.shown.in_(self.language))
        if step.source.unit == "truth" and isinstance(step.value, bool | Range):
            value = f"{MARKS[step.value if isinstance(step.value, bool) else None]} {value}"
        return f"[bold]{label}[/]  [bold cyan]{value}[/]" if top else f"{label}  [cyan]{value}[/]"

    def _reasons(self, step: Step, top: bool) -> Iterator[str]:
        statement, worked = (t.in_(self.language) for t in (step.source.statement, step.arithmetic))
        if statement and (top or self.full):
            yield escape(statement)
        if worked:
            yield f"[cyan]= {escape(worked)}[/]"
        if top or self.full:
            yield f"{word('because', self.language)}: {self._source(step)}"
            yield from self._doubts(step)

    def _doubts(self, step: Step) -> Iterator[str]:
        for premise in step.source.premises:
            text = escape(premise.in_(self.language))
            yield f"[yellow]{word('premise', self.language)}: {text}[/]"
        if step.source.question and (self.full or isinstance(step.value, Range)):
            text = escape(step.source.question.in_(self.language))
            yield f"[yellow]{word('question', self.language)}: {text}[/]"

    def _fact(self, step: Step) -> str:
        label, value = step.source.label.in_(self.language), step.shown.in_(self.language)
        return f"{label}: [cyan]{escape(value)}[/]"

    def _source(self, step: Step) -> str:
        cites = "; ".join(cite.shown(self.language) for cite in step.source.cites)
        standing = step.source.standing.label(self.language) if step.source.standing else ""
        return f"[dim]{escape(cites)} ({standing})[/]"


def selection(chosen: Selection, language: str) -> Table:
    """What a ranking comes to."""
    table = Table(show_header=False)
    for name, value in summary(chosen).items():
        table.add_row(word(name, language), "—" if value is None else str(value))
    return table


def awards(made: AwardList, language: str, most: int = 10) -> RenderableType:
    """The head of a list, and what the ranking comes to."""
    table = Table(title=f"{made.scheme} {made.cycle}")
    for _, label in COLUMNS:
        table.add_column(label.in_(language), justify="right")
    for award in made.awards[:most]:
        table.add_row(*(escape(str(cell)) for cell in award.cells()))
    rest = len(made.awards) - most
    more = [Line(word("more", language).format(rest), style="dim")] if rest > 0 else []
    return Group(table, *more, selection(made.selection, language))


def scheme_list(language: str) -> Table:
    """Every scheme with its versions and the cycles they cover."""
    table = Table()
    for heading in ("versions", "cycles"):
        table.add_column(word(heading, language))
    table.add_column("")
    for name in scheme_names():
        for book in find_scheme(name).rulebooks:
            table.add_row(book.name, "–".join(map(str, book.cycles)), book.title.in_(language))
    return table


def scheme_page(scheme: Scheme, book: Rulebook, language: str) -> RenderableType:
    """A version of a scheme as a page: conditions, indicators, values, cycles."""
    parts: list[RenderableType] = [Panel(f"[bold]{book.title.in_(language)}[/]  {book.name}")]
    for heading, names in (("conditions", book.conditions), ("indicators", book.indicators)):
        if names:
            parts.append(_rules(book, names, word(heading, language), language))
    parts += [_values(book, language), _cycles(scheme, book, language)]
    return Group(*parts)


def _rules(book: Rulebook, names: Iterable[str], heading: str, language: str) -> Tree:
    tree = Tree(f"\n[bold]{heading}[/]", guide_style="dim")
    for name in names:
        rule = book.rules[name]
        branch = tree.add(f"[bold]{rule.label.in_(language)}[/] [dim]{name}[/]")
        branch.add(escape(rule.statement.in_(language)))
        cites = "; ".join(cite.shown(language) for cite in rule.cites)
        branch.add(f"[dim]{escape(cites)} · {rule.standing.label(language)}[/]")
        if rule.question:
            branch.add(f"[yellow]{escape(rule.question.in_(language))}[/]")
    return tree


def _values(book: Rulebook, language: str) -> Table:
    table = Table(title=word("values", language), title_justify="left")
    for heading in ("values", "because", "standing"):
        table.add_column(word(heading, language))
    for parameter in book.parameters.values():
        for value in parameter.values:
            content = content_in_words(value, parameter.unit, language)
            cites = "; ".join(cite.shown(language) for cite in value.citations)
            label = f"{parameter.label.in_(language)}: [cyan]{escape(content)}[/]"
            table.add_row(label, escape(cites), value.standing.label(language))
    return table


def _cycles(scheme: Scheme, book: Rulebook, language: str) -> Table:
    table = Table(title=word("cycles", language), title_justify="left")
    names = ("quota", "applicants", "admitted", "cutoff", "published")
    table.add_column(word("cycles", language))
    for name in names:
        table.add_column(CYCLE_FACTS[name].in_(language), justify="right")
    for year in range(book.cycles[0], book.cycles[1] + 1):
        if year in scheme.cycles:
            cells = [_cycle_cell(scheme, year, name) for name in names]
            table.add_row(str(year), *cells)
    return table


def _cycle_cell(scheme: Scheme, year: int, name: str) -> str:
    value = scheme.published(year, name)
    if value is None:
        return "—"
    if isinstance(value, list):
        return " … ".join(value)
    return written(value) if name == "cutoff" else f"{value:,}"


def differences(found: Sequence[Difference], language: str) -> Table:
    """Two rulebooks side by side, what differs only."""
    table = Table(show_lines=True)
    for heading in ("values", "before", "after"):
        table.add_column(word(heading, language) if heading != "values" else "")
    for one in found:
        name = f"{escape(one.label.in_(language))}\n[dim]{one.name}[/]"
        table.add_row(name, escape(one.before.in_(language)), escape(one.after.in_(language)))
    return table
