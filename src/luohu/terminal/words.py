"""The words around what the commands show, and points as bare numbers."""

from __future__ import annotations

from typing import Any

from luohu.law.points import limitless, written
from luohu.law.ranges import ends
from luohu.law.sources import Text
from luohu.law.trail import is_open

WORDS = {
    "eligible": Text("符合资格", "eligible"),
    "not_eligible": Text("不符合资格", "not eligible"),
    "open": Text("资格未定", "eligibility open"),
    "total": Text("总积分", "total"),
    "unknown": Text("未知", "unknown"),
    "conditions": Text("资格条件", "conditions"),
    "indicators": Text("指标", "indicators"),
    "routes": Text("途径(满足其一)", "routes (one is enough)"),
    "subtotals": Text("其他分值", "other scores"),
    "in_force": Text("适用", "in force"),
    "scheme": Text("方案", "scheme"),
    "line": Text("分数线", "line"),
    "state": Text("情况", "how near"),
    "held_against": Text("分数线或未满足的条件", "line, or conditions missing"),
    "next": Text("下一步", "next step"),
    "because": Text("依据", "source"),
    "follows": Text("由此可得", "what follows"),
    "standing": Text("可信度", "standing"),
    "premise": Text("文档不能说明、须另行核实", "not stated in a document, to be verified"),
    "question": Text("未决问题", "open question"),
    "forward": Text("按仍在持续的情况推算到 {}", "carried forward to {} as if nothing changed"),
    "versions": Text("版本", "versions"),
    "above": Text("见上", "see above"),
    "proposal": Text("更高分的选择", "choices with a higher total"),
    "cutoff": Text("落户分值", "cut-off"),
    "admitted": Text("取得资格", "admitted"),
    "ties": Text("其中同分", "of them tied at the cut-off"),
    "quota": Text("落户规模", "quota"),
    "ranked": Text("参加排名", "ranked"),
    "values": Text("取值", "values"),
    "cycles": Text("年度", "cycles"),
    "reference_day": Text("基准日", "reference day"),
    "no_route": Text("{} 条途径都不符合", "none of the {} routes is open"),
    "not_found": Text("未查到", "not found"),
    "no_difference": Text("没有差别", "no difference"),
    "reform": Text("建议", "reform"),
    "asks": Text("要求", "what people ask for"),
    "settings": Text("可设的数字", "numbers to set"),
    "more": Text("另有 {} 行", "{} more lines"),
}
MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[yellow]?[/]"}


def word(name: str, language: str) -> str:
    """One of the words above."""
    return WORDS[name].in_(language)


def bare_points(value: Any) -> str:
    """Points as a bare number, or the two ends of their range, of which one may be without limit."""
    if not is_open(value):
        return written(value)
    low, high = ends(value)
    if limitless(low) and limitless(high):
        return "?"
    if limitless(low):
        return f"≤ {written(high)}"
    return f"≥ {written(low)}" if limitless(high) else f"{written(low)}~{written(high)}"
