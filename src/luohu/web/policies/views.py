"""The pages of the law: all schemes, a version, a clause, a difference, a graph, open questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from luohu.consult.library import shipped
from luohu.law.reform import Difference, difference
from luohu.law.rulebook import Rulebook
from luohu.law.sources import Standing
from luohu.schemes.catalogue import find_rulebook, find_scheme
from luohu.web.policies import contents, graph
from luohu.web.policies.clauses import clause
from luohu.web.shell.context import spoken

LONGEST = 100
BEFORE, AFTER = "beijing@2016", "beijing@2020"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every scheme with its versions, city by city."""
    cities = [
        (city, [(scheme, _standings(scheme.rulebooks[::-1])) for scheme in city.schemes])
        for city in contents.by_city()
    ]
    return render(request, "policies/index.html", {"cities": cities})


def _standings(books: Sequence[Rulebook]) -> list[contents.Standings]:
    return [contents.standings(book.name) for book in books]


@require_safe
def latest(request: HttpRequest, scheme: str) -> HttpResponse:
    """The latest version of a scheme."""
    return version(request, scheme, find_scheme(scheme).rulebooks[-1].version)


@require_safe
def version(request: HttpRequest, scheme: str, version: str) -> HttpResponse:
    """One version, whole or only the clauses that have the words asked for."""
    found = find_scheme(scheme)
    book = found.rulebook_of(version)
    words = request.GET.get("q", "").strip()[:LONGEST]
    if words:
        sections = contents.having(book.name, words)
        body = "".join(_section(book, s, tuple(c.name for c in held)) for s, held in sections)
    else:
        sections = contents.having(book.name, "")
        body = _body(book.name, spoken())
    held = {
        "scheme": found, "book": book, "words": words, "sections": sections,
        "count": sum(len(held) for _, held in sections), "body": SafeString(body),
        "standings": contents.standings(book.name),
        "published": () if words else contents.published(found, book),
    }  # fmt: skip
    return render(request, "policies/version.html", held)


@lru_cache(maxsize=128)
def _body(name: str, language: str) -> str:
    """All clauses of a version as they stand on its page; they never change while the site runs."""
    book = find_rulebook(name)
    return "".join(_section(book, one, one.names) for one in contents.sections(name))


def _section(book: Rulebook, section: contents.Section, names: tuple[str, ...]) -> str:
    cards = SafeString("".join(_card(book.name, name, spoken()) for name in names))
    return render_to_string("policies/section.html", {"section": section, "cards": cards})


@lru_cache(maxsize=8192)
def _card(name: str, of: str, language: str) -> str:
    context = {"book": find_rulebook(name), "clause": clause(name, of), "language": language}
    return render_to_string("policies/card.html", context)


@require_safe
def one_clause(request: HttpRequest, scheme: str, version: str, name: str) -> HttpResponse:
    """One rule or value: all that is known of it, what it reads and what reads it."""
    book = find_scheme(scheme).rulebook_of(version)
    one = clause(book.name, name)
    others = [other for other in find_scheme(scheme).rulebooks if other is not book]
    elsewhere = [o for o in others if name in o.rules or name in o.parameters]
    replies = (
        shipped().resting_on(scheme, name) if book is find_scheme(scheme).rulebooks[-1] else ()
    )
    held = {
        "book": book, "clause": one, "elsewhere": elsewhere, "is_rule": name in book.rules,
        "replies": replies,
    }  # fmt: skip
    return render(request, "policies/clause.html", held)


@require_safe
def two_versions(request: HttpRequest) -> HttpResponse:
    """What differs between two versions, rule by rule, value by value."""
    before = find_rulebook(request.GET.get("before", BEFORE)[:LONGEST])
    after = find_rulebook(request.GET.get("after", AFTER)[:LONGEST])
    found = _difference(before.name, after.name)
    rules = [(one, _bearer(one, before, after)) for one in found if one.kind != "value"]
    values = [(one, _bearer(one, before, after)) for one in found if one.kind == "value"]
    held = {
        "before": before, "after": after, "books": contents.books(), "rules": rules,
        "values": values, "other_way": f"before={after.name}&after={before.name}",
    }  # fmt: skip
    return render(request, "policies/difference.html", held)


@lru_cache(maxsize=512)
def _difference(before: str, after: str) -> tuple[Difference, ...]:
    return tuple(difference(find_rulebook(before), find_rulebook(after)))


def _bearer(one: Difference, before: Rulebook, after: Rulebook) -> Rulebook:
    """The version whose clause is shown for a difference: the later one if it has it."""
    return after if one.name in after.rules or one.name in after.parameters else before


@require_safe
def graph_of_rules(request: HttpRequest, scheme: str, version: str) -> HttpResponse:
    """The graph of rules: what one outcome rests on, or the whole."""
    book = find_scheme(scheme).rulebook_of(version)
    of = request.GET.get("of", "")[:LONGEST] or graph.first_outcome(book.name)
    held = {
        "book": book, "of": of, "outcomes": graph.offered(book.name, of), "whole": graph.WHOLE,
        "one": None if of == graph.WHOLE else clause(book.name, of),
        "body": SafeString(_drawn(book.name, of, spoken())),
    }  # fmt: skip
    return render(request, "policies/graph.html", held)


@lru_cache(maxsize=1024)
def _drawn(name: str, of: str, language: str) -> str:
    """The picture and the same in words."""
    rows, picture = graph.as_text(name, of), graph.picture(name, of, language)
    context = {"book": find_rulebook(name), "picture": picture, "rows": rows}
    return render_to_string("policies/drawn.html", context)


@require_safe
def open_questions(request: HttpRequest) -> HttpResponse:
    """What is open in every version, and how well each is known."""
    return render(request, "policies/open_questions.html", {"body": SafeString(_open(spoken()))})


@lru_cache(maxsize=2)
def _open(language: str) -> str:
    versions = [
        (book, contents.standings(book.name), *contents.open_ends(book.name), contents.unknown_values(book.name))
        for book in contents.books()
    ]  # fmt: skip
    context = {"versions": versions, "all": list(Standing)}
    return render_to_string("policies/open.html", context)
