"""What the library of standard replies says: all replies, one, and those that answer a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from luohu.consult.answers import as_json
from luohu.law.sources import Text
from luohu.web.api.answers import Asked, StandardReply
from luohu.web.api.bodies import AskBody, body_of
from luohu.web.api.operations import answered, asked_for, sent_to
from luohu.web.letters import library

letters = Router()
REPLIES = Text("全部标准答复", "All standard replies")
REPLY = Text("一条标准答复", "One standard reply")
ASK = Text("问:哪些标准答复合适", "Ask: which standard replies answer it")


@letters.get("/replies", **asked_for(REPLIES, list[StandardReply]))
def replies(request: HttpRequest) -> HttpResponse:
    """The library in force."""
    told = [reply.model_dump(mode="json") for reply in library.library().replies.values()]
    return answered(told)


@letters.get("/replies/{number}", **asked_for(REPLY, StandardReply))
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """One reply of it."""
    return answered(library.library().find(number).model_dump(mode="json"))


@letters.post("/ask", **sent_to(ASK, Asked, AskBody))
def ask(request: HttpRequest) -> HttpResponse:
    """The replies that fit, as `luohu ask --json` gives them; nothing of the question is kept."""
    asked = body_of(request, AskBody)
    found = library.finder().find(asked.question, asked.top)
    return answered(as_json(found, asked.document, asked.cycle))
