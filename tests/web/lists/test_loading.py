"""Lists in the database: whole or not at all, once a cycle, every invariant a constraint."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from luohu.law.sources import LawError
from luohu.web.lists.demonstration import load_demonstration
from luohu.web.lists.loading import load
from luohu.web.lists.models import Award, AwardList
from luohu.web.lists.reading import read_list
from luohu.web.protection import identity

pytestmark = pytest.mark.django_db


def test_a_list_is_kept_with_its_ranks_and_digest(kept: AwardList, file: Path) -> None:
    assert list(kept.awards.values_list("rank", "total")) == [
        (1, 12050),
        (2, 11900),
        (2, 11900),
        (4, 9713),
    ]
    assert kept.digest == read_list(file, "beijing", 2020).digest
    assert str(kept.awards.first()) == "beijing 2020 1"


def test_a_second_list_of_a_cycle_is_refused_unless_it_replaces(
    kept: AwardList, file: Path
) -> None:
    with pytest.raises(LawError, match="--replace"):
        load(read_list(file, "beijing", 2020), "beijing", 2020)
    again = load(read_list(file, "beijing", 2020), "beijing", 2020, replace=True)
    assert AwardList.objects.get() == again
    assert Award.objects.count() == 4


def test_progress_is_told(file: Path) -> None:
    told: list[int] = []
    load(read_list(file, "beijing", 2020), "beijing", 2020, progress=told.append)
    assert told == [4]


def test_the_demonstration_is_loaded_once_and_says_what_it_is() -> None:
    first, again = load_demonstration(), load_demonstration()
    assert first == again
    assert first.demonstration
    assert all(name.startswith("演示-") for name in first.awards.values_list("name", flat=True))


@pytest.mark.parametrize(
    "wrong",
    [{"rank": 0}, {"rank": 9}, {"total": -1}, {"place": 1}],
    ids=["no rank", "rank behind its place", "negative total", "place taken"],
)
def test_the_database_refuses_a_row_that_cannot_be(kept: AwardList, wrong: dict[str, Any]) -> None:
    row = {"list": kept, "place": 5, "rank": 5, "total": 9000} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(**row)


@pytest.mark.parametrize(
    "wrong", [{"cycle": 1999}, {"quota": 0}, {"cycle": 2020}], ids=["year", "quota", "twice"]
)
def test_the_database_refuses_a_list_that_cannot_be(kept: AwardList, wrong: dict[str, Any]) -> None:
    told = {"scheme": "beijing", "cycle": 2021, "digest": "x", "loaded": timezone.now()} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardList.objects.create(**told)


def test_a_source_with_an_identity_number_is_refused(file: Path) -> None:
    with pytest.raises(LawError, match="identity number"):
        load(read_list(file, "beijing", 2020), "beijing", 2020, source=identity.invented(904))
    assert not AwardList.objects.exists()
