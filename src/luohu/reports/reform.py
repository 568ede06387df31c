"""What a reform would do, as a page: the line, who enters and leaves, three people, how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from luohu.law.points import written
from luohu.law.sources import Text
from luohu.law.trail import is_open
from luohu.pictures.bars import EnteringLeaving
from luohu.pictures.chart import Caption
from luohu.pictures.distributions import Marked
from luohu.pictures.intervals import Estimate, Intervals
from luohu.pictures.measures import Measure
from luohu.pictures.page import Column, Content, Page, Section, Table, TrailLine, TrailLines, row
from luohu.study.comparison import Breakdown, Comparison, Side
from luohu.study.sensitivity import Spread, Uncertainty
from luohu.study.stories import Changed, Story

NONE = "—"
BEFORE, AFTER = Text("现行", "as it is"), Text("改后", "reformed")
LAST_YEAR, THIS_YEAR = Text("去年的规则", "last year's law"), Text("今年的规则", "this year's law")
INVENTED = Text(
    "本站不是主管部门;结果只对所用的人群成立。合成人群按公开数据校准,低于分数线的人公开数据里没有。",
    "This is not the authority's own. Results hold for the cohort used; an invented one is calibrated "
    "to public data, which tell nothing of people below the line.",
)


def reform_page(found: Comparison) -> Page:
    """The whole page of a comparison."""
    sections = [_summary(found), *_asked(found)]
    if found.entering or found.leaving:
        sections += [_who(found), _people(found)]
    elif found.stories:
        sections.append(_people(found))
    sections.append(_certainty(found))
    return Page(found.title, _lead(found), tuple(sections), INVENTED)


def _lead(found: Comparison) -> Text:
    """The finding in a sentence."""
    if not (found.before.admitted or found.after.admitted):
        return Text("没有人取得资格。", "Nobody is admitted.")
    if not (found.entering or found.leaving or found.change):
        return Text("分数线和名单都不变。", "Neither the line nor the list changes.")
    before, after = _line(found.before), _line(found.after)
    moved = "" if found.change is None else f" ({_signed(found.change)})"
    return Text(
        f"分数线由 {before} 变为 {after}{moved};"
        f"{found.entering:,} 人新入围,{found.leaving:,} 人不再入围。",
        f"The line moves from {before} to {after}{moved}; "
        f"{found.entering:,} people enter the list, {found.leaving:,} drop out.",
    )


def _line(side: Side) -> str:
    return NONE if side.cutoff is None else written(side.cutoff)


def _signed(hundredths: int) -> str:
    return f"{'−' if hundredths < 0 else '+'}{written(abs(hundredths))}"


def _asked(found: Comparison) -> Iterable[Section]:
    """What the proposals ask for and what had to be assumed; nothing for a reform from a file."""
    if not found.proposals:
        return []
    asks = [one.proposal.asks for one in found.proposals]
    told = [pair for one in found.proposals for pair in one.told]
    asks += [Text(f"{label.zh}:{n}", f"{label.en}: {n}") for label, n in told]
    assumed = [text for one in found.proposals for text in one.proposal.assumed]
    note = _joined(assumed) if assumed else None
    return [Section(Text("建议", "The proposal"), tuple(asks), note=note)]


def _joined(texts: Iterable[Text]) -> Text:
    listed = list(texts)
    return Text("".join(text.zh for text in listed), " ".join(text.en for text in listed))


def _summary(found: Comparison) -> Section:
    sides = (found.before, found.after)
    rows: list[tuple[Text | str, ...]] = [
        (Text("符合资格", "may apply"), *(f"{side.eligible:,}" for side in sides)),
        (Text("落户分值", "cut-off"), *map(_line, sides)),
        (Text("取得资格", "admitted"), *(f"{side.admitted:,}" for side in sides)),
        (Text("占用名额", "places taken"), *(f"{side.places:,}" for side in sides)),
        (Text("其中同分", "tied at the cut-off"), *(f"{side.ties:,}" for side in sides)),
        (Text("平均缴费年数", "mean insured years"), *(_mean(s.insured_years) for s in sides)),
        (Text("平均等待年度数", "mean cycles waited"), *(_mean(s.cycles_waited) for s in sides)),
    ]
    rows += [(label, NONE, f"{count:,}") for label, count in found.counted]
    headings = (LAST_YEAR, THIS_YEAR) if found.last_year else (BEFORE, AFTER)
    columns = (Column(Text("", "")), *(Column(one, number=True) for one in headings))
    caption = Text(
        f"{found.rules},{found.cycle}年度,{found.people:,}人,落户规模{found.quota:,}",
        f"{found.rules}, cycle {found.cycle}, {found.people:,} people, quota {found.quota:,}",
    )
    common = Text(
        f"两种规则下都在名单上的有 {found.in_common:,} 人。",
        f"{found.in_common:,} people are on the list either way.",
    )
    note = Text(
        "占用名额:不含直接落户的人。等待年度数:自2018年起,此前符合各该年度资格条件的年度数(未定的不算)。",
        "Places taken: without those who settle directly. Cycles waited: earlier cycles, from 2018, "
        "in which one surely met the conditions of that cycle.",
    )
    return Section(
        Text("结果", "The result"), (common,), (Table(caption, columns, tuple(rows)),), note
    )


def _mean(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _who(found: Comparison) -> Section:
    contents = [one for breakdown in found.breakdowns for one in _breakdown(found, breakdown)]
    return Section(Text("谁进谁出", "Who enters, who leaves"), (), tuple(contents))


def _breakdown(found: Comparison, one: Breakdown) -> list[EnteringLeaving | Table]:
    """The picture of a grouping and its numbers; categories that concern nobody are left out."""
    kept = [c for c in one.categories if c.before or c.after]
    title = Text(f"按{one.label.zh}:谁进谁出", f"Who enters and leaves, by {one.label.en}")
    caption = Caption(
        title, Text("人数(占新入围或不再入围者的比例)", "people (share of those who do)")
    )
    picture = EnteringLeaving(
        caption,
        tuple(c.label for c in kept),
        tuple(c.entering for c in kept),
        tuple(c.leaving for c in kept),
        (found.entering, found.leaving),
    )
    headings = (
        Text("申请人", "applicants"), BEFORE, AFTER, Text("新入围", "enter"), Text("不再入围", "leave"),
    )  # fmt: skip
    columns = (Column(one.label), *(Column(heading, number=True) for heading in headings))
    rows = tuple(
        row(
            c.label,
            *(f"{n:,}" for n in (c.applicants, c.before, c.after)),
            _part(c.entering, found.entering),
            _part(c.leaving, found.leaving),
        )
        for c in one.categories
    )
    return [picture, Table(Text(f"按{one.label.zh}", f"By {one.label.en}"), columns, rows)]


def _part(count: int, whole: int) -> str:
    """A count and its share of all who do the same."""
    return f"{count:,} ({count / whole:.1%})" if whole else f"{count:,}"


def _people(found: Comparison) -> Section:
    return Section(
        Text("三个人", "Three people"),
        (
            Text(
                "离分数线最近的三个人,逐项说明。",
                "The three nearest to the line, with their reasons.",
            ),
        ),
        tuple(_trail(story) for story in found.stories),
    )


def _trail(story: Story) -> TrailLines:
    totals = [
        NONE if s.total is None or is_open(s.total) else written(s.total)
        for s in (story.before, story.after)
    ]
    lines = [NONE if n is None else written(n) for n in (story.line_before, story.line_after)]
    caption = Text(
        f"{story.what.zh}({story.before.id}):{totals[0]} → {totals[1]},"
        f"分数线 {lines[0]} → {lines[1]}",
        f"{story.before.id}, {story.what.en}: {totals[0]} → {totals[1]}, "
        f"line {lines[0]} → {lines[1]}",
    )
    told = [line for one in story.changed for line in _changed(one)]
    for turned in story.turned:
        marks = [{True: "✓", False: "✗", None: "?"}[t] for t in (turned.before, turned.after)]
        words = f": {marks[0]} → {marks[1]}"
        told.append(TrailLine(Text(turned.label.zh + words, turned.label.en + words)))
    told += [TrailLine(reason) for reason in story.reasons]
    return TrailLines(caption, tuple(told))


def _changed(one: Changed) -> list[TrailLine]:
    words = f": {written(one.before)} → {written(one.after)}"
    found = [TrailLine(Text(one.label.zh + words, one.label.en + words))]
    for label, steps in ((BEFORE, one.steps_before), (AFTER, one.steps_after)):
        for depth, step in enumerate(steps):
            shown = _both(step.source.label, step.shown, step.arithmetic)
            if depth == 0:
                shown = Text(f"{label.zh} {shown.zh}", f"{label.en}: {shown.en}")
            found.append(TrailLine(shown, 1 if depth == 0 else 2))
    return found


def _both(label: Text, value: Text, arithmetic: Text) -> Text:
    zh = f" = {arithmetic.zh}" if arithmetic.zh else ""
    en = f" = {arithmetic.en}" if arithmetic.en else ""
    return Text(f"{label.zh} {value.zh}{zh}", f"{label.en} {value.en}{en}")


def _certainty(found: Comparison) -> Section:
    named = (
        (Text("人群内抽样", "resampled people"), found.uncertainty),
        (Text("不同种子的人群", "cohorts of other seeds"), found.over_seeds),
    )
    spreads = [(label, one) for label, one in named if one is not None]
    headings = (
        Text("次数", "draws"), Text("现行分数线", "line as it is"),
        Text("分数线变化", "change of the line"), Text("新进入者占比", "share who enter"),
    )  # fmt: skip
    columns = (Column(Text("", "")), *(Column(heading, number=True) for heading in headings))
    rows = tuple(_spread_row(label, spread) for label, spread in spreads)
    caption = Text("不确定性:中位数和80%区间", "Uncertainty: median and 80 % band")
    contents: list[Content] = [Table(caption, columns, rows)] if rows else []
    contents += [*_quota_picture(found), _quotas(found)]
    return Section(Text("有多确定", "How sure this is"), (), tuple(contents))


def _spread_row(label: Text, one: Uncertainty) -> tuple[Text | str, ...]:
    points = (one.cutoff_before, one.cutoff_change)
    return label, str(one.draws), *map(_band, points), _share(one.share_entering)


def _band(one: Spread) -> str:
    return f"{one.median:.2f} ({one.low:.2f} ~ {one.high:.2f})"


def _share(one: Spread) -> str:
    return f"{one.median:.1%} ({one.low:.1%} ~ {one.high:.1%})"


def _quota_picture(found: Comparison) -> list[Intervals]:
    """How the line moves under other quotas."""
    moved = [
        (one.quota, one.after - one.before)
        for one in found.quotas
        if one.before is not None and one.after is not None
    ]
    if not any(change for _, change in moved):
        return []
    rows = tuple(
        Estimate(Text(f"规模 {quota:,}", f"quota {quota:,}"), change, change, change)
        for quota, change in moved
    )
    caption = Caption(
        Text("换一个落户规模,分数线变化多少", "How far the line moves under other quotas"),
        Text("改后减现行,分", "reformed less as it is, points"),
    )
    same = Marked(Text("不变", "no change"), 0)
    return [Intervals(caption, rows, Measure.POINTS, Text("", ""), same)]


def _quotas(found: Comparison) -> Table:
    headings = (BEFORE, AFTER, Text("新入围", "enter"))
    columns = (
        Column(Text("落户规模", "quota")),
        *(Column(heading, number=True) for heading in headings),
    )
    rows = tuple(
        row(
            f"{one.quota:,}",
            *(NONE if line is None else written(line) for line in (one.before, one.after)),
            f"{one.entering:,}",
        )
        for one in found.quotas
    )
    return Table(Text("其他落户规模下的分数线", "The lines under other quotas"), columns, rows)
