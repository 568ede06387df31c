"""An agency's own replies read from its page: what became a draft, and what could not be placed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from luohu.consult.importing.drafts import Imported, from_text, read_drafts
from luohu.consult.importing.numbering import number_of
from luohu.consult.importing.titles import split
from luohu.people.faults import Refused
from tests.seed import SEED, needs_the_seed

PAGE = """<html><head><style>p {color: red}</style><script>var a = "1.不是";</script></head><body>
<ul><li>首页</li><li>联系我们</li></ul>
<p>常用答复1.扩大规模现行规模为每年六千人。感谢您的建议。2.固定分数线(建议每年不变)分数线由排名产生。
3.取消纳税2020年起施行的办法设有这一项。暂不调整。</p>
<p>扫码关注</p><p>热门文章</p></body></html>"""
PLAIN = "1.甲事现行办法如此。2.乙事现行办法如彼。3.丙事现行办法照旧。"


def titles_of(imported: Imported) -> list[tuple[int, str]]:
    return [(draft.number, draft.title) for draft in imported.drafts]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


@needs_the_seed
class TestTheFoundingDocument:
    def test_it_gives_exactly_nineteen_drafts(self) -> None:
        imported = read_drafts(SEED)
        assert [draft.number for draft in imported.drafts] == list(range(1, 20))
        assert imported.missing == ()

    def test_each_has_a_title_and_a_text(self) -> None:
        for draft in read_drafts(SEED).drafts:
            assert 5 <= len(draft.title) <= 80
            assert len(draft.body) >= 50

    def test_titles_are_told_from_texts_that_run_on(self) -> None:
        titles = dict(titles_of(read_drafts(SEED)))
        assert titles[1] == "扩大积分落户规模"
        assert titles[2] == "建议固定积分落户年度分数线"
        assert titles[10] == "建议将补缴社保也作为合法稳定就业指标的认定依据"
        assert titles[13] == "职住区域指标设置不合理"
        assert titles[17] == "增加工作居住证加分"

    def test_marks_of_highlighted_words_are_taken_out(self) -> None:
        imported = read_drafts(SEED)
        assert not any("左边" in draft.body + draft.title for draft in imported.drafts)
        assert len(imported.cleaned) == 1

    def test_navigation_and_advertising_are_left_out_and_listed(self) -> None:
        left = " ".join(piece.text for piece in read_drafts(SEED).left)
        assert "最新资讯" in left
        assert "扫描微信咨询" in left
        assert not any("扫描" in draft.body for draft in read_drafts(SEED).drafts)

    def test_a_mutilated_copy_reports_what_it_could_not_place(self) -> None:
        text = (
            SEED.read_text("utf-8").replace("7.建议将子女", "建议将子女").replace("12.在职", "在职")
        )
        imported = from_text(text[: text.index("16.建议调整") + 200])
        assert imported.missing == (7, 12)
        assert len(imported.drafts) == 14
        doubts = {d.number: " ".join(doubt.zh for doubt in d.doubts) for d in imported.drafts}
        assert "第 7 条" in doubts[6]
        assert "第 12 条" in doubts[11]
        assert "截断" in doubts[16]
        assert doubts[3] == ""

    def test_a_copy_without_its_first_replies_says_so(self) -> None:
        text = SEED.read_text("utf-8")
        imported = from_text(text[text.rindex("4.建议十五年") :])
        assert [draft.number for draft in imported.drafts] == list(range(4, 20))
        assert imported.missing == (1, 2, 3)


def test_a_page_without_scripts_and_styles(page: Path) -> None:
    imported = read_drafts(page)
    assert titles_of(imported) == [
        (1, "扩大规模"), (2, "固定分数线(建议每年不变)"), (3, "取消纳税"),
    ]  # fmt: skip
    assert [piece.text for piece in imported.left] == [
        "首页", "联系我们", "常用答复", "扫码关注", "热门文章",
    ]  # fmt: skip


def test_a_page_of_an_older_encoding(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(PLAIN.encode("gb18030"))
    assert len(read_drafts(path).drafts) == 3


def test_a_word_file(tmp_path: Path) -> None:
    document = Document()
    for line in ("常用答复", "1.甲事", "现行办法如此。", "2.乙事", "现行办法如彼。"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "replies.docx"))
    imported = read_drafts(tmp_path / "replies.docx")
    assert titles_of(imported) == [(1, "甲事"), (2, "乙事")]
    assert imported.drafts[1].body == "现行办法如彼。"


def test_an_excel_file_with_headings(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["序号", "问题", "答复口径"], [1, "甲事", "如此。"], [3, "丙事", "照旧"], [None, "丁事", "无号。"],
        [3, "又一个丙", "重复。"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "replies.xlsx")
    imported = read_drafts(tmp_path / "replies.xlsx")
    assert titles_of(imported) == [(1, "甲事"), (3, "丙事")]
    assert imported.missing == (2,)
    assert [piece.text for piece in imported.left] == ["丁事 无号。", "又一个丙 重复。"]
    assert "句号" in imported.drafts[1].doubts[0].zh


@pytest.mark.parametrize(
    "text", ["", "没有编号的一段话。", "只有 1.一条", "2026年7月16日", "109.92 97.13"]
)
def test_a_text_without_numbered_replies_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_text(text, "x.txt")
    assert "编号" in refusal.value.faults[0].wrong.zh


@pytest.mark.parametrize("name", ["replies.pdf", "replies", "replies.docx", "replies.xlsx"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00 no archive \xff")
    with pytest.raises(Refused) as refusal:
        read_drafts(path)
    assert refusal.value.faults[0].place.file == name


@pytest.mark.parametrize(
    ("piece", "title", "body"),
    [
        ("甲事(乙、丙)现行办法如此。", "甲事(乙、丙)", "现行办法如此。"),
        ("取消年龄项\n现行办法如此。\n另有说明。", "取消年龄项", "现行办法如此。\n另有说明。"),
        ("关于名额的建议。目前是六千人。", "关于名额的建议", "目前是六千人。"),
        ("关于名额的建议\uff1a目前是六千人。", "关于名额的建议", "目前是六千人。"),
        ("只有标题", "只有标题", ""),
    ],
)
def test_a_title_is_told_from_its_text(piece: str, title: str, body: str) -> None:
    assert split(piece) == (title, body)


@pytest.mark.parametrize(
    "text",
    [
        "一、甲事现行办法如此。\n二、乙事(1)先办。(2)后办。\n三、丙事现行办法照旧。",
        "第一条 甲事现行办法如此。 第二条 乙事现行办法如彼。 第三条 丙事现行办法照旧。",
        "(1)关于甲事现行办法如此。(2)关于乙事现行办法如彼。(3)关于丙事现行办法照旧。",
        "1、关于甲事现行办法如此。2、关于乙事现行办法如彼。3、关于丙事现行办法照旧。",
        "1\uff0e关于甲事现行办法如此。2\uff0e关于乙事现行办法如彼。3\uff0e关于丙事现行办法照旧。",
    ],
)
def test_items_are_numbered_in_one_way_or_another(text: str) -> None:
    assert [draft.number for draft in from_text(text).drafts] == [1, 2, 3]


def test_chinese_numbers() -> None:
    words = ("一", "九", "十", "十一", "十九", "二十", "二十三", "7")
    assert [number_of(word) for word in words] == [1, 9, 10, 11, 19, 20, 23, 7]


def test_numbers_within_a_text_do_not_begin_a_reply() -> None:
    text = "1.甲事现行标准为3.5分,2020.7.16起施行。2.乙事根据第3.1条办理,共5项。"
    assert [number for number, _ in titles_of(from_text(text))] == [1, 2]


def test_quotes_left_open_are_a_doubt() -> None:
    imported = from_text("1.关于甲事现行办法如此”。2.关于乙事现行办法如彼。")
    assert [len(draft.doubts) for draft in imported.drafts] == [1, 0]


def test_everything_goes_to_a_program_as_json() -> None:
    told = from_text("页眉\n" + PLAIN).as_json()
    assert [draft["number"] for draft in told["drafts"]] == [1, 2, 3]
    assert told["left"][0]["text"] == "页眉"
    assert told["missing"] == []


def test_full_width_numbers_are_numbers() -> None:
    text = "\uff11\uff0e关于甲事现行办法如此。\uff12\uff0e关于乙事现行办法如彼。"
    assert [draft.number for draft in from_text(text).drafts] == [1, 2]


@pytest.mark.parametrize("text", ["十十、甲\n一二、乙", "一、甲事现行办法如此。\n十十、乙"])
def test_what_is_no_chinese_number_begins_nothing(text: str) -> None:
    with pytest.raises(Refused):
        from_text(text)


def test_a_numbered_list_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "list.html"
    page.write_text(
        "<ol><li>甲事<p>现行办法如此。</p></li><li>乙事<p>如彼。</p></li></ol>", "utf-8"
    )
    assert titles_of(read_drafts(page)) == [(1, "甲事"), (2, "乙事")]


def test_a_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = '<meta charset="big5"><p>1.關於甲事現行辦法如此。</p><p>2.關於乙事現行辦法如彼。</p>'
    page.write_bytes(words.encode("big5"))
    begun = [(draft.title + draft.body)[:4] for draft in read_drafts(page).drafts]
    assert begun == ["關於甲事", "關於乙事"]


@pytest.mark.parametrize("declared", ["nothing-such", "punycode", "zlib"])
def test_an_encoding_that_the_page_does_not_have_is_passed_over(
    tmp_path: Path, declared: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<meta charset="{declared}"><p>{PLAIN}</p>', "utf-8")
    assert len(read_drafts(page).drafts) == 3


def test_a_text_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(PLAIN.encode("utf-16"))
    assert len(read_drafts(path).drafts) == 3


def test_the_tables_of_a_word_file_stay_where_they_are(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_paragraph("1.甲事")
    document.add_table(1, 1).cell(0, 0).text = "现行办法如表。"
    document.add_paragraph("2.乙事")
    document.add_paragraph("现行办法如彼。")
    document.save(str(tmp_path / "replies.docx"))
    imported = read_drafts(tmp_path / "replies.docx")
    assert imported.drafts[0].body == "现行办法如表。"
    assert [piece.text for piece in imported.left] == ["内部资料"]


def test_other_cells_of_a_table_are_left_over_and_marks_are_reported(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["编号", "标题", "答复", "备注"],
        ["第1条", "左边甲右边事左边乙右边", "如此。", "待核"], ["二", "乙事", "如彼。", None],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "replies.xlsx")
    imported = read_drafts(tmp_path / "replies.xlsx")
    assert titles_of(imported) == [(1, "甲事乙"), (2, "乙事")]
    assert [piece.text for piece in imported.left] == ["待核"]
    assert len(imported.cleaned) == 1


def test_a_very_long_text_is_read_in_one_pass() -> None:
    text = (
        "".join(f"{number}.关于某事现行办法如此。" for number in range(1, 301))
        + "页脚1.2.3." * 3000
    )
    assert len(from_text(text).drafts) >= 300
