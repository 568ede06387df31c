"""Guangzhou's settlement of introduced talent."""

from luohu.law.sources import Text
from luohu.schemes.guangzhou import talent_2020
from luohu.schemes.scheme import Scheme

scheme = Scheme(
    "guangzhou-talent",
    Text("广州市引进人才入户", "Guangzhou settlement of introduced talent"),
    (talent_2020.rulebook,),
)
