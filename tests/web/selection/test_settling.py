"""After the list: nobody moves up, who is objected to waits, rights lapse, false material bars."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars
from luohu.web.declarations.keeping import anonymise
from luohu.web.declarations.models import Bar, Declaration, Employer
from luohu.web.protection import identity
from luohu.web.record.models import Event
from luohu.web.record.rows import RowFault, bad_rows
from luohu.web.record.watched import Watched, watched
from luohu.web.selection import services
from luohu.web.selection.models import Listing, Publication
from luohu.web.years import clock
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer
from tests.web.declarations import made as declarations
from tests.web.selection import made
from tests.web.selection.test_objecting import objected
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def publication() -> Publication:
    return made.published()


@pytest.fixture
def authority() -> User:
    return officer(Role.AUTHORITY)


def rows_of(model: type[Listing]) -> Watched:
    """How the record watches the rows of a model."""
    return next(one for one in watched() if one.model is model)


def bad(of: Watched) -> list[RowFault]:
    """Rows that are not as the record says."""
    return [fault for _, faults in bad_rows(of) for fault in faults]


def settled_time(publication: Publication) -> Listing:
    """Publicity is over, and everybody on the list confirmed."""
    years.at(publication.year, Window.SETTLEMENT)
    services.confirm_all(actor=None, year=publication.year)
    return made.first_line(publication)


def test_cancelling_replaces_nobody(publication: Publication, authority: User) -> None:
    line, count = made.first_line(publication), publication.listings.count()
    held = services.cancel(actor=authority, listing=line, why="本人放弃")
    assert (held.state, held.why) == ("cancelled", "本人放弃")
    assert held.cancelled is not None
    assert publication.listings.count() == count
    assert Declaration.objects.get(pk=line.declaration_id).state == "cancelled"
    assert (
        not Declaration.objects.filter(year=publication.year, state="not_listed").count()
        < 8 - count
    )


def test_cancelling_needs_a_reason_and_the_authority(
    publication: Publication, authority: User
) -> None:
    line = made.first_line(publication)
    with pytest.raises(Refused):
        services.cancel(actor=authority, listing=line, why="")
    with pytest.raises(Refused):
        services.cancel(actor=officer(Role.PUBLISHER), listing=line, why="理由")


def test_nobody_is_cancelled_twice(publication: Publication, authority: User) -> None:
    line = made.first_line(publication)
    services.cancel(actor=authority, listing=line, why="本人放弃")
    with pytest.raises(Refused):
        services.cancel(actor=authority, listing=line, why="再来")
    assert Event.objects.filter(action="cancel", subject=str(line)).count() == 1


def test_after_publicity_everybody_left_is_confirmed(
    publication: Publication, authority: User
) -> None:
    first, *others = publication.listings.all()
    services.cancel(actor=authority, listing=first, why="本人放弃")
    years.at(publication.year, Window.SETTLEMENT)
    assert services.confirm_all(actor=authority, year=publication.year) == len(others)
    assert services.confirm_all(actor=authority, year=publication.year) == 0
    states = [one.state for one in publication.listings.all()]
    assert states == ["cancelled", *["confirmed"] * len(others)]


def test_nobody_is_confirmed_during_publicity(publication: Publication, authority: User) -> None:
    with pytest.raises(Refused):
        services.confirm_all(actor=authority, year=publication.year)
    assert not Listing.objects.filter(state="confirmed").exists()


@pytest.mark.parametrize(
    ("upheld", "cancels", "confirmed"),
    [(None, None, False), (True, True, False), (True, False, True), (False, None, True)],
)
def test_who_is_objected_to_waits_unless_the_answer_leaves_the_right(
    publication: Publication,
    authority: User,
    upheld: bool | None,
    cancels: bool | None,
    confirmed: bool,
) -> None:
    line = made.first_line(publication)
    objection, _ = objected(publication, about=str(line.position))
    if upheld is not None:
        services.answer_objection(
            actor=authority, objection=objection, upheld=upheld, answer="如下", cancels=cancels
        )
    years.at(publication.year, Window.SETTLEMENT)
    services.confirm_all(actor=authority, year=publication.year)
    line.refresh_from_db()
    assert line.state == ("confirmed" if confirmed else "listed")


def test_a_line_that_was_to_be_cancelled_is_confirmed_after_all_with_the_reason(
    publication: Publication, authority: User
) -> None:
    line = made.first_line(publication)
    objection, _ = objected(publication, about=str(line.position))
    years.at(publication.year, Window.SETTLEMENT)
    with pytest.raises(Refused):
        services.confirm(actor=authority, listing=line, why="未答复")
    services.answer_objection(
        actor=authority, objection=objection, upheld=True, answer="如下", cancels=True
    )
    with pytest.raises(Refused):
        services.confirm(actor=authority, listing=line, why="")
    assert services.confirm(actor=authority, listing=line, why="复核后不取消").state == "confirmed"
    assert Declaration.objects.get(pk=line.declaration_id).state == "confirmed"
    with pytest.raises(Refused):
        services.confirm(actor=authority, listing=line, why="再来")


def test_every_step_of_a_line_is_in_the_record_with_the_day_and_place(
    publication: Publication, authority: User
) -> None:
    first, second, *_ = publication.listings.all()
    services.cancel(actor=authority, listing=second, why="本人放弃")
    line = settled_time(publication)
    day = localdate(publication.year.publicity_to)
    services.settle(actor=authority, listing=line, on=day, place="own")
    years.to_moment(publication.year, publication.year.settles_to)
    services.lapse_all(actor=None, year=publication.year)
    told = Event.objects.filter(subject=str(first)).values_list("action", flat=True)
    assert list(told) == ["publish", "confirm", "settle"]
    assert not bad(rows_of(Listing))
    Listing.objects.filter(pk=line.pk).update(settled_at="relative")
    assert [one.subject for one in bad(rows_of(Listing))] == [str(line)]


def test_settling_says_the_day_and_the_kind_of_place(
    publication: Publication, authority: User
) -> None:
    line = settled_time(publication)
    day = localdate(publication.year.publicity_to) + datetime.timedelta(days=3)
    held = services.settle(actor=authority, listing=line, on=day, place="own")
    assert (held.state, held.settled_on, held.settled_at) == ("settled", day, "own")
    assert Declaration.objects.get(pk=line.declaration_id).state == "settled"


@pytest.mark.parametrize("days", [-1, 5000])
def test_the_day_lies_between_publicity_and_today(
    publication: Publication, authority: User, days: int
) -> None:
    line = settled_time(publication)
    day = localdate(publication.year.publicity_to) + datetime.timedelta(days=days)
    with pytest.raises(Refused) as refused:
        services.settle(actor=authority, listing=line, on=day, place="own")
    assert refused.value.faults[0].place.column == "on"


def test_nobody_settles_unconfirmed_or_in_no_kind_of_place(
    publication: Publication, authority: User
) -> None:
    years.at(publication.year, Window.SETTLEMENT)
    line = made.first_line(publication)
    day = localdate(publication.year.publicity_to)
    with pytest.raises(Refused):
        services.settle(actor=authority, listing=line, on=day, place="own")
    services.confirm_all(actor=authority, year=publication.year)
    with pytest.raises(Refused):
        services.settle(actor=authority, listing=line, on=day, place="moon")
    line.refresh_from_db()
    assert line.state == "confirmed"


def test_after_the_time_of_settlement_the_rest_lapses(
    publication: Publication, authority: User
) -> None:
    line = settled_time(publication)
    day = localdate(publication.year.publicity_to)
    services.settle(actor=authority, listing=line, on=day, place="collective")
    with pytest.raises(Refused):
        services.lapse_all(actor=authority, year=publication.year)
    years.to_moment(publication.year, publication.year.settles_to)
    assert services.lapse_all(actor=authority, year=publication.year) >= 1
    states = {one.state for one in publication.listings.all()}
    assert states == {"settled", "lapsed"}


def test_false_material_bars_this_cycle_and_five_more_and_strikes_the_line(
    publication: Publication, authority: User
) -> None:
    line = made.first_line(publication)
    held = services.falsify(actor=authority, declaration=line.declaration, why="学历证书系伪造")
    line.refresh_from_db()
    assert (held.state, line.state) == ("falsified", "cancelled")
    bar = Bar.objects.get()
    found_in = localdate(clock.moment(publication.year)).year
    assert (bar.from_cycle, bar.to_cycle) == (2026, max(found_in, 2026) + 5)
    assert bars.person_barred(publication.year, held.identity_index) is not None
    assert not Employer.objects.filter(barred_to__isnull=False).exists()


@pytest.mark.parametrize("rehearsal", [False, True])
def test_an_employer_that_helped_is_barred_as_long_but_not_in_a_rehearsal(
    authority: User, rehearsal: bool
) -> None:
    held = declarations.declaration(years.year(rehearsal=rehearsal), state="submitted")
    services.falsify(
        actor=authority, declaration=held, why="单位出具虚假证明", employer_helped=True
    )
    assert held.employer is not None
    held.employer.refresh_from_db()
    assert held.employer.barred_to == (None if rehearsal else Bar.objects.get().to_cycle)


def test_nothing_of_a_rehearsal_reaches_a_real_year(authority: User) -> None:
    held = declarations.declaration(years.year(rehearsal=True), state="submitted")
    services.falsify(actor=authority, declaration=held, why="演练", employer_helped=True)
    real = years.year(rehearsal=False)
    assert bars.barred_in(held.year) == {held.identity_index}
    assert not bars.barred_in(real)
    assert not bars.employers_barred_in(real)


def test_rows_are_locked_before_the_head_of_the_record(authority: User) -> None:
    held = declarations.declaration(years.year(rehearsal=False), state="submitted")
    with CaptureQueriesContext(connection) as taken:
        services.falsify(actor=authority, declaration=held, why="虚假", employer_helped=True)
    told = [one["sql"] for one in taken.captured_queries]
    employer = next(n for n, sql in enumerate(told) if 'FROM "declarations_employer"' in sql)
    assert employer < next(n for n, sql in enumerate(told) if 'FROM "record_head"' in sql)


def test_what_was_made_anonymous_is_not_found_false(
    publication: Publication, authority: User
) -> None:
    held = Declaration.objects.filter(state="not_listed")[0]
    with transaction.atomic():
        anonymise([held])
    with pytest.raises(Refused) as refused:
        services.falsify(actor=authority, declaration=held, why="虚假")
    assert "匿名" in refused.value.faults[0].wrong.zh
    assert not Bar.objects.exists()


def test_false_material_of_somebody_not_on_the_list(authority: User) -> None:
    held = declarations.declaration(state="submitted")
    assert services.falsify(actor=authority, declaration=held, why="虚假").state == "falsified"


def test_false_material_needs_a_reason_the_authority_and_a_submission(
    publication: Publication, authority: User
) -> None:
    held = made.first_line(publication).declaration
    with pytest.raises(Refused):
        services.falsify(actor=authority, declaration=held, why=" ")
    with pytest.raises(Refused):
        services.falsify(actor=officer(Role.PUBLISHER), declaration=held, why="虚假")
    draft = declarations.declaration(state="draft")
    with pytest.raises(Refused):
        services.falsify(actor=authority, declaration=draft, why="虚假")
    assert not Bar.objects.exists()


def test_somebody_settled_can_still_be_found_false(
    publication: Publication, authority: User
) -> None:
    line = settled_time(publication)
    day = localdate(publication.year.publicity_to)
    services.settle(actor=authority, listing=line, on=day, place="own")
    services.falsify(actor=authority, declaration=line.declaration, why="虚假")
    line.refresh_from_db()
    assert line.state == "cancelled"


@pytest.mark.parametrize(
    "change",
    [{"state": "cancelled"}, {"state": "settled"}, {"state": "gone"}, {"rank": 0}, {"position": 0}],
)
def test_the_database_refuses_a_line_that_makes_no_sense(
    publication: Publication, change: dict[str, Any]
) -> None:
    line = made.first_line(publication)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=line.pk).update(**change)


def test_a_reason_is_kept_without_numbers_wherever_it_stands(
    publication: Publication, authority: User
) -> None:
    line, number = made.first_line(publication), identity.invented(909)
    services.falsify(actor=authority, declaration=line.declaration, why=f"冒用ID{number}的证书")
    line.refresh_from_db()
    kept = f"冒用ID{'*' * 18}的证书"
    assert (line.why, Bar.objects.get().why) == (kept, kept)
    assert Event.objects.filter(why=kept).count() == 3
    assert bad(rows_of(Listing)) == []
