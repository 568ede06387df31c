"""Fenghua's points for schooling, the one scheme of Ningbo that is known."""

from luohu.law.sources import Text
from luohu.schemes.ningbo import schooling_2022
from luohu.schemes.scheme import Scheme

scheme = Scheme(
    "ningbo",
    Text("宁波奉化流动人口随迁子女积分入学", "Fenghua (Ningbo) points for schooling"),
    (schooling_2022.rulebook,),
    {},  # seats, areas, dates and scores of no round were found
    ranked=True,
)
