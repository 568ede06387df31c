"""Letters cut into words: what stands in the file is what is made, and what a word means."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luohu.consult.search import shipped_texts
from luohu.consult.wording import prepared
from luohu.consult.wording.absent import absent
from luohu.consult.wording.cutting import cutter
from luohu.consult.wording.sounds import TABLE, sound, sound_of
from luohu.consult.wording.spelling import plain
from luohu.consult.wording.vocabulary import FREQUENT, vocabulary
from tests.consult.frequent import frequent_words
from tests.consult.sounds import table_of_sounds


def test_the_texts_cut_beforehand_are_those_that_ship() -> None:
    assert prepared.FILE.read_text("utf-8") == prepared.prepared(shipped_texts()), (
        "make words: python -m luohu.consult.preparing"
    )


def test_the_frequent_words_are_those_of_the_dictionary() -> None:
    assert FREQUENT.read_text("utf-8") == frequent_words()


def test_the_table_of_sounds_is_that_of_pypinyin() -> None:
    assert TABLE.read_text("utf-8") == table_of_sounds()


def test_a_text_cut_beforehand_is_as_one_cut_now() -> None:
    for text in shipped_texts()[::97]:
        (kept,) = prepared.cut_all([text])
        now = cutter().cut(text)
        assert (kept.tokens, kept.pairs) == (now.tokens, now.pairs)


def test_other_rules_of_cutting_make_the_file_count_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prepared, "RULES", ("words.toml",))
    prepared._rules.cache_clear()
    prepared._kept.cache_clear()
    assert prepared._kept() == {}
    monkeypatch.undo()
    prepared._rules.cache_clear()
    prepared._kept.cache_clear()
    assert prepared._kept()


def test_words_of_one_meaning_share_a_token() -> None:
    shared = set(cutter().cut("房本").tokens) & set(cutter().cut("不动产权证").tokens)
    assert shared >= {"#deed"}


def test_a_long_word_is_searched_by_the_words_in_it() -> None:
    assert {"在职研究生", "在职", "研究生"} <= set(cutter().cut("在职研究生").tokens)


def test_a_word_written_as_it_sounds_is_the_word() -> None:
    assert [word.written for word in cutter().cut("社宝").words] == ["社保"]
    assert [word.written for word in cutter().cut("shebao").words] == ["社保"]
    assert [word.written for word in cutter().cut("she bao").words] == ["社保"]


def test_english_words_are_searched_by_their_stem_and_meaning() -> None:
    assert set(cutter().cut("renting").tokens) == {"rent", "#rent"}
    assert cutter().cut("the of and").tokens == ()


def test_pairs_are_of_neighbouring_chinese_characters_only() -> None:
    assert cutter().cut("落户2026年a").pairs == ("@落户",)


def test_no_idle_word_has_a_meaning() -> None:
    words = vocabulary()
    assert not words.idle & set(words.meanings)
    assert all(word in words.frequencies for word in words.field if len(word) > 1)


def test_a_character_that_is_not_known_sounds_as_itself() -> None:
    assert sound_of("龘") == "龘"
    assert sound("落户") == ("luo", "hu")


def test_spelling_is_made_alike() -> None:
    assert plain("積分落戶ＡＢＣ１２") == "积分落户abc12"


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    cut = cutter().cut(text)
    assert all(token for token in cut.tokens)


@given(st.text(alphabet="社保断缴补租房备案落户积分吗了的我", max_size=60))
def test_spaces_and_marks_between_sentences_do_not_matter(text: str) -> None:
    assert cutter().cut(f"{text}。").tokens == cutter().cut(f"  {text}!! ").tokens


def test_a_package_is_absent_only_within() -> None:
    with absent("json"), pytest.raises(ImportError):
        import json
    import json

    assert json.dumps(1) == "1"
    assert sys.modules["json"] is json
    with absent("no_such_package"):
        pass
    assert "no_such_package" not in sys.modules
