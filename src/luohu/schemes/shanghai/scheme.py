"""Shanghai's residence-permit points: 120 are asked for."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold
from luohu.schemes.shanghai import points_2018

scheme = Scheme(
    "shanghai",
    Text("上海市居住证积分", "Shanghai residence-permit points"),
    (points_2018.rulebook,),
    threshold=Threshold("total", "standard_value"),
)
