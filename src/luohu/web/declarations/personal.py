"""A person's details on a declaration: read from a form, checked, written into its columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.declarations.contents import PERSONAL, read_identity
from luohu.web.declarations.models import Declaration
from luohu.web.protection import blind, identity

TELEPHONE = re.compile(r"\+?[0-9]{7,15}")


def read_details(fields: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    """The details as they are kept, and everything that is wrong with them; empty is no fault."""
    told = {name: tidy(fields[name]) for name in PERSONAL if name in fields}
    faults = [fault for name, value in told.items() if value and (fault := _fault(name, value))]
    if "identity" in told:
        told["identity"] = identity.normalised(told["identity"])
    if "telephone" in told:
        told["telephone"] = plain_telephone(told["telephone"])
    return told, faults


def tidy(text: str) -> str:
    """A line of text without what cannot be seen."""
    folded = unicodedata.normalize("NFC", str(text)[:1000])
    return " ".join("".join(c if c.isprintable() else " " for c in folded).split())


def plain_telephone(text: str) -> str:
    """A telephone number without spaces and hyphens."""
    return re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))


def _fault(name: str, value: str) -> Fault | None:
    label, longest = PERSONAL[name]
    if name == "identity":
        wrong = identity.fault(value)
        return wrong and Fault(Place(column=name), wrong.wrong, wrong.right)
    if name == "telephone" and not TELEPHONE.fullmatch(plain_telephone(value)):
        right = Text("7 至 15 位数字", "7 to 15 digits")
        return Fault(Place(column=name), Text("手机号码不对", "this is no telephone number"), right)
    if len(value) > longest:
        right = Text(f"最多 {longest} 字", f"at most {longest} characters")
        return Fault(
            Place(column=name), Text(f"{label.zh}太长", f"the {label.en} is too long"), right
        )
    return None


def write_details(declaration: Declaration, told: Mapping[str, str]) -> list[str]:
    """Set the details on a declaration without saving it; the columns that are set."""
    for name, value in told.items():
        setattr(declaration, name, value)
    if "identity" not in told:
        return list(told)
    if told["identity"]:
        number, declaration.born = read_identity(told["identity"])
        declaration.identity_index = blind.index(number)
    else:
        declaration.born = declaration.identity_index = None
    return [*told, "born", "identity_index"]


def refuse_if_wrong(faults: list[Fault]) -> None:
    """Raise Refused with everything that is wrong."""
    if faults:
        raise Refused(faults)
