"""Pages of the law: every rule and value with its source, standings, open questions, the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docs.markdown import lines, page, table
from luohu.law.rulebook import Rulebook
from luohu.law.rules import Kind, Rule
from luohu.law.sources import Citation, Standing
from luohu.schemes import pages
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.scheme import CYCLE_FACTS, Scheme

RULES = ("rule", "what it states", "articles", "standing", "left open")
VALUES = ("value", "is", "in force", "source", "standing")
SHAPES = {
    Kind.CALENDAR: "[(%s)]",
    Kind.CONDITION: "{{%s}}",
    Kind.REQUIREMENT: "{{%s}}",
    Kind.ELIGIBILITY: "{{%s}}",
    Kind.INDICATOR: "([%s])",
    Kind.ROUTE: "{{%s}}",
    Kind.SUBTOTAL: "((%s))",
    Kind.TOTAL: "(((%s)))",
}
WEAK = (Standing.INFERRED, Standing.UNVERIFIED, Standing.UNKNOWN)


def books() -> Iterator[tuple[Scheme, Rulebook]]:
    """Every version of every scheme."""
    for name in scheme_names():
        scheme = find_scheme(name)
        for book in scheme.rulebooks:
            yield scheme, book


def slug(book: Rulebook) -> str:
    """A version's name in file names."""
    return book.name.replace("@", "-")


# ---- the source table of a version


def source_table(scheme: Scheme, book: Rulebook) -> str:
    """The page of one version: rules in the order of the law, values, cycles."""
    known = pages.page(scheme, book)
    first, last = known["cycles"]
    parts = [f"{_both(known['title'])}. `{book.name}`, cycles {first} to {last}."]
    for heading in ("conditions", "routes", "indicators", "scores", "steps"):
        if known[heading]:
            parts += [f"## {heading.capitalize()}", table(RULES, map(_rule, known[heading]))]
    rows = [_value(value, one) for value in known["values"] for one in value["values"]]
    parts += ["## Values", "`Y` is the year of the cycle.", table(VALUES, rows)]
    cycles = list(_cycles(known))
    if cycles:
        parts += ["## Cycles", table(("cycle", "what", "is", "source", "standing"), cycles)]
    return page(f"{book.name}: rules, values, sources", *parts)


def _rule(rule: dict[str, Any]) -> list[str]:
    question = rule["question"]
    asked = [f"? {_both(question)}"] if question else []
    premises = [f"To be verified: {_both(text)}" for text in rule["premises"]]
    return [
        lines(f"`{rule['name']}`", rule["label"]["zh"], rule["label"]["en"]),
        lines(rule["statement"]["zh"], rule["statement"]["en"]),
        _cites(rule["cites"]),
        rule["standing"],
        lines(*asked, *premises),
    ]


def _value(value: dict[str, Any], one: dict[str, Any]) -> list[str]:
    name = lines(f"`{value['name']}`", value["label"]["zh"], value["label"]["en"])
    zh, en = one["value"]["zh"], one["value"]["en"]
    told = zh if zh == en else lines(zh, en)
    return [name, told, _span(one), _cites(one["cites"]), one["standing"]]


def _span(one: dict[str, Any]) -> str:
    first, last = one["cycles"]
    if (first, last) != (0, 9999):
        return f"cycle {first}" if first == last else f"cycles {first} to {last}"
    since, until = one["days"]
    begins = "" if since == "0000-00-00" else f"from {since}"
    ends = "" if until == "9999-12-31" else f"to {until}"
    return f"{begins} {ends}".strip() or "always"


def _cites(cites: Iterable[dict[str, Any]]) -> str:
    told = (f"{c['document']['zh']} {c['number']} {c['article']}".split() for c in cites)
    return lines(*(" ".join(words) for words in told))


def _cycles(known: dict[str, Any]) -> Iterator[list[str]]:
    first, last = known["cycles"]
    for year, facts in known["published"].items():
        if first <= int(year) <= last:
            for name, fact in facts.items():
                label, value = CYCLE_FACTS[name], fact["value"]
                told = " to ".join(value) if isinstance(value, list) else str(value)
                yield [year, f"{label.zh} {label.en}", told, fact["source"], fact["standing"]]


def _both(text: dict[str, str]) -> str:
    return f"{text['zh']} / {text['en']}"


# ---- how well everything is known


def standings() -> str:
    """How many rules and values of each version are known how well, and which are not well known."""
    found = list(books())
    headings = ("version", "what", *(f"{s.value} {s.label('zh')}" for s in Standing))
    rows = [row for _, book in found for row in _counted(book)]
    words = (
        "A rule is as well known as its weakest citation; each dated entry of a value is counted "
        "by itself. Every page, trail and JSON answer prints the standing beside the number. A "
        "value that nobody found is there without content (unknown): results become ranges."
    )
    weak = [part for _, book in found for part in _weak(book)]
    return page("How well it is known", words, table(headings, rows), *weak)


def _counted(book: Rulebook) -> Iterator[list[str]]:
    """A version's rules and values by standing."""
    link = f"[`{book.name}`]({slug(book)}.md)"
    for what, count in (("rules", _rules(book)), ("values", _values(book))):
        yield [link, what, *(str(count[standing] or "") for standing in Standing)]


def _rules(book: Rulebook) -> Counter[Standing]:
    return Counter(rule.standing for rule in book.rules.values())


def _values(book: Rulebook) -> Counter[Standing]:
    return Counter(one.standing for value in book.parameters.values() for one in value.values)


def _weak(book: Rulebook) -> Iterator[str]:
    yield f"## {book.name}: not read in an official text"
    rules = [
        [f"`{rule.name}`", f"{rule.label.zh} {rule.label.en}", "rule", *_weakest(rule.cites)]
        for rule in book.rules.values()
        if rule.standing in WEAK
    ]
    values = [
        [f"`{value.name}`", f"{value.label.zh} {value.label.en}", "value", *_weakest(one.citations)]
        for value in book.parameters.values()
        for one in value.values
        if one.standing in WEAK
    ]
    yield table(("name", "words", "what", "standing", "source"), [*rules, *values])


def _weakest(cites: Sequence[Citation]) -> list[str]:
    order = list(Standing)
    cite = max(cites, key=lambda one: order.index(one.standing))
    return [cite.standing.value, cite.shown("zh")]


# ---- what is open


def open_questions() -> str:
    """What the law, as it could be read, leaves open: questions and premises of every version."""
    parts = []
    for _, book in books():
        rules = book.rules.values()
        asked = [_asked(rule) for rule in rules if rule.question]
        needed = [[f"`{rule.name}`", text.zh, text.en] for rule in rules for text in rule.premises]
        parts += [f"## {book.name}", "### Questions", table(("rule", "问题", "question"), asked)]
        parts += ["### To be verified beside the document"]
        parts += [table(("rule", "前提", "premise"), needed)]
    words = (
        "A question is something the sources do not settle; the rule says how it reads them "
        "meanwhile, or leaves the result open. A premise is asked for by the law, but no field "
        "of the document states it: somebody has to verify it."
    )
    return page("Open questions, from the rules", words, *parts)


def _asked(rule: Rule) -> list[str]:
    assert rule.question is not None
    return [f"`{rule.name}` {rule.label.zh}", rule.question.zh, rule.question.en]


# ---- the graph


def graph(book: Rulebook) -> str:
    """The rules of a version and what each reads, as a Mermaid graph; values are left out."""
    nodes = [f"  {_node(rule)}" for rule in book.rules.values()]
    used = {name for rule in book.rules.values() for name in rule.inputs if name in book.facts}
    facts = [f'  {name}[/"{book.facts[name].label.zh}"/]' for name in sorted(used)]
    arrows = [
        f"  {name} --> {rule.name}"
        for rule in book.rules.values()
        for name in rule.inputs
        if name in book.rules or name in book.facts
    ]
    drawn = "\n".join(["```mermaid", "flowchart LR", *facts, *nodes, *arrows, "```"])
    words = (
        "Slanted: facts of the document. Drums: calendars, sets of months. Boxes: quantities. "
        "Hexagons: truths. Rounded: indicators. The graph is read from the rules' parameter names."
    )
    return page(f"{book.name}: what rests on what", words, drawn)


def _node(rule: Rule) -> str:
    shape = SHAPES.get(rule.kind, "[%s]")
    return rule.name + shape % f'"{rule.name}<br>{rule.label.zh}"'
