"""A letter cut into the words it is about, in Chinese and English, misspelt ones understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from luohu.consult.wording.absent import absent
from luohu.consult.wording.sounds import Sounds
from luohu.consult.wording.spelling import HAN, plain
from luohu.consult.wording.vocabulary import Vocabulary, vocabulary

with absent("pkg_resources"):  # which reads every installed package
    from jieba import Tokenizer

_RUN = re.compile(rf"[{HAN}]+|[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)?")
_IS_HAN = re.compile(rf"[{HAN}]")
MEANING, PAIR = "#", "@"


@dataclass(frozen=True, slots=True)
class Cut:
    """A letter cut: its words in order, their tokens, and the pairs of neighbouring characters.

    Of a text that was cut beforehand the words themselves are not kept.
    """

    words: tuple[Word, ...]
    tokens: tuple[str, ...]
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a letter, and the tokens that it is searched by."""

    written: str
    tokens: tuple[str, ...]


class Cutter:
    """Cuts letters by a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self.vocabulary = words
        self.sounds = Sounds.of(words.field)
        self._jieba = Tokenizer()
        self._jieba.FREQ = words.frequencies
        self._jieba.total = sum(words.frequencies.values())
        self._jieba.initialized = True
        self._seen: dict[str, tuple[str, ...]] = {}
        self._stemmer = Stemmer.Stemmer("english")

    def cut(self, text: str) -> Cut:
        """A letter cut, idle words left out."""
        words: list[Word] = []
        pairs: list[str] = []
        for run in self.sounds.joined(_RUN.findall(plain(text))):
            if _IS_HAN.match(run):
                words += self._chinese(run)
                pairs += (f"{PAIR}{run[i : i + 2]}" for i in range(len(run) - 1))
            else:
                words += self._other(run)
        tokens = tuple(token for word in words for token in word.tokens)
        return Cut(tuple(words), tokens, tuple(pairs))

    def _chinese(self, run: str) -> Iterator[Word]:
        pieces = list(self._jieba.cut(run, HMM=False))
        for piece in self.sounds.mended(pieces):
            if piece not in self.vocabulary.idle:
                yield Word(piece, self._tokens_of(piece))

    def _tokens_of(self, piece: str) -> tuple[str, ...]:
        known = self._seen.get(piece)
        if known is None:
            known = self._seen[piece] = tuple(_tokens(piece, self.vocabulary))
        return known

    def _other(self, run: str) -> Iterator[Word]:
        if run[0].isdigit():
            yield Word(run, (run,))
            return
        heard = self.sounds.spelt(run)
        if heard:
            yield from (Word(word, self._tokens_of(word)) for word in heard)
        elif run not in self.vocabulary.idle:
            names = self.vocabulary.english.get(run, ())
            meanings = (f"{MEANING}{name}" for name in names)
            yield Word(run, (self._stemmer.stemWord(run), *meanings))


def _tokens(piece: str, words: Vocabulary) -> Iterator[str]:
    """A word, the names of what it means, and the same of the words of the field within it."""
    meanings = words.meanings.get(piece)
    if meanings is None and len(piece) == 1:
        return
    yield piece
    yield from (f"{MEANING}{name}" for name in meanings or ())
    yield from _inner(piece, words)


def _inner(piece: str, words: Vocabulary) -> Iterator[str]:
    """The words of the field within a longer word, each with what it means."""
    for start in range(len(piece)):
        for end in range(start + 2, len(piece) + 1):
            part = piece[start:end]
            if part != piece and part in words.meanings:
                yield part
                yield from (f"{MEANING}{name}" for name in words.meanings[part])


@lru_cache
def cutter() -> Cutter:
    """The cutter of the vocabulary that ships."""
    return Cutter(vocabulary())
