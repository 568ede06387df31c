"""Guangzhou's settlement in seven districts, of which only drafts were seen."""

from luohu.law.sources import Text
from luohu.schemes.guangzhou import districts_2023
from luohu.schemes.scheme import Scheme

scheme = Scheme(
    "guangzhou-districts",
    Text("广州市差别化入户(征求意见稿)", "Guangzhou settlement by district (draft)"),
    (districts_2023.rulebook,),
)
