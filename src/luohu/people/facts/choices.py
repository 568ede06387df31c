"""The answers one may choose from: kinds of insurance, diplomas, certificates, honours …"""

from __future__ import annotations

from enum import IntEnum

from luohu.law.sources import Text
from luohu.people.types import Choice, ChoiceType


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
    """A diploma of schooling (学历), the higher the greater."""

    SECONDARY = 1
    ASSOCIATE = 2
    BACHELOR = 3
    MASTER = 4
    DOCTOR = 5


class Degree(IntEnum):
    """An academic degree (学位), the higher the greater."""

    BACHELOR = 1
    MASTER = 2
    DOCTOR = 3


class Award(IntEnum):
    """The class of an award: science and culture (A), contests (B)."""

    A = 1
    B = 2


class Honour(IntEnum):
    """An honour that Beijing's law names."""

    MODEL_WORKER = 1
    MORAL_MODEL = 2
    GOOD_SAMARITAN = 3
    NAMED_BY_THE_STATE = 4


class InnovationPost(IntEnum):
    """Work in innovation, for Beijing's trial policy."""

    HIGH_TECH_STAFF = 1
    STARTUP = 2
    INCUBATOR_SERVICE = 3


class Job(IntEnum):
    """What a time at work was, as far as a scheme asks."""

    EMPLOYED = 1
    OWN_BUSINESS = 2
    FLEXIBLE = 3
    FARMING = 4
    RESEARCH = 5
    HARD_TRADE = 6
    PUBLIC_SERVICE = 7


class Shortage(IntEnum):
    """How scarce an occupation is in the city's yearly catalogue."""

    NOT_LISTED = 1
    GENERAL = 2
    SHORT = 3
    VERY_SHORT = 4


class Certificate(IntEnum):
    """A title (职称), a skill level (技能等级) or a professional qualification (职业资格)."""

    TITLE_JUNIOR = 1
    TITLE_MID = 2
    TITLE_ASSOCIATE_SENIOR = 3
    TITLE_SENIOR = 4
    SKILL_5 = 5
    SKILL_4 = 6
    SKILL_3 = 7
    SKILL_2 = 8
    SKILL_1 = 9
    SPECIAL_SKILL = 10
    SPECIAL_SKILL_HIGH = 11
    LISTED_QUALIFICATION = 12
    ACCOUNTANT = 13
    LAWYER = 14


class Patent(IntEnum):
    """A kind of patent."""

    INVENTION = 1
    UTILITY = 2


class Commendation(IntEnum):
    """A commendation, military merit or prize, by who gives it."""

    CENTRAL = 1
    PROVINCIAL = 2
    CITY = 3
    BUREAU = 4
    MILITARY_COMMISSION = 5
    MERIT_FIRST = 6
    MERIT_SECOND = 7
    MERIT_THIRD = 8
    CITY_BUREAU_COMPREHENSIVE = 9
    CITY_BUREAU_SPECIAL = 10
    BRAVERY = 11
    NATIONAL_CONTEST = 12
    PROVINCIAL_CONTEST = 13


class Talent(IntEnum):
    """A recognition as talent, by a department of the city."""

    ACADEMICIAN = 1
    HIGH_LEVEL = 2
    STARTUP = 3
    INTERMEDIARY = 4
    CONTEST_OR_MODEL = 5
    KEY_EMPLOYER = 6
    OUTSTANDING = 7
    VISITING_SCHOLAR = 8


class Penalty(IntEnum):
    """What a penalty or bad record was for."""

    BAD_CREDIT = 1
    PUBLIC_SECURITY = 2
    DRUGS = 3
    NEGATIVE_LIST = 4
    BANNED_ORGANISATION = 5
    FORGED_APPLICATION = 6


class Grade(IntEnum):
    """The school year that a child is about to enter."""

    PRIMARY_1 = 1
    JUNIOR_1 = 2


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
    Choice("secondary", Text("高中(中职)", "senior secondary"), ("高中", "中职", "中专")),
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
JOB = ChoiceType.of(
    Job,
    Choice("employed", Text("受雇就业", "employed")),
    Choice("own_business", Text("投资办企业或个体经营", "own business"), ("创业",)),
    Choice("flexible", Text("灵活就业", "flexible employment")),
    Choice("farming", Text("承包土地务农", "farming contracted land")),
    Choice("research", Text("高新技术企业或新型研发机构研发", "research in a high-tech company")),
    Choice("hard_trade", Text("特殊技能或艰苦行业一线", "front line of a hard trade")),
    Choice(
        "public_service", Text("环卫等特定公共服务领域", "designated public service, sanitation")
    ),
)
SHORTAGE = ChoiceType.of(
    Shortage,
    Choice("not_listed", Text("未列入", "not listed")),
    Choice("general", Text("一般紧缺", "somewhat short")),
    Choice("short", Text("紧缺", "short")),
    Choice("very_short", Text("非常紧缺", "very short")),
)
CERTIFICATE = ChoiceType.of(
    Certificate,
    Choice("title_junior", Text("初级(助理级)职称", "junior title"), ("初级职称", "助理级职称")),
    Choice("title_mid", Text("中级职称", "mid-level title")),
    Choice("title_associate_senior", Text("副高级职称", "associate senior title")),
    Choice("title_senior", Text("正高级职称", "senior title")),
    Choice("skill_5", Text("五级/初级工", "skill level 5"), ("初级工",)),
    Choice("skill_4", Text("四级/中级工", "skill level 4"), ("中级工",)),
    Choice("skill_3", Text("三级/高级工", "skill level 3"), ("高级工",)),
    Choice("skill_2", Text("二级/技师", "skill level 2"), ("技师",)),
    Choice("skill_1", Text("一级/高级技师", "skill level 1"), ("高级技师",)),
    Choice("special_skill", Text("专项职业能力", "special skill")),
    Choice("special_skill_high", Text("专项职业能力(高级)", "special skill, high")),
    Choice("listed_qualification", Text("目录内职业资格", "listed professional qualification")),
    Choice("accountant", Text("注册会计师", "certified public accountant"), ("CPA",)),
    Choice("lawyer", Text("执业律师", "practising lawyer"), ("律师",)),
)
PATENT = ChoiceType.of(
    Patent,
    Choice("invention", Text("发明专利", "invention")),
    Choice("utility", Text("实用新型专利", "utility model")),
)
COMMENDATION = ChoiceType.of(
    Commendation,
    Choice("central", Text("党中央、国务院表彰", "by the central authorities")),
    Choice("provincial", Text("省部级表彰", "provincial or ministerial")),
    Choice("city", Text("市委、市政府表彰", "by the city")),
    Choice("bureau", Text("市直机关或区级表彰", "by a city bureau or a district")),
    Choice("military_commission", Text("中央军委荣誉", "by the Central Military Commission")),
    Choice("merit_first", Text("一等功", "merit, first class")),
    Choice("merit_second", Text("二等功", "merit, second class")),
    Choice("merit_third", Text("三等功", "merit, third class")),
    Choice("city_bureau_comprehensive", Text("市级机关综合性表彰", "city office, comprehensive")),
    Choice("city_bureau_special", Text("市级机关专项表彰", "city office, special")),
    Choice("bravery", Text("见义勇为", "bravery")),
    Choice("national_contest", Text("国家级技能竞赛获奖", "national skills contest")),
    Choice("provincial_contest", Text("省部级技能竞赛获奖", "provincial skills contest")),
)
TALENT = ChoiceType.of(
    Talent,
    Choice("academician", Text("院士等国家级人才", "academician or the like")),
    Choice("high_level", Text("认定的高层次人才", "recognised high-level talent")),
    Choice("startup", Text("创业人才", "founder")),
    Choice("intermediary", Text("创新创业中介服务人才", "innovation intermediary")),
    Choice("contest_or_model", Text("劳动模范、技能竞赛获奖者", "model worker or contest winner")),
    Choice("key_employer", Text("重点单位、项目引进", "brought in by a key employer or project")),
    Choice("outstanding", Text("有突出贡献或紧缺急需", "outstanding or urgently needed")),
    Choice(
        "visiting_scholar", Text("访问学者或博士后满一年", "visiting scholar or postdoc, a year")
    ),
)
PENALTY = ChoiceType.of(
    Penalty,
    Choice("bad_credit", Text("信用不良记录", "bad credit record")),
    Choice("public_security", Text("治安管理处罚", "public-security penalty")),
    Choice("drugs", Text("涉毒处罚或强制措施", "drug measures")),
    Choice("negative_list", Text("负面清单行为", "act on the negative list")),
    Choice("banned_organisation", Text("参加国家禁止的组织或活动", "banned organisation")),
    Choice("forged_application", Text("申请时提供虚假材料", "forged application")),
)
GRADE = ChoiceType.of(
    Grade,
    Choice("primary_1", Text("小学一年级", "primary school, year 1"), ("一年级",)),
    Choice("junior_1", Text("初中一年级", "junior secondary, year 1"), ("初一", "七年级")),
)
