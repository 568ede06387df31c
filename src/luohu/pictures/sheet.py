"""The sheet a picture is drawn on: shapes by matplotlib, words as text, an SVG that never varies."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from luohu.law.sources import LawError
from luohu.pictures.colours import GROUND, INK, Colour
from luohu.pictures.lettering import FONTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LANGUAGES = {"zh": "zh-CN", "en": "en"}
WIDEST, NARROWEST = 4000, 240
_SVG = "http://www.w3.org/2000/svg"
_NOTHING: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a sheet, in pixels from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether the two have a point inside both."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Sheet:
    """A sheet of so many CSS pixels. What has no axes lies behind, dots in `front`, words over all."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self._figure: Figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
        self._words: list[str] = []
        whole = Box(0, 0, width, height)
        self._whole = self.axes(whole, (0, width), (height, 0))
        self.front = self.axes(whole, (0, width), (height, 0))
        self.front.set_zorder(1)

    def axes(self, box: Box, across: tuple[float, float], up: tuple[float, float]) -> Axes:
        """Coordinates of data in a box: `across` from left to right, `up` from bottom to top."""
        places = (
            box.left / self.width,
            1 - box.bottom / self.height,
            box.width / self.width,
            box.height / self.height,
        )
        axes = self._figure.add_axes(places, xlim=across, ylim=up)
        axes.set_axis_off()
        return axes

    def at(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Where a point of data lies, in pixels from the top left corner."""
        across, up = axes.transData.transform((x, y))
        return float(across), self.height - float(up)

    def shape(self, points: Any, colour: Colour, axes: Axes | None = None) -> None:
        """A filled polygon, of pixels or, with axes, of data."""
        from matplotlib.patches import Polygon

        where = axes or self._whole
        where.add_artist(
            Polygon(points, closed=True, facecolor=colour.light, linewidth=0, clip_on=False)
        )

    def line(
        self,
        points: Any,
        colour: Colour,
        width: float = 1,
        axes: Axes | None = None,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """A line through points, of pixels or, with axes, of data."""
        from matplotlib.lines import Line2D

        style: Any = (0, dashes) if dashes else "-"
        x, y = zip(*points, strict=True)
        drawn = Line2D(x, y, color=colour.light, linewidth=width, linestyle=style, clip_on=False)
        drawn.set_marker("None")
        drawn.set_antialiased(True)
        (axes or self._whole).add_artist(drawn)

    def dot(self, x: float, y: float, colour: Colour, radius: float = 4) -> None:
        """A round dot with a rim of the ground's colour, in pixels."""
        from matplotlib.patches import Circle

        rim = GROUND.light
        self.front.add_artist(
            Circle(
                (x, y), radius, facecolor=colour.light, edgecolor=rim, linewidth=1, clip_on=False
            )
        )

    def words(
        self,
        x: float,
        baseline: float,
        words: str,
        size: float = 13,
        colour: Colour = INK,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Words as text; `anchor` says which end of them stands at `x`: start, middle or end."""
        weight = ' font-weight="600"' if bold else ""
        ends = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._words.append(
            f'<text x="{x:.1f}" y="{baseline:.1f}" font-size="{size:g}"{weight}{ends}'
            f' fill="{colour.light}">{plain(words)}</text>'
        )

    def svg(self, title: str, told: str, language: str) -> str:
        """The sheet as an SVG document; `told` says in words all that it shows."""
        width, height = f"{self.width:g}", f"{self.height:g}"
        lines = [
            f'<svg xmlns="{_SVG}" class="picture" role="img" lang="{LANGUAGES[language]}"'
            f' width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
            f" font-family={quoteattr(FONTS)}>",
            f"<title>{plain(title)}</title>",
            f"<desc>{plain(told)}</desc>",
            f'<rect width="{width}" height="{height}" fill="{GROUND.light}"/>',
            *self._shapes(),
            *self._words,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _shapes(self) -> list[str]:
        """What matplotlib drew, path by path: no groups, no identities, no style sheet."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        written = io.StringIO()
        canvas: Any = FigureCanvasSVG(self._figure)
        canvas.print_svg(written, metadata=_NOTHING)
        root = ElementTree.fromstring(written.getvalue())
        return [_path(element) for element in root.iter(f"{{{_SVG}}}path")]


def _path(element: ElementTree.Element) -> str:
    """A path with its style as attributes, which no content security policy forbids."""
    style = dict(rule.split(": ", 1) for rule in element.attrib["style"].split("; ") if rule)
    style.setdefault("fill", "#000000")
    told = "".join(f" {name}={quoteattr(value)}" for name, value in style.items())
    return f'<path d="{" ".join(element.attrib["d"].split())}"{told}/>'


def plain(words: str) -> str:
    """Words as they may stand in XML; LawError for a character that XML cannot hold."""
    found = _FORBIDDEN.search(words)
    if found:
        raise LawError(f"{words!r} holds {found[0]!r}, which a picture cannot: leave it out")
    return escape(words)


def checked_language(language: str) -> None:
    """LawError unless the language is one that Texts have."""
    if language not in LANGUAGES:
        raise LawError(f"language {language!r}: pictures and pages are in {' or '.join(LANGUAGES)}")


def checked_width(width: int) -> None:
    """LawError unless a picture of so many pixels can be read."""
    if not NARROWEST <= width <= WIDEST:
        raise LawError(f"a picture {width} pixels wide: {NARROWEST} to {WIDEST} can be read")
