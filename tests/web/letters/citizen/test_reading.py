"""Reading: number and code open a thread, to who has both or wrote it signed in, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from luohu.law.days import CLOCK_VARIABLE
from luohu.web.letters import services
from luohu.web.letters.models import Letter, Message
from tests.web.accounts.people import signed_in

pytestmark = pytest.mark.django_db
AT, AGAIN, MINE = "/letters/read/", "/letters/again/", "/letters/mine/"
NO_SUCH = "没有这封信,或者查询码不对"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-20")


@pytest.fixture
def written() -> tuple[Letter, str]:
    return services.write_letter(text="社保断过两个月", language="zh")


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("officer")


@pytest.fixture
def citizen() -> User:
    return User.objects.create_user("citizen")


def words(answer: Any) -> str:
    return str(answer.content.decode())


def opened(client: Client, number: str, code: str, at: str = AT, **fields: str) -> Any:
    return client.post(at, {"number": number, "code": code, **fields})


def answer_it(letter: Letter, officer: User, text: str = "可以申报。") -> Message:
    """The office's answer, made from the second reply and one that is gone."""
    used = [{"number": 2, "version": 1}]
    services.save_draft(letter, actor=officer, text=text, replies=used)
    return services.send(letter, actor=officer)


@pytest.mark.parametrize(
    ("address", "heading"), [(AT, "查我的信"), ("/en/letters/read/", "Look up my letter")]
)
def test_number_and_code_are_asked_for(client: Client, address: str, heading: str) -> None:
    answer = client.get(address)
    assert f"<h1>{heading}</h1>" in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_number_and_code_open_the_thread(client: Client, written: tuple[Letter, str]) -> None:
    letter, code = written
    answer = opened(client, letter.number, code)
    assert answer.status_code == 200
    for told in ("社保断过两个月", "等待答复", "2026-12-05", "2026-11-20"):
        assert told in words(answer)
    assert not answer.cookies


def test_number_and_code_are_read_as_people_type_them(
    client: Client, written: tuple[Letter, str]
) -> None:
    letter, code = written
    typed = " ".join([code[:4], code[4:8].lower(), code[8:]])
    wide = letter.number.translate({ord("0") + k: ord("０") + k for k in range(10)})
    assert opened(client, f" {wide} ", typed).status_code == 200


@pytest.mark.parametrize(("number", "code"), [
    ("2026-000001", "WRONGWRONGWR"), ("2026-000099", None), ("", None), ("2026-000001", ""),
    ("\x00", "\x00"), ("' OR 1=1 --", "x"), ("9" * 5000, "9" * 5000), ("２０２６", "號碼"),
])  # fmt: skip
def test_a_wrong_pair_is_one_and_the_same_message(
    client: Client, written: tuple[Letter, str], number: str, code: str | None
) -> None:
    answer = opened(client, number, written[1] if code is None else code)
    assert answer.status_code == 404
    assert NO_SUCH in words(answer)
    assert "社保断过两个月" not in words(answer)


def test_who_looks_up_too_often_waits(
    client: Client, written: tuple[Letter, str], settings: Any
) -> None:
    settings.LUOHU_LETTERS = "2/h"
    letter, code = written
    for _ in range(2):
        assert opened(client, letter.number, "WRONG").status_code == 404
    answer = opened(client, letter.number, code)
    assert answer.status_code == 429
    assert "写信、查信太频繁" in words(answer)
    assert int(answer.headers["Retry-After"]) > 0


def test_the_answer_stands_in_the_thread_with_its_replies(
    client: Client, written: tuple[Letter, str], officer: User
) -> None:
    letter, code = written
    answer_it(letter, officer)
    told = words(opened(client, letter.number, code))
    for part in ("可以申报。", "已答复", 'href="/ask/replies/2/"', "第 1 版"):
        assert part in told
    assert "/ask/replies/98/" not in told
    assert "officer" not in told
    assert "答复期限" not in told


def test_a_second_look_is_the_offices_own_affair(
    client: Client, written: tuple[Letter, str], officer: User
) -> None:
    letter, code = written
    services.save_draft(letter, actor=officer, text="草稿里的话", replies=[])
    services.ask_second_look(letter, actor=officer)
    told = words(opened(client, letter.number, code))
    assert "等待答复" in told
    assert "待复核" not in told
    assert "草稿里的话" not in told


def test_a_merged_letter_waits_with_the_other_and_shows_none_of_its_words(
    client: Client, written: tuple[Letter, str], officer: User
) -> None:
    other, _ = services.write_letter(text="另一个人的话", language="zh")
    letter, code = written
    services.merge(letter, actor=officer, into=other)
    told = words(opened(client, letter.number, code))
    assert "等待答复,与问题相同的来信一并办理" in told
    assert "另一个人的话" not in told
    assert other.number not in told


def test_an_overdue_letter_says_so(
    client: Client, written: tuple[Letter, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, code = written
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-12-05")
    assert "已过期限" not in words(opened(client, letter.number, code))
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-12-06")
    assert "已过期限" in words(opened(client, letter.number, code))


def test_a_follow_up_stands_in_the_thread(client: Client, written: tuple[Letter, str]) -> None:
    letter, code = written
    answer = opened(client, letter.number, code, AGAIN, text="补充:电话13800138000")
    assert "补充的话已收到。" in words(answer)
    assert "补充:电话***********" in words(answer)
    assert letter.messages.count() == 2


def test_a_follow_up_to_an_answer_waits_for_another(
    client: Client, written: tuple[Letter, str], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, code = written
    answer_it(letter, officer)
    monkeypatch.setenv(CLOCK_VARIABLE, "2026-11-25")
    told = words(opened(client, letter.number, code, AGAIN, text="还有一个问题"))
    assert "等待答复" in told
    assert "2026-12-10" in told


@pytest.mark.parametrize("text", ["", "短", "长" * 4001])
def test_a_follow_up_of_too_few_or_many_words_is_refused(
    client: Client, written: tuple[Letter, str], text: str
) -> None:
    letter, code = written
    answer = opened(client, letter.number, code, AGAIN, text=text)
    assert answer.status_code == 422
    assert f"{text}</textarea>" in words(answer)
    assert letter.messages.count() == 1


def test_a_follow_up_with_a_wrong_code_is_not_added_and_its_words_can_be_copied(
    client: Client, written: tuple[Letter, str]
) -> None:
    answer = opened(client, written[0].number, "WRONG", AGAIN, text="我补充的话")
    assert answer.status_code == 404
    assert NO_SUCH in words(answer)
    assert "我补充的话" in words(answer)
    assert written[0].messages.count() == 1


def test_who_follows_up_too_often_waits_and_keeps_the_words(
    client: Client, written: tuple[Letter, str], settings: Any
) -> None:
    settings.LUOHU_LETTERS = "1/h"
    letter, code = written
    opened(client, letter.number, code, AGAIN, text="第一次补充")
    answer = opened(client, letter.number, code, AGAIN, text="第二次补充")
    assert answer.status_code == 429
    assert "第二次补充" in words(answer)
    assert letter.messages.count() == 2


def test_who_comes_by_where_follow_ups_go_is_sent_to_where_letters_are_read(
    client: Client,
) -> None:
    assert client.get(AGAIN).headers["Location"] == AT
    assert client.get("/en/letters/again/").headers["Location"] == "/en/letters/read/"


def test_one_opens_ones_own_letters_without_a_code(client: Client, citizen: User) -> None:
    letter, _ = services.write_letter(text="社保断过两个月", language="zh", actor=citizen)
    signed_in(citizen, client)
    listed = words(client.get(MINE))
    assert f'href="/letters/read/?number={letter.number}"' in listed
    assert "社保断过两个月" in listed
    assert "等待答复" in listed
    assert "社保断过两个月" in words(client.get(AT, {"number": letter.number}))
    assert "补充的话已收到。" in words(opened(client, letter.number, "", AGAIN, text="再补充一句"))


def test_nobody_opens_the_letter_of_another_by_its_number(
    client: Client, citizen: User, officer: User
) -> None:
    letter, _ = services.write_letter(text="社保断过两个月", language="zh", actor=citizen)
    signed_in(officer, client)
    assert letter.number not in words(client.get(MINE))
    assert "社保断过两个月" not in words(client.get(AT, {"number": letter.number}))
    assert opened(client, letter.number, "").status_code == 404


def test_ones_own_letters_need_signing_in(client: Client) -> None:
    assert client.get(MINE).headers["Location"] == f"/sign-in/?next={MINE}"
    english = "/en/letters/mine/"
    assert client.get(english).headers["Location"] == f"/en/sign-in/?next={english}"


def test_ones_own_letters_are_paged_the_newest_first(client: Client, citizen: User) -> None:
    signed_in(citizen, client)
    assert "您登录后还没有写过信。" in words(client.get(MINE))
    for number in range(51):
        text = f"第{number}封信" + "话" * 60
        services.write_letter(text=text, language="zh", actor=citizen)
    first, second = words(client.get(MINE)), words(client.get(MINE, {"page": "2"}))
    assert "第50封信" in first
    assert "第0封信" not in first
    assert "下一页" in first
    assert "第0封信" in second
    assert "上一页" in second
    assert "话…" in second
    assert client.get(MINE, {"page": "nonsense"}).status_code == 200
    assert client.get(MINE, {"page": "9" * 50}).status_code == 200


def test_a_letter_that_lost_its_words_is_still_listed(client: Client, citizen: User) -> None:
    letter, _ = services.write_letter(text="社保断过两个月", language="zh", actor=citizen)
    letter.messages.all().delete()
    signed_in(citizen, client)
    assert letter.number in words(client.get(MINE))
