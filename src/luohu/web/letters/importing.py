"""To be written."""

from django.http import HttpRequest, HttpResponse


def importing(request: HttpRequest) -> HttpResponse:
    """To be written."""
    return HttpResponse("")
