"""The applicant document: one person's facts as JSON, made from the catalogue and validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    create_model,
    model_validator,
)

from luohu.law.ranges import UNKNOWN, Range
from luohu.law.sources import Text
from luohu.people.facts import (
    LISTS,
    LOCATED,
    PERSON,
    Fact,
    Group,
    city_of,
    home_city,
    scalars,
)
from luohu.people.faults import Fault, Place, Refused
from luohu.people.rows import OneRows
from luohu.people.types import FlagType, Misread, TextType, shown

STRICT = ConfigDict(extra="forbid", frozen=True, validate_default=False, defer_build=True)


class _Row(BaseModel):
    """A row of a list; a row with one field that must be there may be written as that alone."""

    model_config = STRICT

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, raw: Any) -> Any:
        if isinstance(raw, Mapping):
            return raw
        needed = [name for name, field in cls.model_fields.items() if field.is_required()]
        if len(needed) != 1:
            raise Misread(
                Text(f"{shown(raw)} 不是一行记录", f"{shown(raw)} is not a row"),
                Text("应写作 {...}", "write it as {...}"),
            )
        alias = cls.model_fields[needed[0]].serialization_alias
        return {alias or needed[0]: raw}


def _typed(fact: Fact) -> Any:
    """The annotated type of a fact's field: read, write and schema come from its type."""

    def read(raw: Any) -> Any:
        if raw is None:
            if fact.null is None:
                raise Misread(
                    Text("不能为空", "null is not an answer"),
                    Text("填写或整项略去", "state it or leave it out"),
                )
            return _plain(fact, fact.null)
        return fact.type.read(raw)

    def write(value: Any) -> Any:
        return None if value is None or value == fact.null else fact.type.write(value)

    schema = fact.type.schema()
    if fact.null is not None:
        schema = {"anyOf": [schema, {"type": "null"}]}
    schema |= {"title": fact.label.zh, "description": f"{fact.ask.zh} / {fact.ask.en}"}
    return Annotated[Any, PlainValidator(read), PlainSerializer(write), WithJsonSchema(schema)]


def _plain(fact: Fact, value: int | None) -> Any:
    """A value of the catalogue as documents hold it: flags as truths."""
    return bool(value) if isinstance(fact.type, FlagType) and value is not None else value


def _field(fact: Fact) -> tuple[Any, Any]:
    details: dict[str, Any] = {"serialization_alias": fact.written_as}
    if fact.also or fact.key:
        details["validation_alias"] = AliasChoices(fact.written_as, *fact.also)
    default = ... if fact.required else _plain(fact, fact.left_out)
    return _typed(fact), Field(default, **details)


def _model(name: str, fields: tuple[Fact, ...], parent: type[BaseModel]) -> type[BaseModel]:
    described: dict[str, Any] = {fact.name: _field(fact) for fact in fields}
    return create_model(name, __base__=parent, **described)


class _Group(BaseModel):
    model_config = STRICT


class _Document(BaseModel):
    model_config = STRICT | {"title": "申请人 applicant"}

    @model_validator(mode="after")
    def _placed(self) -> _Document:
        """Tell every row its place: the city that it names, else where the document is from."""
        stated = self.__dict__
        rows = [row.__dict__ for name in LOCATED for row in stated[name] or ()]
        named = [row["city"] or city_of(row.get("district", 0)) for row in rows]
        home = home_city(stated["city"], named)
        for row, city in zip(rows, named, strict=True):
            row["place"] = city or home
        return self


def _described(item: Any, kind: Any, default: Any) -> tuple[Any, Any]:
    words = f"{item.ask.zh} / {item.ask.en}"
    return kind, Field(
        default, title=item.label.zh, description=words, alias=getattr(item, "key", "") or item.name
    )


def _document_fields() -> Iterator[tuple[str, tuple[Any, Any]]]:
    for item in PERSON:
        if isinstance(item, Group):
            kind = _model(item.name.title().replace("_", ""), item.fields, _Group)
            default = kind() if item.left_out_is_null and not item.may_be_null else None
            yield item.name, _described(item, kind | None if item.may_be_null else kind, default)
        else:
            yield item.name, _field(item)
    for listed in LISTS:
        row = _model(listed.name.title().replace("_", "") + "Row", listed.fields, _Row)
        none: Any = [] if listed.left_out_is_empty else None
        yield listed.name, _described(listed, list[row] | None, none)  # type: ignore[valid-type]


Applicant: Any = create_model("Applicant", __base__=_Document, **dict(_document_fields()))  # type: ignore[call-overload]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the applicant document."""
    schema: dict[str, Any] = Applicant.model_json_schema(by_alias=True, mode="serialization")
    return schema


def read_applicant(raw: Mapping[str, Any], place: Place | None = None) -> Any:
    """Validate a document; Refused with every fault, each with its place and what would be right."""
    try:
        return Applicant.model_validate(raw)
    except ValidationError as error:
        raise Refused(faults_of(error, place or Place())) from None


def faults_of(error: ValidationError, place: Place) -> list[Fault]:
    """Say every fault of a document that did not validate."""
    return [_fault(detail, place) for detail in error.errors()]


def _fault(detail: Any, place: Place) -> Fault:
    path = ""
    for part in detail["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    where = Place(place.file, place.sheet, place.row, path or place.column)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Misread):
        return Fault(where, cause.wrong, cause.right)
    wrong, right = _WORDS.get(detail["type"], (Text(detail["msg"], detail["msg"]), _SEE))
    return Fault(where, wrong, right)


_SEE = Text("请对照申请人文档格式", "see the applicant document's schema")
_WORDS = {
    "missing": (Text("缺少必填项", "a required field is missing"), Text("请补上", "add it")),
    "extra_forbidden": (
        Text("没有这个字段", "there is no such field"),
        Text("删去或改正字段名", "remove it or correct its name"),
    ),
    "string_unicode": (
        Text("有一个字段名不是正常的文字", "the name of a field is not proper text"),
        Text("删去或改正字段名", "remove it or correct its name"),
    ),
    "list_type": (
        Text("应是列表", "a list is expected"),
        Text("没有则写 []", "write [] if there are none"),
    ),
    "model_type": (
        Text("应是对象", "an object is expected"),
        Text("应写作 {...}", "write it as {...}"),
    ),
}


def write_applicant(document: Any) -> dict[str, Any]:
    """The document as JSON values, without what leaving out means the same."""
    written: dict[str, Any] = {}
    for item in PERSON:
        if item.name not in document.model_fields_set:
            continue
        value = getattr(document, item.name)
        if isinstance(item, Group):
            stated = {} if value is None else _stated(value, item.fields)
            if any(part is not None for part in stated.values()):
                written[item.name] = stated
            elif item.may_be_null and not item.left_out_is_null:
                written[item.name] = None
        else:
            written |= _stated(document, (item,))
    for listed in LISTS:
        rows = getattr(document, listed.name)
        if rows or (rows is not None and not listed.left_out_is_empty):
            written[listed.written_as] = [_stated(row, listed.fields) for row in rows]
        elif rows is None and listed.left_out_is_empty:
            written[listed.written_as] = None
    return written


def _stated(holder: Any, fields: tuple[Fact, ...]) -> dict[str, Any]:
    """The fields that differ from what leaving them out means."""
    return {
        fact.written_as: None if value == fact.null else fact.type.write(value)
        for fact in fields
        if (value := getattr(holder, fact.name)) is not None
        and (fact.required or value != _plain(fact, fact.left_out))
    }


def facts_of(document: Any) -> dict[str, Any]:
    """What rules read of one person: a number or truth by name, a Range or UNKNOWN if unstated."""
    stated = document.model_fields_set
    facts: dict[str, Any] = {}
    for name, fact, group in SCALARS:
        if group is None:
            value = getattr(document, name)
        else:
            held = getattr(document, group.name)
            if held is not None:
                value = getattr(held, fact.name)
            elif group.left_out_is_null or group.name in stated:
                value = _plain(fact, fact.null)
            else:
                value = None
        facts[name] = value if value is not None else UNSTATED[name]
    for listed in LISTS:
        rows = getattr(document, listed.name)
        facts[listed.name] = UNKNOWN if rows is None else OneRows(rows)
    return facts


def _anything(fact: Fact) -> Range:
    """All that an unstated fact may be."""
    if isinstance(fact.type, FlagType):
        return Range(False, True)
    return Range(fact.type.lowest, fact.type.highest)


SCALARS = [
    (name, fact, group) for name, fact, group in scalars() if not isinstance(fact.type, TextType)
]
UNSTATED = {name: _anything(fact) for name, fact, _ in SCALARS}
