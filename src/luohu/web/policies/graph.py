"""The graph of rules as a picture in layers: facts on the left, what rests on them to the right."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from luohu.law.rulebook import Rulebook
from luohu.law.rules import OUTCOMES, Kind
from luohu.law.sources import LawError
from luohu.pictures.lettering import wrapped
from luohu.schemes.catalogue import find_rulebook
from luohu.web.policies.clauses import Neighbour, neighbour

WHOLE = "all"
SWEEPS = 12
WIDTH, HEIGHT, ACROSS, DOWN, PASSING, EDGE = 176, 56, 236, 66, 14, 12
SIZE, LEADING = 13, 16
COLOURS = {
    Kind.CALENDAR: "calendar", Kind.QUANTITY: "quantity", Kind.CONDITION: "truth",
    Kind.ROUTE: "truth", Kind.ELIGIBILITY: "truth", Kind.REQUIREMENT: "truth",
    Kind.CONSEQUENCE: "truth",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words and where it stands."""

    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the picture: what it is, where it stands, its words in lines, its colour's name."""

    one: Neighbour
    x: int
    y: int
    lines: tuple[Line, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and curves within a width and height, pixels."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    curves: tuple[str, ...]
    box: tuple[int, int] = (WIDTH, HEIGHT)


Waypoint = tuple[str, str, int]
Place = str | Waypoint


def offered(version: str, of: str) -> list[Neighbour]:
    """The results whose rules can be looked at by themselves, and the rule that was asked for."""
    book = find_rulebook(version)
    names = dict.fromkeys([*book.named(*OUTCOMES), *({of} & set(book.rules))])
    return [neighbour(book, name) for name in names]


def first_outcome(version: str) -> str:
    """What is shown unless something else is asked for: the first indicator, else the eligibility."""
    book = find_rulebook(version)
    return (*book.indicators, *book.named(*OUTCOMES))[0]


def shown_names(version: str, of: str) -> frozenset[str]:
    """The rules and facts that an outcome rests on, or all; LawError for no outcome."""
    book = find_rulebook(version)
    if of != WHOLE and of not in book.rules:
        raise LawError(f"{version}: 没有 {of} 这个结果 there is no result {of}")
    needed = book.needs(book.rules if of == WHOLE else [of])
    return needed & {*book.rules, *book.facts}


@lru_cache(maxsize=1024)
def picture(version: str, of: str, language: str) -> Picture:
    """The picture of one outcome, or of the whole version."""
    book = find_rulebook(version)
    reads = _reads(book, shown_names(version, of))
    columns = _in_order(_layers(reads), reads)
    tall = max(_tall(column) for column in columns)
    at = {place: at for k, column in enumerate(columns) for place, at in _placed(k, column, tall)}
    nodes = tuple(_node(book, place, at[place], language) for place in at if isinstance(place, str))
    curves = tuple(_curve([at[p] for p in _path(columns, a, b)]) for b in reads for a in reads[b])
    width = 2 * EDGE + (len(columns) - 1) * ACROSS + WIDTH
    return Picture(width, 2 * EDGE + tall, nodes, curves)


def _tall(column: Sequence[Place]) -> int:
    return sum(DOWN if isinstance(place, str) else PASSING for place in column)


def _placed(k: int, column: Sequence[Place], tall: int) -> Iterator[tuple[Place, tuple[int, int]]]:
    """The left and the middle of every place of a column, which stands in the middle of the height."""
    top = EDGE + (tall - _tall(column)) // 2
    for place in column:
        room = DOWN if isinstance(place, str) else PASSING
        yield place, (EDGE + k * ACROSS, top + room // 2)
        top += room


def _reads(book: Rulebook, names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What each of some names reads among them, facts first, rules after what they read."""
    facts = [name for name in book.facts if name in names]
    rules = [name for name in book.order if name in names]
    found: dict[str, tuple[str, ...]] = dict.fromkeys(facts, ())
    return found | {n: tuple(i for i in book.rules[n].inputs if i in names) for n in rules}


def _layers(reads: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The length of the longest way to each name; what nothing leads to stands beside its reader."""
    layers: dict[str, int] = {}
    for name, read in reads.items():
        layers[name] = 1 + max((layers[one] for one in read), default=-1)
    for name in reversed(list(reads)):
        readers = [layers[other] for other, read in reads.items() if name in read]
        if not reads[name] and readers:
            layers[name] = min(readers) - 1
    return layers


def _in_order(layers: Mapping[str, int], reads: Mapping[str, Sequence[str]]) -> list[list[Place]]:
    """The columns from left to right, with a place for every curve that passes through one.

    Each place is moved to the middle of what it joins, to and fro, so that few curves cross.
    """
    columns: list[list[Place]] = [[] for _ in range(max(layers.values()) + 1)]
    for name, layer in layers.items():
        columns[layer].append(name)
    for name, read in reads.items():
        for one in read:
            for layer in range(layers[one] + 1, layers[name]):
                columns[layer].append((one, name, layer))
    joins = _joins(columns, reads)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        order = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
        for k in order:
            _settle(columns[k], columns[k - 1 if forward else k + 1], joins)
    return columns


def _joins(
    columns: Sequence[Sequence[Place]], reads: Mapping[str, Sequence[str]]
) -> dict[Place, set[Place]]:
    joins: dict[Place, set[Place]] = {place: set() for column in columns for place in column}
    for name, read in reads.items():
        for one in read:
            path = _path(columns, one, name)
            for before, after in itertools.pairwise(path):
                joins[before].add(after)
                joins[after].add(before)
    return joins


def _path(columns: Sequence[Sequence[Place]], one: str, name: str) -> list[Place]:
    """The places from a name to its reader."""
    between: Iterable[Waypoint] = ((one, name, layer) for layer in range(len(columns)))
    return [one, *(place for place in between if place in columns[place[2]]), name]


def _settle(
    column: list[Place], beside: Sequence[Place], joins: Mapping[Place, set[Place]]
) -> None:
    """Put a column in the order of the middles of what its places join in the column beside."""
    rows = {place: row / len(beside) for row, place in enumerate(beside)}
    own = {place: row / len(column) for row, place in enumerate(column)}

    def middle(place: Place) -> float:
        found = [rows[other] for other in joins[place] if other in rows]
        return sum(found) / len(found) if found else own[place]

    column.sort(key=middle)


def _node(book: Rulebook, name: str, at: tuple[int, int], language: str) -> Node:
    one = neighbour(book, name)
    lines = wrapped(one.label.in_(language), WIDTH - 16, SIZE)
    x, level = at
    first = level + SIZE * 0.36 - (len(lines) - 1) * LEADING / 2
    told = tuple(Line(words, x + WIDTH / 2, first + k * LEADING) for k, words in enumerate(lines))
    colour = "fact" if name in book.facts else COLOURS.get(book.rules[name].kind, "score")
    return Node(one, x, level - HEIGHT // 2, told, colour)


def _curve(points: Sequence[tuple[int, int]]) -> str:
    """A curve from the right of the first box to the left of the last, by way of those between."""
    bend = (ACROSS - WIDTH) // 2
    (x, level), *others = points
    parts = [f"M{x + WIDTH} {level}"]
    for left, height in others:
        parts.append(f"C{left - bend} {level} {left - bend} {height} {left} {height}")
        parts.append(f"H{left + WIDTH}")
        level = height
    return "".join(parts[:-1])


def as_text(version: str, of: str) -> list[tuple[Neighbour, list[Neighbour]]]:
    """The same in words: each rule with what it reads, in the order of computing."""
    book: Rulebook = find_rulebook(version)
    names = shown_names(version, of)
    return [
        (neighbour(book, name), [neighbour(book, one) for one in book.rules[name].inputs])
        for name in book.order
        if name in names
    ]
