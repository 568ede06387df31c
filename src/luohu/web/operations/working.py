"""The worker: takes jobs one after another, says that it is alive, and ends each of them once."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, close_old_connections, connection

from luohu.people.faults import Refused
from luohu.web.operations import background, leases, patience, waking
from luohu.web.operations.models import Job
from luohu.web.record import surroundings
from luohu.web.record.covering import covered
from luohu.web.record.surroundings import Surroundings

POLL, BEAT, AFTER_FAILURE = 2.0, 1.0, 5.0
logger = logging.getLogger("luohu.jobs")


class Held:
    """A job in the hands of a worker: how far it is, and whether it is to stop."""

    def __init__(self, job: Job, worker: str, ending: threading.Event | None = None) -> None:
        self.pk, self.worker = job.pk, worker
        self.ending = ending or threading.Event()
        self.done = self.total = 0
        self.standing = leases.Standing(held=True)
        self.over = threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Say how far it is; Lost or Stopping where the work is in vain."""
        self.done, self.total = done, total
        if self.ending.is_set() or not self.standing.held:
            raise leases.Lost(self.pk)
        if self.standing.stopping:
            raise leases.Stopping(self.pk)

    def beat(self) -> None:
        """Renew the lease once; a database that does not answer is asked again at the next beat."""
        try:
            self.standing = leases.renew(self.pk, self.worker, self.done, self.total)
        except DatabaseError as error:
            logger.warning("job.beat_missed", extra={"job": self.pk, "why": type(error).__name__})

    def keep_beating(self) -> None:
        """Renew the lease until the job is over; runs beside it."""
        with patience.unlimited():
            while not self.over.wait(BEAT):
                self.beat()
        connection.close()


class Worker:
    """Somebody who does jobs; each has a name of its own, which holds what it does."""

    def __init__(self, beating: bool = True) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.beating = beating
        self.ending = threading.Event()

    def run(self) -> None:
        """Do jobs until it is told to end; no failure of the database ends it."""
        with patience.unlimited():
            while not self.ending.is_set():
                close_old_connections()
                waking.wait(0 if self.once() else POLL)
        connection.close()

    def once(self) -> bool:
        """Do one job; whether there may be another."""
        try:
            job = leases.claim(self.name)
            if job is None:
                return False
            self.perform(job)
        except leases.Lost as lost:
            logger.warning("job.lost", extra={"job": lost.args[0]})
        except DatabaseError as error:
            logger.warning("job.no_database", extra={"why": type(error).__name__})
            connection.close()
            self.ending.wait(AFTER_FAILURE)
        return True

    def perform(self, job: Job) -> None:
        """Do a job that it holds, and end it as it ended."""
        held = Held(job, self.name, self.ending)
        try:
            with surroundings.within(Surroundings(request=f"job:{job.pk}")):
                with self._beating(held):
                    answer = background.registered(job.name)(held.progress, **job.arguments)
                leases.finish(job.pk, self.name, answer)
        except leases.Stopping:
            leases.stop(job.pk, self.name)
        except leases.Lost:
            raise
        except Refused as refusal:
            leases.fail(job.pk, self.name, covered(_told(refusal)))
        except Exception as error:
            self._failed(job, error)

    def _failed(self, job: Job, error: Exception) -> None:
        """Keep the reason in the log, and a number by which it can be found in the job."""
        reference = secrets.token_hex(4)
        logger.error("job.failed", exc_info=error, extra={"job": job.pk, "reference": reference})
        leases.fail(job.pk, self.name, "本站出错 something of the site's own went wrong", reference)

    @contextmanager
    def _beating(self, held: Held) -> Iterator[None]:
        thread = threading.Thread(target=held.keep_beating, daemon=True, name="beat")
        if self.beating:
            thread.start()
        try:
            yield
        finally:
            held.over.set()
            if self.beating:
                thread.join()

    def end_soon(self) -> None:
        """Take no more jobs; the one in hand is let go of where it next says how far it is."""
        self.ending.set()
        waking.wake()

    def end(self) -> None:
        """Take no more jobs, and give back the one that is not done."""
        self.end_soon()
        leases.give_back(self.name)


def _told(refusal: Refused) -> str:
    """Every fault in both languages, a line each."""
    return "\n".join(
        f"{one.place.shown('zh')} {one.wrong.zh};{one.right.zh} {one.wrong.en}; {one.right.en}"
        for one in refusal.faults[:50]
    )


def begin() -> Worker:
    """Start a worker beside what this process does; it ends with it."""
    worker = Worker()
    threading.Thread(target=worker.run, daemon=True, name="jobs").start()
    return worker
