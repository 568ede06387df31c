"""Taking over what was stated in the self-assessment: its saved file fills the draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.assessment.documents import loaded
from luohu.web.declarations import services
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant, revision_of
from luohu.web.shell.pages import user_of
from luohu.web.shell.refusals import refused


@of_applicant
def load(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Choose a file; what the year's law asks for is taken over in place of what stands there."""
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            _taken_over(request, declaration)
            return redirect("declaration-check", declaration.number)
        except services.Conflict:
            raise
        except Refused as wrong:
            faults = wrong.faults
    context = {
        "declaration": declaration, "faults": faults, "may_change": may_change(declaration),
        "children": any(fault.place.column == "minors" for fault in faults),
    }  # fmt: skip
    return render(request, "declarations/load.html", context, status=422 if faults else 200)


def _taken_over(request: HttpRequest, declaration: Declaration) -> None:
    file = request.FILES.get("file")
    if file is None:
        raise refused("没有选文件", "no file is chosen", Text("选一个文件", "choose one"), "file")
    document = loaded(file)
    if declaration.born and document.get("born") not in (None, declaration.born.isoformat()):
        right = Text("应是本人的文件", "it should be your own")
        raise refused("文件里的出生日期和证件不同", "its birth is not the number's", right, "file")
    if not document.get("sex") and "sex" in declaration.document:
        document["sex"] = declaration.document["sex"]
    services.save_draft(
        actor=user_of(request), declaration=declaration, document=document,
        revision=revision_of(request), consents=request.POST.getlist("consent"),
    )  # fmt: skip
