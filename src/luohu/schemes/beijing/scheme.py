"""Beijing's points-based settlement with its two versions and its cycles."""

from luohu.law.sources import Text
from luohu.schemes.beijing import settlement_2016, settlement_2020
from luohu.schemes.beijing.documents import HERE
from luohu.schemes.scheme import Scheme, load_cycles

scheme = Scheme(
    "beijing",
    Text("北京市积分落户", "Beijing points-based settlement"),
    (settlement_2016.rulebook, settlement_2020.rulebook),
    load_cycles(HERE / "cycles.toml"),
    ranked=True,
)
