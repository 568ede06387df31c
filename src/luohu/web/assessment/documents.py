"""The applicant's own files: loading a document or a workbook, saving either; nothing is kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luohu.law.sources import LawError, Text
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.people.documents import documents_of
from luohu.people.faults import Fault, Place, Refused
from luohu.people.reading import read_sent
from luohu.people.writing import write_cohort
from luohu.web.assessment.asked import OWN, asked, score
from luohu.web.shell.workbooks import KIND

ENDINGS = (".json", ".xlsx")
LARGEST_FILE = 1024 * 1024


def loaded(file: UploadedFile[Any]) -> dict[str, Any]:
    """The document of the only person in a file; Refused with every fault."""
    name, ending = file.name or "", Path(file.name or "").suffix.lower()
    if ending not in ENDINGS or (file.size or 0) > LARGEST_FILE:
        wrong = Text("不能读这个文件", "this file cannot be read")
        right = Text("应为 1 MB 以内的 .json 或 .xlsx", "give a .json or .xlsx of at most 1 MB")
        raise Refused([Fault(Place(name[:100]), wrong, right)])
    cohort = read_sent(file.read(), ending)
    if len(cohort) != 1:
        wrong = Text(f"文件里有 {len(cohort)} 人", f"there are {len(cohort)} people in it")
        raise Refused([Fault(Place(name[:100]), wrong, Text("应只有一人", "give one only"))])
    return dict(documents_of(cohort)[0])


@csrf_exempt
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """The document as a file: JSON, workbook, or the result with its reasons as JSON."""
    what = request.POST.get("as", "json")
    found = asked(request)
    document = {"id": OWN, **found.document}
    if what == "json":
        return _attachment(_json(document), "application/json", "luohu.json")
    if what == "workbook":
        return _attachment(_workbook(document), KIND, "luohu.xlsx")
    if what == "result":
        scored, _ = score(found)
        answer = scored.as_json() | {"trail": scored.trail.as_json()}
        return _attachment(_json(answer), "application/json", "luohu-result.json")
    raise LawError(f"{what[:40]}: json, workbook, result")


def _json(answer: Mapping[str, Any]) -> bytes:
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _workbook(document: Mapping[str, Any]) -> bytes:
    applicant, _ = single.checked(document)
    with tempfile.TemporaryDirectory(prefix="luohu-") as folder:
        path = Path(folder) / "document.xlsx"
        write_cohort(Cohort.of([applicant]), path)
        return path.read_bytes()


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
