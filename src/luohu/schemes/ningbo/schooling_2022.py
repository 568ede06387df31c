"""Fenghua's points for schooling (甬政办发〔2022〕10号): three layers, deductions, the total.

Who may be admitted stands in `conditions`, the months counted in `calendars`, the layers in
`provincial_indicators`, `city_indicators` and `district_indicators`, the family rule in `families`.
"""

from __future__ import annotations

from luohu.law.days import Day
from luohu.law.parameters import load_parameters
from luohu.law.quantities import Points
from luohu.law.rulebook import Rulebook
from luohu.law.rules import rules_in, subtotal, total_score
from luohu.law.sources import Text
from luohu.people.facts import catalogue
from luohu.schemes.ningbo import (
    calendars,
    city_indicators,
    conditions,
    district_indicators,
    provincial_indicators,
)
from luohu.schemes.ningbo.documents import HERE, documents, neighbours, notice_2022


@subtotal("已知部分", "known part", cites=notice_2022("量化积分", "inferred"))  # fmt: skip
def known_score(provincial_score: Points, employment: Points, housing: Points) -> Points:
    """The provincial layer with work and housing: all of the score whose values are known.

    省级共性分与就业、住房之和,即分值已知的部分。
    """
    return provincial_score + employment + housing


@total_score("总积分", "total", cites=(notice_2022("量化积分"), neighbours("录取次序")),
             question=Text("同分如何排序未查到;此处以持证人为单位排名,不按家庭和学区、年级分组(按家庭取最高一人的算法见"
                           "family_score);学区划分、文件施行日期未查到;持证未积分的按0分",
                           "how ties are broken was not found; the rank here is by permit holder, "
                           "not by family, grade and area (family_score is there for whoever "
                           "groups them); areas and the day the notice took effect were not "
                           "found; permit holders without a score count 0"))  # fmt: skip
def total(
    provincial_score: Points,
    city_score: Points,
    district_score: Points,
    deductions: Points,
) -> Points:
    """The three layers together, less the deductions; seats that remain go by it.

    三级指标分之和减去减分;剩余学位按总积分从高到低安排。
    """
    return provincial_score + city_score + district_score + deductions


CYCLES = (2022, 2024)


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: the last before the school year."""
    return Day.of(cycle, 8, 31)


rulebook = Rulebook.of(
    rules_in(
        calendars,
        conditions,
        provincial_indicators,
        city_indicators,
        district_indicators,
        globals(),
    ),
    scheme="ningbo",
    version="2022",
    title=Text("宁波奉化流动人口积分入学", "Fenghua (Ningbo) points for schooling"),
    parameters=load_parameters(HERE / "schooling_2022.toml", documents),
    facts=catalogue(),
    cycles=CYCLES,
    reference_day=reference_day,
)
