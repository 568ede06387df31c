"""The pages of lists: every cycle, one cycle, looking a row up."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from luohu.web.lists.demonstration import load_demonstration
from luohu.web.lists.models import AwardList
from tests.web.accounts.people import officer, signed_in

pytestmark = pytest.mark.django_db
AT = "/lists/beijing/2020/list/"


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_cycle_stands_in_one_table(client: Client, language: str) -> None:
    words = client.get(f"{language}/lists/").content.decode()
    assert "97.13" in words
    assert "109.92" in words


def test_a_loaded_list_is_linked_and_a_demonstration_marked(
    client: Client, kept: AwardList
) -> None:
    load_demonstration()
    words = client.get("/lists/").content.decode()
    assert AT in words
    assert "演示" in words


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("year", range(2018, 2024))
def test_a_cycle_shows_its_numbers_with_their_sources(
    client: Client, year: int, language: str
) -> None:
    answer = client.get(f"{language}/lists/beijing/{year}/")
    assert answer.status_code == 200
    assert answer.context["known"].numbers


def test_a_cycle_without_a_list_shows_the_counts_that_ship(client: Client) -> None:
    words = client.get("/lists/beijing/2021/").content.decode()
    assert "汇总计数" in words
    assert "分数线以上5分内的分布" in words
    assert "出生年的分布" in words


def test_a_cycle_without_a_list_or_counts_has_no_pictures(client: Client) -> None:
    answer = client.get("/lists/guangzhou/2024/")
    assert answer.status_code == 200
    assert not answer.context["pictures"]


def test_a_loaded_cycle_shows_its_pictures_and_ties(client: Client, kept: AwardList) -> None:
    words = client.get("/lists/beijing/2020/").content.decode()
    assert "总分的分布" in words
    assert "出生年的分布" in words
    assert "名单共 4 人,最低 97.13 分,只有 1 人。" in words


def test_equal_scores_at_the_line_are_counted(client: Client, kept: AwardList) -> None:
    kept.awards.filter(rank=4).delete()
    words = client.get("/lists/beijing/2020/").content.decode()
    assert "名单共 3 人,最低 119.00 分,有 2 人同分" in words


@pytest.mark.parametrize(
    "address", ["/lists/", "/lists/beijing/2026/", "/lists/beijing/2026/list/"]
)
def test_a_scheme_is_called_by_its_title(client: Client, address: str) -> None:
    load_demonstration()
    words = client.get(address).content.decode()
    assert "北京市积分落户" in words
    assert "beijing 2026" not in words


def test_a_list_of_a_scheme_that_is_gone_has_no_page(client: Client, kept: AwardList) -> None:
    AwardList.objects.update(scheme="gone")
    assert "gone" not in client.get("/lists/").content.decode()
    assert client.get("/lists/gone/2020/list/").status_code == 404


def test_indicators_have_pictures_where_the_list_has_them(client: Client, kept: AwardList) -> None:
    for place, award in enumerate(kept.awards.all()):
        award.indicators = {"employment": 5000 + 100 * place, "age": 2000}
        award.save()
    AwardList.objects.filter(pk=kept.pk).update(digest="with indicators")
    words = client.get("/lists/beijing/2020/").content.decode()
    assert "各项指标的分布" in words


def test_a_cycle_of_a_demonstration_alone_has_a_page(client: Client) -> None:
    load_demonstration()
    assert "人物均为虚构" in client.get("/lists/beijing/2026/").content.decode()


@pytest.mark.parametrize(
    ("query", "ranks"),
    [
        ({}, [1, 2, 2, 4]),
        ({"rank": "2"}, [2, 2]),
        ({"rank": "２"}, [2, 2]),
        ({"born": "1976.11"}, [2]),
        ({"low": "119", "high": "119"}, [2, 2]),
        ({"high": "97.13"}, [4]),
        ({"name": "演示甲"}, [1]),
        ({"name": "演示"}, []),
        ({"name": "%"}, []),
        ({"name": "演示甲\x00"}, [1]),
        ({"rank": "3"}, [2]),
        ({"page": "7"}, [1, 2, 2, 4]),
    ],
)
def test_rows_are_looked_up(
    client: Client, kept: AwardList, query: dict[str, str], ranks: list[int]
) -> None:
    page = client.get(AT, query).context["page"]
    assert [award.rank for award in page.object_list] == ranks


@pytest.mark.parametrize(
    "query",
    [{"rank": "first"}, {"born": "1976-13"}, {"low": "1.234"}, {"high": "-1"}, {"page": "0"},
     {"page": "201"}, {"page": "x"}, {"low": "9" * 90}, {"rank": "9" * 90}],
)  # fmt: skip
def test_a_question_that_cannot_be_read_says_what_would_be_right(
    client: Client, kept: AwardList, query: dict[str, str]
) -> None:
    answer = client.get(AT, query)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert 'role="alert"' in words
    assert "<strong>列" not in words, "fields are called what the form calls them"


def test_lists_are_not_for_search_engines(client: Client, kept: AwardList) -> None:
    answer = client.get(AT)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_a_long_list_is_paged(client: Client) -> None:
    load_demonstration()
    words = client.get("/lists/beijing/2026/list/").content.decode()
    assert "第 1 页,共 2 页" in words
    assert "上一页" in client.get("/lists/beijing/2026/list/", {"page": "2"}).content.decode()


def test_names_are_asked_for_only_where_the_list_has_them(client: Client, kept: AwardList) -> None:
    assert 'name="name"' in client.get(AT).content.decode()
    kept.awards.update(name="", employer="")
    assert 'name="name"' not in client.get(AT).content.decode()


def test_too_many_look_ups_from_one_address_wait(
    client: Client, kept: AwardList, settings: Any
) -> None:
    settings.LUOHU_LOOKUPS = "2/m"
    assert [client.get(AT).status_code for _ in range(3)] == [200, 200, 429]
    assert 1 <= int(client.get(AT).headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "address",
    [
        "/lists/beijing/1999/",
        "/lists/nowhere/2020/",
        "/lists/beijing/2019/list/",
        "/lists/guangzhou/2020/",
    ],
)
def test_what_is_not_there_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_nothing_is_posted_here(client: Client) -> None:
    assert client.post("/lists/").status_code == 405


def test_the_office_sees_lists_and_cannot_edit_them(client: Client, kept: AwardList) -> None:
    signed_in(officer("administrator"), client)
    assert client.get("/office/lists/awardlist/").status_code == 200
    assert client.get("/office/lists/awardlist/add/").status_code == 403
    assert client.post(f"/office/lists/awardlist/{kept.pk}/change/").status_code == 403
