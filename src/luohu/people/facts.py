"""The catalogue of facts: everything that may be known of an applicant, said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np

from luohu.law.days import NEVER
from luohu.law.months import NEVER_MONTH
from luohu.law.quantities import Truth
from luohu.law.ranges import Range
from luohu.law.sources import Text
from luohu.law.words import shown
from luohu.people.types import (
    Choice,
    ChoiceType,
    DayType,
    ExpiryType,
    FactType,
    FlagType,
    IdentityType,
    MonthType,
    PointsType,
    TextType,
    WholeType,
    YearType,
)

EMPLOYMENT = Text("人力资源和社会保障部门", "human resources and social security")
POLICE = Text("公安部门", "public security")
LAND = Text("规划和自然资源部门", "planning and natural resources")
HOUSING = Text("住房和城乡建设部门", "housing and construction")
SCHOOLING = Text("教育部门", "education")
TAXATION = Text("税务部门", "taxation")
SCIENCE = Text("科技、文化等部门", "science, culture and others")
HONOURS = Text("工会、文明办、民政等部门", "trade unions, civility office, civil affairs")
NOBODY = Text("申请人自填", "the applicant alone")


class Sex(IntEnum):
    """Sex as registered."""

    MALE = 1
    FEMALE = 2


class Post(IntEnum):
    """The kind of post, which decides a woman's retirement age."""

    WORKER = 1
    MANAGER = 2


class Insurance(IntEnum):
    """A kind of social insurance; ALL stands for the five together."""

    PENSION = 1
    MEDICAL = 2
    UNEMPLOYMENT = 3
    INJURY = 4
    MATERNITY = 5
    ALL = 6


FIVE_KINDS = tuple(Insurance)[:5]


class Tenure(IntEnum):
    """How a dwelling is held."""

    OWN = 1
    RENT = 2
    DORMITORY = 3


class Diploma(IntEnum):
    """A diploma of schooling (学历)."""

    ASSOCIATE = 1
    BACHELOR = 2
    MASTER = 3
    DOCTOR = 4


class Degree(IntEnum):
    """An academic degree (学位)."""

    BACHELOR = 1
    MASTER = 2
    DOCTOR = 3


class Award(IntEnum):
    """The class of an award: science and culture (A), contests (B)."""

    A = 1
    B = 2


class Honour(IntEnum):
    """An honour that the law names."""

    MODEL_WORKER = 1
    MORAL_MODEL = 2
    GOOD_SAMARITAN = 3
    NAMED_BY_THE_STATE = 4


class InnovationPost(IntEnum):
    """Work in innovation, for the trial policy."""

    HIGH_TECH_STAFF = 1
    STARTUP = 2
    INCUBATOR_SERVICE = 3


DISTRICT_NAMES = (
    "东城", "西城", "朝阳", "海淀", "丰台", "石景山", "门头沟", "房山", "通州", "顺义",
    "大兴", "昌平", "平谷", "怀柔", "密云", "延庆", "经济技术开发区", "市本级",
)  # fmt: skip
DISTRICT_ENGLISH = (
    "Dongcheng", "Xicheng", "Chaoyang", "Haidian", "Fengtai", "Shijingshan", "Mentougou",
    "Fangshan", "Tongzhou", "Shunyi", "Daxing", "Changping", "Pinggu", "Huairou", "Miyun",
    "Yanqing", "Economic-Technological Development Area", "City level",
)  # fmt: skip
District = IntEnum("District", DISTRICT_NAMES)  # type: ignore[misc]  # names come from the list

DAY, MONTH, YEAR, FLAG, TEXT = DayType(), MonthType(), YearType(), FlagType(), TextType()
YUAN = WholeType("yuan")

SEX = ChoiceType.of(Sex, Choice("male", Text("男", "male")), Choice("female", Text("女", "female")))
POST = ChoiceType.of(
    Post,
    Choice("worker", Text("工人", "worker")),
    Choice("manager", Text("干部(管理岗)", "managerial post"), ("干部", "管理岗", "cadre")),
)
INSURANCE = ChoiceType.of(
    Insurance,
    Choice("pension", Text("养老", "pension"), ("养老保险",)),
    Choice("medical", Text("医疗", "medical"), ("医疗保险",)),
    Choice("unemployment", Text("失业", "unemployment"), ("失业保险",)),
    Choice("injury", Text("工伤", "work injury"), ("工伤保险",)),
    Choice("maternity", Text("生育", "maternity"), ("生育保险",)),
    Choice("all", Text("五险", "all five"), ("全部",)),
)
TENURE = ChoiceType.of(
    Tenure,
    Choice("own", Text("自有", "own"), ("自有住所",)),
    Choice("rent", Text("租赁", "rent"), ("租赁住所",)),
    Choice("dormitory", Text("宿舍", "dormitory"), ("单位宿舍",)),
)
DIPLOMA = ChoiceType.of(
    Diploma,
    Choice("associate", Text("大学专科", "associate"), ("专科", "大专", "高职")),
    Choice("bachelor", Text("大学本科", "bachelor"), ("本科",)),
    Choice("master", Text("硕士研究生", "master")),
    Choice("doctor", Text("博士研究生", "doctor")),
)
DEGREE = ChoiceType.of(
    Degree,
    Choice("bachelor", Text("学士", "bachelor"), ("学士学位",)),
    Choice("master", Text("硕士", "master"), ("硕士学位",)),
    Choice("doctor", Text("博士", "doctor"), ("博士学位",)),
)
AWARD = ChoiceType.of(
    Award,
    Choice("A", Text("科技、文化奖项", "science or culture award")),
    Choice("B", Text("创新创业大赛、技能竞赛", "innovation or skills contest")),
)
HONOUR = ChoiceType.of(
    Honour,
    Choice("model_worker", Text("省部级以上劳动模范", "model worker"), ("劳动模范", "劳模")),
    Choice("moral_model", Text("全国或首都道德模范", "moral model"), ("道德模范",)),
    Choice("good_samaritan", Text("见义勇为", "good samaritan"), ("见义勇为好市民",)),
    Choice("named_by_the_state", Text("国家另有规定的荣誉", "other honour named by the state")),
)
INNOVATION_POST = ChoiceType.of(
    InnovationPost,
    Choice("high_tech_staff", Text("高新技术企业高管或核心技术人员", "high-tech executive or core engineer")),
    Choice("startup", Text("孵化器内创业企业投资或就业", "start-up in an incubator")),
    Choice("incubator_service", Text("孵化器或专业服务机构就业", "incubator or service agency")),
)  # fmt: skip
DISTRICT = ChoiceType.of(
    District,
    *(
        Choice(zh, Text(zh, en), () if zh.endswith(("区", "级")) else (f"{zh}区",))
        for zh, en in zip(DISTRICT_NAMES, DISTRICT_ENGLISH, strict=True)
    ),
)


@dataclass(frozen=True)
class Fact:
    """One thing that may be known.

    `key` is its name in a document. `left_out` is what leaving it out means, None that it is then
    unknown (in a row of a list: not stated, 0). `null` is what null means, None that null is wrong.
    """

    name: str
    type: FactType
    label: Text
    ask: Text
    verifier: Text = NOBODY
    key: str = ""
    required: bool = False
    left_out: int | None = None
    null: int | None = None
    personal: bool = False
    also: tuple[str, ...] = ()
    is_list: bool = False

    @property
    def written_as(self) -> str:
        """The key in a document."""
        return self.key or self.name

    @property
    def unit(self) -> str:
        """The unit of the type."""
        return self.type.unit

    @property
    def may_be_open(self) -> bool:
        """Whether it ends a span of time that may still go on."""
        return self.written_as == "to"

    def shown(self, value: Any, language: str) -> str:
        """A value in words, `zh` or `en`."""
        if isinstance(self.type, ChoiceType) and isinstance(value, int) and value:
            return self.type.choices[value - 1].label.in_(language)
        if not isinstance(value, int) or self.unit == "truth":
            return shown(value, self.unit, language)
        if value in (self.null, self.left_out) and value != NEVER_MONTH:
            return "无" if language == "zh" else "none"
        return shown(value, self.unit, language)

    def told(self, value: Any, language: str) -> str:
        """A value in a row of words: a flag by its own name, or with a no before it."""
        if self.unit != "truth":
            return self.shown(value, language)
        no = ("未" if language == "zh" else "not ") if not value else ""
        return no + self.label.in_(language)


@dataclass(frozen=True)
class Group:
    """Facts that stand together in a document under one key; null means there is none."""

    name: str
    label: Text
    ask: Text
    fields: tuple[Fact, ...]
    may_be_null: bool = False
    left_out_is_null: bool = False


@dataclass(frozen=True)
class ListFact:
    """A list of rows; left out it is unknown, unless `left_out_is_empty`."""

    name: str
    label: Text
    ask: Text
    fields: tuple[Fact, ...]
    left_out_is_empty: bool = False
    key: str = ""
    unit: str = "list"
    is_list: bool = True

    @property
    def written_as(self) -> str:
        """The key in a document."""
        return self.key or self.name

    def field(self, name: str) -> Fact:
        """A field by name."""
        return next(fact for fact in self.fields if fact.name == name)

    def shown(self, value: Any, language: str) -> str:
        """The rows in words, one after the other."""
        if not hasattr(value, "__iter__"):
            return "未知" if language == "zh" else "unknown"
        rows = [
            " ".join(
                fact.told(getattr(row, fact.name), language)
                for fact in self.fields
                if getattr(row, fact.name) != fact.left_out
            )
            for row in value
        ]
        return "; ".join(rows) or ("无" if language == "zh" else "none")


def _span(verifier: Text, what_zh: str, what_en: str) -> tuple[Fact, Fact]:
    return (
        Fact("first", MONTH, Text("开始年月", "from"),
             Text(f"{what_zh}从哪个月开始?", f"In which month did {what_en} begin?"),
             verifier, key="from", required=True),
        Fact("last", MONTH, Text("结束年月", "to"),
             Text(f"{what_zh}到哪个月结束?仍在持续填“至今”。",
                  f"In which month did {what_en} end? Leave open if it still goes on."),
             verifier, key="to", null=int(NEVER_MONTH), required=True),
    )  # fmt: skip


def _year(ask_zh: str, ask_en: str, verifier: Text, **details: object) -> Fact:
    return Fact("year", YEAR, Text("年度", "year"), Text(ask_zh, ask_en), verifier,
                also=("date", "on"), **details)  # type: ignore[arg-type]  # fmt: skip


PERSON: tuple[Fact | Group, ...] = (
    Fact("id", TEXT, Text("编号", "number"), Text("申请人的编号是什么?", "What is the applicant's number?"),
         required=True),
    Fact("id_number", IdentityType(), Text("身份证号", "identity number"),
         Text("身份证号(可不填,只用于核对)", "Identity number (may be left out; only to check)"),
         POLICE, personal=True),
    Fact("born", DAY, Text("出生日期", "date of birth"),
         Text("身份证上的出生日期是哪天?", "What date of birth is on the identity card?"),
         POLICE, personal=True),
    Fact("sex", SEX, Text("性别", "sex"), Text("身份证上的性别?", "Sex on the identity card?"),
         POLICE, personal=True),
    Fact("post", POST, Text("岗位类别", "kind of post"),
         Text("在工人岗位还是管理岗位?(只影响女性的退休年龄)",
              "A worker's or a managerial post? (matters for women's retirement age only)"),
         EMPLOYMENT),
    Group("residence_permit", Text("北京市居住证", "residence permit"),
          Text("有北京市居住证吗?", "Do you hold a Beijing residence permit?"),
          (Fact("applied", DAY, Text("居住证申领日期", "permit applied on"),
                Text("哪天申领的居住证?", "When was the permit applied for?"), POLICE,
                required=True, null=int(NEVER)),), may_be_null=True),
    Group("work_permit", Text("北京市工作居住证", "work residence permit"),
          Text("有北京市工作居住证吗?", "Do you hold a Beijing work residence permit?"),
          (Fact("from", DAY, Text("工作居住证生效日期", "work permit valid from"),
                Text("从哪天起有效?", "Valid from which day?"), EMPLOYMENT,
                required=True, null=int(NEVER), also=("valid_from", "issued")),
           Fact("to", ExpiryType(), Text("工作居住证到期日期", "work permit valid to"),
                Text("到哪天到期?", "Valid to which day?"), EMPLOYMENT,
                null=int(NEVER), left_out=int(NEVER), also=("valid_to", "valid_until", "expires"))),
          may_be_null=True, left_out_is_null=True),
    Fact("criminal_record", FLAG, Text("刑事犯罪记录", "criminal record"),
         Text("有过刑事犯罪记录吗?", "Is there a criminal record?"), POLICE, personal=True),
    Fact("false_material", YEAR, Text("提供虚假材料被查实的年度", "year false material was found"),
         Text("曾因提供虚假材料被取消资格吗?最近一次是哪年?",
              "Was an application cancelled for false material? In which year, the last time?"),
         EMPLOYMENT, left_out=0, null=0),
    Group("choices", Text("自愿选择的指标", "indicators chosen"),
          Text("哪些可选指标要计分?", "Which of the optional indicators shall count?"),
          (Fact("education", FLAG, Text("以教育背景积分", "count education"),
                Text("以教育背景积分吗?", "Shall education count?"), left_out=1),
           Fact("area", FLAG, Text("以职住区域积分", "count area"),
                Text("以职住区域积分吗?(取得资格后须在该住所落户)",
                     "Shall the area count? (you must then register at that home)"), left_out=1),
           Fact("innovation", FLAG, Text("以创新创业积分", "count innovation"),
                Text("以创新创业积分吗?", "Shall innovation count?"), left_out=1)),
          left_out_is_null=True),
)  # fmt: skip

LISTS: tuple[ListFact, ...] = (
    ListFact("insurance", Text("社会保险", "social insurance"),
             Text("在京缴纳社会保险的时段", "The spans of social insurance paid in Beijing"),
             (Fact("kind", INSURANCE, Text("险种", "kind"),
                   Text("哪种保险?五种都缴填“五险”。", "Which insurance? All five: “all”."),
                   EMPLOYMENT, required=True),
              *_span(EMPLOYMENT, "缴费", "payment"),
              Fact("district", DISTRICT, Text("缴费区", "district"),
                   Text("单位在哪个区缴费?", "In which district did the employer pay?"),
                   EMPLOYMENT, left_out=0, null=0),
              Fact("made_up", FLAG, Text("补缴", "made up"),
                   Text("是补缴的吗?", "Was it a make-up payment?"), EMPLOYMENT, left_out=0),
              Fact("agency_fault", FLAG, Text("银行或经办机构原因", "bank or agency at fault"),
                   Text("是因银行托收或经办机构原因补缴的吗?",
                        "Was it made up because the bank or the agency was at fault?"),
                   EMPLOYMENT, left_out=0))),
    ListFact("homes", Text("住所", "dwellings"),
             Text("在京居住的住所(含配偶的自有住所)", "Dwellings in Beijing (a spouse's own home too)"),
             (Fact("tenure", TENURE, Text("住所类型", "tenure"),
                   Text("自有、租赁还是单位宿舍?", "Own, rented or employer's dormitory?"),
                   LAND, required=True),
              *_span(HOUSING, "居住", "living there"),
              Fact("district", DISTRICT, Text("所在区", "district"),
                   Text("住所在哪个区?", "In which district is it?"), LAND, left_out=0, null=0),
              Fact("certificate", MONTH, Text("产权证取得年月", "title certificate since"),
                   Text("哪个月取得房屋所有权证或不动产权证书?",
                        "In which month was the title certificate obtained?"),
                   LAND, left_out=0, null=0),
              Fact("registered", FLAG, Text("租赁备案", "lease registered"),
                   Text("租赁合同已备案吗?", "Is the lease registered?"), HOUSING, left_out=1))),
    ListFact("qualifications", Text("教育背景", "education"),
             Text("国民教育系列的学历学位(同一次就读的学历、学位填一行)",
                  "Diplomas and degrees (one row for those of the same study)"),
             (Fact("diploma", DIPLOMA, Text("学历", "diploma"), Text("取得什么学历?", "Which diploma?"),
                   SCHOOLING, left_out=0, null=0),
              Fact("degree", DEGREE, Text("学位", "degree"), Text("取得什么学位?", "Which degree?"),
                   SCHOOLING, left_out=0, null=0),
              Fact("enrolled", MONTH, Text("入学年月", "enrolled"),
                   Text("哪个月入学?", "Enrolled in which month?"), SCHOOLING, left_out=0, null=0),
              Fact("graduated", MONTH, Text("毕业年月", "graduated"),
                   Text("哪个月毕业(只有学位的填获学位年月)?",
                        "Graduated in which month (degree only: when it was conferred)?"),
                   SCHOOLING, required=True)), key="education"),
    ListFact("taxes", Text("纳税", "tax"),
             Text("在京缴纳的综合所得、经营所得个人所得税", "Income tax paid in Beijing"),
             (_year("哪个年度?", "Which year?", TAXATION, required=True),
              Fact("paid", YUAN, Text("纳税额(元)", "tax paid (yuan)"),
                   Text("该年实缴个人所得税多少元?", "How much income tax was paid in it?"),
                   TAXATION, required=True)), key="tax"),
    ListFact("enterprise_tax", Text("企业纳税(试行期)", "enterprise tax (trial)"),
             Text("所投资企业的纳税额(只用于2018、2019年度)", "Tax of one's company (2018 and 2019 only)"),
             (_year("哪个年度?", "Which year?", TAXATION, required=True),
              Fact("paid", YUAN, Text("企业纳税额(元)", "tax paid (yuan)"),
                   Text("企业当年纳税多少元?", "How much tax did the company pay?"), TAXATION, required=True),
              Fact("share", PointsType("percent", 10000), Text("出资比例(%)", "share (%)"),
                   Text("出资比例是百分之几?", "What share is yours, in per cent?"),
                   TAXATION, required=True)), left_out_is_empty=True),
    ListFact("tax_violations", Text("涉税违法记录", "tax violations"),
             Text("涉税违法行为记录", "Records of breaking tax law"),
             (_year("哪年?", "In which year?", TAXATION, required=True),)),
    ListFact("detentions", Text("行政拘留", "administrative detentions"),
             Text("在京被处以行政拘留的记录", "Administrative detentions in Beijing"),
             (_year("哪年?", "In which year?", POLICE, required=True),)),
    ListFact("awards", Text("奖项", "awards"),
             Text("国家级、本市市级奖项", "National or city awards"),
             (Fact("type", AWARD, Text("类别", "class"), Text("哪一类?", "Of which class?"),
                   SCIENCE, required=True),
              Fact("points", PointsType("points", 1200), Text("对应分值", "points"),
                   Text("奖项附表上对应几分?", "How many points does the award table give?"),
                   SCIENCE, required=True))),
    ListFact("financing", Text("企业融资", "financing"),
             Text("持股10%以上且任职的高新技术企业、科技型中小企业,近3年累计股权类现金融资",
                  "Cash equity financing, last three years, of one's high-tech company (10 % or more)"),
             (Fact("amount", YUAN, Text("融资额(元)", "amount (yuan)"),
                   Text("融资多少元?", "How many yuan?"), SCIENCE, required=True),
              _year("哪年到账?三年累计可不填。", "In which year? Leave out for the sum of three.",
                    SCIENCE, left_out=0, null=0))),
    ListFact("innovation_posts", Text("创新创业任职(试行期)", "innovation posts (trial)"),
             Text("创新创业任职经历(只用于2018、2019年度)", "Posts in innovation (2018 and 2019 only)"),
             (Fact("type", INNOVATION_POST, Text("类别", "class"), Text("哪一类?", "Of which class?"),
                   SCIENCE, required=True), *_span(SCIENCE, "任职", "the post")),
             left_out_is_empty=True),
    ListFact("honours", Text("荣誉表彰", "honours"),
             Text("省部级以上劳动模范等荣誉", "Honours such as provincial model worker"),
             (Fact("kind", HONOUR, Text("荣誉", "honour"), Text("哪一种?", "Which one?"),
                   HONOURS, required=True, also=("title", "type", "name")),)),
    ListFact("children", Text("未成年子女", "minor children"),
             Text("想随迁的子女", "Children who would move with you"),
             (Fact("born", DAY, Text("出生日期", "date of birth"),
                   Text("哪天出生?", "Born on which day?"), POLICE, required=True, personal=True),),
             left_out_is_empty=True),
)  # fmt: skip


def scalars() -> Iterator[tuple[str, Fact, Group | None]]:
    """Every fact that has one value a person: the name that rules use, the fact, its group."""
    for item in PERSON:
        if isinstance(item, Group):
            for fact in item.fields:
                yield f"{item.name}_{fact.name}", fact, item
        else:
            yield item.name, item, None


def document_path(name: str) -> str:
    """Where a document states what rules read under a name: `choices.area`, `tax`."""
    for flat, fact, group in scalars():
        if flat == name:
            return f"{group.name}.{fact.written_as}" if group else fact.written_as
    return next((listed.written_as for listed in LISTS if listed.name == name), name)


def catalogue() -> dict[str, Fact | ListFact]:
    """Everything that rules may read, by name."""
    found: dict[str, Fact | ListFact] = {name: fact for name, fact, _ in scalars()}
    return found | {listed.name: listed for listed in LISTS}


@lru_cache
def _membership(inside: frozenset[str], outside: frozenset[str]) -> tuple[list[bool], list[bool]]:
    """By district code: surely inside, possibly inside; a district in neither set may be either."""
    surely = [False, *(name in inside for name in DISTRICT_NAMES)]
    possibly = [True, *(name not in outside for name in DISTRICT_NAMES)]
    return surely, possibly


def lies_in(district: Any, inside: frozenset[str], outside: frozenset[str]) -> Truth:
    """Whether a district is one of those inside; unknown if unstated or in neither set."""
    surely, possibly = _membership(inside, outside)
    if isinstance(district, np.ndarray):
        answer = Range(np.array(surely)[district], np.array(possibly)[district])
    else:
        answer = Range(surely[district], possibly[district])
    settled: Truth = answer.settled()
    return settled
