"""The figures before publication: numbers only, and last year's line from where it is known."""

import pytest

from luohu.schemes.catalogue import find_scheme
from luohu.web.selection import previewing, services
from luohu.web.selection.models import Outcome
from tests.web.selection import made

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_margin_counts_who_is_within_a_point() -> None:
    freeze = made.frozen()
    line = freeze.figures["cutoff"]
    found = services.preview(freeze)
    ranked = [one.total for one in freeze.outcomes.filter(rank__gte=1)]
    assert found.within_above == sum(line <= one <= line + 100 for one in ranked)
    assert found.within_below == sum(line - 100 <= one < line for one in ranked)
    assert found.over == found.admitted - found.quota


def test_last_year_s_line_is_the_published_one_where_we_have_no_list() -> None:
    freeze = made.frozen(made.ready(2, cycle=2022))
    found = services.preview(freeze)
    published = find_scheme("beijing").published(2021, "cutoff")
    assert found.last_year == published
    freeze.figures = {**freeze.figures, "cutoff": published + 150}
    assert services.preview(freeze).difference == 150


def test_an_unknown_line_of_last_year_is_not_guessed() -> None:
    freeze = made.frozen(made.ready(2, cycle=2030))
    assert services.preview(freeze).last_year is None
    assert services.preview(freeze).difference is None


def test_the_open_are_named_with_what_is_unknown() -> None:
    freeze = made.frozen()
    low = freeze.outcomes.filter(admitted=False, rank__gte=1).first()
    assert low is not None
    told = {"rank": 0, "total": None, "least": 1, "most": 2, "unknown": ["homes"]}
    Outcome.objects.filter(pk=low.pk).update(**told)
    ((number, least, most, unknown),) = services.preview(freeze).open_people
    assert (number, least, most) == (low.number, 1, 2)
    assert "住所" in unknown.zh


def test_the_picture_shows_everybody_ranked_or_nothing() -> None:
    freeze = made.frozen(made.ready(3))
    drawn = previewing.picture(freeze.pk, freeze.digest, "zh")
    assert drawn is not None
    assert "<svg" in drawn.wide
    Outcome.objects.update(rank=0, admitted=False)
    assert previewing.picture(freeze.pk, "another", "en") is None


def test_once_it_is_published_nobody_stands_in_the_way() -> None:
    publication = made.published()
    assert services.preview(publication.freeze).in_the_way == []
