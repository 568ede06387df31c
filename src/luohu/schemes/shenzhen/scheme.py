"""Shenzhen's settlement by residence and insurance, with its two versions and its cycles."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, load_cycles
from luohu.schemes.shenzhen import settlement_2017, settlement_2023
from luohu.schemes.shenzhen.documents import HERE

scheme = Scheme(
    "shenzhen",
    Text("深圳市积分入户", "Shenzhen points-based settlement"),
    (settlement_2017.rulebook, settlement_2023.rulebook),
    load_cycles(HERE / "cycles.toml"),
    ranked=True,
)
