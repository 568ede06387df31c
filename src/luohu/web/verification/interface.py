"""The interface for the departments' programs: /api/v1/checks, with the token of a verifier."""

from __future__ import annotations

from typing import Annotated, Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.tokens import Bearer
from luohu.web.api.answers import Fault as FaultShape
from luohu.web.api.answers import Problem, Refusal, Words
from luohu.web.api.bodies import Body, body_of
from luohu.web.api.operations import answered
from luohu.web.shell.pages import user_of
from luohu.web.verification import asked as asking
from luohu.web.verification import seen, services
from luohu.web.verification.asked import STATES, Asked
from luohu.web.verification.deciding import CHANGED, Said, Told

router = Router(auth=Bearer(), tags=["checks"])
LARGEST_KEY, LARGEST_REVISION = 2**63 - 1, 2**31 - 1
DESCRIBED = "部门核查 verification by departments"


class Decided(Body):
    """What is decided of one check, and of which revision of it."""

    decision: Annotated[str, Field(description="confirmed, corrected, refuted, pending")]
    corrected: Annotated[
        Any, Field(description="更正值,同申请人文档 the value, as in an applicant document")
    ] = None
    reason: Annotated[str, Field(max_length=500)] = ""
    revision: Annotated[int, Field(ge=0, le=LARGEST_REVISION)]


class DecidedOne(Decided):
    """The same with the number of the check."""

    check: Annotated[int, Field(ge=1, le=LARGEST_KEY)]


class DecidedMany(Body):
    """At most a thousand decisions, each a row of its own."""

    decisions: Annotated[list[DecidedOne], Field(max_length=services.MOST_AT_ONCE)]


class CheckShape(Schema):
    """A check as its department sees it: one fact, and nothing else that was declared."""

    model_config = ConfigDict(from_attributes=False)
    check: int
    revision: int
    year: int
    number: str
    name: str
    identity: str
    employer: str
    submitted: str
    fact: str
    label: Words
    said: bool
    declared: Any
    decision: str
    corrected: Any
    reason: str
    late: bool


class Checks(Schema):
    """Checks in the order of their numbers; `next` is what to ask for `after`, null at the end."""

    checks: list[CheckShape]
    next: int | None


class ResultShape(Schema):
    """What came of one decision: done, already, refused or changed, and why."""

    check: int
    state: str
    faults: list[FaultShape]


class Results(Schema):
    """What came of each, in their order."""

    results: list[ResultShape]


def _described(
    words: Text, answer: Any, body: type[Body] | None = None, **others: Any
) -> dict[str, Any]:
    """How an operation is described: what it gives, for which body, and how else it may end."""
    problems = (400, 401, 404, 413, 415, 429) if body else (401, 404, 429)
    responses = {200: answer, 422: Refusal, **dict.fromkeys(problems, Problem)}
    waits = {429: {"headers": {"Retry-After": {"schema": {"type": "integer"}}}}}
    extra: dict[str, Any] = {"x-words": words.as_json, "responses": waits}
    if body is not None:
        shape = {"schema": _inlined(body.model_json_schema())}
        extra["requestBody"] = {"required": True, "content": {"application/json": shape}}
    return {
        "summary": f"{words.zh} {words.en}", "description": DESCRIBED,
        "response": dict(sorted({**responses, **others.get("more", {})}.items())), "openapi_extra": extra,
    }  # fmt: skip


def _inlined(shape: dict[str, Any]) -> dict[str, Any]:
    """A JSON Schema with the shapes that it refers to written where they are used."""
    known = shape.pop("$defs", {})

    def put(part: Any) -> Any:
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            return put(known[name]) if name in known else {k: put(v) for k, v in part.items()}
        return list(map(put, part)) if isinstance(part, list) else part

    inlined: dict[str, Any] = put(shape)
    return inlined


LIST = Text("本部门的核查项", "The checks of one's department")
ONE = Text("核查一项", "Decide one check")
MANY = Text("核查至多一千项", "Decide up to a thousand checks")


@router.get("/checks", **_described(LIST, Checks))
def checks(
    request: HttpRequest,
    year: Annotated[int, Query(ge=0, le=LARGEST_KEY)] = 0,
    state: str = "pending",
    fact: str = "",
    after: Annotated[int, Query(ge=0, le=LARGEST_KEY)] = 0,
    limit: Annotated[int, Query(ge=1, le=services.MOST_AT_ONCE)] = 100,
) -> HttpResponse:
    """The checks of the token's department, by number from `after` on."""
    actor = user_of(request)
    if state not in STATES:
        right = Text("、".join(STATES), ", ".join(STATES))
        wrong = Text("没有这种状态", "there is no such state")
        raise Refused([Fault(Place(column="state"), wrong, right)])
    held = _year(actor, year)
    if held is None:
        return answered({"checks": [], "next": None})
    found = Asked.of({"state": state, "fact": fact}).checks(actor, held).filter(pk__gt=after)
    rows = asking.rows(found.order_by("pk")[: limit + 1])
    told = [_told(row) for row in rows[:limit]]
    return answered(
        {"checks": told, "next": rows[limit - 1].check.pk if len(rows) > limit else None}
    )


@router.post("/checks", **_described(MANY, Results, DecidedMany))
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide many in one transaction; what is wrong with one does not hold up the others."""
    body = body_of(request, DecidedMany)
    said = [_said(one.check, one) for one in body.decisions]
    told = services.decide_many(actor=user_of(request), decisions=said)
    return answered({"results": [_result(one) for one in told]})


@router.post(
    "/checks/{check}",
    **_described(ONE, ResultShape, Decided, more={409: ResultShape}),
)
def decide(request: HttpRequest, check: int) -> HttpResponse:
    """Decide one; 409 where it was changed meanwhile, 422 where the decision may not stand."""
    actor, body = user_of(request), body_of(request, Decided)
    held = seen.check_of(actor, check)
    (told,) = services.decide_many(actor=actor, decisions=[_said(held.pk, body)])
    if told.state == CHANGED:
        return answered(_result(told), 409)
    if told.faults:
        raise Refused(list(told.faults))
    return answered(_result(told))


def _year(actor: User, told: int) -> Any:
    """The year asked for, else the one in which the department verifies; LawError for another."""
    years = asking.years_of(actor)
    found = [one for one in years if one.pk == told] if told else years
    if told and not found:
        raise LawError(f"{told}: 没有这个年度 there is no such year")
    return found[0] if found else None


def _said(check: int, body: Decided) -> Said:
    return Said(check, body.decision, body.corrected, body.reason, body.revision)


def _result(told: Told) -> dict[str, Any]:
    return {
        "check": told.check,
        "state": told.state,
        "faults": [one.as_json() for one in told.faults],
    }


def _told(row: asking.Row) -> dict[str, Any]:
    check, held = row.check, row.seen
    return {
        "check": check.pk, "revision": check.revision, "year": check.year_id, "number": held.number,
        "name": held.name, "identity": held.identity, "employer": held.employer,
        "submitted": held.submitted.isoformat() if held.submitted else "",
        "fact": check.fact, "label": held.label.as_json, "said": held.said, "declared": held.value,
        "decision": check.decision, "corrected": check.corrected, "reason": check.reason or "",
        "late": check.late,
    }  # fmt: skip
