"""What every template knows of who is signed in: his name, and the ways to his work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from luohu.web.accounts.homes import ways_of


def account(request: HttpRequest) -> dict[str, Any]:
    """The account and its places of work; nothing for a stranger, whose session is not looked for."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    ways = ways_of(user)
    here = max((at for at, _ in ways if request.path.startswith(at)), key=len, default="")
    return {
        "signed_in_as": user.get_username(),
        "own_ways": [(address, words, address == here) for address, words in ways],
    }
