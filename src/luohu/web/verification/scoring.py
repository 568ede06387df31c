"""The score of what is verified: a fact still pending is unknown to the law, even where silence means none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from luohu.law.evaluation import InForce
from luohu.people import single
from luohu.people.cohort import Cohort
from luohu.people.faults import Place, refuse_if
from luohu.schemes.scoring import Score, score_person, unmet
from luohu.web.verification.facts import names_of, question_of, questions_by_key


def score_verified(law: InForce, document: Mapping[str, Any], pending: Collection[str]) -> Score:
    """One person's score with the pending facts unknown; Refused where the document itself is wrong."""
    applicant, _ = single.checked(document)
    cohort = marked(law, Cohort.of([applicant]), [pending])
    score = score_person(law, cohort.person(0), applicant.id)
    refuse_if(unmet(score, Place(column=f"id {applicant.id}")))
    return score


def marked(law: InForce, cohort: Cohort, pending: Sequence[Collection[str]]) -> Cohort:
    """The cohort with what is pending of each person, in the cohort's order, marked as unknown.

    A fact is named by its key in a document; one that the law does not ask for is nothing to it.
    """
    missing = dict(cohort.missing)
    for fact in sorted({fact for facts in pending for fact in facts} & set(questions_by_key(law))):
        gone = np.array([fact in facts for facts in pending])
        for name in names_of(question_of(law, fact)):
            missing[name] = missing[name] | gone if name in missing else gone
    return replace(cohort, missing=missing)
