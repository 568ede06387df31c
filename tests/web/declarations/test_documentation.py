"""The page on declaring tells every step of the procedure as the table has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.web.declarations.procedure import BEGINNINGS, EDGES, Edge
from luohu.web.declarations.timeline import ACTIONS

PAGE = (Path(__file__).parents[3] / "docs" / "declaring.md").read_text("utf-8")
ROWS = {
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if line.startswith("| ")
}


@pytest.mark.parametrize("edge", EDGES, ids=lambda one: f"{one.start}-{one.action}-{one.role}")
def test_every_edge_is_told(edge: Edge) -> None:
    told = [row for row in ROWS if row[1] == edge.action and row[2] == edge.end]

    assert len(told) == 1
    start, _, _, role, only = told[0]
    assert edge.role in role
    assert edge.start in start or edge.action == "falsify"
    assert bool(only) or not edge.guard


def test_every_action_has_words_on_the_timeline() -> None:
    assert {edge.action for edge in EDGES} | set(BEGINNINGS) <= set(ACTIONS)
