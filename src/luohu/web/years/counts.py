"""What other apps count of a year, shown on its page: they provide it, so that years imports none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luohu.law.sources import Text
from luohu.web.years.models import Year


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, and where they are listed, if anywhere."""

    label: Text
    number: int
    address: str = ""


Provider = Callable[[Year], list[Count]]
_providers: dict[str, tuple[Text, Provider]] = {}


def provide(name: str, heading: Text, provider: Provider) -> None:
    """Register what counts something of a year, once a name; from an AppConfig's ready."""
    _providers[name] = (heading, provider)


def counted(year: Year) -> list[tuple[Text, list[Count]]]:
    """Everything that is counted of a year, with its heading; what counts nothing is left out."""
    found = [(heading, provider(year)) for heading, provider in _providers.values()]
    return [(heading, rows) for heading, rows in found if rows]
