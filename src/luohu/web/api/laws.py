"""What the law and the study say by themselves: schemes, rules, the document, lines ahead, reforms."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from ninja import Router

from luohu.law.sources import LawError, Text
from luohu.people.applicant import json_schema
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.pages import overview, page
from luohu.study.forecast import shipped_forecast
from luohu.study.reforms.catalogue import proposals
from luohu.web.api.answers import (
    ForecastAnswer,
    Object,
    Proposal,
    Rule,
    SchemeOverview,
    SchemeVersion,
    Value,
)
from luohu.web.api.operations import asked_for, kept, written

laws = Router()
SCHEMES = Text("所有方案及其版本", "All schemes with their versions")
SCHEME = Text("一个方案的各个版本", "The versions of one scheme")
VERSION = Text("一个版本的全部规则和取值", "Every rule and value of one version")
RULE = Text("一条规则,或一个取值", "One rule, or one value of the law")
DOCUMENT = Text("申请人文档的 JSON Schema", "The JSON Schema of the applicant document")
FORECAST = Text("今后几年的分数线", "The line of the cycles ahead")
REFORMS = Text("可以试算的改革建议", "The reforms that can be tried")


@laws.get("/schemes", **asked_for(SCHEMES, list[SchemeOverview]))
def schemes(request: HttpRequest) -> HttpResponse:
    """Every scheme."""
    return kept(request, _schemes())


@laws.get("/schemes/{scheme}", **asked_for(SCHEME, SchemeOverview))
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    """One scheme."""
    return kept(request, _scheme(scheme))


@laws.get("/schemes/{scheme}/{version}", **asked_for(VERSION, SchemeVersion))
def version(request: HttpRequest, scheme: str, version: str) -> HttpResponse:
    """One version."""
    return kept(request, _version(scheme, version))


@laws.get("/schemes/{scheme}/{version}/rules/{name}", **asked_for(RULE, Rule | Value))
def rule(request: HttpRequest, scheme: str, version: str, name: str) -> HttpResponse:
    """One rule."""
    return kept(request, _rule(scheme, version, name))


@laws.get("/document-schema", **asked_for(DOCUMENT, Object))
def document_schema(request: HttpRequest) -> HttpResponse:
    """The applicant document."""
    return kept(request, _document_schema())


@laws.get("/forecast", **asked_for(FORECAST, ForecastAnswer))
def forecast(
    request: HttpRequest, as_of: int | None = None, years: int | None = None
) -> HttpResponse:
    """The lines ahead, as of a cycle."""
    return kept(request, _forecast(as_of, years))


@laws.get("/reforms", **asked_for(REFORMS, list[Proposal]))
def reforms(request: HttpRequest) -> HttpResponse:
    """Every proposal."""
    return kept(request, _reforms())


@lru_cache(maxsize=1)
def _schemes() -> bytes:
    return written(overview())


@lru_cache(maxsize=64)
def _scheme(name: str) -> bytes:
    known = find_scheme(name).name
    return written(next(one for one in overview() if one["scheme"] == known))


@lru_cache(maxsize=64)
def _version(name: str, version: str) -> bytes:
    found = find_scheme(name)
    return written(page(found, found.rulebook_of(version)))


@lru_cache(maxsize=512)
def _rule(name: str, version: str, wanted: str) -> bytes:
    found = find_scheme(name)
    told = page(found, found.rulebook_of(version))
    for part in ("conditions", "routes", "indicators", "scores", "steps", "values"):
        for one in told[part]:
            if one["name"] == wanted:
                return written(one)
    raise LawError(f"{name}@{version}: 没有这条规则或取值 no such rule or value: {wanted}")


@lru_cache(maxsize=1)
def _document_schema() -> bytes:
    return written(json_schema())


@lru_cache(maxsize=64)
def _forecast(as_of: int | None, years: int | None) -> bytes:
    return written(shipped_forecast(as_of, years).as_json())


@lru_cache(maxsize=1)
def _reforms() -> bytes:
    return written([one.as_json() for one in proposals()])
