"""The colours of every picture, on white and on dark, and the style sheet that changes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by what it is for: as it is drawn, and what a dark page makes of it."""

    name: str
    light: str
    dark: str


GROUND = Colour("ground", "#ffffff", "#15181c")
INK = Colour("ink", "#1f2328", "#e8eaed")
QUIET = Colour("quiet", "#59616d", "#a8b0bb")
GRID = Colour("grid", "#dde1e6", "#363c44")
BEFORE = Colour("before", "#adb5bf", "#6b7480")
AFTER = Colour("after", "#0072b2", "#56b4e9")
LEAVING = Colour("leaving", "#d55e00", "#ff9a52")
OWN = Colour("own", "#007a5a", "#3fc79d")
INNER = Colour("inner", "#a3cbe4", "#225b80")
OUTER = Colour("outer", "#d6e7f3", "#1a3a50")
OTHERS = (
    Colour("first", "#a0437c", "#e59cc6"),
    Colour("second", "#8a6100", "#e0b84c"),
    Colour("third", "#5b4fa3", "#b0a6f0"),
)
PALETTE = (GROUND, INK, QUIET, GRID, BEFORE, AFTER, LEAVING, OWN, INNER, OUTER, *OTHERS)


def picture_style() -> str:
    """CSS for a page that holds pictures: dark colours where the reader asked for a dark page.

    A picture says its colours as attributes, which any rule of a style sheet outranks; so a
    picture by itself is the same everywhere, and one inside a page follows the page.
    """
    rules = "\n".join(rule for colour in PALETTE for rule in _dark(colour))
    return f"@media screen and (prefers-color-scheme: dark) {{\n{rules}\n}}"


def _dark(colour: Colour) -> list[str]:
    return [
        f'  svg.picture [{part}="{colour.light}"] {{ {part}: {colour.dark}; }}'
        for part in ("fill", "stroke")
    ]
