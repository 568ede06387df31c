"""A job: asked for within a transaction, done once, whoever dies meanwhile."""

from __future__ import annotations

import datetime
import logging

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.operations import background, jobs, leases
from luohu.web.operations.models import Job, State
from luohu.web.operations.working import Held, Worker
from luohu.web.record.models import Event
from tests.web.accounts.people import applicant
from tests.web.operations.work import SECRET, asked, lost, worked

pytestmark = pytest.mark.django_db


def test_a_job_is_done_and_its_result_kept() -> None:
    done = worked(asked("test.add", upto=4))
    assert (done.state, done.result, done.error) == (State.DONE, {"sum": 10}, "")
    assert done.started
    assert done.finished
    assert done.over


def test_what_is_not_committed_is_not_asked_for() -> None:
    with transaction.atomic():
        asked("test.add", upto=1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_nobody_asks_for_work_that_there_is_not() -> None:
    with pytest.raises(LawError, match="no such job"):
        asked("test.nothing")


def test_one_name_is_one_function() -> None:
    with pytest.raises(LawError, match="two jobs"):
        background.job("test.add")(lambda progress: None)


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for() -> None:
    first, second = asked("test.add", upto=1), asked("test.add", upto=1)
    assert leases.claim("a") == first
    assert leases.claim("b") == second
    assert leases.claim("c") is None


def test_a_job_of_a_newer_program_is_left_to_a_newer_worker() -> None:
    made = asked("test.add", upto=1)
    Job.objects.update(name="of.tomorrow")
    assert worked(made).state == State.WAITING


def test_the_last_write_and_the_end_are_one() -> None:
    done = worked(asked("test.mark", name="mark"))
    assert done.result == {"group": Group.objects.get().pk, "page": "/lists/"}


def test_a_last_write_that_fails_leaves_nothing() -> None:
    assert worked(asked("test.mark_badly", name="mark")).state == State.FAILED
    assert not Group.objects.exists()


def test_a_refusal_is_told_in_full() -> None:
    failed = worked(asked("test.refuse"))
    assert failed.state == State.FAILED
    assert "没有核查;先核查 not verified; verify first" in failed.error
    assert failed.reference == ""


def test_a_refusal_is_kept_without_the_number_of_a_person() -> None:
    failed = worked(asked("test.refuse_somebody"))
    assert failed.state == State.FAILED
    assert "不对;改" in failed.error
    assert SECRET not in failed.error


def test_a_failure_is_told_by_a_number_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        failed = worked(asked("test.break"))
    assert failed.state == State.FAILED
    assert SECRET not in failed.error
    (line,) = (one for one in caplog.records if one.name == "luohu.jobs")
    assert line.__dict__["reference"] == failed.reference
    assert len(failed.reference) == 8


def test_a_job_whose_worker_is_gone_is_taken_over() -> None:
    made = asked("test.mark", name="mark")
    assert leases.claim("gone") == made
    assert leases.claim("eager") is None
    lost(made)
    done = worked(made)
    assert (done.state, done.attempts) == (State.DONE, 2)
    assert Group.objects.count() == 1


def test_who_was_robbed_writes_nothing() -> None:
    made = asked("test.robbed", name="mark")
    assert worked(made).worker == "another"
    assert not Group.objects.exists()


def test_the_third_loss_is_the_last() -> None:
    made = asked("test.add", upto=1)
    for _ in range(leases.ATTEMPTS):
        assert leases.claim("gone")
        lost(made)
    failed = worked(made)
    assert failed.state == State.FAILED
    assert failed.error == leases.GONE
    assert failed.reference


def test_a_worker_that_ends_gives_back_what_it_holds() -> None:
    made, worker = asked("test.add", upto=1), Worker(beating=False)
    leases.claim(worker.name)
    worker.end()
    given = jobs.get(made.pk)
    assert (given.state, given.attempts, given.worker) == (State.WAITING, 0, "")


def test_a_beating_heart_holds_the_job_and_says_how_far_it_is() -> None:
    made = asked("test.add", upto=1)
    held = Held(leases.claim("own") or made, "own")
    held.progress(3, 9)
    lost(made)
    held.beat()
    seen = jobs.get(made.pk)
    assert (seen.done, seen.total) == (3, 9)
    assert leases.claim("other") is None


def test_who_does_not_hold_the_job_is_told_so() -> None:
    made = asked("test.add", upto=1)
    held = Held(leases.claim("own") or made, "own")
    Job.objects.update(worker="other")
    held.beat()
    with pytest.raises(leases.Lost):
        held.progress(1, 2)


def test_a_job_that_waits_is_called_off_at_once() -> None:
    made = asked("test.add", upto=1)
    jobs.cancel(made.pk, actor=applicant())
    assert worked(made).state == State.CANCELLED


def test_a_job_that_runs_is_called_off_when_it_says_how_far_it_is() -> None:
    made = asked("test.called_off", pk=0)
    Job.objects.update(arguments={"pk": made.pk})
    assert worked(made).state == State.CANCELLED


def test_a_job_called_off_is_not_taken_over() -> None:
    made = asked("test.add", upto=1)
    leases.claim("gone")
    jobs.cancel(made.pk, actor=applicant())
    lost(made)
    assert worked(made).state == State.CANCELLED


def test_what_is_over_is_not_called_off() -> None:
    done = worked(asked("test.add", upto=1))
    with pytest.raises(Refused):
        jobs.cancel(done.pk, actor=applicant())


def test_a_job_that_failed_is_asked_for_again_once() -> None:
    actor = applicant()
    failed = worked(asked("test.break"))
    other = jobs.again(failed.pk, actor=actor)
    assert other.pk != failed.pk
    assert jobs.again(failed.pk, actor=actor) == other
    with pytest.raises(Refused):
        jobs.again(other.pk, actor=actor)


def test_what_has_stood_for_too_long_is_counted() -> None:
    made = asked("test.add", upto=1)
    assert leases.stuck() == 0
    Job.objects.update(asked=made.asked - datetime.timedelta(minutes=5))
    assert leases.stuck() == 1
    leases.claim("own")
    assert leases.stuck() == 0


def test_a_worker_does_one_job_after_another() -> None:
    first, second = asked("test.add", upto=1), asked("test.break")
    worker = Worker(beating=False)
    assert [worker.once(), worker.once(), worker.once()] == [True, True, False]
    assert jobs.get(first.pk).state == State.DONE
    assert jobs.get(second.pk).state == State.FAILED


def test_who_has_another_role_now_may_not_repeat_what_he_asked_for() -> None:
    actor = applicant()
    failed = worked(asked("test.break", actor=actor))
    Job.objects.update(role="authority")
    with pytest.raises(Refused, match="role"):
        jobs.again(failed.pk, actor=actor)


def test_calling_off_and_asking_again_are_in_the_record() -> None:
    actor = applicant()
    made = asked("test.add", actor=actor, upto=1)
    jobs.cancel(made.pk, actor=actor)
    jobs.again(made.pk, actor=actor)
    noted = Event.objects.filter(subject=f"job:{made.pk}").order_by("sequence")
    assert [one.action for one in noted] == ["cancel_job", "repeat_job"]
