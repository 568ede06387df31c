"""To be written."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest) -> HttpResponse:
    """To be written."""
    return HttpResponse("")


def new(request: HttpRequest) -> HttpResponse:
    """To be written."""
    return HttpResponse("")


def one_reply(request: HttpRequest, number: int) -> HttpResponse:
    """To be written."""
    return HttpResponse("")


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """To be written."""
    return HttpResponse("")


def act(request: HttpRequest, number: int, action: str) -> HttpResponse:
    """To be written."""
    return HttpResponse("")
