"""The page of an applicant's papers."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from luohu.people.faults import Fault, Refused
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant
from luohu.web.declarations.papers import papers_of, papers_subject, while_draft
from luohu.web.declarations.procedure import APPLICANT
from luohu.web.declarations.stepping import Conflict
from luohu.web.protection import attachments
from luohu.web.shell.pages import user_of


@of_applicant
def papers(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """The papers that were handed in, and a way to hand in another."""
    faults: list[Fault] = []
    file = request.FILES.get("file")
    if request.method == "POST" and isinstance(file, UploadedFile):
        try:
            actor = user_of(request)
            attachments.store(
                actor=actor, subject=papers_subject(declaration), upload=file, role=APPLICANT,
                guard=while_draft(declaration, actor),
            )  # fmt: skip
            return redirect("declaration-papers", declaration.number)
        except Conflict:
            raise
        except Refused as refused:
            faults = refused.faults
    context = {
        "declaration": declaration, "papers": papers_of(declaration), "faults": faults,
        "may_change": may_change(declaration),
    }  # fmt: skip
    return render(request, "declarations/papers.html", context, status=422 if faults else 200)


@of_applicant
def paper(request: HttpRequest, declaration: Declaration, pk: int) -> HttpResponse:
    """One paper, as a file."""
    found = get_object_or_404(papers_of(declaration), pk=pk)
    return attachments.served(found, actor=user_of(request))


@require_POST
@of_applicant
def remove(request: HttpRequest, declaration: Declaration, pk: int) -> HttpResponse:
    """Remove a paper; asked once more before that."""
    found, actor = get_object_or_404(papers_of(declaration), pk=pk), user_of(request)
    if request.POST.get("sure") != "yes":
        context = {"declaration": declaration, "paper": found}
        return render(request, "declarations/paper_remove.html", context)
    guard = while_draft(declaration, actor)
    attachments.remove(found, actor=actor, role=APPLICANT, guard=guard)
    return redirect("declaration-papers", declaration.number)
