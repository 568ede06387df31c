"""The auditor's pages: they find, explain, export and verify, and change nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from luohu.law.sources import Text
from luohu.web.record import security, views, watched, words
from luohu.web.record.digests import digest_of
from luohu.web.record.models import Event
from tests.web.accounts.people import applicant, officer, signed_in
from tests.web.record.events import heard, many_noted, noted, tampered

pytestmark = pytest.mark.django_db
PAGES = ("record", "record-verify", "record-security")
ADDRESSES = [
    *(reverse(name) for name in PAGES), reverse("record-event", args=[1]),
    reverse("record-history", args=["declaration:12"]), reverse("record-export", args=["csv"]),
    reverse("record-export", args=["json"]),
]  # fmt: skip
OTHERS = ("employer", "verifier", "authority", "publisher", "administrator", "letters")


@pytest.fixture(autouse=True)
def nothing_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts of these tests are made without services, so no event tells of them."""
    monkeypatch.setattr(watched, "_WATCHED", {})
    monkeypatch.setattr(words, "_ACTIONS", {"submit": Text("提交申报", "submitted")})


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A page in English leaves its language behind in the thread of the tests."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def auditor() -> Client:
    return signed_in(officer("auditor", username="demo-auditor"))


@pytest.fixture
def events() -> list[Event]:
    """Four events of three subjects by two actors."""
    police = officer("verifier", username="demo-police")
    return [
        noted("submit", "declaration:12", actor=police, role="verifier", why="=材料齐全", after=digest_of(1)),
        noted("list", "declaration:12", before=digest_of(1), after=digest_of(2)),
        noted("list", "declaration:13"),
        noted("freeze", "year:2", actor=police, role="authority"),
    ]  # fmt: skip


def sequences(client: Client, query: str = "") -> list[int]:
    answer = client.get(f"{reverse('record')}?{query}")
    return [row["event"].sequence for row in answer.context["rows"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, "sign-in" in answer.headers["Location"]) == (302, True)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_may_look(role: str, address: str, events: list[Event]) -> None:
    assert signed_in(officer(role)).get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_applicant_may_not_look(address: str, events: list[Event]) -> None:
    assert signed_in(applicant()).get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_auditor_may_and_nothing_stays_behind(
    auditor: Client, events: list[Event], address: str, language: str
) -> None:
    answer = auditor.get(language + address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("address", ADDRESSES)
def test_looking_writes_nothing(auditor: Client, events: list[Event], address: str) -> None:
    auditor.get(address)  # the session is known by now
    with CaptureQueriesContext(connection) as told:
        b"".join(auditor.get(address))
    written = [q["sql"] for q in told if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [one for one in written if "record_" in one] == []


@pytest.mark.parametrize(
    "name", ["record", "record-event", "record-history", "record-export", "record-security"]
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_there_is_nothing_to_change(
    auditor: Client, events: list[Event], name: str, method: str
) -> None:
    args: dict[str, list[Any]] = {
        "record-event": [1],
        "record-history": ["year:2"],
        "record-export": ["csv"],
    }
    assert getattr(auditor, method)(reverse(name, args=args.get(name))).status_code == 405


def test_the_newest_events_come_first(auditor: Client, events: list[Event]) -> None:
    assert sequences(auditor) == [4, 3, 2, 1]
    page = auditor.get(reverse("record")).content.decode()
    assert "提交申报" in page
    assert "submitted" in auditor.get(f"/en{reverse('record')}").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=demo-police", [4, 1]),
        ("role=authority", [4]),
        ("role=system", [3, 2]),
        ("action=list", [3, 2]),
        ("subject=declaration:12", [2, 1]),
        ("subject=declaration:", [3, 2, 1]),
        ("subject=declaration:1", []),
        ("subject=declaration:12&action=list", [2]),
        ("first=1999-01-01&last=2999-01-01", [4, 3, 2, 1]),
        ("last=1999-01-01", []),
        ("first=2999-01-01", []),
        ("actor=' OR 1=1 --", []),
        ("before=3", [2, 1]),
        ("before=x", [4, 3, 2, 1]),
    ],
)
def test_events_are_found(
    auditor: Client, events: list[Event], query: str, found: list[int]
) -> None:
    assert sequences(auditor, query) == found


def test_a_day_is_one_of_the_site(auditor: Client, events: list[Event]) -> None:
    day = events[0].at.astimezone().date().isoformat()
    assert sequences(auditor, f"first={day}&last={day}") == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("query", "field"),
    [("first=yesterday", "first"), ("last=2026-13-01", "last"), ("first=2026-05-02&last=2026-05-01", "last"),
     ("first=0001-01-01", "first")],
)  # fmt: skip
def test_what_is_no_day_is_told_beside_its_field(auditor: Client, query: str, field: str) -> None:
    answer = auditor.get(f"{reverse('record')}?{query}")
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.content.decode()
    assert auditor.get(f"{reverse('record-export', args=['csv'])}?{query}").status_code == 422


def test_an_empty_record_says_so(auditor: Client) -> None:
    page = auditor.get(reverse("record")).content.decode()
    assert "还没有记录" in page
    assert "没有符合条件" in auditor.get(f"{reverse('record')}?action=none").content.decode()


def test_a_long_record_is_read_by_pages(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE", 3)
    many_noted(7)
    seen, before = [], ""
    while True:
        answer = auditor.get(f"{reverse('record')}?subject=thing:1&before={before}")
        seen += [row["event"].sequence for row in answer.context["rows"]]
        before = answer.context["older"]
        if not before:
            break
        assert f"subject=thing%3A1&amp;before={before}" in answer.content.decode()
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_one_event_stands_between_its_neighbours(auditor: Client, events: list[Event]) -> None:
    page = auditor.get(reverse("record-event", args=[2])).content.decode()
    for event in events[:3]:
        assert event.digest in page
    assert page.count("✓") == 3
    assert "✗" not in page


@pytest.mark.parametrize(("sequence", "words"), [(1, "没有上一条"), (4, "没有下一条")])
def test_the_ends_of_the_chain_say_so(
    auditor: Client, events: list[Event], sequence: int, words: str
) -> None:
    assert words in auditor.get(reverse("record-event", args=[sequence])).content.decode()


def test_an_altered_event_says_so(auditor: Client, events: list[Event]) -> None:
    tampered("UPDATE record_event SET why = 'forged' WHERE sequence = 2")
    page = auditor.get(reverse("record-event", args=[2])).content.decode()
    assert "与内容不符" in page


@pytest.mark.parametrize("sequence", [0, 5, 99])
def test_there_is_no_such_event(auditor: Client, events: list[Event], sequence: int) -> None:
    assert auditor.get(reverse("record-event", args=[sequence])).status_code == 404


def test_a_history_is_of_one_subject_by_pages(
    auditor: Client, events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 1)
    address = reverse("record-history", args=["declaration:12"])
    first = auditor.get(address)
    assert [row["event"].sequence for row in first.context["rows"]] == [1]
    then = auditor.get(f"{address}?after={first.context['newer']}")
    assert [row["event"].sequence for row in then.context["rows"]] == [2]
    assert then.context["newer"] is None
    assert auditor.get(f"{address}?after=2").status_code == 200
    assert auditor.get(reverse("record-history", args=["nothing:1"])).status_code == 404


def exported(client: Client, form: str, query: str = "") -> str:
    answer = client.get(f"{reverse('record-export', args=[form])}?{query}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="record.{form}"'
    return answer.getvalue().decode("utf-8-sig")


def test_another_program_can_work_out_the_chain_from_the_export(
    auditor: Client, events: list[Event]
) -> None:
    """All that docs/record.md says of a digest, in seven lines of any language."""
    previous = ""
    for event in json.loads(exported(auditor, "json")):
        digest = event.pop("digest")
        assert event["previous"] == previous
        text = json.dumps(list(event.values()), ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.new(event["algorithm"], text.encode()).hexdigest()
        assert previous == digest
    assert previous == events[-1].digest


def test_an_export_is_of_what_is_asked_for(auditor: Client, events: list[Event]) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(auditor, "csv", "subject=declaration:12"))))
    assert [row["sequence"] for row in rows] == ["1", "2"]
    assert rows[0]["why"] == "'=材料齐全"  # no spreadsheet calculates it
    assert json.loads(exported(auditor, "json", "actor=nobody")) == []


def test_who_exports_is_written_in_the_security_log(auditor: Client, events: list[Event]) -> None:
    with heard() as lines:
        exported(auditor, "csv", "action=list")
    told = [(one["username"], one["asked"]) for one in lines if one["event"] == "record-exported"]
    assert told == [("demo-auditor", "action=list")]


def test_there_is_no_other_form(auditor: Client) -> None:
    assert auditor.get(reverse("record-export", args=["xml"])).status_code == 404


def test_a_sound_record_is_said_to_be(auditor: Client, events: list[Event]) -> None:
    before = list(Event.objects.values())
    with heard() as lines:
        page = auditor.post(reverse("record-verify")).content.decode()
    assert "没有发现问题" in page
    assert events[-1].digest in page
    (line,) = (one for one in lines if one["event"] == "record-verified")
    assert (line["sound"], line["count"], line["head"]) == (True, 4, events[-1].digest)
    assert list(Event.objects.values()) == before


def test_the_first_bad_event_is_named_in_words(auditor: Client, events: list[Event]) -> None:
    tampered("UPDATE record_event SET why = 'forged' WHERE sequence IN (2, 4)")
    page = auditor.post(reverse("record-verify")).content.decode()
    assert "第 2 条的内容与它的摘要不符" in page
    assert reverse("record-event", args=[2]) in page
    english = auditor.post(f"/en{reverse('record-verify')}").content.decode()
    assert "event 2 is not what its digest says" in english


def test_what_was_kept_elsewhere_is_compared(auditor: Client, events: list[Event]) -> None:
    kept = {"sequence": "3", "digest": events[2].digest.upper()}
    assert "没有发现问题" in auditor.post(reverse("record-verify"), kept).content.decode()
    page = auditor.post(reverse("record-verify"), kept | {"digest": "0" * 64}).content.decode()
    assert "第 3 条与另行保存的摘要不符" in page


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"sequence": "x", "digest": "0" * 64}, {"sequence"}),
        ({"sequence": "3", "digest": "0" * 63}, {"digest"}),
        ({"sequence": "", "digest": "0" * 64}, {"sequence"}),
        ({"sequence": "-1", "digest": "g" * 64}, {"sequence", "digest"}),
    ],
)
def test_what_cannot_be_compared_is_told_beside_its_field(
    auditor: Client, told: dict[str, str], fields: set[str]
) -> None:
    answer = auditor.post(reverse("record-verify"), told)
    assert answer.status_code == 422
    assert set(answer.context["fault"]) == fields
    assert all(f'id="{one}-fault"' in answer.content.decode() for one in fields)


def test_a_long_record_is_not_verified_while_one_waits(
    auditor: Client, events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "INLINE", 3)
    answer = auditor.post(reverse("record-verify"))
    assert "found" not in answer.context
    assert "系统管理员" in answer.content.decode()


@pytest.fixture
def log(settings: Settings, tmp_path: Any) -> Any:
    settings.DATA = tmp_path
    return tmp_path / security.FILE


def written(log: Any, *lines: dict[str, Any] | str) -> None:
    told = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    log.write_text("".join(f"{one}\n" for one in told), "utf-8")


def line(event: str, **told: Any) -> dict[str, Any]:
    return {
        "at": "2026-05-31T16:00:00.000000+00:00",
        "event": event,
        "address": "192.0.2.1",
        "request": "abc",
        **told,
    }


def test_the_last_lines_of_the_security_log_come_first(auditor: Client, log: Any) -> None:
    written(
        log,
        line("signed-in", username="demo-police"),
        line("refused", username="demo-police", path="/x/"),
    )
    answer = auditor.get(reverse("record-security"))
    assert [one.event for one in answer.context["lines"]] == ["refused", "signed-in"]
    page = answer.content.decode()
    assert "2026-06-01 00:00:00" in page
    assert "path: /x/" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("event=refused", ["b", "a"]), ("actor=demo-police", ["c", "a"]), ("event=refused&actor=demo-land", ["b"]), ("event=x", [])],
)  # fmt: skip
def test_lines_are_found(auditor: Client, log: Any, query: str, found: list[str]) -> None:
    written(
        log, line("refused", username="demo-police", n="a"), line("refused", actor="demo-land", n="b"),
        line("signed-in", username="demo-police", n="c"),
    )  # fmt: skip
    answer = auditor.get(f"{reverse('record-security')}?{query}")
    assert [one.told["n"] for one in answer.context["lines"]] == found


def test_a_line_that_is_no_object_is_shown_as_words(auditor: Client, log: Any) -> None:
    written(log, "<script>alert(1)</script>", "[1]", line("signed-in") | {"at": "never"})
    page = auditor.get(reverse("record-security")).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_no_more_than_the_end_of_a_long_log_is_read(
    auditor: Client, log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luohu.web.record import tail

    monkeypatch.setattr(tail, "BYTES", 600)
    written(log, *(line(f"event-{n}") for n in range(1000)))
    found = auditor.get(reverse("record-security")).context["lines"]
    assert [one.event for one in found] == [f"event-{n}" for n in range(999, 999 - len(found), -1)]
    assert 2 <= len(found) <= 6


def test_an_empty_log_says_so(auditor: Client, log: Any) -> None:
    assert "日志还是空的" in auditor.get(reverse("record-security")).content.decode()
