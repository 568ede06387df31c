"""The trail of one person as trees that a citizen can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text as Line
from rich.tree import Tree

from luohu.law.graph import OF_THE_CYCLE
from luohu.law.ranges import Range
from luohu.law.rules import Kind
from luohu.law.trail import Step, Trail
from luohu.law.words import shown
from luohu.schemes.scoring import Score
from luohu.terminal.scores import proposed
from luohu.terminal.words import MARKS, word


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
        ("routes", book.routes),
        ("indicators", book.indicators),
        ("subtotals", score.subtotals),
        ("total", [name for name in book.named(Kind.TOTAL) if name in only]),
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
        yield Line(f"\n{word('proposal', language)}: {proposed(score, language)}")


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
