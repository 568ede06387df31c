"""The page of workbooks: the template, and taking in one that is filled in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luohu.people.faults import Fault, Refused
from luohu.web.declarations import notices, uploads, workbooks
from luohu.web.declarations.employing.queue import year_asked
from luohu.web.declarations.models import Employer
from luohu.web.declarations.pages import of_employer
from luohu.web.shell.pages import user_of
from luohu.web.shell.workbooks import KIND, received
from luohu.web.years.models import Year


@of_employer
def workbook(request: HttpRequest, employer: Employer) -> HttpResponse:
    """The template, what was taken in so far, and taking in another."""
    year = year_asked(request)
    if year is None:
        return render(request, "declarations/employer_no_year.html", {"employer": employer})
    faults: list[Fault] = []
    taken: uploads.Taken | None = None
    if request.method == "POST":
        try:
            taken = _taken(request, employer, year)
        except Refused as wrong:
            faults = wrong.faults
    context = {
        "employer": employer, "year": year, "faults": faults, "taken": taken,
        "uploads": employer.uploads.filter(year=year), "notice": notices.CURRENT,
    }  # fmt: skip
    status = 422 if faults else 200
    return render(request, "declarations/employer_workbook.html", context, status=status)


def _taken(request: HttpRequest, employer: Employer, year: Year) -> uploads.Taken:
    content, name = received(request)
    return uploads.take(
        actor=user_of(request), year=year, employer=employer, content=content, name=name,
        consented=request.POST.get("consent") == "yes",
    )  # fmt: skip


@of_employer
def template(request: HttpRequest, employer: Employer) -> HttpResponse:
    """The workbook to be filled in."""
    year = year_asked(request)
    if year is None:
        return render(request, "declarations/employer_no_year.html", {"employer": employer})
    answer = HttpResponse(workbooks.template(year), content_type=KIND)
    name = f"luohu-{year.scheme}-{year.cycle}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
