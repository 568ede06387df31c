"""What an applicant does: begin, fill, hand over, take back, withdraw, give up, claim."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from luohu.people.faults import Refused
from luohu.web.declarations import drafts, services
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.protection import blind
from luohu.web.record import security
from luohu.web.record.services import history
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
DOCUMENT = made.DOCUMENTS[0]


@pytest.fixture
def year() -> Year:
    return years.year()


@pytest.fixture
def applicant() -> User:
    return people.applicant()


def filled(applicant: User, year: Year, details: dict[str, str] | None = None) -> Declaration:
    """A draft that is complete."""
    held = services.begin(actor=applicant, year=year)
    told = details or made.details(born=DOCUMENT["born"], sex=DOCUMENT["sex"])
    return services.save_draft(
        actor=applicant, declaration=held, fields=told, document=DOCUMENT, revision=0
    )


def wrong(refused: Any) -> list[str]:
    """The columns that a refusal names."""
    return [fault.place.column for fault in refused.value.faults]


def test_a_declaration_begins_as_an_empty_draft_with_the_notice_and_the_consents(
    year: Year, applicant: User
) -> None:
    held = services.begin(actor=applicant, year=year)

    assert (held.state, held.notice_version, held.revision) == ("draft", "1", 0)
    assert set(held.consents) == {"purpose", "sensitive"}
    assert held.number.startswith(year.number_prefix)
    assert [event.action for event in history(subject_of(held))] == ["begin"]


def test_none_begins_without_each_consent(year: Year, applicant: User) -> None:
    with pytest.raises(Refused) as refused:
        services.begin(actor=applicant, year=year, consents=["purpose"])

    assert wrong(refused) == ["sensitive"]


def test_none_begins_after_an_older_notice(year: Year, applicant: User) -> None:
    with pytest.raises(Refused) as refused:
        services.begin(actor=applicant, year=year, notice_version="0")

    assert wrong(refused) == ["notice"]


@pytest.mark.parametrize("window", [Window.RESULTS, Window.RANKING, Window.PUBLICITY])
def test_none_begins_outside_the_time_for_declaring(
    year: Year, applicant: User, window: Window
) -> None:
    years.at(year, window)

    with pytest.raises(Refused) as refused:
        services.begin(actor=applicant, year=year)

    assert wrong(refused) == ["declaring"]


def test_an_account_has_one_live_declaration_a_year(year: Year, applicant: User) -> None:
    held = services.begin(actor=applicant, year=year)
    with pytest.raises(services.Conflict):
        services.begin(actor=applicant, year=year)

    services.give_up(actor=applicant, declaration=held)

    assert services.begin(actor=applicant, year=year).state == "draft"


def test_another_year_is_another_declaration(year: Year, applicant: User) -> None:
    services.begin(actor=applicant, year=year)

    assert services.begin(actor=applicant, year=years.year()).state == "draft"


def test_a_save_keeps_details_document_and_birth_and_counts(year: Year, applicant: User) -> None:
    held = Declaration.objects.get(pk=filled(applicant, year).pk)

    assert held.revision == 1
    assert held.born is not None
    assert held.born.isoformat() == DOCUMENT["born"]
    assert held.identity_index == blind.index(held.identity)
    assert held.document["insurance"] == DOCUMENT["insurance"]
    assert history(subject_of(held)).last().after == digest_of_state(held)  # type: ignore[union-attr]


def test_what_the_law_does_not_ask_for_is_not_kept(year: Year, applicant: User) -> None:
    held = services.begin(actor=applicant, year=year)
    told = {**DOCUMENT, "family": "9", "pupils": [], "id_number": "x"}

    saved = services.save_draft(actor=applicant, declaration=held, document=told, revision=0)

    assert not {"id", "born", "id_number", "family", "pupils", "city"} & saved.document.keys()


def test_the_second_of_two_windows_is_refused(year: Year, applicant: User) -> None:
    held = services.begin(actor=applicant, year=year)
    services.save_draft(actor=applicant, declaration=held, document=DOCUMENT, revision=0)

    with pytest.raises(services.Conflict) as refused:
        services.save_draft(actor=applicant, declaration=held, document={}, revision=0)

    assert wrong(refused) == ["revision"]


def test_wrong_details_are_all_named_and_nothing_is_kept(year: Year, applicant: User) -> None:
    held = services.begin(actor=applicant, year=year)
    told = {"name": "甲" * 41, "identity": "123", "telephone": "none", "address": "x"}

    with pytest.raises(Refused) as refused:
        services.save_draft(actor=applicant, declaration=held, fields=told, revision=0)

    assert wrong(refused) == ["name", "identity", "telephone"]
    held.refresh_from_db()
    assert held.address == ""


@pytest.mark.parametrize("state", ["draft", "with_employer", "submitted", "falsified"])
def test_saving_a_number_never_tells_what_else_there_is_of_it(
    year: Year, applicant: User, state: str
) -> None:
    other = made.declaration(year, state)
    made.bar(other.identity_index, year)
    held = services.begin(actor=applicant, year=year)

    saved = services.save_draft(
        actor=applicant, declaration=held, fields={"identity": other.identity}, revision=0
    )

    assert saved.identity_index == other.identity_index


@pytest.mark.parametrize(
    ("state", "handed"),
    [("draft", True), ("with_employer", True), ("submitted", False), ("verified", False)],
)
def test_only_what_is_submitted_stands_in_the_way_of_handing_over(
    year: Year, applicant: User, state: str, handed: bool
) -> None:
    other = made.declaration(year, state, document=DOCUMENT)
    told = made.details() | {"identity": other.identity}
    held = filled(applicant, year, told)
    code = made.employer().credit_code

    if handed:
        assert services.hand_over(actor=applicant, declaration=held, credit_code=code)
    else:
        with pytest.raises(services.Conflict) as refused:
            services.hand_over(actor=applicant, declaration=held, credit_code=code)
        assert wrong(refused) == ["identity"]


def test_the_database_itself_keeps_one_a_person_a_year(year: Year) -> None:
    first, second = made.declaration(year), made.declaration(year)

    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=second.pk).update(identity_index=first.identity_index)


def test_children_are_kept_with_the_guardians_consent_only(year: Year, applicant: User) -> None:
    held = filled(applicant, year)
    told = {**DOCUMENT, "children": [{"born": "2015-09-12"}]}

    with pytest.raises(Refused) as refused:
        services.save_draft(actor=applicant, declaration=held, document=told, revision=1)
    assert wrong(refused) == ["minors"]

    saved = services.save_draft(
        actor=applicant, declaration=held, document=told, revision=1, consents=["minors"]
    )
    assert "minors" in saved.consents


def test_a_complete_draft_is_handed_to_the_employer(year: Year, applicant: User) -> None:
    employer = made.employer()

    held = services.hand_over(
        actor=applicant, declaration=filled(applicant, year), credit_code=employer.credit_code
    )

    assert (held.state, held.employer) == ("with_employer", employer)
    assert held.handed is not None


def test_an_incomplete_draft_is_not_handed_over_and_every_fault_is_named(
    year: Year, applicant: User
) -> None:
    held = services.begin(actor=applicant, year=year)

    with pytest.raises(Refused) as refused:
        services.hand_over(
            actor=applicant, declaration=held, credit_code=made.employer().credit_code
        )

    assert wrong(refused) == ["name", "identity", "telephone", "address"]


def test_what_is_unknown_does_not_keep_it_from_being_handed_over(
    year: Year, applicant: User
) -> None:
    held = filled(applicant, year)
    document = {name: value for name, value in DOCUMENT.items() if name != "homes"}
    services.save_draft(actor=applicant, declaration=held, document=document, revision=1)

    handed = services.hand_over(
        actor=applicant, declaration=held, credit_code=made.employer().credit_code
    )

    assert handed.state == "with_employer"


@pytest.mark.parametrize("code", ["", "12345", "919900000000001X1X"])
def test_an_employer_that_is_not_known_takes_nothing(
    year: Year, applicant: User, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.hand_over(actor=applicant, declaration=filled(applicant, year), credit_code=code)

    assert wrong(refused) == ["credit_code"]


def test_what_was_handed_over_cannot_be_changed_until_it_is_taken_back(
    year: Year, applicant: User
) -> None:
    held = filled(applicant, year)
    services.hand_over(actor=applicant, declaration=held, credit_code=made.employer().credit_code)
    with pytest.raises(services.Conflict):
        services.save_draft(actor=applicant, declaration=held, document={}, revision=1)

    services.take_back(actor=applicant, declaration=held)

    saved = services.save_draft(actor=applicant, declaration=held, document={}, revision=1)
    assert saved.revision == 2


def test_nobody_touches_anothers_declaration(year: Year) -> None:
    held, stranger = made.declaration(year, "draft"), people.applicant()

    for service in (services.give_up, services.take_back, services.withdraw):
        with pytest.raises(PermissionDenied):
            service(actor=stranger, declaration=held)
    with pytest.raises(PermissionDenied):
        services.save_draft(actor=stranger, declaration=held, document={}, revision=0)


def test_who_is_barred_is_refused_when_handing_over(year: Year, applicant: User) -> None:
    held = filled(applicant, year)
    made.bar(held.identity_index, year, 2024, 2029)

    with pytest.raises(Refused) as refused:
        services.hand_over(
            actor=applicant, declaration=held, credit_code=made.employer().credit_code
        )

    assert wrong(refused) == ["identity"]
    assert "2029" in refused.value.faults[0].wrong.en


@pytest.mark.parametrize(("first", "last"), [(2020, 2025), (2027, 2032)])
def test_a_bar_of_other_cycles_does_not_matter(
    year: Year, applicant: User, first: int, last: int
) -> None:
    held = filled(applicant, year)
    made.bar(held.identity_index, year, first, last)

    code = made.employer().credit_code
    assert services.hand_over(actor=applicant, declaration=held, credit_code=code)


@pytest.mark.parametrize("state", ["submitted", "verified"])
def test_an_applicant_withdraws_and_declares_again_in_time(year: Year, state: str) -> None:
    held = made.declaration(year, state)
    owner = held.owner
    assert owner is not None

    assert services.withdraw(actor=owner, declaration=held).state == "draft"

    code = made.employer().credit_code
    assert services.hand_over(actor=owner, declaration=held, credit_code=code)


@pytest.mark.parametrize("state", ["with_employer", "submitted"])
def test_an_employers_declaration_is_claimed_with_number_and_identity(
    year: Year, applicant: User, state: str
) -> None:
    held = made.declaration(year, state)
    Declaration.objects.filter(pk=held.pk).update(owner=None)

    claimed = services.claim(actor=applicant, number=held.number, identity_number=held.identity)

    assert claimed.owner == applicant
    assert history(subject_of(held)).last().action == "claim"  # type: ignore[union-attr]


@pytest.mark.parametrize("state", ["draft", "void", "verified", "listed"])
def test_what_is_not_with_the_employer_or_submitted_is_not_claimed(
    year: Year, applicant: User, state: str
) -> None:
    held = made.declaration(year, state)
    Declaration.objects.filter(pk=held.pk).update(owner=None)

    with pytest.raises(Refused) as refused:
        services.claim(actor=applicant, number=held.number, identity_number=held.identity)

    assert wrong(refused) == ["number"]


def test_nothing_is_claimed_after_the_time_for_declaring(year: Year, applicant: User) -> None:
    held = made.declaration(year, "submitted")
    Declaration.objects.filter(pk=held.pk).update(owner=None)
    years.to_moment(year, year.declares_to)

    with pytest.raises(Refused) as refused:
        services.claim(actor=applicant, number=held.number, identity_number=held.identity)

    assert wrong(refused) == ["declaring"]


@pytest.mark.parametrize("role", ["employer", "verifier", "authority"])
def test_only_an_applicant_begins_or_claims(
    year: Year, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, logged = people.officer(role), list[str]()
    monkeypatch.setattr(security, "log", lambda event, **told: logged.append(event))

    with pytest.raises(PermissionDenied):
        services.begin(actor=officer, year=year)
    with pytest.raises(PermissionDenied):
        services.claim(actor=officer, number="X", identity_number="Y")

    assert logged == ["refused", "refused"]


def test_only_consents_of_the_notice_are_kept(year: Year, applicant: User) -> None:
    held = services.begin(actor=applicant, year=year)

    saved = services.save_draft(
        actor=applicant, declaration=held, revision=0, consents=["minors", "anything", "x" * 99]
    )

    assert set(saved.consents) == {"purpose", "sensitive", "minors"}


def test_a_number_that_is_taken_is_drawn_again(
    year: Year, applicant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = made.declaration(year, "draft").number
    draws = iter([taken, taken, "FREE1"])
    monkeypatch.setattr(drafts, "_drawn", lambda year: next(draws))

    assert services.begin(actor=applicant, year=year).number == "FREE1"


def test_a_number_that_somebody_takes_at_that_moment_is_drawn_again(
    year: Year, applicant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = made.declaration(year, "draft").number
    draws = iter([taken, "FREE2"])
    monkeypatch.setattr(drafts, "new_number", lambda year: next(draws))

    assert services.begin(actor=applicant, year=year).number == "FREE2"


@pytest.mark.parametrize("what", ["number", "identity", "owned", "void"])
def test_a_claim_that_does_not_fit_is_refused(year: Year, applicant: User, what: str) -> None:
    held = made.declaration(year, "submitted")
    Declaration.objects.filter(pk=held.pk).update(
        owner=held.owner if what == "owned" else None,
        state="void" if what == "void" else held.state,
    )
    number = "X0" if what == "number" else held.number
    identity = made.details()["identity"] if what == "identity" else held.identity

    with pytest.raises(Refused) as refused:
        services.claim(actor=applicant, number=number, identity_number=identity)

    assert wrong(refused) == ["number"]


def test_who_has_a_declaration_claims_no_other(year: Year, applicant: User) -> None:
    services.begin(actor=applicant, year=year)
    held = made.declaration(year, "submitted")
    Declaration.objects.filter(pk=held.pk).update(owner=None)

    with pytest.raises(services.Conflict):
        services.claim(actor=applicant, number=held.number, identity_number=held.identity)
