"""Whether what was frozen is still as it was: looked at once more before a list is published."""

from __future__ import annotations

from collections.abc import Iterator

from luohu.law.sources import Text
from luohu.people.faults import Refused
from luohu.web.record import services as record
from luohu.web.record.digests import state_of
from luohu.web.selection import scoring
from luohu.web.selection.freezing import CHUNK, WATCHED, inputs_digest
from luohu.web.selection.models import Freeze, Frozen, Outcome
from luohu.web.shell.refusals import refused

NAMES = (
    "number",
    "eligible",
    "total",
    "least",
    "most",
    "rank",
    "admitted",
    "indicators",
    "unknown",
)


def kept_lines(freeze: Freeze) -> Iterator[tuple[str, str]]:
    """The outcomes as they are kept, as lines by their numbers."""
    for told in Outcome.objects.filter(freeze=freeze).values_list(*NAMES).iterator(CHUNK):
        row = scoring.Row(*told)
        yield row.number, row.line()


def refuse_altered(freeze: Freeze) -> None:
    """Refuse with the first of three that differs: the freeze, its outcomes, its documents.

    The freeze is held against the record, the outcomes against their digest, and the digests of the
    documents against that of all of them. Reading the documents themselves is `check_again`.
    """
    events = record.history(str(freeze)).exclude(after="").order_by("-sequence")
    if events.values_list("after", flat=True).first() != state_of(freeze, WATCHED):
        raise _altered("冻结的数字与操作记录不符", "the freeze is not what the record says")
    if scoring.digest_of([line for _, line in kept_lines(freeze)]) != freeze.outcomes_digest:
        raise _altered("结果与冻结时的摘要不符", "the outcomes are not what was frozen")
    told = Frozen.objects.filter(freeze=freeze).values_list("number", "digest")
    if inputs_digest(told.iterator(CHUNK)) != freeze.inputs_digest:
        raise _altered("材料的摘要与冻结时不符", "the documents are not what was frozen")


def _altered(zh: str, en: str) -> Refused:
    right = Text("重算核对会指出是哪一份", "working it out again names the one that differs")
    return refused(zh, en, right)
