"""Tianjin's scheme: three versions, held against a filing line; the line of a batch comes later."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold
from luohu.schemes.tianjin import settlement_2018, settlement_2020, settlement_2022

scheme = Scheme(
    "tianjin",
    Text("天津市积分落户", "Tianjin points-based settlement"),
    (settlement_2018.rulebook, settlement_2020.rulebook, settlement_2022.rulebook),
    {},  # no quota was seen, nor the line of any batch since 2018
    threshold=Threshold("total", "admission_line"),
    ranked=False,  # a line admits everybody who reaches it: no number of places is filled
)
