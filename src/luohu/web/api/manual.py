"""The page about the interface, made from its own description, with requests to copy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.people.single import checked
from luohu.web import configuration
from luohu.web.api.bodies import APPLICANT, LARGEST, MOST, SHAPES

Shape = Mapping[str, Any]
PERSON = {
    "id": "A-1",
    "born": "1985-10-12",
    "sex": "female",
    "residence_permit": {"applied": "2017-05-08"},
    "criminal_record": False,
    "insurance": [{"kind": "all", "from": "2007-08", "to": None, "district": "海淀"}],
    "homes": [{"tenure": "rent", "district": "海淀", "from": "2012-03", "to": None}],
    "education": [{"diploma": "bachelor", "degree": "bachelor", "graduated": "2007-07"}],
    "tax": [],
    "tax_violations": [],
    "detentions": [],
    "awards": [],
    "financing": [],
    "honours": [],
}
QUESTION = "社保断缴还能申报吗"
WRONG = {"born": "1985-02-30"}
IN_ADDRESSES = {"scheme": "beijing", "version": "2020", "name": "tax", "number": 10}
STATUSES: Mapping[str, Promise] = {
    "200": _("答案"),
    "304": _("和您已有的一样(If-None-Match)"),
    "400": _("请求不是 JSON"),
    "404": _("没有这个方案、版本、规则、答复或年度"),
    "413": _("请求太大"),
    "415": _("类型不是 application/json"),
    "422": _("内容有错,逐处列出"),
    "429": _("请求太频繁;Retry-After 说明等几秒"),
}
PARAMETERS: Mapping[str, Promise] = {
    "scheme": _("方案,例如 beijing"),
    "version": _("版本,例如 2020"),
    "name": _("规则或取值的名称,例如 tax"),
    "number": _("答复编号,例如 10"),
    "as_of": _("只用到这一年的名单"),
    "years": _("几年,至多 3"),
}
TYPES: Mapping[str, Promise] = {
    "string": _("文字"),
    "integer": _("整数"),
    "number": _("数"),
    "boolean": _("是否"),
    "object": _("对象"),
    "null": _("空"),
}
ANYTHING = _("任意")


@dataclass(frozen=True, slots=True)
class Type:
    """A type in words, `shape` naming the shape to follow where it is one."""

    words: str | Promise
    shape: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a body or an answer, or a parameter of an address."""

    name: str
    types: tuple[Type, ...]
    required: bool
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Named:
    """A shape and its fields."""

    name: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: what it is for, what it takes, how it ends, a request to copy."""

    key: str
    method: str
    path: str
    words: Text
    fields: tuple[Field, ...]
    ends: tuple[tuple[str, Promise, tuple[Type, ...]], ...]
    curl: str
    python: str


def manual(request: HttpRequest) -> HttpResponse:
    """What the interface takes and gives."""
    operations, shapes = _described()
    site = f"{request.scheme}://{request.get_host()}"
    return render(
        request,
        "api/manual.html",
        {
            "operations": operations,
            "shapes": shapes,
            "site": site,
            "rate": configuration.RATE.value().partition("/")[0],
            "per_minute": configuration.RATE.value().endswith("/m"),
            "most": MOST,
            "person": json.dumps(PERSON, ensure_ascii=False, indent=1),
            "refusal": _refusal(),
            "largest": LARGEST // 1024,
        },
    )


@lru_cache(maxsize=1)
def _refusal() -> str:
    """What is answered where the person's day of birth is none, as JSON."""
    try:
        checked(PERSON | WRONG)
    except Refused as refusal:
        faults = [fault.as_json() for fault in refusal.faults]
    return json.dumps({"refused": faults}, ensure_ascii=False, indent=1)


@lru_cache(maxsize=1)
def _described() -> tuple[tuple[Operation, ...], tuple[Named, ...]]:
    """The operations and the shapes that their bodies and answers are made of."""
    from luohu.web.api.interface import interface

    described = interface.get_openapi_schema()
    shapes = described["components"]["schemas"]
    operations = tuple(
        _operation(path, method, told, shapes)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
        if "security" not in told  # those of departments are told in docs/verifying.md
    )
    return operations, tuple(_reached(operations, shapes))


def _operation(path: str, method: str, told: Shape, shapes: Shape) -> Operation:
    body = told.get("requestBody")
    fields = tuple(_parameter(one) for one in told["parameters"])
    if body:
        fields += _fields(shapes[_name(body["content"]["application/json"]["schema"])])
    ends = tuple((str(s), STATUSES[str(s)], _answer(one)) for s, one in told["responses"].items())
    address = path.format(**IN_ADDRESSES)
    questioned = any(field.name == "question" for field in fields)
    curl, python = _posts(address, questioned) if body else _gets(address)
    words = Text(**told["x-words"])
    return Operation(told["operationId"], method.upper(), path, words, fields, ends, curl, python)


def _parameter(told: Shape) -> Field:
    types = tuple(_types(told["schema"]))
    return Field(told["name"], types, told["required"], PARAMETERS[told["name"]])


def _answer(told: Shape) -> tuple[Type, ...]:
    content = told.get("content")
    return tuple(_types(content["application/json"]["schema"])) if content else ()


def _fields(shape: Shape) -> tuple[Field, ...]:
    needed = shape.get("required", ())
    return tuple(
        Field(name, tuple(_types(told)), name in needed, told.get("description", ""))
        for name, told in shape.get("properties", {}).items()
    )


def _types(shape: Shape, many: bool = False) -> Iterator[Type]:
    """The types that a value may have."""
    if "$ref" in shape:
        yield Type(_name(shape), _name(shape), many)
    elif "anyOf" in shape:
        for one in shape["anyOf"]:
            yield from _types(one, many)
    elif shape.get("type") == "array":
        yield from _types(shape.get("items", {}), True)
    else:
        yield Type(TYPES.get(shape.get("type", ""), ANYTHING), "", many)


def _name(shape: Shape) -> str:
    return str(shape["$ref"]).removeprefix(SHAPES)


def _reached(operations: tuple[Operation, ...], shapes: Shape) -> Iterator[Named]:
    """The shapes of answers, each once, after those that name them."""
    waiting = [one.shape for told in operations for _, _, types in told.ends for one in types]
    seen = {APPLICANT, ""}
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            fields = _fields(shapes[name])
            waiting += [one.shape for field in fields for one in field.types]
            yield Named(name, shapes[name].get("description", ""), fields)


def _gets(path: str) -> tuple[str, str]:
    return f'curl "$SITE{path}"', f'print(ask("{path}"))'


def _posts(path: str, questioned: bool) -> tuple[str, str]:
    asked = f'"question": "{QUESTION}", ' if questioned else ""
    curl = (
        f'curl "$SITE{path}" -H "Content-Type: application/json" \\\n'
        f"""  -d '{{{asked}"document": '"$(cat person.json)"'}}'"""
    )
    return curl, f'print(ask("{path}", {{{asked}"document": person}}))'
