"""Finished results of the study, kept in memory and, where they never change, in the folder of data."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import Any

from django.conf import settings

import luohu
from luohu.people.writing import write_text
from luohu.web.shell.context import spoken

READ = {".py", ".toml", ".json", ".html", ".mo"}
MOST = 96
PATIENCE = 20.0


class Busy(Exception):
    """Another result has been in the making for too long."""


@dataclass(frozen=True)
class Finished:
    """A result in one language: its title and finding, the body as HTML, and as a program is told."""

    title: str
    lead: str
    body: str
    told: dict[str, Any]


_FINISHED: OrderedDict[tuple[str, ...], Finished] = OrderedDict()
_MAKING = Lock()
_HOLDING = Lock()


def finished(name: str, make: Callable[[], Finished], lasting: bool = True) -> Finished:
    """The result of a name in the language of the page, made once; Busy if that has to wait too long.

    One is made at a time. What is not `lasting` is kept in memory only, the latest of them.
    """
    key = str(settings.DATA), name, spoken()
    found = _held(key) or (_read(name) if lasting else None)
    if found is None:
        found = _made(key, name, make, lasting)
    _hold(key, found)
    return found


def _made(key: tuple[str, ...], name: str, make: Callable[[], Finished], lasting: bool) -> Finished:
    with alone():
        found = _held(key)
        if found is None:
            found = make()
            _hold(key, found)
            if lasting:
                _write(name, found)
        return found


@contextmanager
def alone() -> Iterator[None]:
    """While no other result is made in this process; Busy if that has to wait too long."""
    if not _MAKING.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _MAKING.release()


def forget_earlier() -> None:
    """Remove what other versions of the program have kept."""
    for folder in _folder().parent.glob("*"):
        if folder.is_dir() and folder.name != digest():
            rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=1)
def digest() -> str:
    """What tells this program from one that might find or show something else."""
    here = Path(luohu.__file__).parent
    told = hashlib.sha256()
    for path in sorted(path for path in here.rglob("*") if path.suffix in READ):
        told.update(str(path.relative_to(here)).encode() + path.read_bytes())
    return told.hexdigest()[:20]


def _held(key: tuple[str, ...]) -> Finished | None:
    with _HOLDING:
        if key in _FINISHED:
            _FINISHED.move_to_end(key)
        return _FINISHED.get(key)


def _hold(key: tuple[str, ...], found: Finished) -> None:
    with _HOLDING:
        _FINISHED[key] = found
        while len(_FINISHED) > MOST:
            _FINISHED.popitem(last=False)


def _folder() -> Path:
    return Path(settings.DATA) / "studies" / digest()


def _path(name: str) -> Path:
    return _folder() / f"{name}.{spoken()}.json"


def _read(name: str) -> Finished | None:
    """What the folder keeps; None for nothing, or for what cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        return Finished(**json.loads(_path(name).read_text("utf-8")))
    return None


def _write(name: str, found: Finished) -> None:
    """Keep a result for later; a folder that cannot be written to only costs time."""
    with suppress(OSError):
        _folder().mkdir(parents=True, exist_ok=True)
        write_text(json.dumps(asdict(found), ensure_ascii=False), _path(name))
