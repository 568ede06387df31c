"""The line of coming cycles as a page: the forecast with its bands, its back-test, scenarios beyond."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from luohu.law.points import written
from luohu.law.sources import Text
from luohu.pictures.chart import Caption
from luohu.pictures.lines import LineOverCycles, Series
from luohu.pictures.page import Column, Page, Section, Table, row
from luohu.study.lines import Forecast, Scenario
from luohu.study.queue.backtest import NAIVE, OWN, Backtest

NONE = "—"
RECIPE = Text(
    "区间的做法各年相同:参数按其误差抽取,再加上每往后一年0.30分的方法误差(以往误差更大时放宽)。",
    "The recipe of the bands is the same from every year: parameters vary by their own error, and the "
    "method errs by 0.30 points a year ahead, or more where it has been worse.",
)
THIN = Text(
    "能检验的只有很少几对年份,证据是薄的;三年以后只给情景,不给数值。",
    "Only a few pairs of years can be checked: the evidence is thin. Beyond three years there are "
    "scenarios, no values.",
)


def forecast_page(found: Forecast, checked: Backtest | None = None) -> Page:
    """The whole page; the back-test where there is one."""
    sections = [_ahead(found)]
    if checked is not None and checked.rows:
        sections.append(_checked(checked))
    sections += _beyond(found)
    return Page(
        Text("北京积分落户分数线预测", "Beijing's line in coming cycles"),
        _lead(found),
        tuple(sections),
        Text("这是研究,不是主管部门的公布。", "This is a study, not the authority's announcement."),
    )


def _lead(found: Forecast) -> Text:
    zh = ";".join(
        f"{one.cycle}年 {written(one.cutoff)}({_band(one.band_80)})" for one in found.lines
    )
    en = "; ".join(
        f"{one.cycle}: {written(one.cutoff)} ({_band(one.band_80)})" for one in found.lines
    )
    lists = ", ".join(map(str, found.lists)) or NONE
    return Text(
        f"截至{found.as_of}年(除2020年外用到的名单:{lists}),预测的分数线和80%区间:{zh}。",
        f"As of {found.as_of} (lists beside that of 2020: {lists}), the line and its 80 % band: {en}.",
    )


def _band(ends: tuple[int, int]) -> str:
    return f"{written(ends[0])}~{written(ends[1])}"


def line_picture(found: Forecast, own: Series | None = None, scenarios: int = 0) -> LineOverCycles:
    """The known lines and those ahead with their bands; a person's own totals beside them."""
    caption = Caption(
        Text("落户分值:已公布和预测", "The cut-off, published and ahead"), Text("分", "points")
    )
    return LineOverCycles.of(found, caption, own, scenarios)


def _ahead(found: Forecast) -> Section:
    headings = (Text("分数线", "line"), Text("80%区间", "80 % band"), Text("95%区间", "95 % band"))
    columns = (Column(Text("年度", "cycle")), *(Column(h, number=True) for h in headings))
    rows = tuple(
        row(str(one.cycle), written(one.cutoff), _band(one.band_80), _band(one.band_95))
        for one in found.lines
    )
    table = Table(Text("预测", "The forecast"), columns, rows)
    return Section(
        Text("今后三年内", "Up to three years"), (), (line_picture(found), table), RECIPE
    )


def _checked(found: Backtest) -> Section:
    headings = (
        Text("预测", "forecast"), Text("80%区间", "80 % band"), Text("公布", "published"),
        Text("误差", "error"), *NAIVE.values(),
    )  # fmt: skip
    columns = (
        Column(Text("起点", "from")), Column(Text("年度", "cycle")),
        *(Column(heading, number=True) for heading in headings),
    )  # fmt: skip
    rows = tuple(
        row(
            str(one.origin), str(one.cycle), written(one.cutoff), _band((one.low, one.high)),
            written(one.line), _signed(one.error),
            *(_signed(one.naive[name] - one.line) if name in one.naive else NONE for name in NAIVE),
        )
        for one in found.rows
    )  # fmt: skip
    paragraph = Text(
        f"{len(found.rows)} 次预测中,{found.inside} 次落在80%区间内。朴素方法列的是误差。",
        f"{found.inside} of {len(found.rows)} lines lay in their 80 % band. For naive methods the "
        "error is shown.",
    )
    return Section(
        Text("回测", "The back-test"),
        (paragraph,),
        (Table(Text("每次只用当时已有的名单", "Each from the lists known then"), columns, rows),
         _means(found)),
        THIN,
    )  # fmt: skip


def _signed(hundredths: int) -> str:
    return f"{'−' if hundredths < 0 else '+'}{written(abs(hundredths))}"


def _means(found: Backtest) -> Table:
    years = sorted({one.years for one in found.rows})
    methods = {OWN: Text("本方法", "this method"), **NAIVE}
    columns = (
        Column(Text("方法", "method")),
        *(Column(Text(f"{n}年", f"{n} ahead"), number=True) for n in years),
    )
    rows = tuple(
        row(label, *(_mean(found.mean_error(n, name)) for n in years))
        for name, label in methods.items()
    )
    return Table(Text("平均绝对误差,分", "Mean absolute error, points"), columns, rows)


def _mean(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _beyond(found: Forecast) -> list[Section]:
    last = found.lines[-1].cycle
    cycles = [cycle for cycle in found.scenarios[0].cycles if cycle > last]
    if not cycles:
        return []
    columns = (
        Column(Text("情景", "scenario")),
        *(Column(Text(f"{c}", f"{c}"), number=True) for c in cycles),
    )
    rows = tuple(row(one.label, *_of_scenario(one, cycles)) for one in found.scenarios)
    paragraph = Text(
        "如果只有一件事改变,分数线可能在什么范围;不是预测。",
        "Where the line might lie if one thing only were otherwise; no forecast.",
    )
    caption = Text("各情景下分数线的80%范围,分", "The inner 80 % of the line by scenario, points")
    table = Table(caption, columns, rows)
    return [Section(Text("更远的情景", "Scenarios beyond"), (paragraph,), (table,))]


def _of_scenario(one: Scenario, cycles: Sequence[int]) -> list[str]:
    spans = (np.percentile(one.of(cycle), (10, 90)) / 100 for cycle in cycles)
    return [f"{low:.0f}~{high:.0f}" for low, high in spans]
