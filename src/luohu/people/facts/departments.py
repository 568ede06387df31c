"""The departments that answer for facts."""

from luohu.law.sources import Text

EMPLOYMENT = Text("人力资源和社会保障部门", "human resources and social security")
POLICE = Text("公安部门", "public security")
LAND = Text("规划和自然资源部门", "planning and natural resources")
HOUSING = Text("住房和城乡建设部门", "housing and construction")
SCHOOLING = Text("教育部门", "education")
TAXATION = Text("税务部门", "taxation")
SCIENCE = Text("科技、文化等部门", "science, culture and others")
HONOURS = Text("工会、文明办、民政等部门", "trade unions, civility office, civil affairs")
CIVIL_AFFAIRS = Text("民政部门", "civil affairs")
FUND = Text("住房公积金管理中心", "housing fund centre")
PATENTS = Text("知识产权部门", "intellectual property")
HEALTH = Text("卫生健康部门", "health")
CREDIT = Text("信用主管部门", "credit authority")
DEVELOPMENT = Text("新区改革发展部门", "the New Area's development office")
RELIEF = Text("疏解工作主管部门", "the relocation office")
