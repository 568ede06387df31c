"""Every kind of picture: the same bytes, valid, whole, in both languages, with all its values."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from typing import Any

import matplotlib as mpl
import pytest

from luohu.law.sources import LawError, Text
from luohu.pictures.chart import Chart
from luohu.pictures.colours import GROUND, INK, INNER, PALETTE
from tests.pictures.drawn import CHARTS, EFFECT, FLOW, LINE, PAIR, SEVERAL, SPREAD, Drawn, crowded

every_picture = pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
every_language = pytest.mark.parametrize("language", ["zh", "en"])
every_width = pytest.mark.parametrize("width", [360, 720, 1000])


@every_picture
@every_language
def test_the_same_picture_is_the_same_bytes(chart: Chart, language: str) -> None:
    assert chart.svg(language) == chart.svg(language)


def test_pictures_are_drawn_by_several_threads_at_once() -> None:
    alone = [chart.svg("zh") for chart in CHARTS.values()]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda chart: chart.svg("zh"), CHARTS.values()))
    assert together == alone


def test_the_settings_of_the_surroundings_change_nothing() -> None:
    alone = LINE.svg("zh")
    changed: Any = {
        "axes.grid": True,
        "lines.marker": "o",
        "svg.fonttype": "path",
        "savefig.dpi": 300,
    }
    with mpl.rc_context(changed):
        assert LINE.svg("zh") == alone


@every_picture
@every_language
@every_width
def test_words_stay_inside_and_apart(chart: Chart, language: str, width: int) -> None:
    drawn = Drawn.of(chart.svg(language, width))
    for words, box in drawn.boxes():
        assert box.left >= 0, words
        assert box.right <= width, words
        assert 0 <= box.top < box.bottom <= drawn.size[1], words
    for (words, box), (others, other) in combinations(drawn.boxes(), 2):
        assert not box.meets(other), f"{words} covers {others}"


@pytest.mark.parametrize("seed", range(8))
@every_width
def test_crowded_lines_keep_their_words_apart(seed: int, width: int) -> None:
    drawn = Drawn.of(crowded(seed).svg(("zh", "en")[seed % 2], width))
    for (words, box), (others, other) in combinations(drawn.boxes(), 2):
        assert not box.meets(other), f"{words} covers {others}"
    assert all(box.left >= 0 and box.right <= width for _, box in drawn.boxes())


@every_picture
@every_language
def test_it_scales_and_says_what_it_is(chart: Chart, language: str) -> None:
    drawn = Drawn.of(chart.svg(language, 720))
    width, height = drawn.size
    assert drawn.root.attrib["viewBox"] == f"0 0 {width:g} {height:g}"
    assert drawn.root.attrib["role"] == "img"
    assert drawn.root.attrib["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    children = [child.tag.rpartition("}")[2] for child in drawn.root]
    assert children[:2] == ["title", "desc"]
    assert drawn.root[0].text == chart.caption.title.in_(language)
    assert "".join(drawn.words).startswith(chart.caption.title.in_(language))


@every_picture
def test_chinese_is_text_in_a_font_of_the_reader(chart: Chart) -> None:
    svg = chart.svg("zh")
    assert "PingFang SC, Microsoft YaHei, Noto Sans CJK SC" in svg
    assert any(re.search("[一-鿿]", words) for words in Drawn.of(svg).words)
    assert not re.search("[一-鿿]", "".join(Drawn.of(chart.svg("en")).words))


@every_picture
def test_it_refers_to_nothing(chart: Chart) -> None:
    svg = chart.svg("zh").replace('xmlns="http://www.w3.org/2000/svg"', "")
    for forbidden in ("http", "href", "url(", "<script", "<style", "style=", " id=", "<use"):
        assert forbidden not in svg


@every_picture
def test_every_colour_has_one_for_a_dark_page(chart: Chart) -> None:
    known = {colour.light for colour in PALETTE} | {"none"}
    found = set(re.findall(r'(?:fill|stroke)="([^"]+)"', chart.svg("en")))
    assert found <= known


VALUES = {
    "line": "90.75 97.13 100.42 105.11 104.20–106.00 103.50–106.80 99.50 110.50 102.00 104.00",
    "line before and after a change": "94.50 99.50 105.00 110.50 101.00 105.00",
    "pair": "812 3,440 1,490 264 655 2,980 1,961 410",
    "flow": "1,030 35§(3.4§%) 604§(58.6§%) 680§(66.0§%) 25§(2.4§%)",
    "spread": "1,204 4,021 812 3,967 790 80.00–85.00 97.13 99.00",
    "effect": "1.32 1.02–1.62 0.20 −0.40§~§0.80 0.00",
    "several": "1,204 4,021 812 3,967 790 80.00–85.00",
    "several pairs": "812 3,440 1,490 264 655 2,980 1,961 410",
}


@pytest.mark.parametrize("name", CHARTS)
@every_language
def test_every_value_is_told(name: str, language: str) -> None:
    told = Drawn.of(CHARTS[name].svg(language, 360)).told
    for value in VALUES[name].split():
        assert value.replace("§", " ") in told


def test_values_stand_at_their_points() -> None:
    assert {"90.75", "93.25", "97.13", "100.42", "105.11", "109.92"} <= set(
        Drawn.of(LINE.svg("zh")).words
    )
    assert {"3,440", "2,980", "264"} <= set(Drawn.of(PAIR.svg("zh")).words)
    assert {"680 (66.0 %)", "25 (2.4 %)"} <= set(Drawn.of(FLOW.svg("en", 360)).words)
    assert {"cut-off 97.13", "after 99.00"} <= set(Drawn.of(SPREAD.svg("en", 360)).words)
    assert "0.20 (−0.40 ~ 0.80)" in Drawn.of(EFFECT.svg("en")).words


def test_years_are_whole_and_thousands_are_parted() -> None:
    words = set(Drawn.of(LINE.svg("en")).words)
    assert {str(cycle) for cycle in range(2018, 2025)} <= words
    assert "4,000" in Drawn.of(SPREAD.svg("en")).words


def test_dots_and_marks_lie_in_front_of_areas() -> None:
    line, spread = LINE.svg("zh"), SPREAD.svg("zh")
    assert line.rindex(f'fill="{INNER.light}"') < line.index(f'stroke="{GROUND.light}"')
    marked = re.findall(r'stroke="([^"]+)"', spread)[-2:]
    assert marked == [INK.light, INK.light]


def test_long_words_are_broken_not_cut() -> None:
    long = Text("这是一个非常长的标题" * 8, "Antidisestablishmentarianism" * 6)
    chart = replace(LINE, caption=replace(LINE.caption, title=long))
    for language in ("zh", "en"):
        drawn = Drawn.of(chart.svg(language, 360))
        assert "".join(drawn.words).startswith(long.in_(language))
        assert all(box.right <= 360 for _, box in drawn.boxes())


def test_markup_in_words_is_only_words() -> None:
    wicked = Text("<script>甲 & 乙</script>$x$", '"><b>A & B</b> $x^2$')
    chart = replace(PAIR, categories=(wicked, *PAIR.categories[1:]))
    for language in ("zh", "en"):
        drawn = Drawn.of(chart.svg(language, 1000))
        assert wicked.in_(language) in drawn.words
        assert wicked.in_(language) in drawn.told


def test_a_wide_sheet_has_more_panels_beside_each_other() -> None:
    heights = [Drawn.of(SEVERAL.svg("zh", width)).size[1] for width in (360, 720, 1000)]
    assert heights[0] > heights[1] > heights[2]


@pytest.mark.parametrize(
    ("language", "width", "words"),
    [
        ("fr", 720, "language 'fr': pictures and pages are in zh or en"),
        ("zh", 100, "100 pixels wide: 240 to 4000"),
    ],
)
def test_wrong_calls_are_told(language: str, width: int, words: str) -> None:
    with pytest.raises(LawError, match=words):
        LINE.svg(language, width)


def test_a_character_that_no_document_can_hold_is_refused() -> None:
    chart = replace(PAIR, categories=(Text("甲\x00", "A\x00"), *PAIR.categories[1:]))
    with pytest.raises(LawError, match="leave it out"):
        chart.svg("zh")
