"""Guangzhou's schemes: by points, as introduced talent, and a draft for seven districts."""

from luohu.law.sources import Text
from luohu.schemes.guangzhou import districts_2023, settlement_2025, talent_2020
from luohu.schemes.guangzhou.documents import HERE
from luohu.schemes.scheme import Scheme, Threshold, load_cycles

schemes = (
    Scheme(
        "guangzhou",
        Text("广州市积分制入户", "Guangzhou points-based settlement"),
        (settlement_2025.rulebook,),
        load_cycles(HERE / "cycles.toml"),
        threshold=Threshold("qualification", "qualification_line"),
        ranked=True,
    ),
    Scheme(
        "guangzhou-talent",
        Text("广州市引进人才入户", "Guangzhou settlement of introduced talent"),
        (talent_2020.rulebook,),
    ),
    Scheme(
        "guangzhou-districts",
        Text("广州市差别化入户(征求意见稿)", "Guangzhou settlement by district (draft)"),
        (districts_2023.rulebook,),
    ),
)
