"""JSON files: the forms that are read, and everything that is refused, with its place."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luohu.people.documents import documents_of
from luohu.people.facts import LISTS, PERSON, Group, document_path
from luohu.people.faults import Refused
from luohu.people.reading import read_cohort
from tests.people.invented import (
    Document,
    documents,
    fault,
    identity_number,
    json_file,
    paid,
    person,
    read,
    refused,
    where,
    words,
)

NAMES = [
    *(item.name for item in PERSON),
    *(fact.written_as for item in PERSON if isinstance(item, Group) for fact in item.fields),
    *(listed.written_as for listed in LISTS),
    *(fact.written_as for listed in LISTS for fact in listed.fields),
    "\ud800",
]


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.json"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "people.jsonl"


def test_one_object(file: Path) -> None:
    reading = read(json_file(file, person()))
    assert reading.cohort.ids == ["A-1"]
    assert reading.warnings == []
    assert reading.places[0].file == str(file)
    assert reading.places[0].row is None


def test_an_array(file: Path) -> None:
    reading = read(json_file(file, [person(), person(id="B")]))
    assert reading.cohort.ids == ["A-1", "B"]
    assert [place.row for place in reading.places] == [1, 2]


@pytest.mark.parametrize("name", ["people.jsonl", "people.ndjson", "PEOPLE.JSONL"])
def test_a_document_a_line(name: str, tmp_path: Path) -> None:
    text = f"{json.dumps(person())}\n\n  \r\n{json.dumps(person(id='B'))}"
    reading = read(written(tmp_path / name, text))
    assert reading.cohort.ids == ["A-1", "B"]
    assert [place.row for place in reading.places] == [1, 4]


def test_a_mark_of_utf8_before_the_text_is_allowed(file: Path) -> None:
    assert documents(written(file, b"\xef\xbb\xbf" + json.dumps(person()).encode())) == [person()]


def test_the_document_of_the_interface_is_read_as_it_stands(file: Path) -> None:
    full: Document = {
        "id": "A-1", "born": "1979-03-15", "sex": "male", "post": "worker",
        "residence_permit": {"applied": "2016-05-01"}, "work_permit": None,
        "criminal_record": False,
        "insurance": [{"kind": "all", "from": "2006-07", "to": None, "district": "海淀",
                       "made_up": False, "agency_fault": False}],
        "homes": [{"tenure": "own", "district": "昌平", "from": "2015-06", "to": None}],
        "education": [{"diploma": "bachelor", "degree": "bachelor", "enrolled": "1998-09",
                       "graduated": "2002-07"}],
        "tax": [{"year": 2023, "paid": 120000}], "tax_violations": [], "detentions": [],
        "awards": [{"type": "A", "points": 6}], "financing": [], "honours": [],
        "choices": {"education": True, "area": True, "innovation": True},
    }  # fmt: skip
    reading = read(json_file(file, full))
    assert reading.warnings == []
    assert not set(full) & {document_path(name) for name in reading.cohort.missing}
    short = documents_of(reading.cohort)[0]
    assert short["insurance"] == [
        {"kind": "all", "from": "2006-07", "to": None, "district": "海淀"}
    ]
    assert "choices" not in short
    assert "work_permit" not in short


def test_a_place_that_is_not_json(file: Path) -> None:
    one = fault(written(file, '{"id": "A-1",\n "born": 1980-06-15}'))
    assert where(one) == ("", 2, "14")
    assert "不是 JSON" in words(one)


def test_a_line_that_is_not_json(lines: Path) -> None:
    found = refused(written(lines, f"{json.dumps(person())}\n{{oops\n[1]\n"))
    assert [where(one) for one in found] == [("", 2, "2"), ("", 3, "")]
    assert "is not an applicant's object" in words(found[1])


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_an_empty_file(text: str, file: Path) -> None:
    assert "文件是空的" in words(fault(written(file, text)))


def test_an_empty_array(file: Path) -> None:
    assert "里面没有申请人" in words(fault(json_file(file, [])))


def test_no_lines(lines: Path) -> None:
    assert "there is no applicant" in words(fault(written(lines, "\n\n")))


@pytest.mark.parametrize("raw", [1, "A-1", None, [[]], [None]])
def test_something_other_than_an_object(raw: Any, file: Path) -> None:
    assert "不是申请人对象" in words(fault(json_file(file, raw)))


def test_gbk_is_refused_as_json(file: Path) -> None:
    one = fault(written(file, '{"id": "张"}'.encode("gbk")))
    assert "不是 UTF-8" in words(one)
    assert "byte 9" in words(one)


def test_a_key_that_is_there_twice(file: Path) -> None:
    one = fault(written(file, '{"id": "A", "sex": "male", "sex": "female"}'))
    assert "字段 'sex' 出现了两次" in words(one)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none(number: str, file: Path) -> None:
    one = fault(written(file, f'{{"id": "A", "tax": [{{"year": 2023, "paid": {number}}}]}}'))
    assert f"{number} is not a number" in words(one)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"id": ' + "9" * 5000 + "}"])
def test_what_would_exhaust_the_reader(text: str, file: Path) -> None:
    assert "嵌套过深或数字过长" in words(fault(written(file, text)))


@pytest.mark.parametrize(
    ("facts", "column", "said"),
    [
        ({"born": "1980-02-30"}, "born", "不是存在的日期"),
        ({"born": "2027-01-01"}, "born", "晚于今天"),
        ({"born": "1899-12-31"}, "born", "before 1900"),
        ({"born": None}, "born", "null is not an answer"),
        ({"born": 19800615}, "born", "is not a day"),
        ({"sex": "m"}, "sex", "应为其中之一:男、女"),
        ({"sex": ["male"]}, "sex", "write one of male, female"),
        ({"criminal_record": "no"}, "criminal_record", "true or false"),
        ({"criminal_record": 0}, "criminal_record", "true or false"),
        ({"false_material": "last year"}, "false_material", "不是年份"),
        ({"residence_permit": "2016-01-01"}, "residence_permit", "应是对象"),
        ({"residence_permit": {}}, "residence_permit.applied", "缺少必填项"),
        ({"residence_permit": {"applied": "2016-13-01"}}, "residence_permit.applied", "不是存在"),
        (
            {"residence_permit": {"applied": "2016-10-01", "no": 1}},
            "residence_permit.no",
            "没有这个",
        ),
        ({"work_permit": {"to": "2020-01-01"}}, "work_permit.from", "a required field is missing"),
        ({"choices": {"tax": True}}, "choices.tax", "there is no such field"),
        ({"insurance": {}}, "insurance", "应是列表"),
        ({"insurance": [7]}, "insurance[0]", "is not a row"),
        ({"insurance": [paid("2010-01"), paid("2010-1")]}, "insurance[1].from", "写作如 2016-05"),
        ({"insurance": [paid("2010-01", "2030-01")]}, "insurance[0].to", "晚于今天"),
        ({"insurance": [paid("2010-01", kind="car")]}, "insurance[0].kind", "'car' 不是可选的值"),
        ({"insurance": [paid("2010-01", district="纽约")]}, "insurance[0].district", "东城、西城"),
        ({"insurance": [{"kind": "all", "from": "2010-01"}]}, "insurance[0].to", "缺少必填项"),
        (
            {"homes": [{"tenure": "own", "from": "2010-01", "to": None, "x": 1}]},
            "homes[0].x",
            "删去",
        ),
        (
            {"education": [{"diploma": "mba", "graduated": "2002-07"}]},
            "education[0].diploma",
            "mba",
        ),
        ({"tax": [{"year": 2023, "paid": -1}]}, "tax[0].paid", "不带小数的非负整数"),
        ({"tax": [{"year": 2023, "paid": 1.5}]}, "tax[0].paid", "a whole number"),
        ({"tax": [{"year": 2030, "paid": 1}]}, "tax[0].year", "晚于今天"),
        ({"awards": [{"type": "C", "points": 6}]}, "awards[0].type", "write one of A, B"),
        ({"awards": [{"type": "A", "points": 600}]}, "awards[0].points", "0 到 12.00 之间"),
        ({"children": [{"born": "2027-01-01"}]}, "children[0].born", "晚于今天"),
        ({"name": "张三"}, "name", "没有这个字段"),
    ],
)
def test_a_value_that_cannot_be(facts: Document, column: str, said: str, file: Path) -> None:
    one = fault(json_file(file, [person(id="ok"), person(**facts)]))
    assert where(one) == ("", 2, column)
    assert said in words(one)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (None, "不能为空"),
        ("", "不是文字"),
        ("  ", "不是文字"),
        (7, "is not words"),
        ("a\nb", "可显示的文字"),
        ("\ud800", "可显示的文字"),
        ("=1+1", "当作公式"),
        ("@SUM(A1)", "spreadsheets take it for a formula"),
        ("#REF!", "当作公式"),
        ("x" * 101, "100字以内"),
    ],
)
def test_a_number_of_an_applicant_that_cannot_be(number: Any, said: str, file: Path) -> None:
    file.write_text(json.dumps({"id": number}), encoding="utf-8")
    one = fault(file)
    assert where(one) == ("", None, "id")
    assert said in words(one)


def test_no_number_at_all(file: Path) -> None:
    one = fault(json_file(file, [{"sex": "male"}]))
    assert where(one) == ("", 1, "id")
    assert "请补上" in words(one)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (identity_number()[:-1] + "#", "不是18位身份证号"),
        (identity_number()[:15], "18 places"),
        (999999198006150019, "18 places"),
        (identity_number("19800230"), "出生日期不存在"),
    ],
)
def test_an_identity_number_that_cannot_be_is_never_shown(
    number: Any, said: str, file: Path
) -> None:
    one = fault(json_file(file, person(id_number=number)))
    assert where(one) == ("", None, "id_number")
    assert said in words(one)
    assert "999999" not in words(one)


def test_a_wrong_check_digit(file: Path) -> None:
    right = identity_number()
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    one = fault(json_file(file, person(id_number=wrong)))
    assert "校验位不符" in words(one)
    assert wrong not in words(one)


def test_an_identity_number_in_another_field_is_not_shown_either(file: Path) -> None:
    number = identity_number()
    for one in refused(json_file(file, person(born=number, sex=number, tax=[number]))):
        assert number not in words(one)
    found = refused(json_file(file, [person(id=number), person(id=number)]))
    assert all(number not in words(one) for one in found)


def test_a_small_x_is_the_same_check_digit(file: Path) -> None:
    number = next(n for k in range(1, 99, 2) if (n := identity_number(order=k)).endswith("X"))
    assert documents(json_file(file, person(id_number=number.lower())))[0]["id_number"] == number


def test_every_fault_at_once_of_every_kind(lines: Path) -> None:
    people = [
        {"id": "A", "born": "1980-02-30", "sex": "x"},
        "broken",
        {
            "id": "B",
            "born": "1980-06-15",
            "insurance": [
                {"kind": "car", "from": "2010-01", "to": None},
                {"kind": "all", "from": "2012-01", "to": "2011-01"},
                {"kind": "all", "from": "1970-01", "to": "1971-01"},
            ],
        },
        {"id": "B"},
    ]
    text = "\n".join("{" if one == "broken" else json.dumps(one) for one in people)
    assert sorted(where(one)[1:] for one in refused(written(lines, text))) == [
        (1, "born"),
        (1, "sex"),
        (2, "2"),
        (3, "insurance[0].kind"),
        (3, "insurance[1].to"),
        (3, "insurance[2].from"),
        (4, "id"),
    ]


def test_all_files_are_told_of_at_once(tmp_path: Path) -> None:
    one = json_file(tmp_path / "one.json", person(sex="x"))
    other = json_file(tmp_path / "other.json", person(id="B", born="x"))
    missing = tmp_path / "missing.json"
    found = refused(one, other, missing)
    assert [Path(each.place.file).name for each in found] == [
        "one.json",
        "other.json",
        missing.name,
    ]
    assert "没有这个文件" in words(found[2])


def test_the_same_number_in_two_files(tmp_path: Path) -> None:
    one = json_file(tmp_path / "one.json", person())
    other = json_file(tmp_path / "other.json", [person(id="B"), person()])
    found = fault(one, other)
    assert (Path(found.place.file).name, found.place.row) == ("other.json", 2)
    assert "重复" in words(found)
    assert "one.json" in words(found)


def test_the_same_file_twice(tmp_path: Path) -> None:
    one = json_file(tmp_path / "one.json", person())
    assert "is there twice" in words(fault(one, one))


@pytest.mark.parametrize("name", ["people.txt", "people.xls", "people", "people.csv"])
def test_a_kind_of_file_that_nobody_knows(name: str, tmp_path: Path) -> None:
    one = fault(written(tmp_path / name, "x"))
    assert "不认识这种文件" in words(one)
    assert ".xlsx" in words(one)


def test_no_files() -> None:
    with pytest.raises(Refused, match="no applicant"):
        read_cohort([])


def test_the_example_of_the_template_is_left_out_with_a_warning(file: Path) -> None:
    reading = read(json_file(file, [person(id=" 示例 "), person()]))
    assert reading.cohort.ids == ["A-1"]
    assert [where(one) for one in reading.warnings] == [("", 1, "")]


def test_space_around_a_number_is_no_part_of_it(file: Path) -> None:
    assert documents(json_file(file, person(id=" A-1 ")))[0]["id"] == "A-1"


def test_today_decides_what_lies_ahead(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    json_file(file, person(insurance=[paid("2010-01", "2020-06")]))
    monkeypatch.setenv("LUOHU_TODAY", "2020-06-01")
    assert len(read(file).cohort) == 1
    monkeypatch.setenv("LUOHU_TODAY", "2020-05-31")
    assert where(fault(file)) == ("", None, "insurance[0].to")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=12,
)


@given(raw=JSON | st.dictionaries(st.sampled_from(NAMES), JSON))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_read_or_refused(raw: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        with suppress(Refused):
            documents(path)


def test_a_fault_for_programs(file: Path) -> None:
    told = fault(json_file(file, person(sex="x"))).as_json()
    assert told == {
        "file": str(file),
        "sheet": "",
        "row": None,
        "column": "sex",
        "wrong": {"zh": "'x' 不是可选的值", "en": "'x' is not one of the choices"},
        "right": {"zh": "应为其中之一:男、女", "en": "write one of male, female"},
        "warning": False,
    }


def test_a_field_whose_name_is_no_text(file: Path) -> None:
    file.write_text('{"id": "A", "\\ud800": 1}', encoding="utf-8")
    one = fault(file)
    assert "字段名" in words(one)
    words(one).encode()
