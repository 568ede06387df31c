"""What is asked about a person: score, explain, where, plan; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from luohu.law.days import today
from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.people.faults import Fault, Place, Refused, refuse_if
from luohu.schemes.catalogue import find_law
from luohu.schemes.comparison import compare
from luohu.schemes.scoring import Score, score_document
from luohu.study.forecast import shipped_forecast
from luohu.study.lines import Forecast
from luohu.study.plan import plan as planned
from luohu.web.api.answers import Explained, Planned, Prospect, Scored
from luohu.web.api.bodies import ExplainBody, PlanBody, ScoreBody, WhereBody, body_of, year_of
from luohu.web.api.operations import answered, sent_to

persons = Router()
SCORE = Text("计分:一人或至多一百人", "Score one applicant, or at most a hundred")
EXPLAIN = Text("逐项说明:每个数从哪里来", "Explain every number of one applicant")
WHERE = Text("一个人在所有方案下的情况", "One applicant under every scheme, nearest first")
PLAN = Text("一个人的今后几年", "One applicant's years ahead")


@persons.post("/score", **sent_to(SCORE, list[Scored], ScoreBody))
def score(request: HttpRequest) -> HttpResponse:
    """Eligibility, indicators and total, as `luohu score --json` gives them."""
    asked = body_of(request, ScoreBody)
    law = find_law(asked.scheme, year_of(asked.cycle), asked.given)
    alone = "document" in asked.model_fields_set
    found = [score_document(law, asked.document)[0]] if alone else _scored(law, asked.documents)
    return answered([one.as_json() for one in found])


@persons.post("/explain", **sent_to(EXPLAIN, Explained, ExplainBody))
def explain(request: HttpRequest) -> HttpResponse:
    """The score with its trail, as `luohu explain --json` gives them."""
    asked = body_of(request, ExplainBody)
    law = find_law(asked.scheme, year_of(asked.cycle), asked.given)
    for name in asked.only:
        if name not in law.outcomes:
            raise LawError(f"only: 没有这一项 no such result: {name}: {', '.join(law.outcomes)}")
    found, _ = score_document(law, asked.document)
    return answered(found.as_json() | {"trail": found.trail.as_json(asked.only or None)})


@persons.post("/where", **sent_to(WHERE, list[Prospect], WhereBody))
def where(request: HttpRequest) -> HttpResponse:
    """Every scheme, as `luohu where --json` gives them."""
    asked = body_of(request, WhereBody)
    applicant, _ = single.checked(asked.document)
    facts = Cohort.of([applicant]).person(0)
    found = compare(facts, applicant.id, year_of(asked.cycle), asked.given)
    return answered([one.as_json() for one in found])


@persons.post("/plan", **sent_to(PLAN, Planned, PlanBody))
def plan(request: HttpRequest) -> HttpResponse:
    """The years ahead, as `luohu plan --json` gives them."""
    asked = body_of(request, PlanBody)
    if asked.scheme != "beijing":
        raise LawError(f"{asked.scheme}: 只有北京有分数线预测 only Beijing's line is forecast")
    begin = today().year + 1 if asked.first is None else asked.first
    return answered(planned(asked.document, _line(asked.as_of), begin, asked.years).as_json())


@lru_cache(maxsize=8)
def _line(as_of: int | None) -> Forecast:
    return shipped_forecast(as_of)


def _scored(law: InForce, documents: Sequence[Mapping[str, Any]]) -> list[Score]:
    """Everybody's score; Refused with everything wrong, by position in the list, from 1."""
    found: list[Score] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for row, document in enumerate(documents, 1):
        try:
            one, _ = score_document(law, document)
        except Refused as refusal:
            faults += [replace(f, place=replace(f.place, row=row)) for f in refusal.faults]
            continue
        found.append(one)
        if first.setdefault(one.id, row) != row:
            faults.append(_twice(row, first[one.id]))
    refuse_if(faults)
    return found


def _twice(row: int, before: int) -> Fault:
    """An id that somebody before has."""
    wrong = Text("编号重复", "this id is there twice")
    right = Text(f"第一次在第 {before} 份;请改正", f"it is first at {before}; correct one of them")
    return Fault(Place(row=row, column="id"), wrong, right)
