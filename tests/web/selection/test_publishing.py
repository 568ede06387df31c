"""Publishing: all or nothing, by another than who froze, never while somebody could change the list."""

import datetime
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction

from luohu.people.faults import Refused
from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars
from luohu.web.declarations.employers import bar_employer
from luohu.web.declarations.models import Declaration
from luohu.web.record.models import Event
from luohu.web.record.verification import verify
from luohu.web.selection import publishing, services
from luohu.web.selection.models import Freeze, Frozen, Listing, Outcome, Publication
from luohu.web.verification.laying import lay_out
from luohu.web.verification.reviews import ask_review
from luohu.web.years.calendar import Window, moments_of
from luohu.web.years.services import change_calendar
from tests.web.accounts.people import officer
from tests.web.declarations import made as declarations
from tests.web.selection import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_list_holds_the_admitted_by_rank_then_number() -> None:
    publication = made.published()
    lines = list(publication.listings.all())
    admitted = publication.freeze.outcomes.filter(admitted=True)
    assert [one.number for one in lines] == [
        one.number for one in admitted.order_by("rank", "number")
    ]
    assert [one.position for one in lines] == list(range(1, len(lines) + 1))


def test_a_line_says_what_is_published_and_nothing_else() -> None:
    line = made.first_line(made.published())
    held = line.declaration
    assert held.employer is not None
    told = (line.name, line.birth_month, line.employer)
    assert told == (held.name, f"{held.born:%Y-%m}", held.employer.name)
    assert not {"identity", "telephone", "address"} & {f.name for f in Listing._meta.get_fields()}


def test_every_declaration_of_the_year_has_a_new_state_and_an_event() -> None:
    publication = made.published()
    states = Declaration.objects.filter(year=publication.year).values_list("state", flat=True)
    listed = publication.listings.count()
    assert sorted(states) == ["listed"] * listed + ["not_listed"] * (8 - listed)
    assert Event.objects.filter(action="list").count() == listed
    assert Event.objects.filter(action="not_list").count() == 8 - listed
    assert Event.objects.filter(subject=str(publication), action="publish").count() == 1


def test_equal_totals_are_published_together() -> None:
    year = years.year(quota=1)
    document = declarations.DOCUMENTS[3]
    for _ in range(3):
        declarations.declaration(year, document=document)
    years.at(year, Window.RANKING)
    made.decide_everything(year)
    freeze = made.frozen(year)
    if freeze.figures["ranked"]:
        lines = list(made.published(freeze).listings.all())
        assert [one.rank for one in lines] == [1, 1, 1]
        assert [one.number for one in lines] == sorted(one.number for one in lines)


def test_never_by_who_froze_it_nor_by_another_role() -> None:
    actor = officer(Role.AUTHORITY)
    freeze = made.frozen(actor=actor)
    made.begin_publicity(freeze)
    for other in (actor, officer(Role.AUTHORITY), officer(Role.VERIFIER), officer(Role.AUDITOR)):
        with pytest.raises(Refused):
            services.publish(actor=other, freeze=freeze)
    actor.appointment.role = Role.PUBLISHER  # the same person moved to publishing
    actor.appointment.save()
    with pytest.raises(Refused) as refused:
        services.publish(actor=actor, freeze=freeze)
    assert "冻结的人" in refused.value.faults[0].wrong.zh


@pytest.mark.parametrize("window", [Window.DECLARING, Window.RANKING, Window.SETTLEMENT])
def test_not_before_publicity_nor_after_it(window: Window) -> None:
    freeze = made.frozen(made.ready(2))
    years.at(freeze.year, window)
    with pytest.raises(Refused):
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)


def test_a_year_is_published_once() -> None:
    publication = made.published()
    with pytest.raises(Refused):
        services.publish(actor=officer(Role.PUBLISHER), freeze=publication.freeze)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(
            year=publication.year, freeze=publication.freeze, published=publication.published,
            by_id=publication.by.pk, digest="x", takes_down=publication.takes_down,
        )  # fmt: skip


def open_one(freeze: Freeze, **changes: Any) -> str:
    """An admitted person whose result is open after all."""
    held = freeze.outcomes.filter(admitted=True).first()
    assert held is not None
    told = {"rank": 0, "admitted": False, "total": None, "unknown": ["homes"], **changes}
    Outcome.objects.filter(pk=held.pk).update(**told)
    return held.number


@pytest.mark.parametrize("eligible", [None, True])
def test_whoever_is_open_and_reaches_the_line_is_named(eligible: bool | None) -> None:
    freeze = made.frozen()
    number = open_one(freeze, eligible=eligible)
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    (fault,) = refused.value.faults
    assert fault.place.column == number
    assert "住所" in fault.wrong.zh
    assert fault.wrong.en.startswith("open")
    assert not Publication.objects.exists()


def test_whoever_is_open_below_the_line_does_not_stand_in_the_way() -> None:
    freeze = made.frozen()
    low = freeze.outcomes.filter(admitted=False, rank__gte=1).first()
    assert low is not None
    told = {"rank": 0, "total": None, "most": freeze.figures["reach"] - 1, "unknown": ["homes"]}
    Outcome.objects.filter(pk=low.pk).update(**told)
    made.restated(freeze)
    made.begin_publicity(freeze)
    publication = services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert publication.listings.count() == freeze.figures["admitted"]
    assert Declaration.objects.get(pk=low.declaration_id).state == "not_listed"


def test_an_admitted_person_with_a_fact_undecided_stands_in_the_way() -> None:
    freeze = made.frozen()
    held = freeze.outcomes.filter(admitted=True).first()
    assert held is not None
    Declaration.objects.filter(pk=held.declaration_id).update(state="submitted")
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert refused.value.faults[0].place.column == held.number


def test_after_somebody_was_excluded_the_year_is_frozen_again_first() -> None:
    freeze = made.frozen()
    held = freeze.outcomes.first()
    assert held is not None
    services.falsify(actor=officer(Role.AUTHORITY), declaration=held.declaration, why="材料虚假")
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert "重新冻结" in refused.value.faults[0].wrong.zh


@pytest.mark.parametrize("where", ["step_many", "digest_of", "state_of"])
def test_what_fails_on_the_way_leaves_nothing_and_the_next_try_has_the_same_digest(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    freeze, actor = made.frozen(), officer(Role.PUBLISHER)
    made.begin_publicity(freeze)
    expected = publishing.digest_of(publishing.lines_of(freeze))
    events = Event.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, where, lambda *_told, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.publish(actor=actor, freeze=freeze)
    assert not Publication.objects.exists()
    assert not Listing.objects.exists()
    assert not Declaration.objects.filter(state__in=("listed", "not_listed")).exists()
    assert Event.objects.count() == events
    assert services.publish(actor=actor, freeze=freeze).digest == expected


def test_the_job_publishes_once() -> None:
    freeze, actor = made.frozen(), officer(Role.PUBLISHER)
    made.begin_publicity(freeze)
    job = services.ask_to_publish(actor=actor, freeze=freeze)
    assert services.ask_to_publish(actor=actor, freeze=freeze) == job
    made.work()
    job.refresh_from_db()
    assert job.result == {
        "publication": Publication.objects.get().pk, "digest": Publication.objects.get().digest,
    }  # fmt: skip


def test_a_job_that_was_killed_after_publishing_ends_as_if_it_had_not_been() -> None:
    freeze, actor = made.frozen(), officer(Role.PUBLISHER)
    made.begin_publicity(freeze)
    told = {"freeze": freeze.pk, "publisher": actor.pk}
    first = publishing.publish_by_job(lambda _done, _total: None, **told)
    assert publishing.publish_by_job(lambda _done, _total: None, **told) == first
    assert Publication.objects.count() == 1


def test_the_digest_is_of_the_lines_as_they_are_kept() -> None:
    publication = made.published()
    assert publication.digest == publishing.digest_of(publication.listings.all())
    line = made.first_line(publication)
    line.total += 1
    assert publication.digest != publishing.digest_of([line, *publication.listings.all()[1:]])


def test_another_digest_in_the_database_is_seen_by_the_record() -> None:
    publication = made.published()
    Publication.objects.update(digest="0" * 64)
    why = verify().why
    assert why is not None
    assert str(publication) in why.en


def test_a_published_freeze_cannot_be_given_up() -> None:
    publication = made.published()
    with pytest.raises(Refused):
        services.give_up(actor=officer(Role.AUTHORITY), freeze=publication.freeze, why="改主意了")


HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "out"), [(-SECOND, False), (HOUR * 0, True), (HOUR, True), (HOUR + SECOND, False)]
)
def test_only_from_the_beginning_of_publicity_on_and_for_as_long_as_was_announced(
    after: datetime.timedelta, out: bool
) -> None:
    freeze = made.frozen(made.ready(3))
    stop = freeze.year.publicity_from + after
    with mock.patch("luohu.web.years.clock.moment", return_value=stop):
        if out:
            assert services.publish(actor=officer(Role.PUBLISHER), freeze=freeze).published == stop
        else:
            with pytest.raises(Refused):
                services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)


def test_who_is_late_moves_the_end_of_publicity_first() -> None:
    freeze, actor = made.frozen(made.ready(3)), officer(Role.PUBLISHER)
    year = freeze.year
    late = datetime.timedelta(days=2)
    years.to_moment(year, year.publicity_from + late)
    with pytest.raises(Refused) as refused:
        services.publish(actor=actor, freeze=freeze)
    (fault,) = refused.value.faults
    assert fault.place.column == "publicity_to"
    moments = {**moments_of(year), "publicity_to": year.publicity_to + late}
    moments["settles_to"] += late
    change_calendar(actor=officer(Role.AUTHORITY), year=year, moments=moments, why="顺延")
    assert services.publish(actor=actor, freeze=freeze).takes_down == moments["publicity_to"]


def test_a_review_that_waits_stands_in_the_way() -> None:
    year = years.year(quota=3)
    people = [declarations.declaration(year) for _ in range(4)]
    years.at(year, Window.RESULTS)
    lay_out(year)
    owner = people[0].owner
    assert owner is not None
    ask_review(actor=owner, declaration=people[0], indicator="residence", words="请再看一次。")
    years.at(year, Window.RANKING)
    made.decide_everything(year)
    freeze = made.frozen(year)
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    (fault,) = refused.value.faults
    assert fault.place.column == people[0].number
    assert "复查" in fault.wrong.zh


def test_somebody_admitted_who_is_barred_stands_in_the_way_until_the_bar_is_lifted() -> None:
    freeze = made.frozen()
    held = freeze.outcomes.filter(admitted=True)[0].declaration
    with transaction.atomic():
        bar = bars.bar(held, actor=officer(Role.AUTHORITY), role="authority", why="他案虚假")
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert [one.place.column for one in refused.value.faults] == [held.number]
    assert "不得申报" in refused.value.faults[0].wrong.zh
    bars.lift(actor=officer(Role.AUTHORITY), bar=bar, why="认定有误")
    assert services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)


def test_the_employer_of_somebody_admitted_that_is_barred_stands_in_the_way() -> None:
    freeze = made.frozen()
    held = freeze.outcomes.filter(admitted=True)[0].declaration
    assert held.employer is not None
    bar_employer(
        actor=officer(Role.AUTHORITY), employer=held.employer, to_cycle=2031, why="虚假证明"
    )
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert refused.value.faults[0].place.column == held.number
    assert "用人单位" in refused.value.faults[0].wrong.zh


def _another_rank(freeze: Freeze) -> None:
    held = freeze.outcomes.filter(rank=2)[0]
    Outcome.objects.filter(pk=held.pk).update(indicators={})


def _another_document(freeze: Freeze) -> None:
    Frozen.objects.filter(pk=freeze.frozen.all()[0].pk).update(digest="0" * 64)


def _another_line(freeze: Freeze) -> None:
    Freeze.objects.filter(pk=freeze.pk).update(figures={**freeze.figures, "cutoff": 1})


@pytest.mark.parametrize(
    ("change", "said"),
    [(_another_rank, "结果"), (_another_document, "材料"), (_another_line, "操作记录")],
)
def test_what_is_no_longer_as_it_was_frozen_is_not_published(
    change: Callable[[Freeze], None], said: str
) -> None:
    freeze = made.frozen()
    change(freeze)
    made.begin_publicity(freeze)
    with pytest.raises(Refused) as refused:
        services.publish(actor=officer(Role.PUBLISHER), freeze=freeze)
    assert said in refused.value.faults[0].wrong.zh
    assert not Publication.objects.exists()


def test_the_month_of_birth_is_that_of_the_verified_document() -> None:
    freeze = made.frozen()
    first = freeze.outcomes.filter(admitted=True).order_by("rank", "number")[0]
    verified = freeze.frozen.get(number=first.number).document["born"]
    Declaration.objects.filter(pk=first.declaration_id).update(born="1901-01-01")
    assert made.first_line(made.published(freeze)).birth_month == verified[:7]


def test_every_line_is_in_the_record_and_a_line_changed_by_hand_is_seen() -> None:
    publication = made.published()
    lines = list(publication.listings.all())
    assert {f"listing:{one.pk}" for one in lines} == set(
        Event.objects.filter(action="publish", subject__startswith="listing:").values_list(
            "subject", flat=True
        )
    )
    Listing.objects.filter(pk=lines[1].pk).update(total=1)
    why = verify().why
    assert why is not None
    assert str(lines[1]) in why.en


def test_names_exchanged_between_two_lines_by_hand_are_seen() -> None:
    first, second = made.published().listings.order_by("pk")[:2]
    sealed = {one.pk: raw_name(one) for one in (first, second)}
    with connection.cursor() as cursor:
        for one, other in ((first, second), (second, first)):
            statement = "UPDATE selection_listing SET name = %s WHERE id = %s"
            cursor.execute(statement, [sealed[other.pk], one.pk])
    found = verify()
    assert found.why is not None
    assert str(first) in found.why.en


def raw_name(line: Listing) -> str:
    """A line's name as it is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM selection_listing WHERE id = %s", [line.pk])
        return str(cursor.fetchone()[0])


def test_a_step_that_is_another_s_is_in_the_security_log() -> None:
    freeze = made.frozen(made.ready(2))
    with mock.patch("luohu.web.record.security.log") as log, pytest.raises(Refused):
        services.publish(actor=officer(Role.VERIFIER), freeze=freeze)
    assert log.call_args.args == ("refused",)
