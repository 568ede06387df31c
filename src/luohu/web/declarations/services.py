"""What may be done with a declaration, each a transaction of its own; `step` within the caller's."""

from luohu.web.declarations.bars import bar, bar_employer_for, lift
from luohu.web.declarations.contents import declared_document
from luohu.web.declarations.drafts import (
    begin,
    claim,
    give_up,
    hand_over,
    save_draft,
    take_back,
    too_often,
)
from luohu.web.declarations.employers import add_employer, bar_employer, state_employer
from luohu.web.declarations.stepping import Conflict, step, step_many, subject_of
from luohu.web.declarations.submission import (
    discard,
    return_to_applicant,
    submit,
    void_unsent,
    withdraw,
)

__all__ = [
    "Conflict",
    "add_employer",
    "bar",
    "bar_employer",
    "bar_employer_for",
    "begin",
    "claim",
    "declared_document",
    "discard",
    "give_up",
    "hand_over",
    "lift",
    "return_to_applicant",
    "save_draft",
    "state_employer",
    "step",
    "step_many",
    "subject_of",
    "submit",
    "take_back",
    "too_often",
    "void_unsent",
    "withdraw",
]
