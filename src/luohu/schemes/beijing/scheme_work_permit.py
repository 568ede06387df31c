"""Beijing's work residence permit."""

from luohu.law.sources import Text
from luohu.schemes.beijing import work_permit_2003
from luohu.schemes.scheme import Scheme

scheme = Scheme(
    "beijing-work-permit",
    Text("北京市工作居住证", "Beijing work residence permit"),
    (work_permit_2003.rulebook,),
)
