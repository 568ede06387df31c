"""The family rule of points for schooling: one holder scores for the child, the best of them."""

from __future__ import annotations

from collections.abc import Sequence

from luohu.law.quantities import Points, most


def family_score(scores: Sequence[Points | int]) -> Points | int:
    """The best score of the parents or guardians who hold a permit; scores are never added.

    Hundredths, or ranges of them; a family none of whose holders has a score counts 0
    (Qianwan 2022 for the best of the family, Cixi for the 0; of Fenghua nothing was found).
    """
    return most(scores[1:], default=scores[0]) if scores else 0
