"""The interface for programs: /api/v1/, its operations, its refusals, its description."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema

from luohu.law.days import ClockError
from luohu.law.sources import LawError, Text
from luohu.people.applicant import json_schema
from luohu.people.faults import Fault, Place, Refused
from luohu.web import configuration
from luohu.web.api.bodies import APPLICANT, SHAPES, shapes_of_bodies
from luohu.web.api.laws import laws
from luohu.web.api.letters import letters
from luohu.web.api.operations import answered
from luohu.web.api.persons import persons
from luohu.web.shell.rates import RateOfAddress
from luohu.web.verification.interface import router as checks

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class Manual(DocsBase):
    """The page of the interface, in the frame of the site."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Send the reader there."""
        return redirect("interface")


class Interface(NinjaAPI):
    """The interface, whose description has the shapes of bodies and of the applicant document."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description of everything that can be asked and answered."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        described["components"]["schemas"] |= {**shapes_of_bodies(), **_shapes_of_documents()}
        return described


def _shapes_of_documents() -> dict[str, Any]:
    """The applicant document and the rows of its lists, as shapes of the description."""
    shape = _moved(json_schema())
    return {**shape.pop("$defs"), APPLICANT: shape}


def _moved(part: Any) -> Any:
    """A part of a JSON Schema with its references turned to the description's shapes."""
    if isinstance(part, dict):
        return {name: _moved(value) for name, value in part.items()}
    if isinstance(part, list):
        return list(map(_moved, part))
    return part.replace("#/$defs/", SHAPES) if isinstance(part, str) else part


interface = Interface(
    title="Luohu 落户",
    version="1",
    description="积分落户政策:算分、说明、规划、比较。Settlement policy: score, explain, plan, compare.",
    urls_namespace="api",
    docs=Manual(),
    throttle=RateOfAddress(configuration.RATE.value()),
)
others = Router()


@others.get("/", include_in_schema=False)
def beginning(request: HttpRequest) -> HttpResponse:
    """Send whoever comes to the root to the page about the interface."""
    return redirect("interface")


@others.api_operation(METHODS, "/{path:rest}", include_in_schema=False)
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address."""
    return _problem(404, "没有这个接口 there is nothing at this address")


for part in (laws, persons, letters, checks, others):
    interface.add_router("", part)


@interface.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Everything that is wrong with what was sent."""
    return answered({"refused": [fault.as_json() for fault in error.faults]}, 422)


@interface.exception_handler(LawError)
@interface.exception_handler(ClockError)
def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
    """A scheme, version, rule or cycle that there is not."""
    return _problem(404, str(error))


@interface.exception_handler(ValidationError)
def misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A number in the address that is none."""
    wrong, right = Text("应是整数", "an integer is expected"), Text("例如 2026", "such as 2026")
    faults = [Fault(Place(column=str(one["loc"][-1])), wrong, right) for one in error.errors]
    return refused(request, Refused(faults))


@interface.exception_handler(HttpError)
def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that cannot be read, is too large, or of another type."""
    return _problem(error.status_code, error.message)


@interface.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    """More requests than an address may make, and how long to wait."""
    answer = _problem(429, "请求太频繁,请稍候再试 too many requests, wait a little")
    answer.headers["Retry-After"] = str(math.ceil(error.wait or 1))
    return answer


def _problem(status: int, words: str) -> HttpResponse:
    return answered({"error": words}, status)
