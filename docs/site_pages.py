"""Pages of what the site knows of itself: the steps of a declaration, the register of personal data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import django

from docs.markdown import page, table
from luohu.web.protection.register import CLASSES, RETENTIONS, Entry, entries

SETTINGS = "luohu.web.settings"


def ready() -> None:
    """Let Django know the apps; its folder of data is a passing one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with tempfile.TemporaryDirectory(prefix="luohu-docs-") as folder:
        os.environ.setdefault("LUOHU_DATA", folder)
        django.setup()


def procedure() -> str:
    """Every state of a declaration, and every step between them: who takes it, and when."""
    from luohu.web.declarations.procedure import BEGINNINGS, EDGES, State

    states = [[f"`{one.value}`", str(one.label)] for one in State]
    steps = [[f"`{name}`", "", f"`{end.value}`", "", ""] for name, end in BEGINNINGS.items()]
    steps += [
        [f"`{e.action}`", f"`{e.start.value}`", f"`{e.end.value}`", e.role, e.guard] for e in EDGES
    ]
    heading = ["step", "from", "to", "who", "only if"]
    return page(
        "The steps of a declaration", _STEPS, table(["state", ""], states), table(heading, steps)
    )


_STEPS = """Made from `src/luohu/web/declarations/procedure.py`, which the site runs: there is no other
way from one state to another. What each guard asks is in `GUARDS` there; moments are those of the year's
calendar ([the authority's year](../the-year.md))."""


def personal_data() -> str:
    """Every field that the site keeps: why, how secret, on what ground, how long."""
    told = entries()
    parts = []
    for app in sorted({entry.app for entry in told.values()}):
        rows = [list(_cells(entry)) for entry in told.values() if entry.app == app]
        parts.append(f"## {app}\n\n" + table(["field", "class", "purpose", "source", "kept"], rows))
    return page("Register of personal data", _REGISTER, *parts)


_REGISTER = """Made from the `register.toml` of each app; the build fails for a field without an entry
([personal data](../personal-data.md))."""


def _cells(entry: Entry) -> Iterator[str]:
    yield entry.key.split(".", 1)[1]
    yield f"{entry.secrecy} {CLASSES[entry.secrecy].en}"
    yield f"{entry.purpose.zh} {entry.purpose.en}"
    yield entry.source
    yield RETENTIONS[entry.retention].en if entry.retention in RETENTIONS else entry.retention
