"""Shanghai's schemes: residence-permit points, and settling with a residence permit."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold
from luohu.schemes.shanghai import hukou_2012, points_2018

schemes = (
    Scheme(
        "shanghai",
        Text("上海市居住证积分", "Shanghai residence-permit points"),
        (points_2018.rulebook,),
        threshold=Threshold("total", "standard_value"),
    ),
    Scheme(
        "shanghai-hukou",
        Text("上海市居住证转办常住户口", "Shanghai settling with a residence permit"),
        (hukou_2012.rulebook,),
    ),
)
