"""What the core refuses, as a page that says where, what and what would be right."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused

# What the driver of PostgreSQL says of a character that no text there may have.
NUL = "NUL (0x00)"
NO_TEXT = Fault(
    Place(),
    Text("内容里有不能保存的字符", "there is a character in it that no text may have"),
    Text("删去它再试", "take it out and try again"),
)


class RefusalMiddleware:
    """Turn a refused input into status 422 and a wrong call into 404, never into a failure."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; None for what is not one."""
        if isinstance(error, Refused):
            return refusal(request, error.faults, 422)
        if isinstance(error, LawError):
            words = str(error)
            return refusal(request, [Fault(Place(), Text(words, words), Text("", ""))], 404)
        if isinstance(error, ValueError) and NUL in str(error):
            return refusal(request, [NO_TEXT], 400)
        return None


def refusal(request: HttpRequest, faults: list[Fault], status: int) -> HttpResponse:
    """A page with every fault."""
    return render(request, "refused.html", {"faults": faults}, status=status)


def refused(zh: str, en: str, right: Text, column: str = "") -> Refused:
    """A refusal with one fault, in words of both languages."""
    return refused_at(column, Text(zh, en), right)


def refused_at(column: str, wrong: Text, right: Text) -> Refused:
    """A refusal with one fault in a column; the empty column is that of the whole."""
    return Refused([Fault(Place(column=column), wrong, right)])
