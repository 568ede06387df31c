"""Where the self-assessment begins, and where it ends: the result with its reasons."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from luohu.law.sources import Text
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.web.assessment.asked import Asked, asked, law_asked, score
from luohu.web.assessment.documents import loaded
from luohu.web.assessment.example import EXAMPLE
from luohu.web.assessment.results import Result
from luohu.web.assessment.steps import city_of_scheme, page, review_page
from luohu.web.assessment.timeline import timeline


@csrf_exempt
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a scheme, begin, go on with a draft, or load a file."""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is not None:
            return review_page(request, Asked(loaded(file), law_asked(request)))
        return page(request, _begun(asked(request)), 0)
    return render(request, "assessment/begin.html", {"offers": offers()})


def _begun(found: Asked) -> Asked:
    """A new document is of the scheme's city unless it says otherwise."""
    return found if found.document else replace(found, document={"city": city_of_scheme(found.law)})


def offers() -> list[tuple[str, Text, tuple[int, int]]]:
    """Every scheme by name: its title and the cycles that it is encoded for, Beijing's first."""
    schemes = sorted(map(find_scheme, scheme_names()), key=lambda one: one.name != "beijing")
    return [
        (one.name, one.title, (one.rulebooks[0].cycles[0], one.rulebooks[-1].cycles[1]))
        for one in schemes
    ]


@csrf_exempt
def result(request: HttpRequest) -> HttpResponse:
    """The result: total, conditions, indicators with their reasons, and what to do next."""
    if request.method != "POST":
        return example(request)
    return _shown(request, asked(request), False)


def example(request: HttpRequest) -> HttpResponse:
    """The result of an invented person, to see what one gets."""
    return _shown(request, Asked(EXAMPLE, law_asked(request)), True)


def _shown(request: HttpRequest, found: Asked, is_example: bool) -> HttpResponse:
    scored, warnings = score(found)
    context = {
        "asked": found,
        "result": Result(scored),
        "timeline": timeline(scored, found.document),
        "warnings": warnings,
        "is_example": is_example,
        "whole": request.POST.get("whole") == "1" or request.GET.get("whole") == "1",
    }
    return render(request, "assessment/result.html", context)
