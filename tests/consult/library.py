"""A small library to test with: invented replies that no change of the shipped ones touches."""

from __future__ import annotations

import datetime
from typing import Any

from luohu.consult.library import Library
from luohu.consult.reply import Reply


def reply(number: int, question: str, **parts: Any) -> Reply:
    """A reply that is found by its question."""
    said = {"zh": question, "en": f"question {number}"}
    told: dict[str, Any] = {
        "number": number, "kind": "question", "theme": "employment", "title": said, "short": said,
        "full": said, "wordings": {"zh": (question,), "en": (f"question {number}",)},
        "valid_from": datetime.date(2020, 7, 16),
    }  # fmt: skip
    return Reply.model_validate(told | parts)


def small() -> Library:
    """Three replies, of which one is a proposal."""
    return Library.of(
        [
            reply(1, "社保断缴之后还能申报吗"),
            reply(2, "租房没有备案怎么算住所分"),
            reply(3, "建议取消纳税指标", kind="proposal"),
        ]
    )
