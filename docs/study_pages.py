"""Pages of the study: every proposal of the standard replies, what it changes, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from docs.markdown import lines, page, table
from luohu.law.sources import Text
from luohu.schemes.catalogue import find_rulebook
from luohu.study.reforms.catalogue import proposals
from luohu.study.reforms.proposal import Change, Proposal, Setting

BOOK = find_rulebook("beijing@2020")
HEADINGS = ("reform", "what people ask for", "what it changes here", "numbers left open", "assumed")
ABOUT = (
    "The number is that of the standard reply (常用答复口径) that answers the proposal in words. "
    "`luohu reform 12` shows what it would do; several are named together, `luohu reform 12 15`; "
    "numbers are set by `--set bonus=3`. The wordings are ours, not the city's."
)


def reforms() -> str:
    """The page of all proposals."""
    return page("The reforms", ABOUT, table(HEADINGS, map(_row, proposals())))


def _row(one: Proposal) -> tuple[str, ...]:
    return (
        f"**{one.key}** {_both(one.title)}",
        _both(one.asks),
        lines(*_changed(one.change())),
        lines(*map(_setting, one.settings)),
        lines(*map(_both, one.assumed)),
    )


def _changed(change: Change) -> Iterator[str]:
    """Rules and values by name, then how places are given."""
    for rule in change.law.rules:
        yield f"`{rule.name}` {'replaced' if rule.name in BOOK.rules else 'new'}"
    for name in (*change.law.values, *(value.name for value in change.law.parameters)):
        yield f"`{name}` {'changed' if name in BOOK.parameters else 'new'}"
    places = change.places
    told = {
        "quota": places.quota is not None,
        "line in place of a quota": places.line is not None,
        f"`{places.direct}` beside the quota": bool(places.direct),
        f"families by {places.family}": bool(places.family),
        "more people apply": places.joined,
        "this year's law on last year's people": change.last_year,
    }
    yield from (words for words, so in told.items() if so)


def _setting(one: Setting) -> str:
    span = f"{one.written(one.lowest)}–{one.written(one.highest)}"
    return f"`{one.name}` {_both(one.label)}: {one.written(one.usual)} ({span} {one.unit})"


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"
