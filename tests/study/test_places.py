"""How places are given: by quota, by a line, directly, to families."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from luohu.study.places import BEST, SUM, Admission, Places, admit, numbered

TOTALS = np.array([9000, 8000, 8000, 7000, 9500])
ALL = np.ones(5, bool)


def admitted(quota: int = 2, places: Places | None = None, **more: Any) -> Admission:
    return admit(TOTALS, more.pop("eligible", ALL), quota, places or Places(), **more)


def people(found: Admission) -> list[int]:
    return np.flatnonzero(found.admitted).tolist()


def test_by_quota_the_highest_are_admitted() -> None:
    found = admitted(quota=2)
    assert (people(found), found.cutoff, found.ties, found.taken) == ([0, 4], 9000, 1, 2)


def test_equal_totals_share_one_fate() -> None:
    found = admitted(quota=3)
    assert (people(found), found.cutoff, found.ties) == ([0, 1, 2, 4], 8000, 2)


def test_who_is_not_eligible_takes_no_place() -> None:
    found = admitted(quota=2, eligible=np.array([True, True, True, True, False]))
    assert (people(found), found.cutoff) == ([0, 1, 2], 8000)


def test_another_quota() -> None:
    assert people(admitted(quota=2, places=Places(quota=1))) == [4]


def test_a_share_of_the_quota() -> None:
    assert Places(share=200).of(60) == 120
    assert Places(share=10).of(5) == 1
    assert Places().of(60) == 60
    assert people(admitted(quota=1, places=Places(share=200))) == [0, 4]


def test_a_fixed_line_admits_everybody_at_or_above_it() -> None:
    found = admitted(quota=1, places=Places(line=8000))
    assert (people(found), found.cutoff, found.ties, found.taken) == ([0, 1, 2, 4], 8000, 2, 4)


def test_a_line_that_nobody_reaches() -> None:
    found = admitted(places=Places(line=9900))
    assert (people(found), found.cutoff, found.taken) == ([], 9900, 0)


def test_who_settles_directly_takes_no_place_of_the_quota() -> None:
    found = admitted(quota=1, direct=np.array([0, 0, 0, 1, 0], bool))
    assert (people(found), found.cutoff, found.taken) == ([3, 4], 9500, 1)


def test_directly_only_if_eligible() -> None:
    eligible = np.array([True, True, True, False, True])
    found = admitted(quota=1, eligible=eligible, direct=np.array([0, 0, 0, 1, 0], bool))
    assert people(found) == [4]


FAMILIES = np.array([0, 1, 2, 1, 3])  # persons 1 and 3 are one family


def test_a_family_goes_by_its_best_and_all_of_it_settles() -> None:
    found = admitted(quota=3, places=Places(family=BEST), families=FAMILIES)
    assert (people(found), found.cutoff, found.taken) == ([0, 1, 2, 3, 4], 8000, 4)
    assert found.totals.tolist() == [9000, 8000, 8000, 8000, 9500]
    assert np.flatnonzero(found.ranked).tolist() == [0, 1, 2, 4]


def test_a_family_by_the_sum_of_its_members() -> None:
    found = admitted(quota=1, places=Places(family=SUM), families=FAMILIES)
    assert (people(found), found.cutoff, found.taken) == ([1, 3], 15000, 1)


def test_of_a_family_only_eligible_members_count_and_settle() -> None:
    eligible = np.array([True, True, True, False, True])
    found = admitted(quota=3, eligible=eligible, places=Places(family=SUM), families=FAMILIES)
    assert people(found) == [0, 1, 2, 4]


def test_families_that_nobody_names_are_refused() -> None:
    with pytest.raises(ValueError, match="family"):
        admitted(places=Places(family=BEST))


def test_whoever_names_no_family_is_one_alone() -> None:
    assert numbered(["F1", None, "F1", None]).tolist() == [0, 1, 0, 2]


def test_nobody_at_all() -> None:
    none = np.zeros(0, np.int64)
    found = admit(none, none.astype(bool), 5, Places())
    assert (found.cutoff, found.taken) == (None, 0)


# ---- two changes together


def test_two_changes_of_places_together() -> None:
    assert Places(quota=9) | Places(joined=True) == Places(quota=9, joined=True)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (Places(quota=9), Places(quota=8), "two reforms change quota"),
        (Places(family=SUM), Places(family=BEST), "two reforms change family"),
        (Places(quota=9), Places(line=9000), "there can be one only"),
        (Places(share=200), Places(quota=9), "there can be one only"),
        (Places(line=9000), Places(family=BEST), "families cannot be ranked beside it"),
    ],
)
def test_changes_of_one_thing_are_refused(one: Places, other: Places, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        _ = one | other
