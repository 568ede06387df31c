"""What a page about a person is asked: the document that travels with the form, and under which law."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from luohu.law.days import today
from luohu.law.evaluation import InForce
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import Score, score_document

OWN = "我"
LARGEST = 200_000


@dataclass(frozen=True)
class Asked:
    """A document as JSON text and as values, with the law that it is held against."""

    document: Mapping[str, Any]
    law: InForce

    @property
    def text(self) -> str:
        """The document as it travels in the hidden field of a form."""
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":"))

    @property
    def scheme(self) -> str:
        """The scheme's name."""
        return self.law.book.scheme

    @property
    def cycle(self) -> int:
        """The cycle's year."""
        return self.law.cycle


def law_asked(request: HttpRequest) -> InForce:
    """The law named by `scheme` and `cycle`, Beijing this year unless said; LawError otherwise."""
    held = request.POST if request.method == "POST" else request.GET
    cycle = held.get("cycle", "") or str(today().year)
    if not cycle.isascii() or not cycle.isdigit() or len(cycle) != 4:
        raise LawError(f"{cycle[:20]}: 年度应为四位数 a cycle is a year like 2026")
    return find_scheme(held.get("scheme", "") or "beijing").at(int(cycle))


def asked(request: HttpRequest) -> Asked:
    """What a form carries, not validated yet but for being a JSON object; Refused where it is not."""
    return Asked(parsed(request.POST.get("document", "") or "{}"), law_asked(request))


def parsed(text: str) -> dict[str, Any]:
    """A JSON object; Refused for anything else."""
    try:
        found = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(found, dict):
        return found
    wrong = Text("这不是一份申请人文档", "this is no applicant document")
    right = Text(
        "应是一个 JSON 对象,如导出的文件", "it should be one JSON object, like a file saved here"
    )
    raise Refused([Fault(Place(), wrong, right)])


def score(asked: Asked) -> tuple[Score, list[Fault]]:
    """The score of the document, and warnings; Refused with every fault."""
    return score_document(asked.law, {"id": OWN, **asked.document})
