"""A value of the law in lines of words: a table row by row, with the names that people know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luohu.law.accrual import Rates, Series
from luohu.law.parameters import Value
from luohu.law.reform import content_in_words
from luohu.law.sources import Text
from luohu.law.steps import Levels, Steps
from luohu.people.facts import LISTS
from luohu.people.facts.places import DISTRICT
from luohu.people.types import ChoiceType

LIST_OF = {
    "diploma": ("qualifications", "diploma"),
    "degree": ("qualifications", "degree"),
    "commendation": ("commendations", "kind"),
    "certificate": ("certificates", "kind"),
    "shortage": ("jobs", "shortage"),
    "district": ("homes", "district"),
}


def lines(value: Value, unit: str) -> Iterator[Text]:
    """The content in words, as many lines as a table has rows."""
    content = value.content
    if isinstance(content, Levels):
        for asked, gift in content.rows():
            held = Text(*(_required(asked, language) for language in ("zh", "en")))
            yield Text(f"{held.zh}: {gift}分", f"{held.en}: {gift} points")
    elif isinstance(content, Steps):
        yield from (Text(f"{a}: {gift}分", f"{a}: {gift} points") for a, gift in content.rows())
    elif isinstance(content, Rates):
        for months, gift in content.rows():
            yield Text(f"第{months}个月: 每年{gift}分", f"months {months}: {gift} points a year")
    elif isinstance(content, Series):
        yield from (Text(f"{a}: {yuan}元", f"{a}: {yuan} yuan") for a, yuan in content.rows())
    elif unit == "names":
        named = [_district(name) for name in value.given]
        yield Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))
    else:
        told = Text(*(content_in_words(value, unit, language) for language in ("zh", "en")))
        of_the_cycle = callable(content) and unit == "month"
        yield Text(f"{told.zh}月", f"month {told.en}") if of_the_cycle else told


def _required(asked: str, language: str) -> str:
    """What a row asks for, `diploma: bachelor + degree: bachelor`, in words."""
    return " + ".join(_column(part, language) for part in asked.split(" + "))


def _column(part: str, language: str) -> str:
    column, _, names = part.partition(": ")
    label, choices = COLUMNS[column]
    joint = "、" if language == "zh" else ", "
    told = joint.join(choices[name].in_(language) for name in names.split("、"))
    return f"{label.in_(language)} {told}"


def _district(name: str) -> Text:
    return DISTRICTS.get(name, Text(name, name))


def _choices(kind: object) -> Mapping[str, Text]:
    assert isinstance(kind, ChoiceType)
    return {choice.name: choice.label for choice in kind.choices}


DISTRICTS = _choices(DISTRICT)
COLUMNS: Mapping[str, tuple[Text, Mapping[str, Text]]] = {
    column: (fact.label, _choices(fact.type))
    for column, (table, name) in LIST_OF.items()
    for fact in [next(one for one in LISTS if one.name == table).field(name)]
}
