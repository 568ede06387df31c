"""The applicant's pages, from the notice to the receipt, without JavaScript."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luohu.web.declarations import slots
from luohu.web.declarations.contents import asked_of
from luohu.web.declarations.models import Declaration
from luohu.web.declarations.papers import papers_of
from luohu.web.record import security
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
DOCUMENT = made.DOCUMENTS[0]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def year() -> Year:
    return years.year()


def draft(year: Year) -> tuple[Client, Declaration]:
    """An applicant's browser, and the draft that is filled in but not handed over."""
    held = made.declaration(year, "draft", document=DOCUMENT)
    assert held.owner is not None
    return people.signed_in(held.owner), held


def page(client: Client, name: str, held: Declaration, *more: Any) -> Any:
    return client.get(reverse(name, args=[held.number, *more]))


def send(client: Client, name: str, held: Declaration, data: dict[str, Any], *more: Any) -> Any:
    return client.post(reverse(name, args=[held.number, *more]), data)


def test_the_way_from_the_notice_to_the_employer(year: Year) -> None:
    client, employer = people.signed_in(people.applicant()), made.employer()
    assert reverse("declare-begin", args=[year.pk]) in client.get("/declare/").text
    begun = client.post(
        reverse("declare-begin", args=[year.pk]),
        {"notice": "1", "consent": ["purpose", "sensitive"]},
    )
    held = Declaration.objects.get()
    assert begun.headers["Location"] == reverse("declaration-details", args=[held.number])

    details = made.details(born="1985-10-12", sex="female")
    answer = send(client, "declaration-details", held, {**details, "revision": "0"})
    assert answer.url == reverse("declaration-fact", args=[held.number, "sex"])

    document = {**DOCUMENT, "born": "1985-10-12", "sex": "female"}
    file = SimpleUploadedFile("luohu.json", json.dumps(document).encode())
    send(client, "declaration-load", held, {"file": file, "revision": "1"})
    checked = page(client, "declaration-check", held)
    assert "按填写的内容算出的分" in checked.text

    send(client, "declaration-check", held, {"credit_code": employer.credit_code})
    held.refresh_from_db()
    assert (held.state, held.employer) == ("with_employer", employer)


def test_the_notice_without_the_consents_is_shown_again_and_says_which(year: Year) -> None:
    client = people.signed_in(people.applicant())

    answer = client.post(
        reverse("declare-begin", args=[year.pk]), {"notice": "1", "consent": ["purpose"]}
    )

    assert answer.status_code == 422
    assert "敏感个人信息" in answer.text
    assert not Declaration.objects.exists()


def test_details_that_are_wrong_are_said_beside_their_fields(year: Year) -> None:
    client, held = draft(year)
    told = {**made.details(), "identity": "11010119800101001", "revision": held.revision}

    answer = send(client, "declaration-details", held, told)

    assert answer.status_code == 422
    assert 'href="#identity"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_saving_a_number_does_not_tell_whether_it_has_a_declaration(year: Year) -> None:
    client, held = draft(year)
    other = made.declaration(year)

    answer = send(
        client, "declaration-details", held,
        {**made.details(), "identity": other.identity, "revision": held.revision},
    )  # fmt: skip

    assert answer.url == reverse("declaration-fact", args=[held.number, "sex"])


def test_every_question_of_the_year_has_a_page(year: Year) -> None:
    client, held = draft(year)

    for question in asked_of(year):
        shown = page(client, "declaration-fact", held, question.name)
        assert shown.status_code == 200
        assert question.item.label.zh in shown.text


def test_what_is_not_asked_has_no_page(year: Year) -> None:
    client, held = draft(year)

    for name in ("born", "city", "blood_donations"):
        assert page(client, "declaration-fact", held, name).status_code == 404


def other_post(held: Declaration) -> str:
    """The post that a draft does not state."""
    return "manager" if held.document["post"] == "worker" else "worker"


def test_an_answer_is_saved_and_the_next_question_shown(year: Year) -> None:
    client, held = draft(year)
    other = other_post(held)

    answer = send(client, "declaration-fact", held, {"post": other, "revision": 0}, "post")

    held.refresh_from_db()
    assert answer.url == reverse("declaration-fact", args=[held.number, "residence_permit"])
    assert (held.document["post"], held.revision) == (other, 1)


def test_rows_are_added_changed_removed_and_had_back(year: Year) -> None:
    client, held = draft(year)
    before = len(held.document["tax"])
    row = {"year": "2019", "paid": "1000", "action": "add"}

    send(client, "declaration-fact", held, {**row, "revision": 0}, "taxes")
    changed = {**row, "paid": "2000", "row": before, "revision": 1}
    send(client, "declaration-fact", held, changed, "taxes")
    held.refresh_from_db()
    assert held.document["tax"][before]["paid"] == 2000

    removed = send(
        client, "declaration-fact", held, {"action": f"remove:{before}", "revision": 2}, "taxes"
    )
    held.refresh_from_db()
    assert len(held.document["tax"]) == before
    assert "已删除一行" in removed.text

    back = {"action": "restore", "removed": '{"year": 2019, "paid": 2000}', "revision": 3}
    send(client, "declaration-fact", held, back, "taxes")
    held.refresh_from_db()
    assert len(held.document["tax"]) == before + 1


def test_a_list_can_be_said_to_be_none_or_left_open(year: Year) -> None:
    client, held = draft(year)

    for action, kept in (("open", None), ("none", [])):
        held.refresh_from_db()
        data = {"action": action, "revision": held.revision}
        send(client, "declaration-fact", held, data, "awards")
        held.refresh_from_db()
        assert held.document.get("awards") == kept


def test_another_window_is_told_and_keeps_what_was_typed(year: Year) -> None:
    client, held = draft(year)
    send(client, "declaration-fact", held, {"post": other_post(held), "revision": 0}, "post")
    typed = {"year": "2019", "paid": "4321", "action": "add", "revision": 0}

    answer = send(client, "declaration-fact", held, typed, "taxes")

    assert answer.status_code == 409
    assert "另一个窗口" in answer.text
    assert 'value="4321"' in answer.text
    assert 'id="revision" value="1"' in answer.text


def test_a_wrong_answer_is_said_beside_its_field_and_not_kept(year: Year) -> None:
    client, held = draft(year)

    answer = send(
        client, "declaration-fact", held,
        {"has": "yes", "applied": "2016-13-01", "revision": 0}, "residence_permit",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "#field-applied" in answer.text
    held.refresh_from_db()
    assert held.revision == 0


def test_a_change_is_kept_at_once_where_the_answer_is_whole(year: Year) -> None:
    client, held = draft(year)
    other = other_post(held)

    answer = send(client, "declaration-keep", held, {"post": other, "revision": 0}, "post")

    held.refresh_from_db()
    assert (held.document["post"], held.revision) == (other, 1)
    assert "已自动保存" in answer.text
    assert 'id="revision" value="1" hx-swap-oob="true"' in answer.text


def test_a_new_row_is_not_kept_before_it_is_added(year: Year) -> None:
    client, held = draft(year)

    send(client, "declaration-keep", held, {"year": "2019", "paid": "5", "revision": 0}, "taxes")

    held.refresh_from_db()
    assert held.revision == 0


def test_children_need_the_guardians_consent(year: Year) -> None:
    client, held = draft(year)
    Declaration.objects.filter(pk=held.pk).update(consents={})
    row = {"born": "2015-09-12", "action": "add", "revision": 0}
    assert "监护人" in page(client, "declaration-fact", held, "children").text

    assert send(client, "declaration-fact", held, row, "children").status_code == 422

    row["consent"] = "minors"
    assert send(client, "declaration-fact", held, row, "children").status_code == 302


def test_a_file_of_somebody_else_is_refused(year: Year) -> None:
    client, held = draft(year)
    file = SimpleUploadedFile("other.json", json.dumps({"id": "x", "born": "1970-01-02"}).encode())

    answer = send(client, "declaration-load", held, {"file": file, "revision": 0})

    assert answer.status_code == 422
    assert "出生日期" in answer.text


def test_papers_are_handed_in_read_and_removed_after_asking(year: Year) -> None:
    client, held = draft(year)
    file = SimpleUploadedFile("证明.png", PNG, "image/png")
    send(client, "declaration-papers", held, {"file": file})
    (paper,) = papers_of(held)
    assert page(client, "declaration-paper", held, paper.pk).content == PNG

    asked = send(client, "declaration-paper-remove", held, {}, paper.pk)
    assert "不能恢复" in asked.text

    send(client, "declaration-paper-remove", held, {"sure": "yes"}, paper.pk)
    assert not papers_of(held).exists()


def test_no_paper_is_taken_for_what_was_handed_over(year: Year) -> None:
    held = made.declaration(year, "with_employer")
    assert held.owner is not None
    client = people.signed_in(held.owner)

    answer = send(client, "declaration-papers", held, {"file": SimpleUploadedFile("a.png", PNG)})

    assert answer.status_code == 409
    assert not papers_of(held).exists()


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("with_employer", "take_back", "draft"),
        ("submitted", "withdraw", "draft"),
        ("draft", "give_up", "void"),
    ],
)
def test_what_cannot_be_taken_back_is_asked_first(
    year: Year, state: str, step: str, after: str
) -> None:
    held = made.declaration(year, state)
    assert held.owner is not None
    client = people.signed_in(held.owner)
    assert (
        reverse(f"declaration-{step}", args=[held.number]) in page(client, "declaration", held).text
    )

    asked = page(client, f"declaration-{step}", held)
    held.refresh_from_db()
    assert (asked.status_code, held.state) == (200, state)

    send(client, f"declaration-{step}", held, {})
    held.refresh_from_db()
    assert held.state == after


def test_the_status_tells_what_happened_and_the_receipt(year: Year) -> None:
    held = made.declaration(year)
    assert held.owner is not None
    client = people.signed_in(held.owner)

    shown = page(client, "declaration", held).text
    assert shown.index("开始填写") < shown.index("交给单位") < shown.index("单位提交")

    receipt = page(client, "declaration-receipts", held).text
    assert held.receipt in receipt
    assert f"{held.number}-1" in receipt


def test_other_apps_put_links_on_the_status_page(year: Year, monkeypatch: Any) -> None:
    monkeypatch.setattr(slots, "_providers", [])
    slots.provide(lambda declaration, moment: [slots.Link("结果", f"/x/{declaration.number}/")])
    client, held = draft(year)

    assert f'href="/x/{held.number}/"' in page(client, "declaration", held).text


@pytest.mark.parametrize(
    "name", ["declaration", "declaration-details", "declaration-check", "declaration-papers"]
)
def test_nobody_sees_anothers_declaration(year: Year, name: str) -> None:
    held = made.declaration(year)
    stranger = people.signed_in(people.applicant())

    assert page(stranger, name, held).status_code == 404
    assert page(Client(), name, held).status_code == 302


@pytest.mark.parametrize("role", ["employer", "verifier", "authority", "auditor"])
def test_no_officer_declares(role: str) -> None:
    assert people.signed_in(people.officer(role)).get("/declare/").status_code == 403


def test_what_an_employer_made_is_claimed_on_its_page(year: Year) -> None:
    held = made.declaration(year)
    Declaration.objects.filter(pk=held.pk).update(owner=None)
    client = people.signed_in(people.applicant())
    told = {"number": held.number, "identity": held.identity}
    assert client.post("/declare/claim/", {**told, "number": "X1"}).status_code == 422

    assert client.post("/declare/claim/", told).headers["Location"] == reverse(
        "declaration", args=[held.number]
    )


@pytest.mark.parametrize("state", ["draft", "with_employer", "submitted", "void", "verified"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_shown_in_every_state_in_both_languages(
    year: Year, state: str, language: str
) -> None:
    held = made.declaration(year, state)
    assert held.owner is not None
    client = people.signed_in(held.owner)

    for name in (
        "",
        "details/",
        "fact/taxes/",
        "fact/sex/",
        "check/",
        "papers/",
        "receipts/",
        "load/",
    ):
        assert client.get(f"{language}/declare/{held.number}/{name}").status_code == 200


def test_the_export_of_ones_data_has_everything_of_a_declaration(year: Year) -> None:
    from luohu.web.protection.exports import exported

    held = made.declaration(year)
    assert held.owner is not None

    (told,) = exported(held.owner)["declarations"]

    assert (told["number"], told["identity"]) == (held.number, held.identity)
    assert told["document"] == held.document
    assert told["receipts"][0]["digest"] == held.receipt


def test_a_rehearsal_says_that_it_does_not_count(year: Year) -> None:
    client, held = draft(year)

    assert "演练,不算数" in page(client, "declaration", held).text


def test_after_the_time_for_declaring_nothing_is_changed(year: Year) -> None:
    client, held = draft(year)
    years.to_moment(year, year.declares_to)
    typed = {"post": other_post(held), "revision": 0}

    answer = send(client, "declaration-fact", held, typed, "post")

    assert answer.status_code == 422
    held.refresh_from_db()
    assert held.revision == 0
    assert "现在不能改" in page(client, "declaration-fact", held, "post").text


def test_claims_are_limited_of_an_account_wherever_it_tries_from(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant, logged = people.applicant(), list[str]()
    client, told = people.signed_in(applicant), {"number": "X1", "identity": "x"}
    monkeypatch.setattr(security, "log", lambda event, **told: logged.append(event))

    tries = [client.post("/declare/claim/", told, REMOTE_ADDR=f"10.0.0.{k}") for k in range(11)]

    assert "试的次数太多" not in tries[9].text
    assert "试的次数太多" in tries[10].text
    assert logged == ["claim-refused"] * 11


def test_claims_are_limited_of_an_address_whoever_tries(year: Year) -> None:
    clients, told = [people.signed_in(people.applicant()) for _ in range(3)], {"number": "X1"}

    tries = [
        clients[k % 3].post("/declare/claim/", told, REMOTE_ADDR="10.9.9.9") for k in range(21)
    ]

    assert "试的次数太多" not in tries[19].text
    assert "试的次数太多" in tries[20].text


@pytest.mark.parametrize("row", ["9" * 5000, "500"])
@pytest.mark.parametrize("where", ["row", "change", "remove", "keep"])
def test_a_row_that_no_list_has_is_not_found(year: Year, row: str, where: str) -> None:
    client, held = draft(year)
    data = {"year": "2019", "paid": "1", "action": "add", "revision": 0}
    data |= {"row": row} if where in ("row", "keep") else {"action": f"{where}:{row}"}
    name = "declaration-keep" if where == "keep" else "declaration-fact"

    assert send(client, name, held, data, "taxes").status_code == 404


@pytest.mark.parametrize("removed", ["[" * 9000, "{", ""])
def test_a_row_that_cannot_be_read_is_not_had_back(year: Year, removed: str) -> None:
    client, held = draft(year)
    data = {"action": "restore", "removed": removed, "revision": 0}

    assert send(client, "declaration-fact", held, data, "taxes").status_code == 404
