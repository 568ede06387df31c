"""Values of the law: dated, cited, exact; what is wrong with one is said when it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from luohu.law.days import Day
from luohu.law.months import Month
from luohu.law.parameters import Parameter, load_parameters
from luohu.law.ranges import Range
from luohu.law.sources import Document, LawError, Standing, Text
from luohu.law.steps import Levels, Steps

MEASURES = Document(
    "measures", Text("办法", "Measures"), "", Day(19000101), Day(99991231), Standing.OFFICIAL
)
LETTER = Document(
    "letter", Text("答复", "Reply"), "", Day(19000101), Day(99991231), Standing.QUOTED
)
DOCUMENTS = {"measures": MEASURES, "letter": LETTER}


class Reader:
    """Reads one parameter, `rate`, from its lines in TOML."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "values.toml"

    def __call__(
        self, values: str, unit: str = "points", more: str = 'cite = "measures 第五条"'
    ) -> Parameter:
        text = f'[rate]\nzh = "分值"\nen = "rate"\nunit = "{unit}"\n{more}\nvalues = [{values}]'
        self.path.write_text(text, "utf-8")
        return load_parameters(self.path, DOCUMENTS)["rate"]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def one(content: str) -> str:
    return f'{{ value = {content}, standing = "official" }}'


def content(parameter: Parameter, cycle: int = 2024) -> Any:
    return parameter.content_for(cycle, Day.of(cycle - 1, 12, 31))


# ---- what a value may be


@pytest.mark.parametrize(
    ("unit", "written", "expected"),
    [
        ("points", '"3.5"', 350),
        ("points", "3", 300),
        ("months", "84", 84),
        ("years", "5", 5),
        ("yuan", "100000", 100000),
        ("switch", "true", True),
        ("month", '"2018-01"', Month.of(2018, 1)),
        ("day", '"2020-07-16"', Day.of(2020, 7, 16)),
        ("day", "2020-07-16", Day.of(2020, 7, 16)),
        ("year", "2020", 2020),
        ("points_set", '["12", "0.5"]', frozenset({1200, 50})),
        ("names", '["海淀", "朝阳"]', frozenset({"海淀", "朝阳"})),
        ("steps", "[{ from = 0, points = 20 }]", Steps((0,), (2000,))),
        ("levels", '[{ points = 1, post = "a" }]', Levels(({"post": "a"},), (100,))),
    ],
)
def test_a_value_is_read_by_its_unit(unit: str, written: str, expected: Any, read: Reader) -> None:
    assert content(read(one(written), unit)) == expected


def test_a_parameter_keeps_its_words_and_what_was_written(read: Reader) -> None:
    rate = read(one('"3.5"'))
    assert (rate.name, rate.label, rate.unit) == ("rate", Text("分值", "rate"), "points")
    assert rate.values[0].given == "3.5"


@pytest.mark.parametrize(
    ("unit", "written", "trouble"),
    [
        ("points", "3.5", "3.5 is not exact"),
        ("points", '"1.234"', "'1.234' is not a number of points"),
        ("months", "1.5", "1.5 is not a whole number"),
        ("months", "true", "True is not a whole number"),
        ("switch", "1", "1 is neither true nor false"),
        ("month", '"2018-13"', "'2018-13' is not a month"),
        ("month", "2018", "'2018' is not a month"),
        ("day", '"2018-02-30"', "'2018-02-30' is no day of the calendar"),
        ("names", '"海淀"', "'海淀' is not a list of names"),
        ("names", "[1]", r"\[1\] is not a list of names"),
        ("points_set", '"12"', "'12' is not a list of points"),
        ("steps", "[{ from = 0, to = 5, points = 1 }]", "last row must be open"),
        ("steps", "[{ from = 0 }]", "'points' is missing"),
        ("steps", "5", "not iterable"),
    ],
)
def test_a_value_that_is_not_of_its_unit_is_refused(
    unit: str, written: str, trouble: str, read: Reader
) -> None:
    with pytest.raises(LawError, match=rf"values\.toml: value rate: .*{trouble}"):
        read(one(written), unit)


# ---- dates relative to the cycle


def test_a_relative_month_moves_with_the_cycle(read: Reader) -> None:
    cutoff = read(one("{ year = -1, month = 12 }"), "month")
    assert content(cutoff, 2024) == Month.of(2023, 12)
    assert content(cutoff, 2026) == Month.of(2025, 12)


def test_a_relative_day_moves_with_the_cycle(read: Reader) -> None:
    deadline = read(one("{ year = -1, month = 12, day = 31 }"), "day")
    assert content(deadline, 2024) == Day.of(2023, 12, 31)


def test_a_relative_date_is_the_first_of_january_unless_said(read: Reader) -> None:
    assert content(read(one("{ year = -19 }"), "day"), 2024) == Day.of(2005, 1, 1)


def test_a_relative_year_moves_with_the_cycle(read: Reader) -> None:
    assert content(read(one("{ year = -3 }"), "year"), 2024) == 2021


@pytest.mark.parametrize(
    ("unit", "written", "trouble"),
    [
        ("month", "{ year = -1, month = 13 }", "month must be in 1..12"),
        ("day", "{ year = -1, month = 2, day = 30 }", "day"),
        ("day", "{ year = -1, month = 2, day = 29 }", "day"),
        ("day", "{ month = 2 }", "'year' is missing"),
        ("day", "{ year = -1, moth = 2 }", "'moth' is not one of day, month, year"),
        ("year", "{ year = 0.5 }", "0.5 is not a whole number"),
    ],
)
def test_a_relative_date_that_not_every_year_has_is_refused(
    unit: str, written: str, trouble: str, read: Reader
) -> None:
    with pytest.raises(LawError, match=f"value rate: .*{trouble}"):
        read(one(written), unit)


# ---- what is not known


def test_an_unknown_value_is_a_range_between_its_bounds(read: Reader) -> None:
    unknown = read('{ low = "1", high = "2.5", standing = "unknown" }')
    found = content(unknown)
    assert (found.low, found.high) == (100, 250)
    assert unknown.values[0].given is None


def test_an_unknown_switch_may_be_either(read: Reader) -> None:
    found = content(read('{ low = false, high = true, standing = "unknown" }', "switch"))
    assert isinstance(found, Range)
    assert (found.low, found.high) == (False, True)


def test_the_bounds_of_an_unknown_date_move_with_the_cycle(read: Reader) -> None:
    entry = '{ low = { year = -1 }, high = { year = 0, month = 6 }, standing = "unknown" }'
    found = content(read(entry, "month"), 2024)
    assert (found.low, found.high) == (Month.of(2023, 1), Month.of(2024, 6))


@pytest.mark.parametrize(
    ("entry", "unit", "trouble"),
    [
        ('{ standing = "official" }', "points", "without a value: only an unknown one may"),
        ('{ standing = "unknown" }', "day", "'low' is missing"),
        ('{ standing = "unknown", low = 2, high = 1 }', "points", "bounds 2 to 1 end before"),
        ('{ standing = "unknown", low = ["a"], high = ["b"] }', "names", "cannot have bounds"),
    ],
)
def test_a_value_is_never_invented(entry: str, unit: str, trouble: str, read: Reader) -> None:
    with pytest.raises(LawError, match=f"value rate: .*{trouble}"):
        read(entry, unit)


# ---- values through time


def test_a_value_may_hold_for_some_cycles(read: Reader) -> None:
    rate = read(
        """{ cycles = [2020, 2023], value = 1, standing = "official" },
           { cycles = [2024, 2030], value = 2, standing = "official" }"""
    )
    assert [content(rate, cycle) for cycle in (2020, 2023, 2024, 2030)] == [100, 100, 200, 200]


def test_a_value_may_hold_for_a_span_of_days(read: Reader) -> None:
    rate = read(
        """{ to = "2024-12-31", value = 1, standing = "official" },
           { from = 2025-01-01, value = 2, standing = "official" }"""
    )
    assert rate.content_for(2025, Day.of(2024, 12, 31)) == 100
    assert rate.content_for(2025, Day.of(2025, 1, 1)) == 200


def test_a_value_without_dates_always_holds(read: Reader) -> None:
    assert read(one("1")).content_for(1998, Day.of(1998, 7, 1)) == 100


def test_a_gap_is_refused_naming_value_cycle_and_day(read: Reader) -> None:
    rate = read('{ cycles = [2020, 2023], value = 1, standing = "official" }')
    with pytest.raises(
        LawError, match=r"value rate: no value for cycle 2024 \(reference day 2023-12-31\)"
    ):
        content(rate, 2024)


def test_a_day_that_no_value_covers_is_refused(read: Reader) -> None:
    rate = read('{ from = "2020-07-16", value = 1, standing = "official" }')
    with pytest.raises(LawError, match=r"no value .*reference day 2020-07-15"):
        rate.value_for(2020, Day.of(2020, 7, 15))


def test_an_overlap_is_refused_saying_how_many_values_hold(read: Reader) -> None:
    rate = read(
        """{ cycles = [2020, 2024], value = 1, standing = "official" },
           { cycles = [2024, 2030], value = 2, standing = "official" }"""
    )
    assert content(rate, 2023) == 100
    with pytest.raises(LawError, match="value rate: 2 values that overlap for cycle 2024"):
        content(rate, 2024)


def test_days_that_overlap_are_refused(read: Reader) -> None:
    rate = read(
        """{ to = "2025-01-01", value = 1, standing = "official" },
           { from = "2025-01-01", value = 2, standing = "official" }"""
    )
    with pytest.raises(LawError, match="2 values that overlap"):
        rate.value_for(2025, Day.of(2025, 1, 1))


@pytest.mark.parametrize(
    ("span", "trouble"),
    [
        ("cycles = [2024, 2020]", "cycles 2024 to 2020 end before they begin"),
        ('from = "2024-01-01", to = "2023-01-01"', "days 2024-01-01 to 2023-01-01 end before"),
        ('from = "2024-13-01"', "'2024-13-01' is no day of the calendar"),
        ("cycles = [2024]", "not enough values"),
    ],
)
def test_a_span_that_is_none_is_refused(span: str, trouble: str, read: Reader) -> None:
    with pytest.raises(LawError, match=f"value rate: .*{trouble}"):
        read(f'{{ {span}, value = 1, standing = "official" }}')


# ---- citations and standings


def test_a_value_cites_an_article_with_its_own_standing(read: Reader) -> None:
    (cited,) = read('{ value = 1, standing = "inferred" }').values[0].citations
    assert cited.document is MEASURES
    assert cited.article == "第五条"
    assert cited.standing is Standing.INFERRED


def test_an_entry_may_cite_another_document(read: Reader) -> None:
    rate = read('{ value = 1, standing = "quoted", cite = "letter 8" }')
    assert [cited.document for cited in rate.values[0].citations] == [LETTER]


def test_a_value_may_cite_several_documents(read: Reader) -> None:
    rate = read(one("1"), more='cite = ["measures 第五条", "letter 8"]')
    assert [cited.article for cited in rate.values[0].citations] == ["第五条", "8"]


@pytest.mark.parametrize(
    ("entry", "more", "trouble"),
    [
        (one("1"), "", "has no citation"),
        (one("1"), "cite = []", "has no citation"),
        (one("1"), 'cite = "gossip 3"', "cites 'gossip', which is not one of measures, letter"),
        ("{ value = 1 }", 'cite = "letter"', "'standing' is missing"),
        ('{ value = 1, standing = "sure" }', 'cite = "letter"', "'sure' is not a valid Standing"),
        (
            '{ value = 1, standing = "quoted", cycle = [1, 2] }',
            'cite = "letter"',
            "'cycle' is not one of cite, cycles",
        ),
        (one("1"), 'cites = "letter"', "'cites' is not one of cite, en"),
    ],
)
def test_a_value_without_a_source_is_refused(
    entry: str, more: str, trouble: str, read: Reader
) -> None:
    with pytest.raises(LawError, match=f"value rate: .*{trouble}"):
        read(entry, more=more)


def test_a_unit_that_is_not_known_is_refused_naming_those_that_are(read: Reader) -> None:
    with pytest.raises(
        LawError, match="value rate: unit 'miles' is not one of points, percent, months"
    ):
        read(one("1"), "miles")


@pytest.mark.parametrize("missing", ["zh", "en", "unit", "values"])
def test_a_table_without_its_words_unit_or_values_is_refused(missing: str, tmp_path: Path) -> None:
    lines = {
        "zh": 'zh = "分值"',
        "en": 'en = "rate"',
        "unit": 'unit = "points"',
        "values": f"values = [{one('1')}]",
    }
    kept = [line for key, line in lines.items() if key != missing]
    path = tmp_path / "values.toml"
    path.write_text("\n".join(["[rate]", 'cite = "letter"', *kept]), "utf-8")
    with pytest.raises(LawError, match=rf"values\.toml: value rate: '{missing}' is missing"):
        load_parameters(path, DOCUMENTS)


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "values.toml"
    path.write_text("rate = 5", "utf-8")
    with pytest.raises(LawError, match=r"values\.toml: value rate: "):
        load_parameters(path, DOCUMENTS)
