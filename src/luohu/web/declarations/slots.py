"""What other parts of the year show on an applicant's status page: links, each from its own app."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from luohu.web.declarations.models import Declaration


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the status page: its words (lazy where they are translated), address, and a remark."""

    label: object
    address: str
    remark: object = ""


Provider = Callable[[Declaration, datetime.datetime], list[Link]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Have a function say, for a declaration at a moment, which links its status page has."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def links(declaration: Declaration, moment: datetime.datetime) -> list[Link]:
    """Every link for a declaration at a moment, in the order in which their apps were loaded."""
    return [link for provider in _providers for link in provider(declaration, moment)]
