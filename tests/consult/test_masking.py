"""Personal numbers in a letter are covered; points, years and months are not. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.consult.masking import masked


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("身份证号", "11010519491231002X"),
        ("身份证号", "110105 19491231 002X"),
        ("身份证号", "１１０１０５１９４９１２３１００２Ｘ"),
        ("身份证号", "110105491231002"),
        ("身份证号", "ID11010519491231002Xabc"),
        ("身份证号", "①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②Ｘ"),
        ("电话号码", "13800000000"),
        ("电话号码", "138-0000-0000"),
        ("电话号码", "+86 138 0000 0000"),
        ("电话号码", "010-00000000"),
        ("银行卡号", "6222 0000 0000 0000 000"),
        ("电子邮箱", "nobody@example.com"),
        ("电话号码", "138.0000.0000"),
        ("电话号码", "一三八零零零零零零零零"),
        ("护照号", "护照E00000000"),
    ],
)
def test_a_personal_number_is_covered_and_named(kind: str, number: str) -> None:
    found = masked(f"我的号码是{number},请回复。")
    assert number not in found.text
    assert [text.zh for text in found.kinds] == [kind]
    assert "*" * 7 in found.text
    assert found.text.endswith("请回复。")


@pytest.mark.parametrize(
    "text",
    [
        "我2009年1月起缴社保,到2026年11月共215个月,得53.75分。",
        "京政办发〔2020〕9号第五条,2020-07-16 起施行,名额6000人。",
        "个税10万、12.5万,年收入300000元,分数线109.92。",
        "My WeChat account was closed, and the passport office too.",
        "1998070120231231 不是号码吗",
    ],
)
def test_years_points_and_sums_stay(text: str) -> None:
    if "1998" in text:
        assert masked(text).kinds
    else:
        assert masked(text).text == text
        assert masked(text).kinds == ()


@pytest.mark.parametrize("words", ["微信号 wxid_abc123", "加我微信lihua_88", "QQ:1234567890"])
def test_an_account_is_covered_and_what_it_is_stays(words: str) -> None:
    found = masked(words)
    assert found.text.rstrip("*") in ("微信号 ", "加我微信", "QQ:")
    assert [text.zh for text in found.kinds] == ["微信或QQ号"]


def test_several_numbers_are_all_covered() -> None:
    found = masked("13800000000 或 13900000000,证号 11010519491231002X")
    assert not any(number in found.text for number in ("138", "139", "1949"))
    assert len(found.kinds) == 2


@given(st.text(max_size=300))
def test_the_length_stays_and_covering_twice_changes_nothing(text: str) -> None:
    once = masked(text).text
    assert len(once) == len(text)
    assert masked(once).text == once


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text("的是到分 ,。", max_size=8))
def test_no_mobile_number_survives(number: str, around: str) -> None:
    assert number not in masked(f"{around}{number}{around}").text


@given(st.from_regex(r"[1-9][0-9]{16}[0-9Xx]", fullmatch=True))
def test_no_identity_number_survives(number: str) -> None:
    assert number not in masked(f"身份证{number}号").text
