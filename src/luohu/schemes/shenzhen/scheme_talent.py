"""Shenzhen's approval as talent, without points."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme
from luohu.schemes.shenzhen import talent_2016

scheme = Scheme(
    "shenzhen-talent",
    Text("深圳市人才引进(核准类)", "Shenzhen approval as talent"),
    (talent_2016.rulebook,),
)
