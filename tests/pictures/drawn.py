"""Invented pictures of every kind, and what a drawn one holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree import ElementTree

import numpy as np

from luohu.law.sources import Text
from luohu.pictures.bars import Bars, EnteringLeaving, PairedBars
from luohu.pictures.chart import Caption, Chart
from luohu.pictures.distributions import Distribution, Marked, Overlay
from luohu.pictures.intervals import Estimate, Intervals
from luohu.pictures.lettering import width_of
from luohu.pictures.lines import LineOverCycles, Series
from luohu.pictures.measures import Measure
from luohu.pictures.multiples import SmallMultiples
from luohu.pictures.sheet import Box

SVG = "{http://www.w3.org/2000/svg}"


def caption(zh: str, en: str) -> Caption:
    note = Text("来源：为测试编造的数据", "Source: data invented for a test")
    return Caption(Text(zh, en), Text("单位：分或人", "points or people"), note)


LEVELS = (
    Text("大学专科（含高等职业教育）", "associate degree or vocational college"),
    Text("大学本科并取得学士学位", "bachelor"),
    Text("研究生学历并取得硕士学位", "master"),
    Text("博士", "doctor"),
)
PUBLISHED, SYNTHETIC = Text("公布", "published"), Text("模拟", "synthetic")

LINE = LineOverCycles(
    caption("落户分数线", "The cut-off"),
    known={2018: 9075, 2019: 9325, 2020: 9713, 2021: 10042},
    median={2022: 10511, 2023: 10992},
    band_80={2022: (10420, 10600), 2023: (10800, 11200)},
    band_95={2022: (10350, 10680), 2023: (10600, 11430)},
    own=Series(Text("您的积分", "your score"), {2020: 9450, 2021: 9950, 2022: 10500, 2023: 11050}),
    scenarios=(
        Series(
            Text("规模增至 12,000 人", "quota of 12,000"), {2022: 10200, 2023: 10300, 2024: 10400}
        ),
    ),
)
PAIR = PairedBars(
    caption("入围者的学历", "Education of the admitted"),
    LEVELS,
    Bars(Text("现行办法", "present law"), (812, 3440, 1490, 264)),
    Bars(Text("改革后", "after the reform"), (655, 2980, 1961, 410)),
    Measure.COUNT,
)
FLOW = EnteringLeaving(
    caption("谁新入围，谁不再入围", "Who enters, who leaves"),
    LEVELS,
    entering=(35, 220, 604, 171),
    leaving=(192, 680, 133, 25),
    totals=(1030, 1030),
)
SPREAD = Distribution(
    caption("总积分的分布", "How scores are spread"),
    edges=(8000, 8500, 9000, 9500, 10000, 10500),
    overlays=(
        Overlay(PUBLISHED, (1204, 2310, 4021, 3055, 812)),
        Overlay(SYNTHETIC, (1180, 2402, 3967, 3101, 790)),
    ),
    marks=(Marked(Text("分数线", "cut-off"), 9713), Marked(Text("改革后", "after"), 9900)),
)
EFFECT = Intervals(
    caption("分数线的变化", "Change of the cut-off"),
    (
        Estimate(Text("规模 4,000 人", "quota 4,000"), 132, 102, 162),
        Estimate(Text("规模 12,000 人", "quota 12,000"), 20, -40, 80),
    ),
    Measure.POINTS,
    Text("中位数与 95% 区间", "median and 95 % interval"),
    Marked(Text("无变化", "no change"), 0),
)
SEVERAL = SmallMultiples(
    caption("各指标", "Each indicator"),
    tuple(
        replace(SPREAD, caption=caption(*title), marks=())
        for title in (
            ("合法稳定就业", "employment"),
            ("合法稳定住所", "dwelling"),
            ("教育", "education"),
        )
    ),
)
SEVERAL_PAIRS = SmallMultiples(
    caption("按区", "By district"),
    (PAIR, replace(PAIR, caption=caption("海淀", "Haidian"))),
)
CHANGED = replace(
    LINE, own_before=Series(Text("照现在这样", "as things are"), {2022: 10100, 2023: 10500})
)
CHARTS: dict[str, Chart] = {
    "line": LINE,
    "line before and after a change": CHANGED,
    "pair": PAIR,
    "flow": FLOW,
    "spread": SPREAD,
    "effect": EFFECT,
    "several": SEVERAL,
    "several pairs": SEVERAL_PAIRS,
}


def crowded(seed: int) -> LineOverCycles:
    """Many cycles, years left out, series that lie close together, long names."""
    numbers = np.random.default_rng(seed)
    rises = np.cumsum(numbers.integers(-100, 700, 18)) + 9000
    known = {2005 + n: int(value) for n, value in enumerate(rises[:14]) if n % 5 != 3}
    median = {2019 + n: int(value) for n, value in enumerate(rises[14:17])}
    own = {cycle: value + int(numbers.integers(-60, 60)) for cycle, value in known.items()}
    long = Text(
        "规模增至一万二千人并且取消上限的情形", "quota raised and the cap lifted for everybody"
    )
    scenarios = tuple(Series(long, {2022: int(rises[17]) + 5 * n}) for n in range(3))
    return LineOverCycles(
        caption("许多年的分数线", "The cut-off over many years"),
        known,
        median,
        {cycle: (value - 90, value + 120) for cycle, value in median.items()},
        {cycle: (value - 190, value + 320) for cycle, value in median.items()},
        Series(Text("您的积分", "your score"), own),
        scenarios,
    )


@dataclass(frozen=True)
class Drawn:
    """A parsed picture: size, words with their boxes, what it tells."""

    root: ElementTree.Element

    @classmethod
    def of(cls, svg: str) -> Drawn:
        return cls(ElementTree.fromstring(svg))

    @property
    def size(self) -> tuple[float, float]:
        return float(self.root.attrib["width"]), float(self.root.attrib["height"])

    @property
    def told(self) -> str:
        return self.root.findtext(f"{SVG}desc") or ""

    @property
    def words(self) -> list[str]:
        return [element.text or "" for element in self.root.iter(f"{SVG}text")]

    def boxes(self) -> list[tuple[str, Box]]:
        """Every words' box, by the same estimate of width that pictures use."""
        return [_box(element) for element in self.root.iter(f"{SVG}text")]


def _box(element: ElementTree.Element) -> tuple[str, Box]:
    words, size = element.text or "", float(element.attrib["font-size"])
    wide = width_of(words, size, bold="font-weight" in element.attrib)
    x, baseline = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return words, Box(left, baseline - size * 0.8, left + wide, baseline + size * 0.15)
