"""The departments that verify: one catalogue, by the key that posts and years name them with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from luohu.law.sources import Text
from luohu.people.facts import departments

DEPARTMENTS: Final[Mapping[str, Text]] = {
    name.lower(): label for name, label in vars(departments).items() if isinstance(label, Text)
}
