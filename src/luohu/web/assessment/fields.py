"""How a fact is asked on a page: the control, its choices, what stands in it, and reading it back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from luohu.law.sources import Text
from luohu.people.facts import City, District, Fact, city_of
from luohu.people.facts.places import CITY
from luohu.people.types import AnswerType, ChoiceType, FlagType, Misread

YES, NO, OPEN = "yes", "no", "open"
AS_RADIO = 6
ANSWERS = ((YES, Text("是", "yes")), (NO, Text("否", "no")))
NOT_SAID = Text("不填", "leave out")
NOT_SURE = Text("不清楚", "not sure")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of several; `chosen` if it stands in the field."""

    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True)
class Field:
    """A fact on a page: what stands in it as text, and what is wrong with it."""

    fact: Fact
    value: str = ""
    still: bool = False
    wrong: Text | None = None
    right: Text | None = None
    city: str = ""

    @property
    def name(self) -> str:
        """The name in the form, as in the document."""
        return self.fact.written_as

    @property
    def control(self) -> str:
        """The kind of control: radio, select or text."""
        if isinstance(self.fact.type, FlagType | AnswerType):
            return "radio"
        if isinstance(self.fact.type, ChoiceType):
            return "radio" if len(self.fact.type.choices) <= AS_RADIO else "select"
        return "text"

    @property
    def numeric(self) -> bool:
        """Whether a telephone should offer digits."""
        return self.fact.unit in ("yuan", "year", "months", "people", "hours", "points", "per_cent")

    @property
    def options(self) -> list[Option]:
        """The answers of a radio, with one for leaving it out where that is allowed."""
        choices = self.fact.type.choices if isinstance(self.fact.type, ChoiceType) else ()
        held = [(choice.name, choice.label) for choice in choices] or list(ANSWERS)
        sure = isinstance(self.fact.type, FlagType) and self.fact.left_out is not None
        if not self.fact.required and not sure:
            held.append(("", NOT_SURE if self.fact.left_out is None else NOT_SAID))
        return [Option(value, label, value == self.value) for value, label in held]

    @property
    def groups(self) -> Iterator[tuple[Text, list[Option]]]:
        """The answers of a select by city where they are districts, those of the scheme first."""
        if "district" not in self.fact.name:
            yield Text("", ""), self.options
            return
        cities = sorted(City, key=lambda city: (CITY.write(city) != self.city, city))
        for city in cities:
            label = CITY.choices[city - 1].label
            yield label, [o for o in self.options if o.value and _city_of(o.value) == city]

    @property
    def hint(self) -> Text | None:
        """How an answer is written, with an example."""
        return EXAMPLES.get(self.fact.unit)


def _city_of(district: str) -> int:
    return int(city_of(int(District[district])))


EXAMPLES: Mapping[str, Text] = {
    "day": Text("写作 1985-06-15", "like 1985-06-15"),
    "month": Text("写作 2016-05", "like 2016-05"),
    "year": Text("写作 2024", "like 2024"),
    "yuan": Text("只填数字,单位元", "digits only, in yuan"),
}


def filled(fact: Fact, held: Any, city: str = "") -> Field:
    """A field with what a document holds of a fact; MISSING if it holds nothing."""
    if held is MISSING:
        value = _usual(fact)
    elif held is None:
        return Field(fact, "", fact.may_be_open, city=city)
    elif isinstance(held, bool):
        value = YES if held else NO
    else:
        value = str(held)
    return Field(fact, value, city=city)


MISSING = object()


def _usual(fact: Fact) -> str:
    """What stands in a field nobody has filled: yes or no where leaving out means that."""
    flag = isinstance(fact.type, FlagType)
    if flag and fact.left_out is not None:
        return YES if fact.left_out else NO
    return ""


def typed(form: Mapping[str, Any], fact: Fact, city: str = "") -> Field:
    """A field as somebody filled it in; full-width letters are taken for plain ones."""
    raw = str(form.get(fact.written_as, ""))[:200]
    value = unicodedata.normalize("NFKC", raw).strip()
    still = fact.may_be_open and (bool(form.get(f"{fact.written_as}_open")) or value == "至今")
    return Field(fact, "" if still else value, still, city=city)


def blank(field: Field) -> bool:
    """Whether nothing was said."""
    return not field.still and field.value in ("", _usual(field.fact))


def read(field: Field) -> Any:
    """The value for a document, MISSING if left out; Misread with what would be right."""
    fact = field.fact
    if field.still:
        return None
    if not field.value:
        if fact.required:
            raise Misread(
                Text("这一项没有填", "this is not filled in"),
                field.hint or Text("请填写", "fill it in"),
            )
        return MISSING
    kind = fact.type
    number = kind.read(field.value) if isinstance(kind, ChoiceType) else kind.read_cell(field.value)
    return MISSING if number == fact.left_out else kind.write(number)
