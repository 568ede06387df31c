"""The bodies of requests: how large, of what type, with which fields; read whole or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from ninja.errors import HttpError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from luohu.law.days import today
from luohu.law.sources import Text
from luohu.people.applicant import faults_of
from luohu.people.faults import Fault, Place, Refused
from luohu.people.types import Misread

LARGEST = 1024 * 1024
MOST = 100
SHAPES = "#/components/schemas/"
APPLICANT = "Applicant"
Document = dict[str, Any]
Cycle = Annotated[
    int | None, Field(description="申报年度,不填为今年 the cycle, this year if left out")
]
Given = Annotated[dict[str, str], Field(description="外部给定的取值 values from outside, by name")]
Scheme = Annotated[str, Field(description="beijing 或 or beijing@2020")]


class Body(BaseModel):
    """What is asked; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OfOne(Body):
    """A question about one applicant."""

    document: Document = Field(description="申请人文档 the applicant document")


class ScoreBody(Body):
    """One applicant or at most a hundred."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["document"]}, {"required": ["documents"]}]}
    )
    document: Document = Field(
        default_factory=dict, description="申请人文档 the applicant document"
    )
    documents: list[Document] = Field(
        default_factory=list,
        description="或至多一百份 or at most a hundred of them",
        json_schema_extra={"minItems": 1, "maxItems": MOST},
    )
    scheme: Scheme = "beijing"
    cycle: Cycle = None
    given: Given = {}

    @model_validator(mode="after")
    def _either(self) -> ScoreBody:
        if len(self.model_fields_set & {"document", "documents"}) != 1:
            raise Misread(*EITHER)
        if "documents" in self.model_fields_set and not 1 <= len(self.documents) <= MOST:
            raise Misread(*(TOO_MANY if self.documents else NOBODY))
        return self


class ExplainBody(OfOne):
    """One applicant, and which results only."""

    scheme: Scheme = "beijing"
    cycle: Cycle = None
    given: Given = {}
    only: Annotated[
        list[str], Field(description="只看这些指标或条件 these indicators or conditions only")
    ] = []


class WhereBody(OfOne):
    """One applicant under every scheme."""

    cycle: Cycle = None
    given: Annotated[
        dict[str, dict[str, str]],
        Field(description="外部给定的取值,先分方案 values from outside, by scheme and name"),
    ] = {}


class PlanBody(OfOne):
    """One applicant's years ahead."""

    scheme: Annotated[str, Field(description="只有 beijing 有预测 only beijing has a forecast")] = (
        "beijing"
    )
    first: Annotated[
        int | None,
        Field(
            alias="from", description="第一个年度,不填为明年 the first cycle, next year if left out"
        ),
    ] = None
    years: Annotated[int, Field(description="几年,1–10 how many, 1 to 10")] = 10
    as_of: Annotated[
        int | None, Field(description="只用到这一年的名单 lists up to this cycle only")
    ] = None


class AskBody(Body):
    """A question in somebody's own words, with a document where own figures are wanted."""

    question: Annotated[
        str, Field(max_length=4000, description="来信或问题 the letter or the question")
    ]
    top: Annotated[int, Field(ge=1, le=20, description="最多几条 how many at most")] = 3
    document: Document | None = Field(
        default=None, description="申请人文档,可不填 the applicant document, if any"
    )
    cycle: Cycle = None


BODIES = (ScoreBody, ExplainBody, WhereBody, PlanBody, AskBody)
EITHER = (
    Text("document 和 documents 须有且只有一项", "one of document and documents is expected"),
    Text("一人写 document,多人写 documents", "document for one person, documents for some"),
)
NOBODY = (
    Text("documents 是空的", "documents is empty"),
    Text("应有一至一百份", "one to a hundred are expected"),
)
TOO_MANY = (
    Text(f"一次超过 {MOST} 份", f"more than {MOST} at once"),
    Text("请分几次", "send them in parts"),
)
SEE = Text("请对照接口说明", "see the description of the interface")
WORDS = {
    "int_type": Text("应是整数", "an integer is expected"),
    "string_type": Text("应是文字", "a string is expected"),
    "dict_type": Text("应是对象", "an object is expected"),
    "list_type": Text("应是列表", "a list is expected"),
}
Asked = TypeVar("Asked", bound=Body)


def year_of(cycle: int | None) -> int:
    """The cycle asked for, this year's unless said."""
    return today().year if cycle is None else cycle


def body_of(request: HttpRequest, kind: type[Asked]) -> Asked:
    """What a request asks; HttpError 400, 413, 415, or Refused with every fault."""
    try:
        return kind.model_validate(_parsed(_sent(request)))
    except ValidationError as error:
        raise Refused(_faults(error)) from None


def _sent(request: HttpRequest) -> bytes:
    """The bytes of the body, no more of them read than may be sent."""
    if request.content_type != "application/json":
        raise HttpError(415, "Content-Type 应是 application/json is expected")
    told = str(request.META.get("CONTENT_LENGTH"))
    stated = int(told) if told.isdecimal() else 0
    if stated <= LARGEST:
        sent = request.read(LARGEST + 1) if stated else _unmeasured(request)
        if len(sent) <= LARGEST:
            return sent
    raise HttpError(413, f"请求超过 {LARGEST} 字节 the body is over {LARGEST} bytes")


def _unmeasured(request: HttpRequest) -> bytes:
    """A body sent in chunks without a length, which Django takes for none."""
    if not request.META.get("wsgi.input_terminated"):
        return b""
    sent: bytes = request.META["wsgi.input"].read(LARGEST + 1)
    return sent


def _parsed(sent: bytes) -> Any:
    try:
        return json.loads(sent.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise HttpError(400, "请求不是 JSON the body is not JSON") from None


def _no_number(text: str) -> float:
    raise ValueError(text)


def _faults(error: ValidationError) -> list[Fault]:
    """Every fault of a body, in the words of the applicant document where it has them."""
    told = zip(error.errors(), faults_of(error, Place()), strict=True)
    return [
        replace(fault, wrong=WORDS[detail["type"]], right=SEE) if detail["type"] in WORDS else fault
        for detail, fault in told
    ]


def shapes_of_bodies() -> Mapping[str, Any]:
    """The JSON Schemas of all bodies, by name."""
    found: dict[str, Any] = {}
    document = {"$ref": SHAPES + APPLICANT}
    for kind in BODIES:
        found[kind.__name__] = shape = kind.model_json_schema()
        shape["properties"]["document"] |= {} if kind is AskBody else document
        shape["properties"].get("documents", {})["items"] = document
    return found
