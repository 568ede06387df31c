"""Shanghai's way from a residence permit of seven years to a household."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme
from luohu.schemes.shanghai import hukou_2012

scheme = Scheme(
    "shanghai-hukou",
    Text("上海市居住证转办常住户口", "Shanghai settling with a residence permit"),
    (hukou_2012.rulebook,),
)
