"""Shenzhen's schemes: settlement by residence and insurance, talent points, approval as talent."""

from luohu.law.sources import Text
from luohu.schemes.scheme import Scheme, Threshold, load_cycles
from luohu.schemes.shenzhen import (
    settlement_2017,
    settlement_2023,
    talent_2016,
    talent_points_2013,
)
from luohu.schemes.shenzhen.documents import HERE

schemes = (
    Scheme(
        "shenzhen",
        Text("深圳市积分入户", "Shenzhen points-based settlement"),
        (settlement_2017.rulebook, settlement_2023.rulebook),
        load_cycles(HERE / "cycles.toml"),
        ranked=True,
    ),
    Scheme(
        "shenzhen-talent-points",
        Text("深圳市人才引进积分(已停止)", "Shenzhen talent points (closed)"),
        (talent_points_2013.rulebook,),
        threshold=Threshold("total", "points_required"),
    ),
    Scheme(
        "shenzhen-talent",
        Text("深圳市人才引进(核准类)", "Shenzhen approval as talent"),
        (talent_2016.rulebook,),
    ),
)
