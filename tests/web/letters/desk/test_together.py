"""Two officers at one moment: a letter is answered once, and crosswise merging ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection

from luohu.people.faults import Refused
from luohu.web.letters import services
from luohu.web.letters.models import Letter, Message, State
from tests.web.letters.desk.conftest import draft
from tests.web.letters.people import person


@pytest.fixture
def officers(transactional_db: None) -> Sequence[User]:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is of one thread: LUOHU_TEST_POSTGRES=1")
    return [person(f"officer-{number}", "answer_letters") for number in range(4)]


def at_once(calls: Sequence[Callable[[], object]]) -> list[str]:
    """What was refused, of calls that begin together."""
    together, refused = Barrier(len(calls)), []

    def do(call: Callable[[], object]) -> None:
        together.wait()
        try:
            call()
        except Refused as error:
            refused.append(str(error))
        connection.close()

    threads = [Thread(target=do, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def written(text: str = "请问名额有多少") -> Letter:
    return services.write_letter(text=text, language="zh")[0]


def test_a_letter_is_answered_once(officers: Sequence[User]) -> None:
    letter = draft(written(), officers[0])
    refused = at_once([lambda one=one: services.send(letter, actor=one) for one in officers])  # type: ignore[misc]
    assert len(refused) == len(officers) - 1
    assert Message.objects.filter(of_office=True).count() == 1


def test_two_letters_are_not_merged_into_each_other(officers: Sequence[User]) -> None:
    one, other = written(), written()
    refused = at_once([
        lambda: services.merge(one, actor=officers[0], into=other),
        lambda: services.merge(other, actor=officers[1], into=one),
    ])  # fmt: skip
    assert len(refused) == 1
    assert Letter.objects.filter(state=State.MERGED).count() == 1


def test_a_letter_merged_while_the_other_is_sent_is_answered_or_left_alone(
    officers: Sequence[User],
) -> None:
    letter, merging = draft(written(), officers[0]), written()
    refused = at_once([
        lambda: services.send(letter, actor=officers[0]),
        lambda: services.merge(merging, actor=officers[1], into=letter),
    ])  # fmt: skip
    merging.refresh_from_db()
    assert merging.state == (State.WAITING if refused else State.ANSWERED)
    assert merging.messages.filter(of_office=True).count() == (0 if refused else 1)
