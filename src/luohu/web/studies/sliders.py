"""The numbers that a proposal leaves open, as sliders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luohu.law.sources import Text
from luohu.study.reforms.proposal import IN_POINTS, Proposal, Setting

STEPS = (100, 50, 25, 10, 5, 1)
FEWEST = 15
UNITS = {
    "points": Text("分", "points"),
    "months": Text("个月", "months"),
    "people": Text("人", "people"),
    "percent": Text("%", "%"),
}


@dataclass(frozen=True, slots=True)
class Slider:
    """One number: where it stands, between what it can be moved, and by how much at a time."""

    name: str
    label: Text
    unit: Text
    value: str
    usual: str
    lowest: str
    highest: str
    step: str


def sliders(proposal: Proposal, numbers: Mapping[str, int]) -> list[Slider]:
    """A slider for each setting, standing at the numbers given."""
    return [_slider(one, numbers[one.name]) for one in proposal.settings]


def _slider(one: Setting, number: int) -> Slider:
    told = (number, one.usual, one.lowest, one.highest, _step(one, number))
    return Slider(one.name, one.label, UNITS[one.unit], *map(one.written, told))


def _step(one: Setting, number: int) -> int:
    """The widest step that reaches the ends, the usual number and the one it stands at."""
    reached = (one.usual - one.lowest, one.highest - one.lowest, number - one.lowest)
    fitting = (
        step
        for step in (STEPS if one.unit == IN_POINTS else (10, 5, 1))
        if not any(length % step for length in reached)
        and one.highest - one.lowest >= FEWEST * step
    )
    return next(fitting, 1)
