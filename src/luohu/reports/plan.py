"""A person's years ahead as a page: totals against the line, odds, what would help, what it risks."""

from __future__ import annotations

from luohu.law.points import limitless, written
from luohu.law.sources import Text
from luohu.pictures.lines import LineOverCycles, Series
from luohu.pictures.page import Column, Page, Section, Table, row
from luohu.reports.forecast import line_picture
from luohu.study.lines import Forecast
from luohu.study.plan import Cost, CycleAhead, Odds, Option, Plan, When

NONE = "—"
IN_PLAN = 5
AS_NOW = "as_now"
KINDS = {
    "buy_home": Text("到城六区外买房", "a home outside the six"),
    "work_in": Text("到城六区外工作", "work outside the six"),
    "keep_insured": Text("恢复参保", "being insured again"),
    "pay_tax": Text("每年纳税达标", "enough tax a year"),
    "study_degree": Text("读学位", "a degree"),
    "choose_indicator": Text("选择指标", "choosing an indicator"),
}
MOST_OPTIONS = 8
NEVER = Text("计划年限内未到", "not within these years")


def plan_page(found: Plan, forecast: Forecast) -> Page:
    """The whole page of a plan against the forecast it was made with."""
    sections = [_years(found, forecast), _options(found)]
    if found.costs or (found.best and found.best.costs):
        sections.append(_costs(found))
    sections.append(_clock(found))
    sections.append(
        Section(
            Text("假定", "What is assumed"),
            (*found.assumptions, *_of_actions(found), *found.warnings),
        )
    )
    return Page(
        Text(f"{found.id} 的今后几年", f"The years ahead of {found.id}"),
        _lead(found),
        tuple(sections),
        Text(
            "每一年的总分都按规则重新计算;机会来自分数线预测,只是估计,不是承诺。",
            "Every total is worked out by the rules; odds come from a forecast of the line, they are "
            "an estimate and no promise.",
        ),
    )


def _lead(found: Plan) -> Text:
    """What lies ahead under the rules and the quota as they are; first whether one may apply at all."""
    parts = [*_shut_out(found), _ahead(found)]
    if found.advice is None:
        parts.append(Text("没有单独一项能让它更近。", "No single action would bring it nearer."))
    else:
        label = _together(found.advice)
        parts.append(Text(f"最有用的一项:{label.zh}。", f"What would help most: {label.en}."))
    return Text("".join(p.zh for p in parts), " ".join(p.en for p in parts))


def _shut_out(found: Plan) -> list[Text]:
    failing = [one for one in found.conditions if one.met is None or one.met > found.cycles[0]]
    return [
        Text(
            f"现在不能申报:{one.label.zh}({met.zh})。", f"May not apply: {one.label.en} ({met.en})."
        )
        for one in failing
        for met in [Text(f"{one.met}年满足", f"met in {one.met}") if one.met else NEVER]
    ]


def _ahead(found: Plan) -> Text:
    median = found.now.median_of.get(AS_NOW, found.now.median)
    earliest = found.now.earliest_of.get(AS_NOW, found.now.earliest)
    if earliest.soonest is None:
        return Text(
            "不做改变、规则和规模不变:计划年限内够不到分数线。",
            "As things are, under the rules and the quota as they are: the line is not reached within "
            "these years.",
        )
    first, even = _when(earliest), _when(median)
    return Text(
        f"不做改变、规则和规模不变:最早(机会达到一成){first.zh},机会过半{even.zh}。",
        f"As things are, under the rules and the quota as they are: earliest (odds of ten per cent) "
        f"{first.en}, even odds {even.en}.",
    )


def _of_actions(found: Plan) -> list[Text]:
    """What the actions that are listed assume, each once."""
    told = {
        text.en: text
        for option in found.options[:MOST_OPTIONS]
        for action in option.actions
        for text in action.assumptions
    }
    return list(told.values())


def _when(one: When) -> Text:
    if one.soonest is None:
        return NEVER
    if one.latest == one.soonest:
        return Text(f"{one.soonest}年", f"{one.soonest}")
    if one.latest is None:
        return Text(f"{one.soonest}年起,视情景", f"{one.soonest} or later, by scenario")
    return Text(f"{one.soonest}–{one.latest}年,视情景", f"{one.soonest}–{one.latest}, by scenario")


def own_picture(found: Plan, forecast: Forecast) -> LineOverCycles:
    """The person's totals and the line on one chart; the least where a total is open."""
    own = {one.cycle: one.total[0] for one in found.now.cycles if not limitless(one.total[0])}
    series = Series(Text("本人总分", "own total"), own) if own else None
    return line_picture(forecast, series, 3)


def _years(found: Plan, forecast: Forecast) -> Section:
    headings = (
        Text("总分", "total"), Text("资格", "may apply"), Text("分数线", "line"),
        Text("80%区间", "80 % band"), Text("当年机会", "odds that year"),
        Text("到当年累计", "odds by then"),
    )  # fmt: skip
    columns = (Column(Text("年度", "cycle")), *(Column(h, number=True) for h in headings))
    rows = tuple(_year(found, one) for one in found.now.cycles)
    table = Table(Text("不做改变", "As things are"), columns, rows)
    note = Text(
        "预测年份之后只有情景,机会是各情景的范围。",
        "Beyond the forecast there are scenarios only: odds are the range over them.",
    )
    return Section(Text("逐年", "Year by year"), (), (own_picture(found, forecast), table), note)


def _year(found: Plan, one: CycleAhead) -> tuple[Text | str, ...]:
    band = found.bands.get(one.cycle)
    line = _beyond(found, one.cycle)
    if band is not None:
        line = written(band.cutoff), f"{written(band.low)}~{written(band.high)}"
    may = {True: "✓", False: "✗", None: "?"}[one.eligible]
    return row(str(one.cycle), points(one.total), may, *line, odds(one.odds), odds(one.by))


def _beyond(found: Plan, cycle: int) -> tuple[str, str]:
    """Where no value is given: the span of the scenarios, in whole points."""
    place = found.cycles.index(cycle)
    bands = [told[place] for told in found.bands_of.values()]
    low, high = min(one.low for one in bands), max(one.high for one in bands)
    return NONE, f"{low / 100:.0f}~{high / 100:.0f}"


def points(ends: tuple[int, int]) -> str:
    """Points, or the two ends of an open total."""
    low, high = (NONE if limitless(end) else written(end) for end in ends)
    return low if low == high else f"{low}~{high}"


def odds(one: Odds) -> str:
    """Odds in per cent, or their range."""
    low, high = map(_per_cent, (one.least, one.most))
    return low if low == high else f"{low}~{high}"


def _per_cent(share: float) -> str:
    """Whole per cent; what is nearly nothing or nearly sure is not said to be so."""
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _together(option: Option) -> Text:
    return Text(
        "+".join(one.label.zh for one in option.actions),
        " + ".join(one.label.en for one in option.actions),
    )


def _options(found: Plan) -> Section:
    headings = (
        Text("最早", "earliest"), Text("过半机会", "even odds"),
        Text("最后一年累计机会", "odds by the last year"), Text("最后一年总分", "last total"),
    )  # fmt: skip
    columns = (Column(Text("做法", "action")), *(Column(heading) for heading in headings))
    as_is = Text("不做改变", "nothing changes")
    listed = [(as_is, found.now)]
    listed += [(_together(one), one.outlook) for one in found.options[:MOST_OPTIONS]]
    rows = tuple(
        row(label, _when(o.earliest), _when(o.median), odds(o.best), points(o.cycles[-1].total))
        for label, o in listed
    )
    table = Table(Text("单独或合起来", "Alone or together"), columns, rows)
    return Section(Text("做什么有用", "What would help"), (), (table,), _declined(found))


def _declined(found: Plan) -> Text | None:
    """What was not tried, and why."""
    named = [
        (KINDS.get(one.kind, Text(one.kind, one.kind)), one.reason) for one in found.not_offered
    ]
    if not named:
        return None
    zh = ";".join(f"{kind.zh}:{reason.zh}" for kind, reason in named)
    en = "; ".join(f"{kind.en}: {reason.en}" for kind, reason in named)
    return Text(f"没有列出的:{zh}。", f"Not listed: {en}.")


def _costs(found: Plan) -> Section:
    headings = (
        Text("最多少得", "most points lost"), Text("何时又有资格", "may apply again"),
        Text("最早", "earliest then"),
    )  # fmt: skip
    columns = (Column(Text("如果", "if")), *(Column(heading) for heading in headings))
    listed = [*found.costs, *(found.best.costs if found.best else ())]
    rows = tuple(_cost(one) for one in {one.key + one.label.en: one for one in listed}.values())
    return Section(
        Text("出了岔子会怎样", "What goes wrong costs"),
        (),
        (Table(Text("与一切顺利相比", "Against everything going right"), columns, rows),),
    )


def _cost(one: Cost) -> tuple[Text | str, ...]:
    again: Text | str = NONE
    if one.shut_out:
        again = NEVER if one.eligible_again is None else str(one.eligible_again)
    return row(one.label, points(one.most), again, _when(one.outlook.earliest))


def _clock(found: Plan) -> Section:
    told = [
        Text(
            f"{fall.cycle}年度年龄分由 {points(fall.before)} 降为 {points(fall.after)}。",
            f"In {fall.cycle} age points fall from {points(fall.before)} to {points(fall.after)}.",
        )
        for fall in found.clock.age_falls[:IN_PLAN]
    ]
    if found.clock.last_cycle is not None:
        told.append(
            Text(
                f"到退休年龄前的最后一个年度是{found.clock.last_cycle}年。",
                f"The last cycle before the retirement age is {found.clock.last_cycle}.",
            )
        )
    for one in found.conditions:
        met = Text(f"{one.met}年满足", f"met in {one.met}") if one.met else NEVER
        told.append(Text(f"{one.label.zh}:{met.zh}。", f"{one.label.en}: {met.en}."))
    if not told:
        told.append(Text("这几年年龄分不变。", "Age points do not change in these years."))
    return Section(Text("自己的时钟", "Your own clock"), tuple(told))
