"""The keys of this installation: which there are, which is in use; kept apart from the database.

A key has an id, and is never changed: a new one is added and used from then on, older ones open
what was sealed under them until nothing is. Of the kind `content` are the keys that seal, of the
kind `index` the one under which numbers are looked up.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from luohu.web.protection.folders import synced
from luohu.web.shell.clock import now

CONTENT, INDEX = "content", "index"
KINDS = (CONTENT, INDEX)
LENGTH = 32


class KeyFault(RuntimeError):
    """The keys cannot be read, or one that is needed is not there."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its id, its bytes, the day it was made, the day it was taken out of use."""

    id: str
    secret: bytes
    made: str
    retired: str = ""

    @property
    def as_json(self) -> dict[str, str]:
        """The key as the file has it."""
        told = base64.b64encode(self.secret).decode()
        return {"id": self.id, "secret": told, "made": self.made, "retired": self.retired}


class KeyProvider(Protocol):
    """Where keys come from: a file here; a key service or a hardware module elsewhere."""

    def active(self, kind: str) -> Key:
        """The key that is in use."""

    def find(self, kind: str, name: str) -> Key:
        """The key of an id; KeyFault where there is none."""


class KeyFile:
    """Keys in a file that only its owner can read; read again when another process changed it."""

    def __init__(self, path: Path, made_here: bool) -> None:
        self.path, self.made_here = path, made_here
        self._stamp: tuple[int, int] = (0, 0)
        self._keys: Mapping[str, tuple[Key, ...]] = {}

    def active(self, kind: str) -> Key:
        """The newest key that is not retired."""
        self._refresh()
        return self._keys[kind][-1]

    def find(self, kind: str, name: str) -> Key:
        """The key of an id; KeyFault where there is none."""
        for again in (False, True):
            if again or not self._keys:
                self._refresh()
            for key in self._keys[kind]:
                if key.id == name and not key.retired:
                    return key
        raise KeyFault(f"{self.path}: no key {name} in use of the kind {kind}")

    def all(self, kind: str) -> tuple[Key, ...]:
        """Every key of a kind, the oldest first."""
        self._refresh()
        return self._keys[kind]

    def add(self, kind: str) -> Key:
        """Make a key, in use from now on."""
        self._refresh()
        key = _made(kind, len(self._keys[kind]) + 1)
        self._write({**self._keys, kind: (*self._keys[kind], key)})
        return key

    def retire(self, kind: str, name: str) -> Key:
        """Take a key out of use and forget its bytes; KeyFault for the one in use."""
        if self.active(kind).id == name:
            raise KeyFault(f"the key {name} is in use: add another first")
        found = self.find(kind, name)
        gone = Key(found.id, b"", found.made, now().date().isoformat())
        held = tuple(gone if key.id == name else key for key in self._keys[kind])
        self._write({**self._keys, kind: held})
        return gone

    def _refresh(self) -> None:
        """Read the file if it is another than the one that was read; make it where it may be."""
        try:
            status = os.stat(self.path)
        except FileNotFoundError:
            self._make()
            status = os.stat(self.path)
        stamp = (status.st_mtime_ns, status.st_ino)
        if stamp == self._stamp:
            return
        if status.st_mode & 0o077:
            raise KeyFault(f"{self.path}: others can read it; chmod 600 {self.path}")
        self._keys, self._stamp = _read(self.path), stamp

    def _make(self) -> None:
        if not self.made_here:  # a mount that is missing must not begin a second set of keys
            raise KeyFault(f"LUOHU_KEYS={self.path}: there is no such file")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # another process was first: its keys are ours
            self._put({kind: (_made(kind, 1),) for kind in KINDS}, new=True)

    def _write(self, keys: Mapping[str, tuple[Key, ...]]) -> None:
        self._put(keys, new=False)
        self._refresh()

    def _put(self, keys: Mapping[str, tuple[Key, ...]], new: bool) -> None:
        """The whole file or nothing, on the disk before anything is sealed under a new key."""
        beside = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                told = {kind: [key.as_json for key in held] for kind, held in keys.items()}
                json.dump(told, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            if new:
                os.link(beside, self.path)
            else:
                beside.replace(self.path)
            synced(self.path.parent)
        finally:
            beside.unlink(missing_ok=True)


def _made(kind: str, number: int) -> Key:
    return Key(f"{kind[0]}{number}", secrets.token_bytes(LENGTH), now().date().isoformat())


def _read(path: Path) -> dict[str, tuple[Key, ...]]:
    try:
        told: Any = json.loads(path.read_text())
        keys = {kind: tuple(map(_key, told[kind])) for kind in KINDS}
    except (ValueError, KeyError, TypeError):
        raise KeyFault(f"{path}: this is no file of keys") from None
    for kind, held in keys.items():
        if not held or held[-1].retired or len({key.id for key in held}) < len(held):
            raise KeyFault(f"{path}: no key in use of the kind {kind}, or two of one id")
    return keys


def _key(told: Mapping[str, str]) -> Key:
    secret = base64.b64decode(told["secret"], validate=True)
    if len(secret) != (0 if told["retired"] else LENGTH):
        raise ValueError(told["id"])
    return Key(told["id"], secret, told["made"], told["retired"])


@lru_cache(maxsize=4)
def _file(told: str, data: Path) -> KeyFile:
    return KeyFile(Path(told) if told else Path(data) / "keys.json", made_here=not told)


def keys() -> KeyFile:
    """The keys in force: those at LUOHU_KEYS, else those in the folder of data."""
    return _file(settings.LUOHU_KEYS, settings.DATA)
