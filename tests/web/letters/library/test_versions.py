"""The life of a version: written by one, published by another, and all that is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from luohu.people.faults import Refused
from luohu.web.letters import library
from luohu.web.letters.models import ReplyState, ReplyVersion
from luohu.web.letters.replies import versions
from luohu.web.letters.replies.faults import TO_WRITE
from luohu.web.protection import identity
from luohu.web.shell.clock import now
from tests.web.letters.library.conftest import REPLIES, content


def changed(number: int = 1, **more: Any) -> dict[str, Any]:
    """A shipped reply with something else in it."""
    return REPLIES[number - 1] | {"short": {"zh": "改过的短答。", "en": "Changed."}} | more


def draft(actor: User, number: int = 1, **more: Any) -> ReplyVersion:
    return versions.save(actor=actor, content=changed(number, **more), reason="演示:改写", base=1)


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.faults[0].wrong.en


def test_a_change_is_in_force_once_a_second_person_published_it(
    editor: User, reviewer: User
) -> None:
    version = draft(editor)
    assert (version.version, version.state) == (2, ReplyState.DRAFT)
    assert library.library().find(1).short.zh == "演示名额的短答。"
    versions.submit(version, actor=editor)
    versions.publish(version, actor=reviewer)
    version.refresh_from_db()
    assert version.state == ReplyState.PUBLISHED
    assert version.reviewer == reviewer
    assert version.clauses
    assert library.library().find(1).short.zh == "改过的短答。"
    assert library.library().find(1).version == 2
    assert library.finder().find("演示名额怎么办").matches[0].reply.version == 2
    assert 1 not in library.flagged()


def test_nobody_publishes_or_declines_his_own_version(reviewer: User) -> None:
    version = draft(reviewer)
    versions.submit(version, actor=reviewer)
    for step in (versions.publish, partial(versions.decline, remark="演示")):
        with pytest.raises(Refused) as refused:
            step(version, actor=reviewer)
        assert why(refused) == "nobody reviews his own version"


def test_a_version_is_declined_with_a_remark_and_the_next_has_its_number(
    editor: User, reviewer: User
) -> None:
    version = draft(editor)
    versions.submit(version, actor=editor)
    with pytest.raises(Refused):
        versions.decline(version, actor=reviewer, remark=" ")
    versions.decline(version, actor=reviewer, remark="演示:英文不对")
    version.refresh_from_db()
    assert (version.state, version.remark) == (ReplyState.DECLINED, "演示:英文不对")
    assert draft(editor).version == 2


def test_the_author_withdraws_writes_on_and_drops(editor: User) -> None:
    version = draft(editor)
    versions.submit(version, actor=editor)
    versions.withdraw(version, actor=editor)
    version.refresh_from_db()
    kept = versions.save(
        actor=editor, content=changed(sensitive=True), reason="演示:再改", base=1,
        seen=versions.as_seen(version),
    )  # fmt: skip
    assert kept.pk == version.pk
    assert kept.content["sensitive"]
    versions.drop(kept, actor=editor)
    assert versions.open_version(1) is None


def test_only_the_author_does_what_is_the_authors(editor: User, other: User) -> None:
    version = draft(editor)
    for step in (versions.submit, versions.drop):
        with pytest.raises(Refused) as refused:
            step(version, actor=other)
        assert why(refused) == "somebody else has a draft of this reply"
    with pytest.raises(Refused):
        draft(other)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (ReplyState.DRAFT, ("withdraw", "publish")),
        (ReplyState.REVIEW, ("submit", "drop")),
        (ReplyState.PUBLISHED, ("submit", "withdraw", "drop", "decline", "publish")),
        (ReplyState.DECLINED, ("submit", "withdraw", "drop", "decline", "publish")),
    ],
)
def test_there_is_no_step_from_another_state(
    editor: User, reviewer: User, state: ReplyState, steps: tuple[str, ...]
) -> None:
    version = draft(editor)
    version.state, version.reviewer = state, reviewer
    version.save()
    for name in steps:
        step: Callable[..., None] = getattr(versions, name)
        actor = editor if name in versions.OWN else reviewer
        more = {"remark": "演示"} if name == "decline" else {}
        with pytest.raises(Refused) as refused:
            step(version, actor=actor, **more)
        assert why(refused) == f"the version is {state.value}"


def test_what_was_changed_meanwhile_is_looked_at_first(editor: User, reviewer: User) -> None:
    version = draft(editor)
    seen = versions.as_seen(version)
    versions.submit(version, actor=editor, seen=seen)
    for step in (
        partial(versions.publish, actor=reviewer),
        partial(versions.withdraw, actor=editor),
    ):
        with pytest.raises(Refused) as refused:
            step(version, seen=seen)
        assert why(refused) == "the version has just changed"


def test_an_own_draft_is_not_written_over_unseen(editor: User) -> None:
    version = draft(editor)
    with pytest.raises(Refused) as refused:
        draft(editor)
    assert why(refused) == "the reply has an open version already"
    with pytest.raises(Refused) as refused:
        versions.save(actor=editor, content=changed(), reason="演示", base=1, seen="0")
    assert why(refused) == "the version has just changed"
    versions.submit(version, actor=editor)
    version.refresh_from_db()
    with pytest.raises(Refused) as refused:
        versions.save(
            actor=editor, content=changed(), reason="演示", base=1, seen=versions.as_seen(version)
        )
    assert why(refused) == "the version is review"


def test_a_change_of_an_earlier_version_is_refused(editor: User, reviewer: User) -> None:
    version = draft(editor)
    versions.submit(version, actor=editor)
    versions.publish(version, actor=reviewer)
    with pytest.raises(Refused) as refused:
        draft(editor)
    assert why(refused) == "the reply is now version 2"


def test_a_version_is_not_published_over_one_that_came_meanwhile(
    editor: User, reviewer: User
) -> None:
    version = draft(editor)
    versions.submit(version, actor=editor)
    ReplyVersion.objects.create(
        number=1, version=2, content=changed(version=2), state=ReplyState.PUBLISHED,
        author=editor, reviewer=reviewer, reason="演示", written=now(),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        versions.publish(version, actor=reviewer)
    assert why(refused) == "the reply is now version 2"


def test_a_new_reply_takes_a_free_number(editor: User, reviewer: User) -> None:
    assert versions.free_number() == 5
    version = versions.save(
        actor=editor, content=content(5, "演示新的", "demonstration new"), reason="演示", base=0
    )
    assert version.version == 1
    assert versions.free_number() == 6
    versions.submit(version, actor=editor)
    versions.publish(version, actor=reviewer)
    assert library.library().find(5).version == 1


def test_a_new_reply_with_a_number_that_is_taken_is_refused(editor: User) -> None:
    with pytest.raises(Refused) as refused:
        versions.save(actor=editor, content=changed(), reason="演示", base=0)
    assert refused.value.faults[0].right.en == "5 is free"
    with pytest.raises(Refused) as refused:
        versions.save(actor=editor, content=content(9, "演示", "demo"), reason="演示", base=3)
    assert why(refused) == "there is no such reply yet"


@pytest.mark.parametrize(
    ("reason", "wrong"), [(" ", "no reason is given"), ("长" * 501, "it is too long")]
)
def test_a_change_has_its_reason(editor: User, reason: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        versions.save(actor=editor, content=changed(), reason=reason, base=1)
    assert why(refused) == wrong


def test_english_that_waits_to_be_written_is_not_laid_before_a_reviewer(editor: User) -> None:
    version = draft(editor, title={"zh": "演示", "en": TO_WRITE})
    with pytest.raises(Refused) as refused:
        versions.submit(version, actor=editor)
    assert why(refused) == "there is no English yet: title"


def test_a_flagged_reply_that_is_still_right_is_read_by_a_second_person_too(
    editor: User, reviewer: User
) -> None:
    assert set(library.flagged()) == {3, 4}
    version = versions.reread(3, actor=editor, reason="演示:仍然正确")
    assert version.state == ReplyState.REVIEW
    assert version.content == REPLIES[2] | {"version": 2}
    with pytest.raises(Refused):
        versions.reread(3, actor=reviewer, reason="演示")
    versions.publish(version, actor=reviewer)
    assert 3 not in library.flagged()
    with pytest.raises(Refused) as refused:
        versions.reread(4, actor=editor, reason="演示")
    assert why(refused) == "the reply is outside its dates of validity"


def test_of_two_that_open_a_version_at_one_moment_the_second_is_refused(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*told: Any, **named: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(ReplyVersion.objects, "create", taken)
    with pytest.raises(Refused) as refused:
        draft(editor)
    assert why(refused) == "the reply has an open version already"


@pytest.mark.parametrize(
    "told",
    [
        {"state": ReplyState.PUBLISHED},
        {"state": ReplyState.DECLINED, "by_author": True},
        {"state": ReplyState.DRAFT},
    ],
    ids=["published by nobody", "reviewed by its author", "a second open one"],
)
def test_the_database_refuses_it_too(editor: User, told: dict[str, Any]) -> None:
    draft(editor)
    reviewer = editor if told.pop("by_author", False) else None
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyVersion.objects.create(
            number=1, version=2, content={}, author=editor, reviewer=reviewer, reason="演示",
            written=now(), **told,
        )  # fmt: skip


def test_one_number_and_version_is_published_once(editor: User, reviewer: User) -> None:
    told = {
        "number": 1, "version": 2, "content": changed(), "state": ReplyState.PUBLISHED,
        "author": editor, "reviewer": reviewer, "reason": "演示", "written": now(),
    }  # fmt: skip
    version = ReplyVersion.objects.create(**told)
    assert str(version) == "1 v2"
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyVersion.objects.create(**told)


def test_reasons_and_remarks_are_kept_without_numbers(editor: User, reviewer: User) -> None:
    number = identity.invented(903)
    version = versions.save(actor=editor, content=changed(), reason=f"ID{number}来信", base=1)
    versions.submit(version, actor=editor)
    versions.decline(version, actor=reviewer, remark=f"与{number}不符")
    version.refresh_from_db()
    assert (version.reason, version.remark) == (f"ID{'*' * 18}来信", f"与{'*' * 18}不符")
