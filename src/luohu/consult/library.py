"""The library of replies: a TOML file a reply."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from luohu.consult.reply import Reply
from luohu.law.sources import LawError, Text
from luohu.people.faults import Fault, Place, Refused

FOLDER = Path(__file__).parent / "replies"


@dataclass(frozen=True)
class Library:
    """Replies by number, in order."""

    replies: Mapping[int, Reply]

    @classmethod
    def of(cls, replies: Iterable[Reply]) -> Library:
        """A library in the order of the numbers; of two with one number the later counts."""
        by_number = {reply.number: reply for reply in replies}
        return cls({number: by_number[number] for number in sorted(by_number)})

    def find(self, number: int) -> Reply:
        """A reply by its number; LawError naming the numbers there are."""
        if number not in self.replies:
            raise LawError(f"no reply {number}: there are {spans_of(self.replies)}")
        return self.replies[number]

    def resting_on(self, scheme: str, name: str) -> tuple[Reply, ...]:
        """The replies that rest on a rule or value of a scheme's law."""
        return tuple(
            reply
            for reply in self.replies.values()
            if reply.scheme == scheme and name in reply.rules
        )

    def with_(self, changed: Iterable[Reply]) -> Library:
        """The library with some replies in place of those of the same number, or new."""
        return Library.of([*self.replies.values(), *changed])


@lru_cache
def shipped() -> Library:
    """The library that ships with Luohu."""
    return load_folder(FOLDER)


def load_folder(folder: Path) -> Library:
    """The replies of a folder of TOML files; Refused with every fault of every file."""
    faults: list[Fault] = []
    replies: dict[int, Reply] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            reply = read_reply(path)
        except Refused as refused:
            faults.extend(refused.faults)
            continue
        if reply.number in replies:
            faults.append(fault(path.name, "number", f"{reply.number} is another reply's number"))
        replies[reply.number] = reply
    if faults:
        raise Refused(faults)
    return Library.of(replies.values())


def read_reply(path: Path) -> Reply:
    """One reply from its file; Refused with everything that its form lacks."""
    try:
        return Reply.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Refused([fault(path.name, "", str(error))]) from error
    except ValidationError as error:
        raise Refused(list(faults_of(error, path.name))) from error


def faults_of(error: ValidationError, file: str = "") -> Iterable[Fault]:
    """What a reply's form lacks, field by field."""
    for one in error.errors(include_url=False):
        yield fault(file, ".".join(str(part) for part in one["loc"]), one["msg"])


def fault(file: str, column: str, wrong: str) -> Fault:
    """One thing wrong with a reply."""
    right = Text("格式见 docs/letters.md", "the form of a reply is in docs/letters.md")
    return Fault(Place(file=file, column=column), Text(wrong, wrong), right)


def spans_of(numbers: Iterable[int]) -> str:
    """Numbers in words, those in a row as a span: 1-19, 23."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
