"""The texts that ship, cut beforehand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from luohu.consult.wording.cutting import Cut, cutter

HERE = Path(__file__).parent
FILE = HERE / "prepared.json"
RULES = ("words.toml", "frequent.txt", "sounds.txt", "cutting.py", "sounds.py", "spelling.py")


def cut_all(texts: Iterable[str]) -> list[Cut]:
    """Each text cut; those that ship are only looked up."""
    return [_kept().get(_key(text)) or cutter().cut(text) for text in texts]


def prepared(texts: Iterable[str]) -> str:
    """What is kept of some texts, for the file."""
    cuts = {_key(text): cutter().cut(text) for text in texts}
    words = _numbered(token for cut in cuts.values() for token in cut.tokens)
    pairs = _numbered(pair for cut in cuts.values() for pair in cut.pairs)
    numbers = {
        key: [[words[token] for token in cut.tokens], [pairs[pair] for pair in cut.pairs]]
        for key, cut in sorted(cuts.items())
    }
    kept = {"rules": _rules(), "words": list(words), "pairs": list(pairs), "texts": numbers}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


@lru_cache
def _kept() -> Mapping[str, Cut]:
    """The texts of the file, none where the rules of cutting have changed since."""
    held: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    if held.get("rules") != _rules():
        return {}
    words, pairs = held["words"], held["pairs"]
    return {
        key: Cut((), _named(words, first), _named(pairs, second))
        for key, (first, second) in held["texts"].items()
    }


def _named(names: Sequence[str], numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(map(names.__getitem__, numbers))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


@lru_cache
def _rules() -> str:
    """A digest of everything that decides how a text is cut."""
    stated = b"".join((HERE / name).read_bytes() for name in RULES)
    return hashlib.blake2b(stated, digest_size=8).hexdigest()
