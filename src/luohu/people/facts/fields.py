"""Fields that the rows of several lists share: a span, a year, a city."""

from __future__ import annotations

from luohu.law.months import NEVER_MONTH
from luohu.law.sources import Text
from luohu.people.facts.departments import EMPLOYMENT
from luohu.people.facts.fact import NOBODY, Fact
from luohu.people.facts.places import CITY
from luohu.people.types import (
    AnswerType,
    DayType,
    FlagType,
    MonthType,
    WholeType,
    YearType,
)

DAY, MONTH, YEAR, FLAG, ANSWER = DayType(), MonthType(), YearType(), FlagType(), AnswerType()
YUAN = WholeType("yuan")

CITY_OF_ROW = Fact(
    "city", CITY, Text("城市", "city of the record"),
    Text("在哪个城市?(与区一致或与申请人所在城市相同的可不填)",
         "In which city? (may be left out where the district or the applicant's city says it)"),
    NOBODY, left_out=0, null=0,
)  # fmt: skip
TRANSFERRED = Fact(
    "transferred_in", FLAG, Text("外地转入", "transferred in"),
    Text("是从外地转入的吗?", "Was it transferred in from elsewhere?"), EMPLOYMENT, left_out=0,
)  # fmt: skip


def span(verifier: Text, what_zh: str, what_en: str) -> tuple[Fact, Fact]:
    """The first and the last month of a row, the last of which may be open."""
    return (
        Fact("first", MONTH, Text("开始年月", "from"),
             Text(f"{what_zh}从哪个月开始?", f"In which month did {what_en} begin?"),
             verifier, key="from", required=True),
        Fact("last", MONTH, Text("结束年月", "to"),
             Text(f"{what_zh}到哪个月结束?仍在持续填“至今”。",
                  f"In which month did {what_en} end? Leave open if it still goes on."),
             verifier, key="to", null=int(NEVER_MONTH), required=True),
    )  # fmt: skip


def year(ask_zh: str, ask_en: str, verifier: Text, **details: object) -> Fact:
    """The year of a row; a day or month is taken for its year."""
    return Fact("year", YEAR, Text("年度", "year"), Text(ask_zh, ask_en), verifier,
                also=("date", "on"), **details)  # type: ignore[arg-type]  # fmt: skip
