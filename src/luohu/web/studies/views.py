"""The pages of the study: all reforms, one reform, the forecast, the calibration."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

import luohu
from luohu.law.sources import LawError
from luohu.study.reforms.catalogue import find_proposal, proposals
from luohu.study.reforms.proposal import Asked
from luohu.web.studies import results
from luohu.web.studies.kept import Busy, Finished
from luohu.web.studies.people import SEED
from luohu.web.studies.sliders import sliders

LONGEST = 40
COUNTS = ("entering", "leaving", "people", "quota")
View = Callable[..., HttpResponse]


def patient(view: View) -> View:
    """A view that only answers GET, and says so where too much is asked at once."""

    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, **named)
        except Busy:
            response = render(request, "studies/busy.html", status=503)
            response["Retry-After"] = "10"
            return response

    return require_safe(answer)


@patient
def index(request: HttpRequest) -> HttpResponse:
    """The forecast in one picture, all proposals, the calibration."""
    by_number = groupby(proposals(), key=lambda one: one.number)
    listed = [(number, list(readings)) for number, readings in by_number]
    return render(request, "studies/index.html", {"ahead": results.ahead(), "listed": listed})


@patient
def reform(request: HttpRequest, key: str) -> HttpResponse:
    """What one proposal would do, with its numbers as a reader has set them."""
    asked, as_json = _asked(request, key[:LONGEST]), _as_json(request)
    found = results.reform(asked)
    if as_json:
        return _program(found, f"luohu-reform-{asked.proposal.key}")
    return render(request, "studies/reform.html", _context(request, asked, found))


@patient
def forecast(request: HttpRequest) -> HttpResponse:
    """The line of coming cycles."""
    return _report(request, results.forecast(), "forecast")


@patient
def calibration(request: HttpRequest) -> HttpResponse:
    """The invented people beside what is published."""
    return _report(request, results.calibrated(), "calibration")


def _asked(request: HttpRequest, key: str) -> Asked:
    """The proposal with its settings; LawError for one that there is not or that it cannot be."""
    told = request.GET.dict()
    told.pop("format", None)
    given = {name[:LONGEST]: str(words)[:LONGEST] for name, words in told.items()}
    proposal = find_proposal(key)
    return Asked(proposal, proposal.told(given))


def _as_json(request: HttpRequest) -> bool:
    wanted = request.GET.get("format", "html")
    if wanted not in ("html", "json"):
        raise LawError(f"format={wanted[:LONGEST]}: 应为 it must be html, json")
    return wanted == "json"


def _context(request: HttpRequest, asked: Asked, found: Finished) -> dict[str, Any]:
    proposal, settings = asked.proposal, results.told(asked)
    query = f"?{urlencode(settings)}" if settings else ""
    readings = [one for one in proposals() if one.number == proposal.number and one != proposal]
    return {
        "proposal": proposal,
        "readings": readings,
        "sliders": sliders(proposal, asked.numbers),
        "changed": bool(settings),
        "found": found,
        "counts": {name: f"{found.told[name]:,}" for name in COUNTS},
        "address": request.build_absolute_uri(request.path + query),
        "as_json": f"?{urlencode({**settings, 'format': 'json'})}",
        "seed": SEED,
        "program": luohu.__version__,
    }


def _report(request: HttpRequest, found: Finished, name: str) -> HttpResponse:
    if _as_json(request):
        return _program(found, f"luohu-{name}")
    template = "forecast" if name == "forecast" else "report"
    return render(request, f"studies/{template}.html", {"found": found})


def _program(found: Finished, name: str) -> HttpResponse:
    response = JsonResponse(found.told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
