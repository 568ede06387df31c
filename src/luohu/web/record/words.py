"""The words for actions of the record: each app says its own."""

from __future__ import annotations

from collections.abc import Mapping

from luohu.law.sources import Text

_ACTIONS: dict[str, Text] = {}


def provide(actions: Mapping[str, Text]) -> None:
    """Say what the actions of an app are called; ValueError where one is called otherwise already."""
    for name, text in actions.items():
        if _ACTIONS.setdefault(name, text) != text:
            raise ValueError(f"{name}: {_ACTIONS[name].zh}, {text.zh}")


def action(name: str, language: str) -> str:
    """What an action is called in a language, `zh` or `en`; its own name where nobody said."""
    known = _ACTIONS.get(name)
    return known.in_(language) if known is not None else name


def actions() -> dict[str, Text]:
    """All actions that have words, by name."""
    return dict(sorted(_ACTIONS.items()))
