"""Shenzhen's talent points, closed since February 2020."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold
from luohu.schemes.shenzhen import talent_points_2013

scheme = Scheme(
    "shenzhen-talent-points",
    Text("深圳市人才引进积分(已停止)", "Shenzhen talent points (closed)"),
    (talent_points_2013.rulebook,),
    threshold=Threshold("total", "points_required"),
)
