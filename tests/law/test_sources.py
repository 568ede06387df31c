"""Every rule and value has a source: documents, articles, and how far each can be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.law.days import NEVER, Day
from luohu.law.sources import Citation, LawError, Standing, Text, load_documents

DOCUMENTS = """
[measures]
zh = "北京市积分落户管理办法"
en = "Measures"
number = "京政办发〔2020〕9号"
since = "2020-07-16"
until = 2029-12-31
standing = "official"

[letter]
zh = "答复"
en = "Reply"
standing = "quoted"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "documents.toml"
    path.write_text(DOCUMENTS, "utf-8")
    return path


def test_documents_are_read_by_key(file: Path) -> None:
    measures = load_documents(file)["measures"]
    assert measures.key == "measures"
    assert measures.title == Text("北京市积分落户管理办法", "Measures")
    assert measures.number == "京政办发〔2020〕9号"
    assert measures.standing is Standing.OFFICIAL


def test_a_document_is_in_force_between_its_dates(file: Path) -> None:
    measures = load_documents(file)["measures"]
    assert (measures.since, measures.until) == (Day(20200716), Day(20291231))
    assert not measures.in_force(Day(20200715))
    assert measures.in_force(Day(20200716))
    assert measures.in_force(Day(20291231))
    assert not measures.in_force(Day(20300101))


def test_a_document_without_dates_is_always_in_force(file: Path) -> None:
    letter = load_documents(file)["letter"]
    assert letter.in_force(Day.of(1950, 1, 1))
    assert letter.in_force(NEVER)


def test_calling_a_document_cites_an_article(file: Path) -> None:
    measures = load_documents(file)["measures"]
    assert measures("第五条") == Citation(measures, "第五条", Standing.OFFICIAL)


def test_a_citation_may_be_known_worse_than_its_document(file: Path) -> None:
    assert load_documents(file)["measures"]("第五条", "inferred").standing is Standing.INFERRED


def test_a_citation_of_no_known_standing_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="'rumour' is not a valid Standing"):
        load_documents(file)["measures"]("第五条", "rumour")


def test_a_citation_is_shown_with_title_number_and_article(file: Path) -> None:
    documents = load_documents(file)
    measures, letter = documents["measures"], documents["letter"]
    assert measures("第五条").shown("en") == "Measures 京政办发〔2020〕9号 第五条"
    assert letter("8").shown("zh") == "答复 8"
    assert letter("").shown("en") == "Reply"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ('zh = "甲"\nstanding = "quoted"', "document x: 'en' is missing"),
        ('zh = "甲"\nen = "a"', "document x: 'standing' is missing"),
        ('zh = "甲"\nen = "a"\nstanding = "good"', "document x: 'good' is not a valid Standing"),
        (
            'zh = "甲"\nen = "a"\nstanding = "quoted"\nsince = "2020-02-30"',
            "document x: '2020-02-30' is no day",
        ),
    ],
)
def test_a_document_with_a_fault_is_refused_by_name(fault: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(f"[x]\n{fault}", "utf-8")
    with pytest.raises(LawError, match=rf"faulty\.toml: {words}"):
        load_documents(path)


def test_words_come_in_both_languages() -> None:
    words = Text("积分", "score")
    assert (words.in_("zh"), words.in_("en")) == ("积分", "score")


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_words(standing: Standing) -> None:
    assert standing.label("zh")
    assert standing.label("en")
    assert standing.label("zh") != standing.label("en")
