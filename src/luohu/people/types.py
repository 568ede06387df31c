"""Types of facts: how each is read from a document or a cell, kept as a number, and written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from luohu.law.days import NEVER, Day, today
from luohu.law.months import NEVER_MONTH, Month
from luohu.law.points import points, written
from luohu.law.sources import Text


class Misread(ValueError):
    """A value that cannot be read: what is wrong, and what would be right, in both languages."""

    def __init__(self, wrong: Text, right: Text) -> None:
        super().__init__(f"{wrong.en}: {right.en}")
        self.wrong = wrong
        self.right = right


def shown(raw: Any) -> str:
    """Show a value in a message: cut short, and without anything like an identity number."""
    text = re.sub(r"\d{15,}[Xx]?", "***", repr(raw))
    return text if len(text) <= 60 else f"{text[:59]}…"


def _not_a(raw: Any, zh: str, en: str, right: str) -> Misread:
    wrong = Text(f"{shown(raw)} 不是{zh}", f"{shown(raw)} is not {en}")
    return Misread(wrong, Text(f"写作如 {right}", f"write it like {right}"))


@dataclass(frozen=True)
class FactType:
    """A type of fact, kept as a whole number between `lowest` and `highest`."""

    unit: str
    lowest: int
    highest: int

    def read(self, raw: Any) -> int:
        """The number for a value of a JSON document; Misread otherwise."""
        raise NotImplementedError

    def write(self, value: int) -> Any:
        """The value of a JSON document for the number; reads back as the same."""
        return int(value)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the written form."""
        return {"type": "integer"}

    def read_cell(self, raw: Any) -> int:
        """The number for a cell of a workbook or a CSV file; Misread otherwise."""
        return self.read(raw)

    def write_cell(self, value: int) -> Any:
        """What a cell shows for the number."""
        return self.write(value)


class DayType(FactType):
    """A calendar day that has come."""

    def __init__(self) -> None:
        super().__init__("day", 19000101, int(NEVER))

    def latest(self) -> int:
        """Give the last day that may be stated."""
        return today()

    def read(self, raw: Any) -> int:
        try:
            day = Day.parse(raw)
        except (ValueError, TypeError):
            raise _not_a(raw, "存在的日期", "a day of the calendar", "2016-05-01") from None
        if not self.lowest <= day <= self.latest():
            raise _in_the_future(day)
        return int(day)

    def write(self, value: int) -> str:
        return str(Day(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def read_cell(self, raw: Any) -> int:
        return self.read(_dashed(raw, 3))


class ExpiryType(DayType):
    """The last day of something valid; it may lie ahead."""

    def latest(self) -> int:
        return self.highest


class MonthType(FactType):
    """A calendar month."""

    def __init__(self) -> None:
        super().__init__("month", int(Month.of(1900, 1)), int(NEVER_MONTH))

    def read(self, raw: Any) -> int:
        try:
            month = Month.parse(raw)
        except (ValueError, TypeError):
            raise _not_a(raw, "年月", "a month", "2016-05") from None
        if not self.lowest <= month <= today().month:
            raise _in_the_future(month)
        return int(month)

    def write(self, value: int) -> str:
        return str(Month(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}

    def read_cell(self, raw: Any) -> int:
        return self.read(_dashed(raw, 2))


def _in_the_future(value: Any) -> Misread:
    return Misread(
        Text(f"{value} 晚于今天或早于1900年", f"{value} is later than today or before 1900"),
        Text("应为已经发生的时间;仍在持续的请留空或写“至今”",
             "give a time that has come; leave what still goes on open (null)"),
    )  # fmt: skip


def _dashed(raw: Any, parts: int) -> str:
    """Spell a cell's date as 2016-05-01 or, with two parts, 2016-05; leave others as they are."""
    text = str(raw.date() if isinstance(raw, datetime.datetime) else raw).strip()
    if re.fullmatch(r"\d{4}\.1", text):
        raise Misread(
            Text(
                f"{text} 可能是1月,也可能是被截短的10月",
                f"{text} may be January or October cut short",
            ),
            Text(f"应写作 {text[:4]}-01 或 {text[:4]}-10", f"write {text[:4]}-01 or {text[:4]}-10"),
        )
    if re.fullmatch(r"\d{6}|\d{8}", text):
        text = "-".join(filter(None, (text[:4], text[4:6], text[6:])))
    text = re.sub(r"[T\s]+00:00(:00(\.0+)?)?$", "", text)
    numbers = re.findall(r"\d+", text)
    if parts == 2 and len(numbers) == 3 and numbers[2] in ("1", "01"):
        numbers = numbers[:2]
    if len(numbers) != parts or not re.fullmatch(r"[\d\s./年月日-]{,30}", text):
        return text
    return "-".join(number.zfill(4 if i == 0 else 2) for i, number in enumerate(numbers))


class YearType(FactType):
    """A calendar year; a day or month is taken for its year."""

    def __init__(self) -> None:
        super().__init__("year", 1900, 9999)

    def read(self, raw: Any) -> int:
        found = re.fullmatch(r"(\d{4})(-\d{2}){0,2}", str(raw))
        if isinstance(raw, bool) or found is None:
            raise _not_a(raw, "年份", "a year", "2023")
        if not self.lowest <= int(found[1]) <= today().year:
            raise _in_the_future(found[1])
        return int(found[1])

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1900}

    def read_cell(self, raw: Any) -> int:
        if isinstance(raw, datetime.date):
            return self.read(raw.year)
        return self.read(re.sub(r"\s*年度?$|\.0+$", "", str(raw).strip()))


class WholeType(FactType):
    """A whole number that is not negative: yuan, people, times."""

    def __init__(self, unit: str, highest: int = 10**12, lowest: int = 0) -> None:
        super().__init__(unit, lowest, highest)

    def read(self, raw: Any) -> int:
        if type(raw) is int and self.lowest <= raw <= self.highest:
            return raw
        if isinstance(raw, bool) or not re.fullmatch(r"\d{1,30}", str(raw)):
            raise _not_a(raw, "不带小数的非负整数", "a whole number, zero or more", "120000")
        if not self.lowest <= int(raw) <= self.highest:
            lowest, highest = self.lowest, self.highest
            raise _not_a(
                raw,
                f"{lowest} 至 {highest} 的数",
                f"from {lowest} to {highest}",
                str(max(lowest, 1)),
            )
        return int(raw)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}

    def read_cell(self, raw: Any) -> int:
        if type(raw) is int:
            return self.read(raw)
        return self.read(re.sub(r"(?<=\d)[,\uff0c](?=\d{3})|\.0+$", "", str(raw).strip()))


class PointsType(FactType):
    """Points or per cent with at most two places, kept in hundredths."""

    def __init__(self, unit: str, highest: int) -> None:
        super().__init__(unit, 0, highest)

    def read(self, raw: Any) -> int:
        try:
            value = points(raw)
        except ValueError:
            raise _not_a(raw, "最多两位小数的数", "a number with two places", "6") from None
        if not 0 <= value <= self.highest:
            limit = written(self.highest)
            raise _not_a(raw, f"0 到 {limit} 之间的数", f"between 0 and {limit}", "6")
        return value

    def write(self, value: int) -> Any:
        return int(value) // 100 if value % 100 == 0 else written(value)

    def write_cell(self, value: int) -> Any:
        return int(value) // 100 if value % 100 == 0 else int(value) / 100

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+(\.\d{1,2})?$"}]}

    def read_cell(self, raw: Any) -> int:
        return self.read(re.sub(r"\.0+$", "", str(raw).strip()))


class FlagType(FactType):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__("truth", 0, 1)

    def read(self, raw: Any) -> int:
        if not isinstance(raw, bool):
            raise _not_a(raw, "是非值", "true or false", "true / false")
        return raw

    def write(self, value: int) -> bool:
        return bool(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read_cell(self, raw: Any) -> int:
        found = FLAGS.get(str(raw).strip().lower())
        if found is None:
            raise _not_a(raw, "“是”或“否”", "yes or no", "是 / 否")
        return found

    def write_cell(self, value: int) -> str:
        return "是" if value else "否"


class AnswerType(FactType):
    """Yes or no, in a row that may leave it unanswered: kept as 1 or 2, 0 where it is not stated."""

    YES, NO = 1, 2

    def __init__(self) -> None:
        super().__init__("answer", 1, 2)

    def read(self, raw: Any) -> int:
        return self.YES if FLAG.read(raw) else self.NO

    def write(self, value: int) -> bool:
        return value == self.YES

    def schema(self) -> dict[str, Any]:
        return FLAG.schema()

    def read_cell(self, raw: Any) -> int:
        return self.YES if FLAG.read_cell(raw) else self.NO

    def write_cell(self, value: int) -> str:
        return str(FLAG.write_cell(value == self.YES))


FLAG = FlagType()
FLAGS = dict.fromkeys(("是", "true", "yes", "1", "y"), True) | dict.fromkeys(
    ("否", "false", "no", "0", "n"), False
)


@dataclass(frozen=True)
class Choice:
    """One of the answers to a question: its name in documents, its words, other spellings."""

    name: str
    label: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChoiceType(FactType):
    """One of a few names, kept as its code from 1; 0 is none or not stated."""

    choices: tuple[Choice, ...] = ()
    codes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, members: type[IntEnum], *choices: Choice) -> ChoiceType:
        """A type whose codes are those of an enumeration, in the same order."""
        codes = {}
        for member, choice in zip(members, choices, strict=True):
            for text in _spellings(choice):
                codes[text] = int(member)
        return cls("choice", 1, len(choices), choices, codes)

    def read(self, raw: Any) -> int:
        found = self.codes.get(raw.strip()) if isinstance(raw, str) else None
        if found is None:
            zh = "、".join(choice.label.zh for choice in self.choices)
            en = ", ".join(choice.name for choice in self.choices)
            raise Misread(
                Text(f"{shown(raw)} 不是可选的值", f"{shown(raw)} is not one of the choices"),
                Text(f"应为其中之一:{zh}", f"write one of {en}"),
            )
        return found

    def read_cell(self, raw: Any) -> int:
        return self.read(str(raw))

    def write(self, value: int) -> str:
        return self.choices[value - 1].name

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [choice.name for choice in self.choices]}

    def write_cell(self, value: int) -> str:
        return self.choices[value - 1].label.zh


def _spellings(choice: Choice) -> Iterator[str]:
    yield from (choice.name, choice.label.zh, choice.label.en, *choice.also)


class TextType(FactType):
    """Words that no rule reads; kept as they are, not as a number."""

    def __init__(self) -> None:
        super().__init__("text", 0, 0)

    def read(self, raw: Any) -> Any:
        if isinstance(raw, str) and PLAIN.fullmatch(raw):
            return raw
        text = raw.strip() if isinstance(raw, str) else ""
        if not text:
            raise _not_a(raw, "文字", "words", "A-1")
        if UNPRINTABLE.search(text):
            raise _not_a(raw, "可显示的文字", "printable words", "A-1")
        if len(text) > LONGEST:
            raise _not_a(
                raw, f"{LONGEST}字以内的文字", f"words of at most {LONGEST} letters", "A-1"
            )
        if FORMULA.match(text):
            raise _not_a(
                raw, "文字:表格软件会当作公式", "words: spreadsheets take it for a formula", "A-1"
            )
        return text

    def read_cell(self, raw: Any) -> Any:
        return self.read(str(int(raw) if isinstance(raw, float) and raw.is_integer() else raw))

    def write(self, value: Any) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}


LONGEST = 100
PLAIN = re.compile(r"\w[\w.-]{0,99}")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
FORMULA = re.compile(r"[=+@-]|#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)$")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(first_places: str) -> str:
    """Compute the last place of an identity number from the 17 before it (GB 11643-1999)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first_places, WEIGHTS, strict=True)) % 11]


class IdentityType(TextType):
    """A resident identity number with its check digit (GB 11643-1999); messages never show it."""

    def read(self, raw: Any) -> Any:
        text = raw.strip().upper() if isinstance(raw, str) else ""
        if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
            raise Misread(
                Text("不是18位身份证号", "this is not an identity number of 18 places"),
                Text("应为17位数字加1位校验位", "write 17 digits and the check digit"),
            )
        if text[-1] != check_digit(text[:17]):
            raise Misread(
                Text("身份证号校验位不符", "the identity number's check digit does not fit"),
                Text("请逐位核对证件", "compare it with the card, digit by digit"),
            )
        try:
            Day.parse(f"{text[6:10]}-{text[10:12]}-{text[12:14]}")
        except ValueError:
            raise Misread(
                Text(
                    "身份证号里的出生日期不存在",
                    "the identity number holds a birth date that does not exist",
                ),
                Text("请逐位核对证件", "compare it with the card, digit by digit"),
            ) from None
        return text

    def read_cell(self, raw: Any) -> Any:
        if not isinstance(raw, str):
            raise Misread(
                Text(
                    "身份证号存成了数字,末几位会丢失",
                    "the identity number is kept as a number, which loses its last places",
                ),
                Text("请把单元格设为文本再填", "format the cell as text and enter it again"),
            )
        return self.read(raw)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{17}[\dXx]$"}
