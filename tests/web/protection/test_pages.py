"""The pages about one's own data: for oneself only; a copy for who knows the password; requests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from luohu.web.letters.services import write_letter
from luohu.web.protection import corrections, exports, pages
from luohu.web.protection.models import CorrectionRequest
from luohu.web.record import security
from tests.web.accounts.people import applicant, officer, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "an invented password"


@pytest.fixture
def owner() -> User:
    user = applicant("applicant-a")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(owner: User) -> Client:
    return signed_in(owner)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    held: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(security, "log", lambda event, **told: held.append((event, told)))
    return held


def page(browser: Client, name: str = "my-data", **told: Any) -> str:
    response = browser.get(reverse(name, kwargs=told))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["my-data", "my-data-fields", "correction-requests"])
def test_a_stranger_is_asked_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_it_says_what_is_kept_and_how_long(browser: Client, owner: User, settings: Any) -> None:
    write_letter(text="社保断过两个月", language="zh", actor=owner)
    settings.LUOHU_RETENTION = {"letters": 1095}
    told = page(browser)
    assert '<tr><th scope="row">来信</th><td class="number">1</td></tr>' in told
    assert '<tr><th scope="row">交来的文件</th>' not in told
    assert "1095 天" in told
    assert "主管部门未定期限" in told


def test_nothing_keeps_it_on_the_way(browser: Client) -> None:
    response = browser.get(reverse("my-data"))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_every_personal_field_is_told(browser: Client) -> None:
    told = page(browser, "my-data-fields")
    assert "auth.User.username" in told
    assert "letters.Letter.document" in told
    assert "lists.Award.total" not in told


def test_a_copy_has_everything_of_the_reader_and_nothing_of_others(
    browser: Client, owner: User, lines: list[Any]
) -> None:
    write_letter(text="社保断过两个月", language="zh", actor=owner)
    write_letter(text="别人的来信", language="zh", actor=applicant("applicant-b"))
    corrections.ask(actor=owner, words="请改正")
    response = browser.post(reverse("my-data-export"), {"password": PASSWORD})
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    told = json.loads(response.content)
    assert set(exports.registered) <= set(told)
    assert told["account"][0]["username"] == "applicant-a"
    assert told["letters"][0]["messages"][0]["text"] == "社保断过两个月"
    assert told["correction-requests"][0]["words"] == "请改正"
    assert "别人的来信" not in response.content.decode()
    assert owner.password not in response.content.decode()
    assert ("exported", {"username": "applicant-a"}) in lines


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_password_there_is_no_copy(browser: Client, password: str) -> None:
    response = browser.post(reverse("my-data-export"), {"password": password})
    assert response.status_code == 422
    told = response.content.decode()
    assert told.count("密码不对") == 2  # in the summary, and beside the field
    assert 'aria-invalid="true"' in told


def test_a_copy_is_never_a_plain_page(browser: Client) -> None:
    assert browser.get(reverse("my-data-export")).status_code == 405


def test_a_request_is_received_and_shown(browser: Client, owner: User) -> None:
    response = browser.post(reverse("my-data-ask"), {"words": "出生日期写错了"}, follow=True)
    told = response.content.decode()
    assert "更正请求已收到" in told
    assert "出生日期写错了" in told
    assert CorrectionRequest.objects.get().owner == owner


def test_words_that_are_refused_are_still_in_the_form(browser: Client) -> None:
    response = browser.post(reverse("my-data-ask"), {"words": "长" * 4001})
    assert response.status_code == 422
    assert "长" * 4001 in response.content.decode()


@pytest.mark.parametrize(
    "role", ["applicant", "employer", "verifier", "publisher", "auditor", "administrator"]
)
def test_requests_are_for_the_authority(role: str, lines: list[Any]) -> None:
    user = applicant() if role == "applicant" else officer(role)
    response = signed_in(user).get(reverse("correction-requests"))
    assert response.status_code == 403
    assert (
        "refused",
        {"username": user.username, "path": "/my-data/requests/", "why": "role"},
    ) in lines


def test_the_authority_answers_and_its_asker_reads_it(owner: User, browser: Client) -> None:
    request = corrections.ask(actor=owner, words="出生日期写错了")
    office = signed_in(officer("authority"))
    assert "applicant-a" in page(office, "correction-requests")
    assert "出生日期写错了" in page(office, "correction-request", pk=request.pk)
    response = office.post(
        reverse("correction-request", args=[request.pk]), {"answer": "已改为证件上的"}, follow=True
    )
    assert "没有待答复的请求" in response.content.decode()
    assert "已改为证件上的" in page(browser)
    assert "已改为证件上的" in page(office, "correction-request", pk=request.pk)
    told = office.get(reverse("correction-requests") + "?answered=1").content.decode()
    assert "applicant-a" in told


def test_an_empty_answer_is_refused(owner: User) -> None:
    request = corrections.ask(actor=owner, words="出生日期写错了")
    office = signed_in(officer("authority"))
    response = office.post(reverse("correction-request", args=[request.pk]), {"answer": " "})
    assert response.status_code == 422
    assert "没有写,或写得太长" in response.content.decode()


def test_there_is_no_page_of_no_request() -> None:
    office = signed_in(officer("authority"))
    assert office.get(reverse("correction-request", args=[1])).status_code == 404


def test_every_part_has_a_name(browser: Client) -> None:
    assert set(exports.registered) <= set(pages.part_names())
