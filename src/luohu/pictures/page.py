"""One HTML page of results that can be mailed: words, tables, pictures and trails in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from luohu.law.sources import LawError, Text
from luohu.people.writing import replaced
from luohu.pictures.chart import NARROW, WIDE, Chart
from luohu.pictures.colours import PALETTE, Colour, picture_style
from luohu.pictures.lettering import FONTS
from luohu.pictures.sheet import LANGUAGES, checked_language, plain

TEMPLATE = "page.html.jinja"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand at its right."""

    heading: Text
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A captioned table; a cell is words in both languages, or a number as it is written.

    The first cell of a row is its heading. LawError for no column, no row, or a row with more or
    fewer cells than columns.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text | str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or not self.rows:
            raise LawError(f"table {self.caption.en!r} is empty: give at least a column and a row")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise LawError(
                    f"table {self.caption.en!r}: row {number} has {len(row)} cells, "
                    f"not {len(self.columns)}, one a column"
                )


def row(*cells: Text | str) -> tuple[Text | str, ...]:
    """A row of a table."""
    return cells


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A line of a trail; `depth` is how far it is set in, 0 for what the trail tells."""

    words: Text
    depth: int = 0


@dataclass(frozen=True)
class TrailLines:
    """How a result came about, line by line. LawError for no line or a depth below zero."""

    caption: Text
    lines: tuple[TrailLine, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise LawError(f"trail {self.caption.en!r} is empty: give at least one line")
        for number, line in enumerate(self.lines, 1):
            if line.depth < 0:
                raise LawError(f"trail {self.caption.en!r}: line {number} has depth {line.depth}")


Content = Table | Chart | TrailLines


@dataclass(frozen=True)
class Section:
    """A part of a page: heading, paragraphs, then what is shown, then a note in small letters."""

    heading: Text
    paragraphs: tuple[Text, ...] = ()
    contents: tuple[Content, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class Page:
    """A whole page: title, lead, sections, footer."""

    title: Text
    lead: Text
    sections: tuple[Section, ...]
    footer: Text


def page_html(page: Page, language: str) -> str:
    """The page as one HTML document that asks for nothing from anywhere and runs nothing.

    LawError for another language than zh and en, a page without sections, and words with
    characters that no document can hold.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    checked_language(language)
    if not page.sections:
        raise LawError(f"page {page.title.en!r} has no section: give at least one")
    surroundings = Environment(
        loader=PackageLoader("luohu.pictures", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def in_(words: Text | str) -> str:
        """Words in the page's language, refused where no document can hold them."""
        found = words.in_(language) if isinstance(words, Text) else words
        plain(found)
        return found

    return surroundings.get_template(TEMPLATE).render(
        page=page,
        lang=LANGUAGES[language],
        in_=in_,
        kind=_kind,
        drawn=lambda chart, width: Markup(chart.svg(language, width)),
        widths={"wide": WIDE, "narrow": NARROW},
        style=Markup(_style()),
    )


def write_page(page: Page, path: Path, language: str) -> None:
    """Write the page whole or not at all; what stood at `path` is replaced only at the end."""
    _write(page_html(page, language), path)


def write_svg(svg: str, path: Path) -> None:
    """Write a picture whole or not at all; what stood at `path` is replaced only at the end.

    LawError for anything but an SVG document.
    """
    if not svg.startswith("<svg "):
        raise LawError(f"{path}: what is to be written is not a picture, it begins {svg[:20]!r}")
    _write(svg, path)


def _write(words: str, path: Path) -> None:
    replaced(Path(path), lambda beside: _put(beside, words))


def _put(path: Path, words: str) -> None:
    path.write_bytes(words.encode("utf-8"))


def _kind(content: Content) -> str:
    if isinstance(content, Table):
        return "table"
    return "trail" if isinstance(content, TrailLines) else "picture"


def _style() -> str:
    """The colours of the page and of the pictures in it, by day and by night."""
    fonts = ", ".join(name if name == "sans-serif" else f'"{name}"' for name in FONTS.split(", "))
    dark = _variables(PALETTE, "dark")
    return (
        f":root {{ color-scheme: light dark; --fonts: {fonts}; {_variables(PALETTE, 'light')} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"{picture_style()}"
    )


def _variables(colours: Sequence[Colour], light_or_dark: str) -> str:
    return " ".join(f"--{one.name}: {getattr(one, light_or_dark)};" for one in colours)
