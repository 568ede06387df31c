"""Random examples take the time they take: a busy machine is no fault of the law."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("law", deadline=None, max_examples=60)
settings.load_profile("law")
