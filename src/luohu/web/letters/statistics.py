"""To be written."""

from django.http import HttpRequest, HttpResponse


def statistics(request: HttpRequest) -> HttpResponse:
    """To be written."""
    return HttpResponse("")


def export(request: HttpRequest, form: str) -> HttpResponse:
    """To be written."""
    return HttpResponse("")
