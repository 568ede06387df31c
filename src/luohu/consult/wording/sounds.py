"""Words written as they sound: other characters of the same sound, or Latin letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "sounds.txt"
SHORTEST, LONGEST = 2, 5


@dataclass(frozen=True)
class Sounds:
    """The words of the field by how they sound, without tones."""

    by_sound: dict[tuple[str, ...], str]
    by_letters: dict[str, str]

    @classmethod
    def of(cls, words: Iterable[str]) -> Sounds:
        """The sounds of some words; of two that sound alike the first in order counts."""
        chinese = sorted(w for w in words if SHORTEST <= len(w) <= LONGEST and not w.isascii())
        by_sound: dict[tuple[str, ...], str] = {}
        for word in chinese:
            by_sound.setdefault(sound(word), word)
        return cls(by_sound, {"".join(told): word for told, word in by_sound.items()})

    def mended(self, pieces: Sequence[str]) -> Iterator[str]:
        """Pieces of a cut text, those that are no words put together as the words they sound like."""
        single: list[str] = []
        for piece in pieces:
            if len(piece) == 1:
                single.append(piece)
                continue
            yield from self._put_together(single)
            single = []
            yield piece
        yield from self._put_together(single)

    def joined(self, runs: Sequence[str]) -> Iterator[str]:
        """Runs of a text, Latin syllables put together where they spell a word of the field."""
        at = 0
        while at < len(runs):
            for length in range(min(LONGEST, len(runs) - at), 1, -1):
                word = self.by_letters.get("".join(runs[at : at + length]))
                if word is not None:
                    yield word
                    at += length
                    break
            else:
                yield runs[at]
                at += 1

    def spelt(self, letters: str) -> list[str]:
        """The words of the field that Latin letters spell from end to end; none if they do not."""
        if not letters or len(letters) < 4:
            return []
        best: dict[int, list[str]] = {0: []}
        for end in range(4, len(letters) + 1):
            for start in sorted(best):
                word = self.by_letters.get(letters[start:end])
                if word is not None and end not in best:
                    best[end] = [*best[start], word]
        return best.get(len(letters), [])

    def _put_together(self, single: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(single):
            word, length = self._word_at(single, at)
            yield word
            at += length

    def _word_at(self, single: Sequence[str], at: int) -> tuple[str, int]:
        for length in range(min(LONGEST, len(single) - at), SHORTEST - 1, -1):
            word = self.by_sound.get(sound("".join(single[at : at + length])))
            if word is not None:
                return word, length
        return single[at], 1


def sound(word: str) -> tuple[str, ...]:
    """The sound of each character of a word, without tones; a character not known sounds as itself."""
    return tuple(sound_of(character) for character in word)


def sound_of(character: str) -> str:
    """The commonest sound of one character, without tone."""
    return _sounds().get(character, character)


@lru_cache
def _sounds() -> dict[str, str]:
    rows = (line.split() for line in TABLE.read_text("utf-8").splitlines())
    return {character: told for told, characters in rows for character in characters}
