"""What all operations share: how they are described, and how they answer."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from luohu.law.sources import Text
from luohu.web.api.answers import Problem, Refusal
from luohu.web.api.bodies import SHAPES, Body

TYPE = "application/json; charset=utf-8"
KEPT = "public, max-age=3600"


def asked_for(words: Text, answer: Any) -> dict[str, Any]:
    """How a GET is described: what it gives, as what, and how else it may end."""
    refusals = {304: None, 404: Problem, 422: Refusal, 429: Problem}
    return _described(words, {200: answer, **refusals}, {})


def sent_to(words: Text, answer: Any, body: type[Body]) -> dict[str, Any]:
    """How a POST is described: what it gives for which body, as what, and how else it may end."""
    problems = dict.fromkeys((400, 404, 413, 415, 429), Problem)
    shape = {"schema": {"$ref": SHAPES + body.__name__}}
    asks = {"requestBody": {"required": True, "content": {"application/json": shape}}}
    return _described(words, {200: answer, **problems, 422: Refusal}, asks)


def _described(words: Text, response: Any, extra: dict[str, Any]) -> dict[str, Any]:
    waits = {429: {"headers": {"Retry-After": {"schema": {"type": "integer"}}}}}
    more = {"x-words": words.as_json, "responses": waits}
    return {
        "summary": f"{words.zh} {words.en}",
        "description": "",
        "response": dict(sorted(response.items())),
        "openapi_extra": more | extra,
    }


def written(answer: Any) -> bytes:
    """An answer as JSON in UTF-8; half a surrogate pair stays the escape that it was sent as."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def answered(answer: Any, status: int = 200) -> HttpResponse:
    """An answer that is made for one request."""
    return HttpResponse(written(answer), TYPE, status, headers={"Cache-Control": "no-store"})


def kept(request: HttpRequest, body: bytes) -> HttpResponse:
    """An answer that stays the same while the server runs, or 304 where it is known already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, TYPE, headers={"ETag": tag, "Cache-Control": KEPT})
    found: HttpResponse = get_conditional_response(request, etag=tag, response=answer) or answer
    return found
