"""The applicant's details: name, identity number, telephone, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from luohu.law.sources import Text
from luohu.people.faults import Fault, Refused
from luohu.web.declarations import services
from luohu.web.declarations.contents import PERSONAL, asked_of
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.pages import may_change, of_applicant, revision_of
from luohu.web.protection import identity
from luohu.web.shell.pages import user_of

HINTS: Mapping[str, Text] = {
    "identity": Text("18 位,末位可能是 X", "18 places; the last may be X"),
    "telephone": Text("用来联系您,不公示", "to reach you; not published"),
    "address": Text("用来送达通知,不公示", "for notices sent to you; not published"),
}
AUTOCOMPLETE: Mapping[str, str] = {"name": "name", "telephone": "tel", "address": "street-address"}


@dataclass(frozen=True)
class Detail:
    """One field of the form: what stands in it, and what is wrong with it."""

    name: str
    label: Text
    value: str
    fault: Fault | None = None

    @property
    def hint(self) -> Text | None:
        """How it is written, or what it is for."""
        return HINTS.get(self.name)

    @property
    def autocomplete(self) -> str:
        """What a browser may fill in by itself."""
        return AUTOCOMPLETE.get(self.name, "off")


@of_applicant
def details(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """The details as they stand; saved, the first question is next."""
    told = {name: getattr(declaration, name) for name in PERSONAL}
    faults: list[Fault] = []
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in PERSONAL}
        try:
            _save(request, declaration, told)
            first = asked_of(declaration.year)[0].name
            return redirect("declaration-fact", declaration.number, first)
        except services.Conflict:
            raise
        except Refused as refused:
            faults = refused.faults
    return _shown(request, declaration, told, faults)


def _save(request: HttpRequest, declaration: Declaration, told: Mapping[str, str]) -> None:
    """Keep the details; the sex that the number tells stands in the document until another is told."""
    document = declaration.document
    if identity.fault(told["identity"]) is None and "sex" not in document:
        document = {**document, "sex": identity.sex(told["identity"])}
    services.save_draft(
        actor=user_of(request), declaration=declaration, fields=told, document=document,
        revision=revision_of(request),
    )  # fmt: skip


def _shown(
    request: HttpRequest, declaration: Declaration, told: Mapping[str, str], faults: list[Fault]
) -> HttpResponse:
    by_field = {fault.place.column: fault for fault in faults}
    fields = [
        Detail(name, label, told[name], by_field.get(name)) for name, (label, _) in PERSONAL.items()
    ]
    others = [fault for fault in faults if fault.place.column not in PERSONAL]
    context = {
        "declaration": declaration, "fields": fields, "faults": faults, "others": others,
        "may_change": may_change(declaration),
    }  # fmt: skip
    status = 422 if faults else 200
    return render(request, "declarations/details.html", context, status=status)
