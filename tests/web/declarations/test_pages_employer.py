"""The employer's pages: its own declarations, submitted one or many, with receipts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from luohu.web.declarations import services
from luohu.web.declarations.models import Declaration, Employer, Receipt
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    return years.year()


@pytest.fixture
def employer() -> Employer:
    return made.employer()


@pytest.fixture
def client(employer: Employer) -> Client:
    return people.signed_in(people.officer("employer", employer=employer.credit_code))


@pytest.fixture
def held(year: Year, employer: Employer) -> Declaration:
    return made.declaration(year, "with_employer", employer=employer)


def submit(client: Client, *held: Declaration, key: str = "k", **named: Any) -> Any:
    numbers = [one.number for one in held]
    return client.post(reverse("employer-submit"), {"declaration": numbers, "key": key}, **named)


def test_the_queue_has_the_own_declarations_with_the_number_covered(
    client: Client, held: Declaration, year: Year
) -> None:
    others = made.declaration(year, "with_employer")

    shown = client.get("/employer/").text

    assert held.number in shown
    assert held.identity not in shown
    assert held.identity[-4:] in shown
    assert others.number not in shown


def test_an_applicants_draft_is_not_the_employers_affair(
    client: Client, year: Year, employer: Employer
) -> None:
    draft = made.declaration(year, "draft", employer=employer)

    assert draft.number not in client.get("/employer/").text
    assert client.get(f"/employer/{draft.number}/").status_code == 404


def test_ticked_declarations_are_submitted_and_the_page_is_their_receipts(
    client: Client, held: Declaration, year: Year, employer: Employer
) -> None:
    other = made.declaration(year, "with_employer", employer=employer)

    answer = submit(client, held, other)

    assert answer.status_code == 200
    for receipt in Receipt.objects.all():
        assert receipt.digest in answer.text
        assert f"{receipt.received:%S}.{receipt.received.microsecond // 1000:03d}" in answer.text
    assert Receipt.objects.count() == 2
    assert held.name in answer.text
    assert employer.name in answer.text


def test_a_submission_asks_the_database_no_more_than_fifteen_times(
    client: Client, held: Declaration, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        assert submit(client, held).status_code == 200


def test_sent_twice_it_is_submitted_once_and_with_another_key_it_is_a_conflict(
    client: Client, held: Declaration
) -> None:
    first, again = submit(client, held), submit(client, held)

    assert first.status_code == again.status_code == 200
    assert held.name in again.text
    assert Receipt.objects.count() == 1
    assert submit(client, held, key="other").status_code == 409


def test_the_key_may_come_in_the_header(client: Client, held: Declaration) -> None:
    answer = submit(client, held, key="", headers={"Idempotency-Key": "from-a-program"})

    assert answer.status_code == 200
    assert submit(client, held, key="from-a-program").context["receipts"] == [Receipt.objects.get()]


def test_of_a_key_only_its_digest_is_kept(client: Client, held: Declaration) -> None:
    submit(client, held, key=held.identity)

    assert held.identity not in Receipt.objects.get().key


def test_anothers_declaration_is_not_found_and_nothing_is_submitted(
    client: Client, held: Declaration, year: Year
) -> None:
    others = made.declaration(year, "with_employer")

    assert submit(client, held, others).status_code == 422
    assert client.get(f"/employer/{others.number}/").status_code == 404
    assert not Receipt.objects.exists()


def test_nothing_ticked_is_said_plainly(client: Client, held: Declaration) -> None:
    answer = submit(client)

    assert answer.status_code == 422
    assert "没有勾选" in answer.text


def test_an_employer_that_is_not_stated_is_told_and_has_no_button(
    client: Client, held: Declaration, employer: Employer
) -> None:
    Employer.objects.filter(pk=employer.pk).update(tax_registered=False)

    shown = client.get("/employer/").text

    assert "还没有核实" in shown
    assert "提交勾选的" not in shown
    assert submit(client, held).status_code == 422


def test_one_declaration_is_looked_at_with_the_number_covered(
    client: Client, held: Declaration
) -> None:
    shown = client.get(f"/employer/{held.number}/").text

    assert held.identity not in shown
    assert held.address not in shown
    assert held.name in shown


def test_it_is_returned_with_a_reason_that_the_applicant_reads(
    client: Client, held: Declaration
) -> None:
    address = reverse("employer-return", args=[held.number])
    assert client.post(address, {"why": ""}).status_code == 422

    assert client.post(address, {"why": "住所起始月份不对"}).status_code == 302

    assert held.owner is not None
    shown = people.signed_in(held.owner).get(f"/declare/{held.number}/").text
    assert "单位退回:住所起始月份不对" in shown


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [("submitted", "withdraw", "draft"), ("with_employer", "discard", "void")],
)
def test_what_cannot_be_taken_back_is_asked_first(
    client: Client, year: Year, employer: Employer, state: str, step: str, after: str
) -> None:
    held = made.declaration(year, state, employer=employer)
    Declaration.objects.filter(pk=held.pk).update(owner=None)
    address = reverse(f"employer-{step}", args=[held.number])
    assert address in client.get(f"/employer/{held.number}/").text
    assert client.get(address).status_code == 200

    client.post(address)

    held.refresh_from_db()
    assert held.state == after


def test_a_receipt_can_be_seen_again_and_says_if_it_was_withdrawn(
    client: Client, held: Declaration
) -> None:
    submit(client, held)
    address = reverse("employer-receipts", args=[held.number])
    assert "后来撤回了" not in client.get(address).text

    client.post(reverse("employer-withdraw", args=[held.number]))
    assert held.owner is not None
    shown = people.signed_in(held.owner).get(f"/declare/{held.number}/receipts/").text

    assert "后来撤回了" in shown


def test_an_employer_that_nobody_registered_is_told_so() -> None:
    client = people.signed_in(people.officer("employer"))

    answer = client.get("/employer/")

    assert answer.status_code == 404
    assert "91110000MA0000000X" in answer.text


@pytest.mark.parametrize("role", ["verifier", "authority", "auditor", "publisher"])
def test_nobody_else_sees_the_employers_pages(role: str) -> None:
    assert people.signed_in(people.officer(role)).get("/employer/").status_code == 403


def test_an_applicant_does_not_see_the_employers_pages() -> None:
    assert people.signed_in(people.applicant()).get("/employer/").status_code == 403


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_shown_in_both_languages(
    client: Client, held: Declaration, language: str
) -> None:
    for name in ("", "workbook/", f"{held.number}/", f"{held.number}/receipts/"):
        assert client.get(f"{language}/employer/{name}").status_code == 200


@pytest.mark.parametrize("address", ["/employer/", "/employer/workbook/"])
def test_a_year_of_many_digits_is_not_found(
    client: Client, held: Declaration, address: str
) -> None:
    assert client.get(address, {"year": "9" * 5000}).status_code == 404


def test_the_employer_sees_reasons_of_its_own_steps_and_none_of_the_authoritys(
    client: Client, year: Year, employer: Employer
) -> None:
    with transaction.atomic():
        services.step(
            made.declaration(year, employer=employer), "falsify",
            actor=None, role="authority", why="学历证书系伪造",
        )  # fmt: skip
    false = Declaration.objects.get(state="falsified")

    shown = client.get(reverse("employer-declaration", args=[false.number])).text

    assert "认定材料虚假" in shown
    assert "学历证书系伪造" not in shown
    assert false.owner is not None
    own = people.signed_in(false.owner).get(reverse("declaration", args=[false.number])).text
    assert "学历证书系伪造" in own


def test_the_employer_sees_why_it_returned_what_was_handed_over_again(
    client: Client, year: Year, employer: Employer
) -> None:
    held = made.declaration(year, "with_employer", employer=employer)
    client.post(reverse("employer-return", args=[held.number]), {"why": "月份不对"})
    assert held.owner is not None
    services.hand_over(actor=held.owner, declaration=held, credit_code=employer.credit_code)

    assert "月份不对" in client.get(reverse("employer-declaration", args=[held.number])).text
