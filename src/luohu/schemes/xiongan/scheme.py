"""Xiong'an's scheme: one trial version, held against a line that is published year by year."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold
from luohu.schemes.xiongan import settlement_2021

scheme = Scheme(
    "xiongan",
    Text("河北雄安新区积分落户", "Xiong'an New Area points-based settlement"),
    (settlement_2021.rulebook,),
    {},  # no line, quota or calendar of any round was found
    threshold=Threshold("total", "published_line"),
)
