"""What a plan keeps between documents and cycles is what the engine gives afresh, for anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from luohu.law.days import today
from luohu.law.months import Month
from luohu.law.sources import LawError
from luohu.people.applicant import facts_of, read_applicant, write_applicant
from luohu.schemes.beijing.scheme import scheme as beijing
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_person
from luohu.study.lines import Forecast
from luohu.study.plan import BuyHome, applied, carried_forward, plan
from luohu.study.plan.facts import Reader
from luohu.study.plan.laws import law_ahead
from tests.documents import documents, examples
from tests.study.test_plan import FIRST, applicant, certain, flat

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))


@given(documents(2027, clear=True))
@examples(12)
def test_anybodys_plan_of_the_first_cycle_is_the_score_of_today(document: dict[str, Any]) -> None:
    """The first cycle needs no assumption but that open spans go on until December."""
    document["awards"] = []
    taxed = [row for row in document["tax"] if row["year"] != 2026]
    document["tax"] = [*taxed, {"year": 2025, "paid": 0}, {"year": 2026, "paid": 0}]
    found = plan(document, flat(11_000), FIRST, years=2).now.cycles[0]
    score = score_person(beijing.at(FIRST), facts_of(read_applicant(document)), "today")
    assert found.total == (score.total, score.total)
    assert found.eligible == score.eligible


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_a_plan_whose_totals_the_engine_gives(path: Path) -> None:
    raw = json.loads(path.read_text("utf-8"))
    found = plan(raw, flat(11_000), FIRST, years=4)
    carried = carried_forward(write_applicant(read_applicant(raw)), today(), FIRST + 2).document
    facts = Reader(read_applicant(raw))
    for option in found.options:
        document = applied(carried, option.actions)
        for one in option.outlook.cycles:
            stated = facts.read(document).facts
            total = score_person(law_ahead(beijing, one.cycle), stated, "afresh").total
            low, high = (total.low, total.high) if hasattr(total, "low") else (total, total)
            assert one.total == (low, high)


def test_a_row_that_tells_of_years_ahead_is_read_like_any_other() -> None:
    """The reader of months ahead gives what the document's own reader gives of months past."""
    document = write_applicant(read_applicant(applicant()))
    facts = facts_of(read_applicant(document))
    read = Reader(read_applicant(document)).read(document).facts
    for name in ("insurance", "homes", "qualifications", "taxes"):
        for row, other in zip(facts[name], read[name], strict=True):
            assert {key: getattr(row, key) for key in vars(other)} == vars(other)


@pytest.mark.parametrize("scheme", ["guangzhou", "shenzhen"])
def test_another_ranked_scheme_has_a_plan_without_actions(scheme: str) -> None:
    first = min(FIRST, find_scheme(scheme).rulebooks[-1].cycles[1])
    held = certain(*[11_000] * 4, first=first)
    other = Forecast(scheme, held.as_of, (), {}, held.lines, held.scenarios)
    home = [{"tenure": "own", "district": "海淀", "from": "2019-01", "to": None}]
    found = plan(applicant(homes=home), other, first, years=3)
    assert found.options == ()
    assert found.not_offered == ()
    with pytest.raises(LawError, match="no actions are known"):
        plan(applicant(), other, first, actions=[BuyHome(Month.of(2027, 1), "昌平")])
