"""The policy browser: every page of the law answers, in both languages, and refuses nonsense."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from luohu.law.rulebook import Rulebook
from luohu.schemes.catalogue import find_rulebook, find_scheme
from luohu.web.policies import contents
from luohu.web.policies.clauses import clauses

EVERY_VERSION = pytest.mark.parametrize("book", contents.books(), ids=lambda book: book.name)
LANGUAGE = pytest.mark.parametrize("prefix", ["", "/en"])


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    assert not answer.cookies
    return str(answer.content.decode())


@LANGUAGE
def test_all_schemes_are_listed_with_all_versions(client: Client, prefix: str) -> None:
    text = page(client, f"{prefix}/law/")
    for book in contents.books():
        assert f'href="{prefix}/law/{book.scheme}/{book.version}/"' in text


def test_a_scheme_says_whether_it_ranks(client: Client) -> None:
    text = page(client, "/en/law/")
    assert "Ranked by points" in text
    assert "A set number of points is enough" in text
    assert "The conditions are enough" in text


@LANGUAGE
@EVERY_VERSION
def test_a_version_has_an_anchor_and_a_link_for_every_clause(
    client: Client, prefix: str, book: Rulebook
) -> None:
    text = page(client, f"{prefix}/law/{book.scheme}/{book.version}/")
    for name in clauses(book.name):
        assert f'id="{name}"' in text
        assert f'href="{prefix}/law/{book.scheme}/{book.version}/{name}/"' in text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@EVERY_VERSION
def test_every_clause_has_a_page(client: Client, book: Rulebook) -> None:
    for name, clause in clauses(book.name).items():
        assert clause.label.zh in page(client, f"/law/{book.scheme}/{book.version}/{name}/")


def test_the_latest_version_stands_at_the_address_of_its_scheme(client: Client) -> None:
    assert "<code>beijing@2020</code>" in page(client, "/law/beijing/")


def test_a_version_shows_what_was_published_of_its_cycles(client: Client) -> None:
    text = page(client, "/law/beijing/2020/")
    cutoff = find_scheme("beijing").published(2023, "cutoff")
    assert f"{cutoff / 100:.2f}分" in text
    assert "2018 年度" not in text


def test_words_leave_only_the_clauses_that_have_them(client: Client) -> None:
    text = page(client, "/law/beijing/2020/?q=employment")
    assert 'id="employment"' in text
    assert 'id="education"' not in text
    assert 'id="published"' not in text


def test_words_in_a_source_are_found_too_and_all_must_be_there(client: Client) -> None:
    assert contents.having("beijing@2020", "积分落户管理办法 就业")
    assert not contents.having("beijing@2020", "就业 没有这样的话")


def test_words_that_are_nowhere_find_nothing(client: Client) -> None:
    assert "0 clauses found" in page(client, "/en/law/beijing/2020/?q=zzzz")


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    text = page(client, "/law/beijing/2020/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in text
    page(client, "/law/beijing/2020/?q=" + "a" * 5000)


def test_a_rule_links_to_what_it_reads_and_what_reads_it(client: Client) -> None:
    text = page(client, "/law/beijing/2020/employment/")
    for name in ("insured_months", "points_per_insured_month", "total"):
        assert f'href="/law/beijing/2020/{name}/"' in text
    assert 'href="/law/beijing/2016/employment/"' in text


def test_a_value_shows_all_its_time(client: Client) -> None:
    book = find_rulebook("beijing@2020")
    name = next(name for name, one in book.parameters.items() if len(one.values) > 1)
    text = page(client, f"/law/beijing/2020/{name}/")
    for entry in clauses("beijing@2020")[name].entries:
        assert entry.lines[0].zh in text
        assert entry.when in text


def test_an_english_page_says_what_is_chinese(client: Client) -> None:
    assert '<span lang="zh-CN">第五条' in page(client, "/en/law/beijing/2020/employment/")
    assert '<span lang="zh-CN">' not in page(client, "/law/beijing/2020/employment/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/law/beijing/2020/education_levels/", "学历 大学本科 + 学位 学士: 15.00分"),
        ("/law/beijing/2020/cutoff_month/", "上一年12月"),
        ("/en/law/beijing/2020/cutoff_month/", "month 12 of the year before"),
        ("/en/law/beijing/2020/six_districts/", "Dongcheng, Xicheng"),
        ("/law/beijing/2020/age_points/", "≥ 46 &lt; 47: 16.00分"),
        ("/en/law/tianjin/2022/home_points_per_year/", "Heping"),
    ],
)
def test_tables_are_written_row_by_row_in_plain_words(
    client: Client, address: str, words: str
) -> None:
    assert words in page(client, address)


def test_every_line_of_every_value_has_words_in_both_languages() -> None:
    for book in contents.books():
        for clause in clauses(book.name).values():
            for entry in clause.entries:
                assert entry.lines
                assert all(line.zh and line.en for line in entry.lines)


def test_a_rule_names_its_document_and_article(client: Client) -> None:
    text = page(client, "/law/beijing/2020/employment/")
    assert "北京市积分落户管理办法" in text
    assert "第五条(一)" in text


@LANGUAGE
def test_two_versions_are_compared_clause_by_clause(client: Client, prefix: str) -> None:
    text = page(client, f"{prefix}/law/difference/?before=beijing@2016&after=beijing@2020")
    assert f'href="{prefix}/law/beijing/2020/residence/"' in text
    assert f'href="{prefix}/law/beijing/2020/age_points/"' in text
    assert '<option value="beijing@2016" selected>' in text


def test_what_only_one_version_has_links_to_that_version(client: Client) -> None:
    text = page(client, "/law/difference/?before=shanghai@2018&after=beijing@2020")
    assert 'href="/law/shanghai/2018/standard_value/"' in text


def test_a_version_does_not_differ_from_itself(client: Client) -> None:
    assert "没有差别" in page(client, "/law/difference/?before=beijing@2020&after=beijing@2020")


@LANGUAGE
def test_open_questions_of_every_version_link_to_their_clauses(client: Client, prefix: str) -> None:
    text = page(client, f"{prefix}/law/open-questions/")
    for book in contents.books():
        for rule in book.rules.values():
            if rule.question or rule.premises:
                assert f'href="{prefix}/law/{book.scheme}/{book.version}/{rule.name}/"' in text


@pytest.mark.parametrize(
    "address",
    [
        "/law/nowhere/", "/law/nowhere/2020/", "/law/beijing/1999/", "/law/beijing/2020/nothing/",
        "/law/beijing/2020/graph/?of=nothing", "/law/beijing/2020/a'b/",
        "/law/difference/?before=beijing", "/law/difference/?before=x@y&after=<b>",
        "/law/difference/?after=" + "x" * 4000, "/law/nowhere/2020/graph/",
    ],
)  # fmt: skip
@LANGUAGE
def test_what_there_is_not_is_404(client: Client, prefix: str, address: str) -> None:
    page(client, prefix + address, 404)


def test_pages_only_answer_questions(client: Client) -> None:
    assert client.post("/law/beijing/2020/").status_code == 405


def test_a_clause_leads_to_the_standard_replies_that_rest_on_it(client: Client) -> None:
    now = client.get("/law/beijing/2020/employment/").content.decode()
    assert "用到这一条的标准答复" in now
    assert '<a href="/ask/replies/10/">' in now
    assert "标准答复" not in client.get("/law/beijing/2016/employment/").content.decode()
