"""The mailed page: one file, whole or not at all, escaped, in both languages, with dark colours."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from luohu.law.sources import LawError, Text
from luohu.pictures.colours import PALETTE, picture_style
from luohu.pictures.page import (
    Column,
    Page,
    Section,
    Table,
    TrailLine,
    TrailLines,
    page_html,
    write_page,
    write_svg,
)
from tests.pictures.drawn import EFFECT, LINE, PAIR

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
TABLE = Table(
    Text("改革前后", "Before and after"),
    (Column(Text("情形", "case")), Column(Text("分数线", "cut-off"), number=True)),
    ((Text("现行办法", "present law"), "97.13"), (Text("改革后", "after the reform"), "98.31")),
)
TRAIL = TrailLines(
    Text("恰在线上的人", "The person at the line"),
    (TrailLine(Text("总积分 97.13 分", "total 97.13 points")), TrailLine(Text("就业", "work"), 1)),
)
PAGE = Page(
    Text("取消学习扣减", "Without the study deduction"),
    Text("分数线上升。", "The line rises."),
    (
        Section(Text("分数线", "The line"), (Text("一段", "A paragraph"),), (TABLE, LINE, EFFECT)),
        Section(Text("经过", "The story"), (), (TRAIL,), Text("数据是编造的", "Invented data")),
    ),
    Text("由落户生成", "Made by Luohu"),
)


class Balanced(HTMLParser):
    """Reads a page and fails where an element is closed that is not the open one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> Balanced:
    reader = Balanced()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_on_the_page(language: str) -> None:
    html = page_html(PAGE, language)
    texts = [PAGE.title, PAGE.lead, PAGE.footer, TABLE.caption, TRAIL.caption, LINE.caption.title]
    texts += [
        words for section in PAGE.sections for words in (section.heading, *section.paragraphs)
    ]
    texts += [line.words for line in TRAIL.lines] + [Text("数据是编造的", "Invented data")]
    assert all(text.in_(language) in html for text in texts)
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[language] }">' in html
    parsed(html)


def test_the_same_page_is_the_same_bytes() -> None:
    assert page_html(PAGE, "zh") == page_html(PAGE, "zh")


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    html = page_html(PAGE, "zh").replace("http://www.w3.org/2000/svg", "")
    for forbidden in (
        "http",
        "//",
        "href",
        "src=",
        "url(",
        "@import",
        "<script",
        "onload",
        "<link",
    ):
        assert forbidden not in html


def test_numbers_stand_at_the_right_and_rows_have_headings() -> None:
    html = page_html(PAGE, "en")
    assert '<td class="number">97.13</td>' in html
    assert '<th scope="row">present law</th>' in html
    assert '<th scope="col" class="number">cut-off</th>' in html


def test_pictures_are_there_for_wide_and_for_narrow_screens() -> None:
    widths = [a["width"] for tag, a in parsed(page_html(PAGE, "zh")).seen if tag == "svg"]
    assert widths == ["720", "360", "720", "360"]


def test_markup_is_only_words() -> None:
    wicked = Text("<img src=x onerror=alert(1)>&“", '</title><script>"&')
    table = Table(wicked, (Column(wicked),), ((wicked,), ("<b>",)))
    trail = TrailLines(wicked, (TrailLine(wicked, 9),))
    chart = replace(PAIR, caption=replace(PAIR.caption, title=wicked))
    section = Section(wicked, (wicked,), (table, trail, chart), wicked)
    for language in ("zh", "en"):
        reader = parsed(page_html(Page(wicked, wicked, (section,), wicked), language))
        assert not {"script", "img", "b"} & {tag for tag, _ in reader.seen}


def test_dark_colours_outrank_those_of_the_pictures() -> None:
    style = picture_style()
    for colour in PALETTE:
        assert f'svg.picture [fill="{colour.light}"] {{ fill: {colour.dark}; }}' in style
    assert style in page_html(PAGE, "zh")


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["ink", "quiet", "after", "own", "first", "second", "third"])
def test_colours_of_words_can_be_read_by_day_and_night(name: str) -> None:
    ground, colour = PALETTE[0], next(one for one in PALETTE if one.name == name)
    assert _contrast(colour.light, ground.light) >= 4.5
    assert _contrast(colour.dark, ground.dark) >= 4.5


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    write_page(PAGE, path, "zh")
    assert path.read_text("utf-8") == page_html(PAGE, "zh")
    assert list(tmp_path.iterdir()) == [path]


def test_a_page_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("before", "utf-8")
    bad = replace(PAGE, footer=Text("\x07", "\x07"))
    with pytest.raises(LawError, match="leave it out"):
        write_page(bad, path, "zh")
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_picture_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "line.svg"
    write_svg(LINE.svg("zh"), path)
    assert path.read_bytes() == LINE.svg("zh").encode()
    with pytest.raises(LawError, match="is not a picture"):
        write_svg("<html>", path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: page_html(PAGE, "de"), "language 'de'"),
        (lambda: page_html(replace(PAGE, sections=()), "zh"), "has no section"),
        (lambda: replace(TABLE, rows=()), "is empty"),
        (lambda: replace(TABLE, rows=(("1",),)), "row 1 has 1 cells, not 2"),
        (lambda: replace(TRAIL, lines=()), "is empty"),
        (lambda: replace(TRAIL, lines=(TrailLine(TRAIL.caption, -1),)), "line 1 has depth -1"),
    ],
)
def test_wrong_pages_are_refused(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(LawError, match=re.escape(words)):
        make()
