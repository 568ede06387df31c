"""The page of a job: for who asked for it, with and without scripts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from luohu.web.operations import leases
from luohu.web.operations.models import Job, State
from tests.web.accounts.people import applicant, signed_in
from tests.web.operations.work import asked, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return applicant()


@pytest.fixture
def browser(user: User) -> Client:
    return signed_in(user)


def shown(browser: Client, job: Job, name: str = "job") -> str:
    answer = browser.get(reverse(name, args=[job.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_job_that_waits_says_so_and_asks_again_by_itself(browser: Client, user: User) -> None:
    words = shown(browser, asked("test.mark", actor=user, name="mark"))
    assert "<h1>留下记号</h1>" in words
    assert "等待" in words
    assert 'hx-trigger="load delay:2s"' in words
    assert ">刷新</a>" in words


def test_a_job_that_runs_shows_how_far_it_is(browser: Client, user: User) -> None:
    made = asked("test.add", actor=user, upto=1)
    leases.claim("own")
    leases.renew(made.pk, "own", 30, 120)
    part = shown(browser, made, "job-part")
    assert "30 / 120" in part
    assert '<progress id="job-' in part
    assert "<html" not in part


def test_a_job_that_is_done_leads_on_and_asks_no_more(browser: Client, user: User) -> None:
    words = shown(browser, worked(asked("test.mark", actor=user, name="mark")))
    assert '<a href="/lists/">看结果</a>' in words
    assert "hx-get" not in words


def test_a_job_that_failed_says_why_and_can_be_asked_for_again(browser: Client, user: User) -> None:
    failed = worked(asked("test.break", actor=user))
    assert failed.reference in shown(browser, failed)
    answer = browser.post(reverse("ask-job-again", args=[failed.pk]))
    assert answer.status_code == 302
    assert Job.objects.count() == 2


def test_a_job_is_called_off_by_who_asked_for_it(browser: Client, user: User) -> None:
    made = asked("test.add", actor=user, upto=1)
    browser.post(reverse("cancel-job", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == State.CANCELLED
    assert "已按要求停止" in shown(browser, made)


@pytest.mark.parametrize("name", ["job", "job-part", "cancel-job", "ask-job-again"])
def test_a_job_of_another_is_not_there(browser: Client, name: str) -> None:
    made = asked("test.add", actor=applicant(), upto=1)
    address = reverse(name, args=[made.pk])
    method = browser.get if name.startswith("job") else browser.post
    assert method(address).status_code == 404
    assert Job.objects.get().state == State.WAITING


@pytest.mark.parametrize("name", ["job", "job-part", "cancel-job", "ask-job-again"])
def test_a_stranger_is_asked_to_sign_in(client: Client, name: str) -> None:
    made = asked("test.add", actor=applicant(), upto=1)
    answer = client.post(reverse(name, args=[made.pk]))
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("name", ["cancel-job", "ask-job-again"])
def test_looking_changes_nothing(browser: Client, user: User, name: str) -> None:
    made = asked("test.add", actor=user, upto=1)
    assert browser.get(reverse(name, args=[made.pk])).status_code == 405
