"""Folders in which a name has to last."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from luohu.web.protection.folders import synced


def test_the_folder_itself_is_put_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = list[int]()

    def note(descriptor: int) -> None:
        assert stat.S_ISDIR(os.fstat(descriptor).st_mode)
        put.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", note)
    synced(tmp_path)

    assert put == [tmp_path.stat().st_ino]


def test_a_disk_that_fails_is_told_and_nothing_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = list[int]()

    def fail(descriptor: int) -> None:
        held.append(descriptor)
        raise OSError("the disk is broken")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="broken"):
        synced(tmp_path)
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(held[0])
