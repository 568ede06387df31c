"""Packages that only some formats need, imported when they are."""

from __future__ import annotations

import importlib
from types import ModuleType

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused


def extra(name: str, file: str) -> ModuleType:
    """Import a package of the extra `tables`; Refused, naming the extra, if it is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not name.startswith(str(error.name)):
            raise
        wrong = Text(f"这种格式需要 {error.name}", f"this format needs {error.name}")
        right = Text('请安装:pip install "luohu[tables]"', 'pip install "luohu[tables]"')
        raise Refused([Fault(Place(file), wrong, right)]) from None
