"""The statistics of known letters: what is counted, how it is shown, and the same as files."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from luohu.law.sources import LawError, Text
from luohu.people.faults import Refused
from luohu.pictures.bars import Bars
from luohu.pictures.chart import Caption
from luohu.pictures.weeks import ColumnsByWeek
from luohu.web.letters.models import Letter, Message, ReplyState, ReplyVersion, State
from luohu.web.letters.statistics.counts import Counts, Figures, Period, figures
from luohu.web.letters.statistics.exports import harmless
from luohu.web.shell.clock import now
from tests.web.accounts.people import signed_in
from tests.web.letters.library.conftest import REPLIES, TODAY

AT = "/desk/statistics/"
LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
FORMS = ("csv", "xlsx", "json")
MARCH, FEBRUARY = datetime.date(2026, 3, 2), datetime.date(2026, 2, 9)


def letter(
    number: int, came: str, topic: int = 1, state: State = State.WAITING, **more: Any
) -> Letter:
    """A letter that came on a day at noon, due in 15 days."""
    moment = datetime.datetime.fromisoformat(f"{came}T12:00+08:00")
    made = Letter.objects.create(
        number=f"2026-{number:06d}", key=str(number), language="zh", topic=topic, state=state,
        received=moment, due=moment.date() + datetime.timedelta(days=15), **more,
    )  # fmt: skip
    Message.objects.create(letter=made, text="演示来信的秘密", sent=moment)
    return made


def answer(held: Letter, after: int, author: User, *numbers: int) -> None:
    """The office's answer so many days after a letter came."""
    moment = held.received + datetime.timedelta(days=after)
    used = [{"number": number, "version": 1} for number in numbers]
    Message.objects.create(
        letter=held, of_office=True, text="演示答复", sent=moment, author=author, replies=used
    )
    held.state, held.answered = State.ANSWERED, moment
    held.save()


@pytest.fixture
def letters(editor: User) -> None:
    """Six letters: answered in time, late, late and open, open, merged, and about nothing."""
    answer(letter(1, "2026-02-09"), 3, editor, 1)
    late = letter(2, "2026-02-09", reopened=1)
    answer(late, 10, editor, 1, 2)
    answer(late, 20, editor, 2)
    letter(3, "2026-02-10", topic=2)
    Message.objects.create(letter=letter(4, "2026-03-02", topic=2), text="演示补充", sent=now())
    into = letter(5, "2026-03-03", topic=0)
    letter(6, "2026-03-04", topic=0, state=State.MERGED, merged_into=into)


def counted() -> Figures:
    return figures(Period.of({}))


def test_letters_are_counted_by_week_and_topic(letters: None) -> None:
    found = counted()
    assert found.cells == {
        (FEBRUARY, 1): Counts(2, 2, 1, 1, 0, (3, 10)),
        (FEBRUARY, 2): Counts(1, 0, 1, 0, 0, ()),
        (MARCH, 2): Counts(1, 0, 0, 0, 1, ()),
        (MARCH, 0): Counts(2, 0, 0, 0, 0, ()),
    }
    assert found.whole == Counts(6, 2, 2, 1, 1, (3, 10))
    assert found.whole.median_days == 6.5
    assert list(found.by_topic) == [0, 1, 2]
    assert found.by_topic[2].received == 2
    assert len(found.by_week) == 26
    assert found.by_week[MARCH].received == 3
    assert found.by_week[datetime.date(2026, 2, 16)] == Counts()
    assert found.used == {1: 2, 2: 2}


def test_a_letter_belongs_to_its_day_on_the_calendar_of_the_site(editor: User) -> None:
    late_evening = datetime.datetime.fromisoformat("2026-03-01T23:30+08:00")
    held = letter(1, "2026-03-01")
    Letter.objects.filter(pk=held.pk).update(received=late_evening)
    assert list(counted().cells) == [(datetime.date(2026, 2, 23), 1)]
    assert figures(Period.of({"from": "2026-03-02"})).whole == Counts()
    assert figures(Period.of({"to": "2026-03-01"})).whole.received == 1


@pytest.mark.django_db
def test_the_period_is_half_a_year_unless_it_is_told() -> None:
    period = Period.of({})
    assert (str(period.first), str(period.last)) == ("2025-09-08", TODAY)
    assert (
        Period.of({"from": " 2026-01-01 ", "to": "2026-01-31"}).query
        == "from=2026-01-01&to=2026-01-31"
    )
    assert len(Period.of({"from": "2026-03-01", "to": "2026-03-02"}).weeks) == 2


@pytest.mark.parametrize(
    "told",
    [
        {"from": "x"}, {"to": "2026-02-30"}, {"from": "20260101"}, {"from": "0001-01-01"},
        {"from": "2026-03-02", "to": "2026-03-01"}, {"from": "2019-01-01", "to": "2026-01-01"},
        {"to": "9999-12-31"}, {"from": "\x00"}, {"from": "1" * 5000},
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(reading: Client, told: dict[str, str]) -> None:
    with pytest.raises(Refused):
        Period.of(told)
    answer = reading.get(AT, told)
    assert answer.status_code == 422
    assert "需要改正" in answer.content.decode()
    for form in FORMS:
        assert reading.get(f"{AT}letters.{form}", told).status_code == 422


@LANGUAGES
def test_the_page_has_pictures_with_the_same_numbers_in_tables(
    reading: Client, letters: None, language: str
) -> None:
    answer = reading.get(f"{language}{AT}")
    told = answer.content.decode()
    assert [len(one.pictures) for one in answer.context["sections"]] == [1, 2, 0]
    assert told.count('class="picture"') == 6
    assert ("Not classified yet" if language else "还没有归类").lower() in told.lower()
    assert answer.context["lacking"] == 2
    assert answer.context["share"] == "33"
    assert "topic=0" in told
    assert "演示来信的秘密" not in told
    assert answer.context["whole"]["median_days"] == "6.5"


@LANGUAGES
def test_without_letters_it_says_so(reading: Client, language: str) -> None:
    answer = reading.get(f"{language}{AT}")
    assert answer.status_code == 200
    assert 'class="picture"' not in answer.content.decode()
    assert answer.context["whole"]["median_days"] == "—"


def test_answers_to_earlier_letters_are_told_by_the_replies_they_used(
    reading: Client, letters: None
) -> None:
    answer = reading.get(AT, {"from": "2026-02-16", "to": "2026-02-28"})
    (section,) = answer.context["sections"]
    assert section.pictures == []
    assert [cells[1] for cells in section.table.rows] == ["1", "1"]
    assert "这段时间没有来信。" in answer.content.decode()


@LANGUAGES
def test_the_same_as_a_csv_file(reading: Client, letters: None, language: str) -> None:
    answer = reading.get(f"{language}{AT}letters.csv")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="luohu-letters-2025-09-08-{TODAY}.csv"'
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    title = "demonstration places" if language else "演示名额"
    assert rows[0][0] == ("week from" if language else "周一")
    assert rows[1] == ["2026-02-09", "1", title, "2", "2", "1", "1", "0", "6.5"]
    assert len(rows) == 5
    assert "2026-000001" not in answer.content.decode()


def test_the_same_as_a_workbook(reading: Client, letters: None) -> None:
    book = load_workbook(io.BytesIO(reading.get(f"{AT}letters.xlsx").content))
    assert book.sheetnames == ["主题和周", "周", "主题", "所用答复"]
    assert [cell.value for cell in book["主题"][2]][:3] == [0, "还没有归类", 2]
    assert [cell.value for cell in book["所用答复"][2]] == [1, "演示名额", 2]
    assert book["周"].max_row == 27


def test_the_same_for_a_program(reading: Client, letters: None) -> None:
    answer = reading.get(f"{AT}letters.json")
    told = json.loads(answer.content)
    assert told["total"] == {
        "received": 6, "answered": 2, "overdue": 2, "reopened": 1, "follow_ups": 1,
        "median_days": 6.5,
    }  # fmt: skip
    assert told["cells"][0]["week"] == "2026-02-09"
    assert told["replies"][0] == {
        "topic": 1, "title": {"zh": "演示名额", "en": "demonstration places"}, "used": 2,
    }  # fmt: skip
    assert "秘密" not in answer.content.decode()


def test_a_title_is_never_a_formula(reading: Client, editor: User, reviewer: User) -> None:
    title = {"zh": "=1+1", "en": "=1+1"}
    ReplyVersion.objects.create(
        number=1, version=2, content=REPLIES[0] | {"title": title, "version": 2},
        state=ReplyState.PUBLISHED, author=editor, reviewer=reviewer, reason="演示", written=now(),
    )  # fmt: skip
    letter(1, "2026-03-02")
    assert "'=1+1" in reading.get(f"{AT}letters.csv").content.decode()
    book = load_workbook(io.BytesIO(reading.get(f"{AT}letters.xlsx").content))
    cell = book["主题"][2][1]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert [harmless(one) for one in ("a", 1, None, "-a")] == ["a", 1, None, "'-a"]


@pytest.mark.parametrize("route", ["", *(f"letters.{form}" for form in FORMS)])
@LANGUAGES
def test_only_officers_see_the_statistics(
    client: Client, db: None, route: str, language: str
) -> None:
    assert client.get(f"{language}{AT}{route}").status_code == 302
    signed_in(User.objects.create_user("citizen"), client)
    assert client.get(f"{language}{AT}{route}").status_code == 403


def test_there_is_no_other_form(reading: Client) -> None:
    assert reading.get(f"{AT}letters.pdf").status_code == 404
    assert reading.post(AT).status_code == 405


def test_columns_tell_every_number_in_words() -> None:
    words = Text("演示", "demonstration")
    first, second = Bars(Text("收到", "received"), (3.0, 0.0)), Bars(words, (1.0, 0.0))
    chart = ColumnsByWeek(Caption(words, words), (FEBRUARY, MARCH), first, second)
    assert chart.told("en") == (
        "2026-02-09: received 3; demonstration 1\n2026-03-02: received 0; demonstration 0"
    )
    assert "02-09" in chart.svg("zh", 360)
    with pytest.raises(LawError):
        ColumnsByWeek(Caption(words, words), (), first, second)
    with pytest.raises(LawError):
        ColumnsByWeek(Caption(words, words), (MARCH,), Bars(words, (-1.0,)), Bars(words, (1.0,)))
