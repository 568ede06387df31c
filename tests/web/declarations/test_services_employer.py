"""What an employer does: submit for a receipt, once; return, withdraw, discard; and what stops it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from luohu.people.faults import Refused
from luohu.web.declarations import services, submission
from luohu.web.declarations.models import Declaration, Employer, Receipt
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.operations import daily
from luohu.web.record.models import Event
from luohu.web.record.services import history
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
INSTANT = datetime.timedelta(milliseconds=1)


@pytest.fixture
def year() -> Year:
    return years.year()


@pytest.fixture
def employer() -> Employer:
    return made.employer()


@pytest.fixture
def officer(employer: Employer) -> User:
    return people.officer("employer", employer=employer.credit_code)


@pytest.fixture
def held(year: Year, employer: Employer) -> Declaration:
    return made.declaration(year, "with_employer", employer=employer)


def test_what_is_submitted_has_a_receipt_with_number_moment_and_digest(
    held: Declaration, officer: User
) -> None:
    (receipt,) = services.submit(actor=officer, declarations=[held], key="k")

    held.refresh_from_db()
    assert held.state == "submitted"
    assert (held.submitted, held.receipt) == (receipt.received, receipt.digest)
    assert receipt.number == f"{held.number}-1"
    newest = history(subject_of(held)).last()
    assert newest is not None
    assert (newest.action, newest.after) == ("submit", digest_of_state(held))


def test_the_same_key_gets_the_same_receipt_and_nothing_happens_twice(
    held: Declaration, officer: User
) -> None:
    first = services.submit(actor=officer, declarations=[held], key="k")

    again = services.submit(actor=officer, declarations=[held], key="k")

    assert again == first
    assert Receipt.objects.count() == Event.objects.filter(action="submit").count() == 1


def test_another_key_for_what_is_submitted_is_a_conflict(held: Declaration, officer: User) -> None:
    services.submit(actor=officer, declarations=[held], key="k")

    with pytest.raises(services.Conflict):
        services.submit(actor=officer, declarations=[held], key="other")


def test_many_are_submitted_at_once_or_none(year: Year, employer: Employer, officer: User) -> None:
    every = [made.declaration(year, "with_employer", employer=employer) for _ in range(5)]
    submitted = made.declaration(year, "submitted", employer=employer)
    with pytest.raises(services.Conflict):
        services.submit(actor=officer, declarations=[*every, submitted], key="k")
    assert Declaration.objects.filter(state="with_employer").count() == 5

    receipts = services.submit(actor=officer, declarations=every, key="k")

    assert [one.declaration_id for one in receipts] == [one.pk for one in every]
    assert len({one.number for one in receipts}) == 5
    for one in Declaration.objects.filter(pk__in=[one.pk for one in every]):
        assert history(subject_of(one)).last().after == digest_of_state(one)  # type: ignore[union-attr]


@pytest.mark.parametrize(("early", "taken"), [(INSTANT, True), (INSTANT * 0, False)])
def test_the_moment_of_receipt_decides_to_the_millisecond(
    held: Declaration, officer: User, early: datetime.timedelta, taken: bool
) -> None:
    """23:59:59.999 is in time, 00:00:00.000 is not, however late the transaction ends."""
    moment = held.year.declares_to - early
    years.to_moment(held.year, held.year.declares_to + datetime.timedelta(minutes=5))

    if taken:
        (receipt,) = services.submit(actor=officer, declarations=[held], key="k", moment=moment)
        assert receipt.received == moment
    else:
        with pytest.raises(Refused) as refused:
            services.submit(actor=officer, declarations=[held], key="k", moment=moment)
        assert refused.value.faults[0].place.column == "declaring"


def test_without_a_moment_the_years_clock_counts(held: Declaration, officer: User) -> None:
    years.to_moment(held.year, held.year.declares_to)

    with pytest.raises(Refused):
        services.submit(actor=officer, declarations=[held], key="k")


@pytest.mark.parametrize("flag", ["registered_in_city", "tax_registered"])
def test_only_an_employer_registered_and_taxed_in_the_city_submits(
    held: Declaration, officer: User, employer: Employer, flag: str
) -> None:
    Employer.objects.filter(pk=employer.pk).update(**{flag: False})

    with pytest.raises(Refused) as refused:
        services.submit(actor=officer, declarations=[held], key="k")

    assert refused.value.faults[0].place.column == "employer"


@pytest.mark.parametrize(("to_cycle", "taken"), [(2025, True), (2026, False), (2030, False)])
def test_a_barred_employer_does_not_submit_until_its_bar_has_ended(
    held: Declaration, officer: User, employer: Employer, to_cycle: int, taken: bool
) -> None:
    Employer.objects.filter(pk=employer.pk).update(barred_to=to_cycle)

    if taken:
        assert services.submit(actor=officer, declarations=[held], key="k")
    else:
        with pytest.raises(Refused):
            services.submit(actor=officer, declarations=[held], key="k")


def test_a_person_who_is_barred_meanwhile_is_not_submitted(
    held: Declaration, officer: User
) -> None:
    made.bar(held.identity_index, held.year)

    with pytest.raises(Refused) as refused:
        services.submit(actor=officer, declarations=[held], key="k")

    assert refused.value.faults[0].place.file == held.number


def test_an_employer_acts_for_its_own_only(year: Year, officer: User) -> None:
    others = made.declaration(year, "with_employer")

    for refuse in (
        lambda: services.submit(actor=officer, declarations=[others], key="k"),
        lambda: services.return_to_applicant(actor=officer, declaration=others, why="x"),
        lambda: services.discard(actor=officer, declaration=others),
        lambda: services.withdraw(actor=officer, declaration=others),
    ):
        with pytest.raises(PermissionDenied):
            refuse()


def test_nobody_without_an_employer_submits(held: Declaration) -> None:
    with pytest.raises(PermissionDenied):
        services.submit(actor=people.applicant(), declarations=[held], key="k")


@pytest.mark.parametrize("key", ["", "x" * 71])
def test_a_key_is_needed_and_not_too_long(held: Declaration, officer: User, key: str) -> None:
    with pytest.raises(Refused):
        services.submit(actor=officer, declarations=[held], key=key)


def test_what_was_withdrawn_is_submitted_again_for_a_second_receipt(
    held: Declaration, officer: User, employer: Employer
) -> None:
    services.submit(actor=officer, declarations=[held], key="k")
    services.withdraw(actor=officer, declaration=held)
    owner = held.owner
    assert owner is not None
    services.hand_over(actor=owner, declaration=held, credit_code=employer.credit_code)

    (second,) = services.submit(actor=officer, declarations=[held], key="k2")

    assert second.number == f"{held.number}-2"


@pytest.mark.parametrize("handed_over_again", [False, True])
def test_an_old_key_proves_nothing_of_what_was_withdrawn_since(
    held: Declaration, officer: User, employer: Employer, handed_over_again: bool
) -> None:
    services.submit(actor=officer, declarations=[held], key="k")
    services.withdraw(actor=officer, declaration=held)
    assert held.owner is not None
    if handed_over_again:
        code = employer.credit_code
        services.hand_over(actor=held.owner, declaration=held, credit_code=code)

    with pytest.raises(services.Conflict) as refused:
        services.submit(actor=officer, declarations=[held], key="k")

    assert refused.value.faults[0].place.column == "key"
    assert Receipt.objects.count() == 1


def test_an_old_key_is_not_that_of_a_later_submission(
    held: Declaration, officer: User, employer: Employer
) -> None:
    services.submit(actor=officer, declarations=[held], key="k")
    services.withdraw(actor=officer, declaration=held)
    assert held.owner is not None
    services.hand_over(actor=held.owner, declaration=held, credit_code=employer.credit_code)
    services.submit(actor=officer, declarations=[held], key="later")

    with pytest.raises(services.Conflict):
        services.submit(actor=officer, declarations=[held], key="k")


def test_of_many_each_is_named_whose_person_is_submitted_elsewhere(
    year: Year, employer: Employer, officer: User
) -> None:
    every = [made.declaration(year, "with_employer", employer=employer) for _ in range(3)]
    elsewhere = [made.declaration(year, state) for state in ("submitted", "falsified", "void")]
    for one, other in zip(every, elsewhere, strict=True):
        Declaration.objects.filter(pk=one.pk).update(identity_index=other.identity_index)

    with pytest.raises(services.Conflict) as refused:
        services.submit(actor=officer, declarations=every, key="k")

    assert [one.place.file for one in refused.value.faults] == [one.number for one in every[:2]]
    assert not Receipt.objects.filter(declaration__in=every).exists()


def test_one_person_twice_among_many_is_named(
    year: Year, employer: Employer, officer: User
) -> None:
    first, again = (made.declaration(year, "with_employer", employer=employer) for _ in range(2))
    Declaration.objects.filter(pk=again.pk).update(identity_index=first.identity_index)

    with pytest.raises(services.Conflict) as refused:
        services.submit(actor=officer, declarations=[first, again], key="k")

    assert [one.place.file for one in refused.value.faults] == [again.number]


def test_who_only_typed_a_number_stands_in_nobodys_way(
    year: Year, held: Declaration, officer: User
) -> None:
    for state in ("draft", "with_employer"):
        squatter = made.declaration(year, state)
        Declaration.objects.filter(pk=squatter.pk).update(identity_index=held.identity_index)

    assert services.submit(actor=officer, declarations=[held], key="k")


def test_the_database_refuses_what_a_race_would_let_through_and_the_row_is_named(
    year: Year, held: Declaration, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made.declaration(year)
    Declaration.objects.filter(pk=held.pk).update(identity_index=other.identity_index)
    monkeypatch.setattr(submission, "_refuse_hindered", lambda waiting: None)

    with pytest.raises(services.Conflict) as refused:
        services.submit(actor=officer, declarations=[held], key="k")

    assert refused.value.faults[0].place.file == held.number


def test_declarations_of_two_years_are_not_submitted_together(
    held: Declaration, employer: Employer, officer: User
) -> None:
    other = made.declaration(years.year(), "with_employer", employer=employer)

    with pytest.raises(Refused) as refused:
        services.submit(actor=officer, declarations=[held, other], key="k")

    assert refused.value.faults[0].place.column == "declaration"


def test_what_is_verified_is_withdrawn_while_declaring_only(
    year: Year, employer: Employer, officer: User
) -> None:
    early, late = (made.declaration(year, "verified", employer=employer) for _ in range(2))

    assert services.withdraw(actor=officer, declaration=early).state == "draft"

    years.to_moment(year, year.declares_to)
    with pytest.raises(Refused):
        services.withdraw(actor=officer, declaration=late)


def test_the_day_after_the_window_voids_what_was_not_sent_but_not_within_the_hour(
    year: Year,
) -> None:
    held = made.declaration(year, "with_employer")

    years.to_moment(year, year.declares_to + datetime.timedelta(minutes=59))
    assert daily.unsent() == 0

    years.to_moment(year, year.declares_to + datetime.timedelta(minutes=61))
    assert daily.unsent() == 1
    held.refresh_from_db()
    assert held.state == "void"


def test_a_declaration_is_returned_with_a_reason(held: Declaration, officer: User) -> None:
    with pytest.raises(Refused) as refused:
        services.return_to_applicant(actor=officer, declaration=held, why=" ")
    assert refused.value.faults[0].place.column == "why"

    returned = services.return_to_applicant(actor=officer, declaration=held, why="月份不对")

    assert returned.state == "draft"
    assert history(subject_of(held)).last().why == "月份不对"  # type: ignore[union-attr]


def test_what_nobody_claimed_is_discarded_and_not_returned(
    held: Declaration, officer: User
) -> None:
    Declaration.objects.filter(pk=held.pk).update(owner=None)
    with pytest.raises(services.Conflict):
        services.return_to_applicant(actor=officer, declaration=held, why="x")

    assert services.discard(actor=officer, declaration=held).state == "void"


def test_what_is_an_applicants_is_not_discarded(held: Declaration, officer: User) -> None:
    with pytest.raises(services.Conflict):
        services.discard(actor=officer, declaration=held)


def test_what_was_never_submitted_is_void_after_the_time_for_declaring(
    year: Year, employer: Employer
) -> None:
    states = ("draft", "with_employer", "submitted", "void")
    held = [made.declaration(year, state, employer=employer) for state in states]
    with pytest.raises(Refused):
        services.void_unsent(year=year)
    years.to_moment(year, year.declares_to)

    assert services.void_unsent(year=year) == 2
    assert services.void_unsent(year=year) == 0

    found = [Declaration.objects.get(pk=one.pk) for one in held]
    assert [one.state for one in found] == ["void", "void", "submitted", "void"]
    for one in found:
        assert history(subject_of(one)).last().after == digest_of_state(one)  # type: ignore[union-attr]


def test_many_take_a_step_together_or_none(year: Year) -> None:
    every = [made.declaration(year) for _ in range(3)]
    draft = made.declaration(year, "draft")
    system = {"actor": None, "role": "system"}
    with pytest.raises(Refused):
        services.step_many([*(one.pk for one in every), draft.pk], "verify", **system)  # type: ignore[arg-type]

    assert services.step_many([one.pk for one in every], "verify", **system) == 3  # type: ignore[arg-type]

    for one in Declaration.objects.filter(state="verified"):
        assert history(subject_of(one)).last().after == digest_of_state(one)  # type: ignore[union-attr]
