"""A case as a test file: one person's document and what the law gives, so that a doubt is a test."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from luohu.law.days import CLOCK_VARIABLE, today
from luohu.schemes.scoring import Score

CASE = '''"""A case under {rules}, cycle {cycle}: correct the expected values, then run it."""

import json

from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_rulebook
from luohu.schemes.scoring import score_person

TODAY = "{today}"
DOCUMENT = json.loads(r"""
{document}
""")

EXPECTED = json.loads(r"""
{expected}
""")


def test_{name}(monkeypatch) -> None:
    monkeypatch.setenv("{clock}", TODAY)
    law = find_rulebook("{rules}").at({cycle})
    score = score_person(law, facts_of(read_applicant(DOCUMENT)), DOCUMENT["id"])
    assert score.as_json() == EXPECTED
'''


def write_test(path: Path, score: Score, applicant: Mapping[str, Any]) -> None:
    """Write the case as a test that passes today; `pytest FILE` runs it."""
    document = json.dumps(applicant, ensure_ascii=False, indent=1)
    expected = json.dumps(score.as_json(), ensure_ascii=False, indent=1)
    name = re.sub(r"\W+", "_", f"{score.id}_{score.law.cycle}").lower()
    text = CASE.format(
        rules=score.law.book.name,
        cycle=score.law.cycle,
        today=today(),
        clock=CLOCK_VARIABLE,
        document=document,
        expected=expected,
        name=name,
    )
    path.write_text(text, "utf-8")
