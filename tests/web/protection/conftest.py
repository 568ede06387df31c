"""Keys and a folder of data of a test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from luohu.web.protection.keys import KeyFile, keys


@pytest.fixture
def own_keys(settings: Any, tmp_path: Path) -> KeyFile:
    settings.DATA, settings.LUOHU_KEYS = tmp_path, ""
    return keys()
