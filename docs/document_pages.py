"""The applicant document, field by field, and its JSON Schema: both from the catalogue of facts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from docs.markdown import lines, page, table
from luohu.people.applicant import json_schema
from luohu.people.facts import LISTS, PERSON, Fact, Group, ListFact
from luohu.people.facts.places import DISTRICT
from luohu.people.types import ChoiceType

FIELDS = ("field", "written as", "what", "question", "left out", "null", "verified by", "personal")
WRITTEN = {
    "day": "`YYYY-MM-DD`",
    "month": "`YYYY-MM`",
    "year": "year",
    "truth": "`true` / `false`",
    "answer": "`true` / `false`",
    "text": "words",
    "yuan": "whole yuan",
    "people": "whole number",
    "months": "whole number of months",
    "hours": "whole hours",
    "points": 'number or `"4.50"`',
    "percent": 'number or `"33.33"`',
}


def schema() -> str:
    """The JSON Schema, as `luohu template schema.json` writes it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def fields() -> str:
    """Every field: how it is written, what it asks, what leaving it out or null means."""
    single = [fact for item in PERSON if isinstance(item, Fact) for fact in [item]]
    parts = ["## One value a person", table(FIELDS, [_field(fact) for fact in single])]
    for item in PERSON:
        if isinstance(item, Group):
            parts += [*_headed(item), _absent_group(item)]
            parts.append(table(FIELDS, [_field(f, f"{item.name}.", True) for f in item.fields]))
    for listed in LISTS:
        parts += [*_headed(listed), _absent_list(listed)]
        rows = [_field(f, f"{listed.written_as}[].", True) for f in listed.fields]
        parts.append(table(FIELDS, rows))
    return page("The applicant document, field by field", _choices_words(), *parts, *_choices())


def _headed(item: Group | ListFact) -> Iterator[str]:
    name = item.written_as if isinstance(item, ListFact) else item.name
    yield f"## `{name}` {item.label.zh} · {item.label.en}"
    reads = f" Rules read it as `{item.name}`." if name != item.name else ""
    yield f"{item.ask.zh} {item.ask.en}{reads and '.'}{reads}"


def _absent_group(group: Group) -> str:
    missing = "as null" if group.left_out_is_null else "unknown"
    null = "null: there is none." if group.may_be_null else ""
    return f"Left out: {missing}. {null}".strip()


def _absent_list(listed: ListFact) -> str:
    missing = "none" if listed.left_out_is_empty else "unknown"
    return f"Left out: {missing}. `[]`: none. null: unknown."


def _field(fact: Fact, prefix: str = "", inner: bool = False) -> list[str]:
    also = f"or {', '.join(f'`{name}`' for name in fact.also)}" if fact.also else ""
    return [
        lines(f"`{prefix}{fact.written_as}`", also),
        _written(fact),
        lines(fact.label.zh, fact.label.en),
        lines(fact.ask.zh, fact.ask.en),
        "**must be there**" if fact.required else _left_out(fact, inner),
        _null(fact),
        lines(fact.verifier.zh, fact.verifier.en),
        "yes" if fact.personal else "",
    ]


def _written(fact: Fact) -> str:
    if not isinstance(fact.type, ChoiceType):
        return WRITTEN[fact.unit]
    if fact.type is DISTRICT:
        return "a district"
    return lines(*(f"`{choice.name}`" for choice in fact.type.choices))


def _left_out(fact: Fact, inner: bool) -> str:
    if fact.left_out is None:
        return "unknown"
    if fact.unit == "truth":
        return "true" if fact.left_out else "false"
    if fact.unit == "percent":
        return f"{fact.left_out // 100} %" if fact.left_out else "none"
    if fact.may_be_open:
        return "no end"
    return "not stated" if inner else "none"


def _null(fact: Fact) -> str:
    if fact.null is None:
        return "refused"
    if fact.may_be_open:
        return "still so" if fact.unit == "month" else "no end"
    return "none" if fact.unit == "day" else "as left out"


def _choices_words() -> str:
    return (
        "In a row of a list, what `not stated` means is up to the rules: an unstated district or "
        "month of enrolment leaves open what it decides, an unstated title certificate is taken "
        "to be as old as the stay, an unstated diploma or degree is none. Names and labels are "
        "both read, so `own` and `自有` are the same; they are listed at the end. A record is in the "
        "city it names, else in its district's, else in the document's `city`, else in the only "
        "city that the document names anywhere; Beijing's schemes take a document that names none "
        "for Beijing's, all others leave such a record open. A row with one "
        'field that must be there may be written as that alone: `"honours": ["model_worker"]`.'
    )


def _choices() -> Iterator[str]:
    yield "## Names and labels"
    rows = {
        (fact.name, choice.name): [
            fact.label.en,
            f"`{choice.name}`",
            choice.label.zh,
            choice.label.en,
            "、".join(choice.also),
        ]
        for fact in _all()
        if isinstance(fact.type, ChoiceType)
        for choice in fact.type.choices
    }
    yield table(("of", "name", "中文", "English", "also read"), rows.values())


def _all() -> Iterator[Fact]:
    for item in (*PERSON, *LISTS):
        yield from [item] if isinstance(item, Fact) else item.fields
