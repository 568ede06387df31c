"""Beijing's entrance examinations of accompanying children."""

from luohu.law.sources import Text
from luohu.schemes.beijing import exam_2012
from luohu.schemes.scheme import Scheme

scheme = Scheme(
    "beijing-exam",
    Text("北京市随迁子女升学", "Beijing entrance examinations of accompanying children"),
    (exam_2012.rulebook,),
)
