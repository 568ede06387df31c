"""Commands for the law itself: schemes, diff."""

from __future__ import annotations

from typing import Annotated

import typer

from luohu.commands.calls import AsJson, Language, answering, language_of, print_json, show


def schemes(
    name: Annotated[str | None, typer.Argument(help="beijing 或 beijing@2016")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """方案一览,或一个方案的条件、指标、取值、出处。All schemes, or one as a page."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.schemes.catalogue import find_rulebook, find_scheme
        from luohu.schemes.pages import overview, page
        from luohu.terminal import scheme_list, scheme_page

        if name is None:
            print_json(overview()) if as_json else show(scheme_list(language))
            return
        scheme = find_scheme(name.partition("@")[0])
        book = find_rulebook(name) if "@" in name else scheme.rulebooks[-1]
        print_json(page(scheme, book)) if as_json else show(scheme_page(scheme, book, language))


def diff(
    before: Annotated[str, typer.Argument(help="beijing@2016")],
    after: Annotated[str, typer.Argument(help="beijing@2020")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """两个版本逐条逐值的差别。What differs between two versions, rule by rule, value by value."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.law.reform import difference
        from luohu.schemes.catalogue import find_rulebook

        found = difference(find_rulebook(before), find_rulebook(after))
        if as_json:
            print_json([one.as_json() for one in found])
        else:
            from luohu.terminal import differences

            show(differences(found, (before, after), language))
