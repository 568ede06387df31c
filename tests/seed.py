"""The founding document, which is not part of the repository: tests that read it skip without it."""

from __future__ import annotations

from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "000_558bf9e56243dbc4.txt"
needs_the_seed = pytest.mark.skipif(
    not SEED.exists(), reason=f"the founding document is not at {SEED}"
)
