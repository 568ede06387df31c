"""Article 5 as a JSON decision: tables for age and financing, expressions for the rest."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from typing import Any

import zen

AGES = [("<= 45", 20), ("46", 16), ("47", 12), ("48", 8), ("49", 4), ("", 0)]
FINANCING = [("< 5000000", 0), ("< 20000000", 2), ("< 40000000", 4), ("", 6)]
COUNTED = [("years", "d('2025-01-01').diff(d(born), 'year')")]


def _part(months: str, rate: str) -> str:
    return f"floor({months} * {rate} / 12 * 100 + 0.5) / 100"


POINTS = [
    ("employment", "insured_months * 0.25"),
    (
        "residence",
        " + ".join(
            _part(f"{kind}_{when}", rate)
            for kind, rate in (("owned", "1"), ("rented", "0.5"))
            for when in ("before", "after")
        ),
    ),
    ("education", "choices_education ? highest_level : 0"),
    ("study_deduction", f"choices_education ? -({_part('study_months', '3.5')}) : 0"),
    (
        "area",
        "choices_area and outside_in_december ? min([floor(months_home_and_work / 12) * 3"
        " + floor((months_home_only + months_home_and_work % 12) / 12) * 2, 12]) : 0",
    ),
    ("innovation", "choices_innovation ? max([best_award, financing_points]) : 0"),
    ("tax", "min([tax_years * 2, 6]) - tax_violation_records * 12"),
    ("honour", "honours_held > 0 ? 20 : 0"),
    ("law", "-30 * detention_records"),
    (
        "total",
        "$.employment + $.residence + $.education + $.study_deduction + $.area + $.innovation"
        " + $.tax + age + $.honour + $.law",
    ),
]


def _expressions(name: str, lines: list[tuple[str, str]]) -> dict[str, Any]:
    listed = [{"id": f"{name}-{key}", "key": key, "value": value} for key, value in lines]
    content = {"expressions": listed, "passThrough": True}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _table(name: str, field: str, rows: list[tuple[str, int]]) -> dict[str, Any]:
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": "in", "name": field, "field": field}],
        "outputs": [{"id": "out", "name": name, "field": name}],
        "rules": [{"_id": f"{k}", "in": when, "out": str(p)} for k, (when, p) in enumerate(rows)],
    }
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def decision() -> dict[str, Any]:
    """The whole decision, one node after the other."""
    nodes = [
        {"id": "request", "name": "request", "type": "inputNode"},
        _expressions("counted", COUNTED),
        _table("age", "years", AGES),
        _table("financing_points", "financing_raised", FINANCING),
        _expressions("points", POINTS),
        {"id": "response", "name": "response", "type": "outputNode"},
    ]
    edges = [
        {"id": f"e{k}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for k, (a, b) in enumerate(pairwise(nodes))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


class Engine:
    """The engine with its decision compiled, asked by key as its fastest form is."""

    def __init__(self) -> None:
        content = zen.ZenDecisionContent(json.dumps(decision()))
        self.engine = zen.ZenEngine({"loader": lambda key: content})
        self.people: list[dict[str, Any]] = []

    def load(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        """Keep the facts of some people, already counted; answer with their hundredths."""
        self.people = people
        results = [self.engine.evaluate("beijing", one)["result"] for one in people]
        return {"totals": [round(found["total"] * 100) for found in results]}

    def one(self, trace: bool, times: int) -> dict[str, Any]:
        """Seconds for one person."""
        options = {"trace": trace}
        begin = time.perf_counter()
        for _ in range(times):
            for one in self.people:
                self.engine.evaluate("beijing", one, options)
        return {"seconds": (time.perf_counter() - begin) / times / len(self.people)}
