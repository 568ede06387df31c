"""Cities and their districts, and whether a place is one of some."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np

from luohu.law.quantities import Truth
from luohu.law.ranges import Range
from luohu.law.sources import Text
from luohu.people.types import Choice, ChoiceType


class City(IntEnum):
    """A city that has a scheme here, or another; 0 is not stated."""

    BEIJING = 1
    TIANJIN = 2
    SHANGHAI = 3
    GUANGZHOU = 4
    SHENZHEN = 5
    NINGBO = 6
    XIONGAN = 7
    HEBEI = 8
    ELSEWHERE = 9


CITY = ChoiceType.of(
    City,
    Choice("beijing", Text("北京", "Beijing"), ("北京市",)),
    Choice("tianjin", Text("天津", "Tianjin"), ("天津市",)),
    Choice("shanghai", Text("上海", "Shanghai"), ("上海市",)),
    Choice("guangzhou", Text("广州", "Guangzhou"), ("广州市",)),
    Choice("shenzhen", Text("深圳", "Shenzhen"), ("深圳市",)),
    Choice("ningbo", Text("宁波", "Ningbo"), ("宁波市",)),
    Choice("xiongan", Text("雄安", "Xiong'an"), ("雄安新区",)),
    Choice("hebei", Text("河北其他地方", "elsewhere in Hebei")),
    Choice("elsewhere", Text("其他城市", "another place")),
)

DISTRICTS: dict[City, tuple[tuple[str, str], ...]] = {
    City.BEIJING: (
        ("东城", "Dongcheng"), ("西城", "Xicheng"), ("朝阳", "Chaoyang"), ("海淀", "Haidian"),
        ("丰台", "Fengtai"), ("石景山", "Shijingshan"), ("门头沟", "Mentougou"),
        ("房山", "Fangshan"), ("通州", "Tongzhou"), ("顺义", "Shunyi"), ("大兴", "Daxing"),
        ("昌平", "Changping"), ("平谷", "Pinggu"), ("怀柔", "Huairou"), ("密云", "Miyun"),
        ("延庆", "Yanqing"), ("经济技术开发区", "Economic-Technological Development Area"),
        ("市本级", "City level"),
    ),
    City.TIANJIN: (
        ("和平", "Heping"), ("河东", "Hedong"), ("河西", "Hexi"), ("南开", "Nankai"),
        ("河北", "Hebei District"), ("红桥", "Hongqiao"), ("东丽", "Dongli"), ("西青", "Xiqing"),
        ("津南", "Jinnan"), ("北辰", "Beichen"), ("武清", "Wuqing"), ("宝坻", "Baodi"),
        ("宁河", "Ninghe"), ("静海", "Jinghai"), ("蓟州", "Jizhou"),
        ("滨海新区", "Binhai New Area"),
    ),
    City.SHANGHAI: (
        ("黄浦", "Huangpu (Shanghai)"), ("徐汇", "Xuhui"), ("长宁", "Changning"),
        ("静安", "Jing'an"), ("普陀", "Putuo"), ("虹口", "Hongkou"), ("杨浦", "Yangpu"),
        ("闵行", "Minhang"), ("宝山", "Baoshan"), ("嘉定", "Jiading"), ("浦东", "Pudong"),
        ("金山", "Jinshan"), ("松江", "Songjiang"), ("青浦", "Qingpu"), ("奉贤", "Fengxian"),
        ("崇明", "Chongming"), ("临港", "Lingang"),
    ),
    City.GUANGZHOU: (
        ("越秀", "Yuexiu"), ("海珠", "Haizhu"), ("荔湾", "Liwan"), ("天河", "Tianhe"),
        ("白云", "Baiyun"), ("黄埔", "Huangpu (Guangzhou)"), ("花都", "Huadu"),
        ("番禺", "Panyu"), ("南沙", "Nansha"), ("从化", "Conghua"), ("增城", "Zengcheng"),
    ),
    City.SHENZHEN: (
        ("福田", "Futian"), ("罗湖", "Luohu"), ("南山", "Nanshan"), ("盐田", "Yantian"),
        ("宝安", "Bao'an"), ("龙岗", "Longgang"), ("龙华", "Longhua"), ("坪山", "Pingshan"),
        ("光明", "Guangming"), ("大鹏", "Dapeng"),
    ),
    City.NINGBO: (
        ("海曙", "Haishu"), ("江北", "Jiangbei"), ("鄞州", "Yinzhou"), ("镇海", "Zhenhai"),
        ("北仑", "Beilun"), ("奉化", "Fenghua"), ("高新", "Ningbo High-tech Zone"),
        ("前湾", "Qianwan"), ("余姚", "Yuyao"), ("慈溪", "Cixi"), ("宁海", "Ninghai"),
        ("象山", "Xiangshan"),
    ),
    City.XIONGAN: (("雄县", "Xiong County"), ("容城", "Rongcheng"), ("安新", "Anxin")),
}  # fmt: skip

DISTRICT_NAMES = tuple(zh for named in DISTRICTS.values() for zh, _ in named)
District = IntEnum("District", DISTRICT_NAMES)  # type: ignore[misc]  # names come from the table
CITY_OF = (0, *(int(city) for city, named in DISTRICTS.items() for _ in named))
_CITY_OF = np.array(CITY_OF, np.int32)


def _spelled(zh: str) -> tuple[str, ...]:
    return () if zh.endswith(("区", "级", "县")) else (f"{zh}区",)


DISTRICT = ChoiceType.of(
    District,
    *(Choice(zh, Text(zh, en), _spelled(zh)) for named in DISTRICTS.values() for zh, en in named),
)


def city_of(district: Any) -> Any:
    """The city a district lies in, codes of both; 0 for none. One code, or an array of them."""
    return _CITY_OF[district] if isinstance(district, np.ndarray) else CITY_OF[district]


def home_city(stated: int, named: Iterable[int]) -> int:
    """Where a document is from: the city it states, else the only one its rows name, else 0."""
    if stated:
        return stated
    cities = set(named) - {0}
    return cities.pop() if len(cities) == 1 else 0


def in_city(place: Any, city: City) -> Truth:
    """Whether a place (a city's code) is a city; unknown where it is not stated."""
    if isinstance(place, np.ndarray):
        here = place == city
        truth: Truth = Range(here, here | (place == 0)).settled()
        return truth
    one: Truth = Range(False, True) if place == 0 else place == city
    return one


@lru_cache
def _membership(inside: frozenset[str], outside: frozenset[str]) -> tuple[list[bool], list[bool]]:
    """By district code: surely inside, possibly inside; one of the same city in neither may be either."""
    cities = {CITY_OF[District[name]] for name in inside | outside}
    surely = [False, *(name in inside for name in DISTRICT_NAMES)]
    possibly = [
        True,
        *(name not in outside and CITY_OF[District[name]] in cities for name in DISTRICT_NAMES),
    ]
    return surely, possibly


def lies_in(district: Any, inside: frozenset[str], outside: frozenset[str]) -> Truth:
    """Whether a district is one of those inside.

    Unknown if it is not stated, or in neither set but in the same city as they.
    """
    surely, possibly = _membership(inside, outside)
    if isinstance(district, np.ndarray):
        answer = Range(np.array(surely)[district], np.array(possibly)[district])
    else:
        answer = Range(surely[district], possibly[district])
    settled: Truth = answer.settled()
    return settled
