"""Folders in which a name has to last: what is written there is on the disk, and so is its name."""

from __future__ import annotations

import os
from pathlib import Path


def synced(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
