"""The numbers that a proposal leaves open, as sliders."""

from __future__ import annotations

import pytest

from luohu.law.points import points
from luohu.study.reforms.catalogue import proposals
from luohu.study.reforms.proposal import Proposal
from luohu.web.studies.sliders import sliders

OPEN = [one for one in proposals() if one.settings]


@pytest.mark.parametrize("one", OPEN, ids=lambda one: one.key)
def test_a_slider_reaches_its_ends_and_the_usual_number(one: Proposal) -> None:
    for slider in sliders(one, one.told({})):
        told = (slider.value, slider.highest, slider.lowest, slider.step)
        value, highest, lowest, step = map(points, told)
        assert lowest <= value <= highest
        assert (value - lowest) % step == (highest - lowest) % step == 0
        assert slider.value == slider.usual


def test_a_number_between_two_steps_can_be_shown() -> None:
    (one,) = (one for one in proposals() if one.key == "19")
    (slider,) = sliders(one, one.told({"fall": "2.01"}))
    assert (slider.value, slider.step) == ("2.01", "0.01")
