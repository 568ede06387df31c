"""Guangzhou's points-based settlement: 150 open the door, the basic indicators rank."""

from luohu.law.sources import Text
from luohu.schemes.guangzhou import settlement_2025
from luohu.schemes.guangzhou.documents import HERE
from luohu.schemes.scheme import Scheme, Threshold, load_cycles

scheme = Scheme(
    "guangzhou",
    Text("广州市积分制入户", "Guangzhou points-based settlement"),
    (settlement_2025.rulebook,),
    load_cycles(HERE / "cycles.toml"),
    threshold=Threshold("qualification", "qualification_line"),
    ranked=True,
)
