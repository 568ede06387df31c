"""What a person may do to come nearer: each a pure change of the document, with its months and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol

from luohu.law.months import Month
from luohu.law.sources import Text
from luohu.people.facts.places import DISTRICT
from luohu.study.plan.carrying import Document, Row


class Action(Protocol):
    """A change of a document that begins in a month; its fields are what a page may vary."""

    kind: ClassVar[str]
    order: ClassVar[int]
    changes: ClassVar[tuple[str, ...]]

    @property
    def begins(self) -> Month: ...
    @property
    def label(self) -> Text: ...
    @property
    def assumptions(self) -> tuple[Text, ...]: ...
    def change(self, document: Document) -> Document:
        """The document as it would be; the one given is left as it is."""


def applied(document: Document, actions: Iterable[Action]) -> Document:
    """The document after some actions; the order in which they are given does not matter."""
    for action in sorted(actions, key=lambda one: (one.order, one.begins)):
        document = action.change(document)
    return document


def action_json(action: Action) -> dict[str, Any]:
    """An action for a program: its kind, words, month, and the parameters that a page may offer."""
    parameters = {one.name: getattr(action, one.name) for one in fields(action)}  # type: ignore[arg-type]
    return {
        "kind": action.kind,
        "label": action.label.as_json,
        "from": str(action.begins),
        "parameters": {n: str(v) if isinstance(v, Month) else v for n, v in parameters.items()},
        "assumptions": [text.as_json for text in action.assumptions],
    }


def is_open(row: Row) -> bool:
    """Whether a span of a document still goes on."""
    return row["to"] is None


def english_district(district: str) -> str:
    """A district's English name."""
    return next((one.label.en for one in DISTRICT.choices if one.name == district), district)


def closed(rows: Sequence[Row], last: Month) -> list[Row]:
    """The rows, those that go on ended with a month; one that would begin only later is left out."""
    kept = [row for row in rows if not is_open(row) or Month.parse(row["from"]) <= last]
    return [{**row, "to": str(last)} if is_open(row) else row for row in kept]


@dataclass(frozen=True)
class KeepInsured:
    """Be insured again from a month on, all five kinds, without a break."""

    begins: Month
    district: str | None
    kind: ClassVar[str] = "keep_insured"
    order: ClassVar[int] = 1
    changes: ClassVar[tuple[str, ...]] = ("insurance",)

    @property
    def label(self) -> Text:
        return Text(
            f"{self.begins}起恢复参保,不再中断", f"be insured again from {self.begins}, unbroken"
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (
            Text("五个险种都由单位按月正常缴纳", "the employer pays all five kinds every month"),
        )

    def change(self, document: Document) -> Document:
        row = {"kind": "all", "from": str(self.begins), "to": None}
        placed = row if self.district is None else {**row, "district": self.district}
        return {**document, "insurance": [*document["insurance"], placed]}


@dataclass(frozen=True)
class WorkIn:
    """Have the insurance paid in another district from a month on, without a break."""

    begins: Month
    district: str
    kind: ClassVar[str] = "work_in"
    order: ClassVar[int] = 2
    changes: ClassVar[tuple[str, ...]] = ("insurance",)

    @property
    def label(self) -> Text:
        return Text(
            f"{self.begins}起在{self.district}工作(在该区缴社保)",
            f"work in {english_district(self.district)} from {self.begins} (insurance paid there)",
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (
            ANY_DISTRICT,
            Text("换工作不断缴:新区从这个月开始缴", "no month is missed: the new district pays on"),
        )

    def change(self, document: Document) -> Document:
        going_on = [row for row in document["insurance"] if is_open(row)]
        moved = [{**_unplaced(row), "from": str(self.begins), "district": self.district}
                 for row in going_on]  # fmt: skip
        return {**document, "insurance": [*closed(document["insurance"], _before(self)), *moved]}


@dataclass(frozen=True)
class MissMonth:
    """Miss one month of all insurance that goes on; no make-up payment."""

    begins: Month
    kind: ClassVar[str] = "miss_month"
    order: ClassVar[int] = 3
    changes: ClassVar[tuple[str, ...]] = ("insurance",)

    @property
    def label(self) -> Text:
        return Text(f"{self.begins}断缴一个月", f"one month of insurance is missed, {self.begins}")

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (Text("断缴的月份没有补缴", "the missed month is not made up"),)

    def change(self, document: Document) -> Document:
        after = str(Month(self.begins + 1))
        going_on = [
            {**row, "from": max(after, row["from"])}
            for row in document["insurance"]
            if is_open(row)
        ]
        return {
            **document,
            "insurance": [*closed(document["insurance"], _before(self)), *going_on],
        }


@dataclass(frozen=True)
class BuyHome:
    """Live in a newly bought own home in a district from a month on, instead of where one lives."""

    begins: Month
    district: str
    kind: ClassVar[str] = "buy_home"
    order: ClassVar[int] = 1
    changes: ClassVar[tuple[str, ...]] = ("homes",)

    @property
    def label(self) -> Text:
        return Text(
            f"{self.begins}起住进在{self.district}购买的自有住所",
            f"live in an own home bought in {english_district(self.district)} from {self.begins}",
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (
            ANY_DISTRICT,
            Text("当月取得产权证", "the title certificate is obtained in the same month"),
            Text("原来的租房、宿舍或住所到上月为止", "the dwelling so far ends the month before"),
            Text("一直住到落户,并在该住所落户", "lived in until settling, and registered there"),
        )

    def change(self, document: Document) -> Document:
        month = str(self.begins)
        bought = {"tenure": "own", "district": self.district, "from": month, "to": None}
        homes = closed(document["homes"], _before(self))
        return {**document, "homes": [*homes, {**bought, "certificate": month}]}


@dataclass(frozen=True)
class SellHome:
    """Give up every own home in a month, the last that counts."""

    begins: Month
    kind: ClassVar[str] = "sell_home"
    order: ClassVar[int] = 2
    changes: ClassVar[tuple[str, ...]] = ("homes",)

    @property
    def label(self) -> Text:
        return Text(
            f"自有住所只住到{self.begins},12月不在",
            f"the own home is lived in up to {self.begins} only, not in December",
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (Text("此后没有计分的住所", "no dwelling that counts after that"),)

    def change(self, document: Document) -> Document:
        own = [row for row in document["homes"] if row["tenure"] == "own"]
        others = [row for row in document["homes"] if row["tenure"] != "own"]
        return {**document, "homes": [*others, *closed(own, self.begins)]}


@dataclass(frozen=True)
class StudyDegree:
    """Gain a diploma and a degree beside work: enrolled in one month, graduated in a later one."""

    begins: Month
    graduates: Month
    diploma: str
    degree: str | None
    kind: ClassVar[str] = "study_degree"
    order: ClassVar[int] = 1
    changes: ClassVar[tuple[str, ...]] = ("education",)

    @property
    def label(self) -> Text:
        zh, en = LEVEL_WORDS[self.diploma]
        return Text(
            f"{self.begins}入学,{self.graduates}在职取得{zh}",
            f"{en} beside work, enrolled {self.begins}, graduated {self.graduates}",
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (
            Text("在京边工作边读,社保不断", "studied in Beijing while working and insured"),
            Text("按通常学制毕业", "graduated after the usual time"),
            Text(
                "毕业当年仍按原学历申报,下一年起按新学历",
                "the year of graduation is still declared without it, the next with it",
            ),
        )

    def change(self, document: Document) -> Document:
        row = {
            "diploma": self.diploma,
            "degree": self.degree,
            "enrolled": str(self.begins),
            "graduated": str(self.graduates),
        }
        return {**document, "education": [*document["education"], row]}


@dataclass(frozen=True)
class PayTax:
    """Pay so much income tax a year, from one year to another; more that was assumed stays."""

    first: int
    last: int
    paid: int
    kind: ClassVar[str] = "pay_tax"
    order: ClassVar[int] = 1
    changes: ClassVar[tuple[str, ...]] = ("tax",)

    @property
    def begins(self) -> Month:
        return Month.of(self.first, 1)

    @property
    def label(self) -> Text:
        until = "" if self.last > self.first else " only"
        return Text(
            f"{self.first}年{'起每年' if self.last > self.first else ''}缴纳个人所得税{self.paid}元",
            f"income tax of {self.paid} yuan {'a year from' if not until else 'in'} {self.first}",
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return (
            Text(
                "综合所得或经营所得,在北京缴纳", "on comprehensive or business income, in Beijing"
            ),
        )

    def change(self, document: Document) -> Document:
        years = range(self.first, self.last + 1)
        assumed = {year: _paid(document, year) for year in years}
        raised = [year for year in years if assumed[year] < self.paid]
        kept = [row for row in document["tax"] if row["year"] not in raised]
        return {**document, "tax": [*kept, *({"year": y, "paid": self.paid} for y in raised)]}


@dataclass(frozen=True)
class ShortTax:
    """Pay only so much income tax in one year."""

    year: int
    paid: int
    kind: ClassVar[str] = "short_tax"
    order: ClassVar[int] = 2
    changes: ClassVar[tuple[str, ...]] = ("tax",)

    @property
    def begins(self) -> Month:
        return Month.of(self.year, 1)

    @property
    def label(self) -> Text:
        return Text(
            f"{self.year}年只缴{self.paid}元", f"only {self.paid} yuan are paid in {self.year}"
        )

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return ()

    def change(self, document: Document) -> Document:
        kept = [row for row in document["tax"] if row["year"] != self.year]
        return {**document, "tax": [*kept, {"year": self.year, "paid": self.paid}]}


@dataclass(frozen=True)
class ChooseIndicator:
    """Choose an optional indicator that was not chosen: education, area or innovation."""

    begins: Month
    indicator: str
    kind: ClassVar[str] = "choose_indicator"
    order: ClassVar[int] = 1
    changes: ClassVar[tuple[str, ...]] = ("choices",)

    @property
    def label(self) -> Text:
        zh, en = INDICATOR_WORDS[self.indicator]
        return Text(f"选择以{zh}积分", f"choose to count {en}")

    @property
    def assumptions(self) -> tuple[Text, ...]:
        return ()

    def change(self, document: Document) -> Document:
        return {**document, "choices": {**document.get("choices", {}), self.indicator: True}}


ANY_DISTRICT = Text(
    "分值只看是否在城六区之外,城六区外各区相同",
    "points ask only whether the district is outside the six; all those outside are alike",
)
LEVEL_WORDS = {
    "associate": ("大学专科", "an associate diploma"),
    "bachelor": ("大学本科学历和学士学位", "a bachelor's diploma and degree"),
    "master": ("硕士研究生学历和硕士学位", "a master's diploma and degree"),
    "doctor": ("博士研究生学历和博士学位", "a doctor's diploma and degree"),
}
INDICATOR_WORDS = {
    "education": ("教育背景", "education"),
    "area": ("职住区域", "the area of work and dwelling"),
    "innovation": ("创新创业", "innovation"),
}


def _before(action: Action) -> Month:
    return Month(action.begins - 1)


def _unplaced(row: Row) -> Row:
    """A row without the city it names: the new district says it."""
    return {name: value for name, value in row.items() if name != "city"}


def _paid(document: Document, year: int) -> int:
    return sum(row["paid"] for row in document["tax"] if row["year"] == year)
