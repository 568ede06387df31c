"""The English catalogues and what they must hold; `python -m tests.web.catalogues` brings them up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

SITE = Path(__file__).parents[2] / "src" / "luohu" / "web"
WITHIN = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS: Mapping[str, Any] = {
    "_": None,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, order=True)
class Message:
    """A source string: its context, if any, and its plural, if it has one."""

    source: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Catalogue:
    """An English catalogue and the folders and files whose words it has."""

    path: Path
    sources: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The app, or `web` for what all pages share."""
        return self.path.parents[3].name if len(self.sources) == 1 else SITE.name

    def messages(self) -> set[Message]:
        """What its templates and modules say."""
        return {message for path in self.sources for message in _messages_under(path)}

    def entries(self) -> polib.POFile:
        """The catalogue as it is on disk; empty if it is not there."""
        return polib.pofile(str(self.path)) if self.path.exists() else polib.POFile(wrapwidth=0)


def catalogues() -> list[Catalogue]:
    """The shared one, and one for each app; the shell's words are in the shared one."""
    apps = sorted(path.parent for path in SITE.glob("*/apps.py") if path.parent.name != "shell")
    beside = sorted(SITE.glob("*.py"))
    shared = Catalogue(SITE / WITHIN, (SITE / "templates", SITE / "shell", *beside))
    return [shared, *(Catalogue(app / WITHIN, (app,)) for app in apps)]


def _messages_under(path: Path) -> Iterator[Message]:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        if file.suffix in (".py", ".html", ".txt") and "static" not in file.parts:
            yield from _messages_in(file)


def _messages_in(file: Path) -> Iterator[Message]:
    text = file.read_text("utf-8")
    if file.suffix != ".py":  # what is left of a template is no Python to be indented
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _, found, _, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        source, *plural = found if isinstance(found, tuple) else (found,)
        yield Message(source, next(iter(plural), ""), context or "")


def key(entry: polib.POEntry) -> Message:
    """The source string that an entry translates."""
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def update(catalogue: Catalogue) -> int:
    """Add what is new, drop what is gone, compile; how many wait for a translation."""
    entries, messages = catalogue.entries(), catalogue.messages()
    known = {key(entry): entry for entry in entries}
    written = polib.POFile(wrapwidth=0)
    written.metadata = HEADER
    written.extend(known.get(message) or _empty(message) for message in sorted(messages))
    for entry in written:
        entry.obsolete = False  # makemessages may have thought so, from the wrong folder
    if messages:
        catalogue.path.parent.mkdir(parents=True, exist_ok=True)
        written.save(str(catalogue.path))
        written.save_as_mofile(str(catalogue.path.with_suffix(".mo")))
    return len(written.untranslated_entries()) + len(written.fuzzy_entries())


def _empty(message: Message) -> polib.POEntry:
    plurals = {0: "", 1: ""} if message.plural else {}
    return polib.POEntry(
        msgid=message.source,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural=plurals,
    )


if __name__ == "__main__":
    only = os.environ.get("CATALOGUE", "")
    for each in catalogues():
        if not only or each.name == only:
            print(f"{each.path}: {update(each)} without a translation")
