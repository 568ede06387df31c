"""Another program run by a test as its user would run it, not as a part of these tests."""

from __future__ import annotations

import os

OURS = ("DJANGO_SETTINGS_MODULE", "LUOHU_TEST_POSTGRES", "DATABASE_URL", "LUOHU_DATA")


def surroundings() -> dict[str, str]:
    """The environment without what these tests put into it: a site's settings are not everybody's."""
    return {name: value for name, value in os.environ.items() if name not in OURS}
