"""Beijing's schemes: points-based settlement with its cycles, school entrance, the work permit."""

from luohu.law.sources import Text
from luohu.schemes.beijing import exam_2012, settlement_2016, settlement_2020, work_permit_2003
from luohu.schemes.beijing.documents import HERE
from luohu.schemes.scheme import Scheme, load_cycles

schemes = (
    Scheme(
        "beijing",
        Text("北京市积分落户", "Beijing points-based settlement"),
        (settlement_2016.rulebook, settlement_2020.rulebook),
        load_cycles(HERE / "cycles.toml"),
        ranked=True,
    ),
    Scheme(
        "beijing-exam",
        Text("北京市随迁子女升学", "Beijing entrance examinations of accompanying children"),
        (exam_2012.rulebook,),
    ),
    Scheme(
        "beijing-work-permit",
        Text("北京市工作居住证", "Beijing work residence permit"),
        (work_permit_2003.rulebook,),
    ),
)
