"""The English of the site: every word of it translated, and no Chinese left where none is meant."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import polib
import pytest
from django.test import Client

from luohu.web.lists.demonstration import load_demonstration
from tests.browser.addresses import PAGES, Example
from tests.web.catalogues import Catalogue, catalogues, key

FOR_ALL = [page for page in PAGES if not page.user]

EVERY_CATALOGUE = pytest.mark.parametrize("catalogue", catalogues(), ids=lambda one: one.name)
HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
WITHOUT_END = {"meta", "link", "input", "br", "hr", "img", "area", "base", "col", "source", "wbr"}
SPOKEN = {"alt", "aria-label", "content", "placeholder", "title"}
AS_WRITTEN = {"code", "pre", "script", "style", "textarea"}  # data, in the words of the document


@EVERY_CATALOGUE
def test_a_catalogue_has_what_its_pages_say_and_no_more(catalogue: Catalogue) -> None:
    assert {key(entry) for entry in catalogue.entries()} == catalogue.messages()


@EVERY_CATALOGUE
def test_everything_is_translated_into_english(catalogue: Catalogue) -> None:
    entries = catalogue.entries()
    assert [entry.msgid for entry in entries if not entry.translated() or entry.obsolete] == []
    assert [entry.msgid for entry in entries if CHINESE.search("".join(said(entry)))] == []


@EVERY_CATALOGUE
def test_a_translation_has_the_same_holes_to_fill(catalogue: Catalogue) -> None:
    for entry in catalogue.entries():
        *of_one, words = said(entry)
        assert holes(words) == holes(entry.msgid), entry.msgid
        assert all(holes(one) <= holes(entry.msgid) for one in of_one), entry.msgid


@EVERY_CATALOGUE
def test_what_runs_is_what_was_translated(catalogue: Catalogue) -> None:
    if catalogue.path.exists():
        compiled = polib.mofile(str(catalogue.path.with_suffix(".mo")))
        assert {key(entry): said(entry) for entry in compiled} == {
            key(entry): said(entry) for entry in catalogue.entries()
        }


def said(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """The translation, or that of one and that of many."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def holes(words: str) -> set[str]:
    """The names to be filled in, `%(name)s` or `{name}`."""
    return {first or second for first, second in HOLE.findall(words)}


class ChineseText(HTMLParser):
    """Collects Chinese that no `lang` says is Chinese, as it is read or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    @property
    def language(self) -> str:
        """What is spoken here."""
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        language = told.get("lang") or self.language
        if not language.startswith("zh"):
            self.found += [f"{tag} {name}: {told[name]}" for name in SPOKEN & set(told)
                           if CHINESE.search(told[name] or "")]  # fmt: skip
        if tag not in WITHOUT_END:
            self.open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in WITHOUT_END:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.open]
        meant = self.language.startswith("zh") or AS_WRITTEN & set(inside)
        if CHINESE.search(data) and not meant:
            self.found.append(f"{' '.join(inside[-3:])}: {data.strip()}")


def test_chinese_is_found_unless_it_is_said_to_be_chinese() -> None:
    reader = ChineseText()
    reader.feed(
        '<html lang="en"><p>积分<br>points</p><p lang="zh-CN">积分</p><input title="落户"/>'
        '<svg><path d=""/><text>线</text></svg></html>'
    )
    assert reader.found == ["html p: 积分", "input title: 落户", "html svg text: 线"]


@pytest.mark.django_db
@pytest.mark.parametrize("example", FOR_ALL, ids=lambda page: page.name)
def test_english_pages_are_english(client: Client, example: Example) -> None:
    if example.route in ("cycle", "list"):
        load_demonstration()
    reader = ChineseText()
    reader.feed(client.get(example.address("en", {})).content.decode())
    assert reader.found == []


def test_one_source_has_one_translation_wherever_it_is_said() -> None:
    first: dict[str, list[str]] = {}
    for catalogue in catalogues():
        for entry in catalogue.entries():
            if not entry.msgctxt:
                assert said(entry) == first.setdefault(entry.msgid, said(entry)), entry.msgid
