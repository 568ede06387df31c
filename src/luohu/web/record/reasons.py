"""What people type freely and the site keeps in the open: reasons are covered, names refused."""

from __future__ import annotations

from collections.abc import Iterator

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.record.covering import covered, holds_identity, one_line
from luohu.web.shell.refusals import refused

LONGEST = 500


def reason(why: str) -> str:
    """Why something is done, as it is kept: in one line, personal numbers covered; Refused for none or too much.

    The row, its digest and the record are given these words, so that they agree.
    """
    words = " ".join(covered(one_line(why)).split())
    if 0 < len(words) <= LONGEST:
        return words
    right = Text(f"写明理由,1 至 {LONGEST} 字", f"say why, in 1 to {LONGEST} characters")
    raise refused("没有写理由,或理由太长", "no reason is given, or it is too long", right, "why")


def name_faults(column: str, name: str) -> Iterator[Fault]:
    """An identity number in a name, which has to be exact and is kept in the open."""
    if holds_identity(name):
        wrong = Text("里面有身份证号", "an identity number stands in it")
        yield Fault(Place(column=column), wrong, Text("删去号码", "take the number out"))
