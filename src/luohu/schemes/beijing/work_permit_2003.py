"""Beijing's work residence permit: the opinions of 2003 (京政办发〔2003〕29号) and the practice since.

The text asks for a dwelling and one of three routes; the practice adds months with the unit, ages.
"""

from __future__ import annotations

from typing import Any

from luohu.law.days import NEVER
from luohu.law.elapsed import month_of, months_before, unbroken, years_before, years_between
from luohu.law.parameters import load_parameters
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    agreed,
    all_of,
    among,
    any_of,
    by_kind,
    either,
    how_many,
    most,
    opposite,
    same,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import (
    calendar,
    condition,
    consequence,
    eligibility,
    quantity,
    route,
    rules_in,
)
from luohu.law.sources import Text
from luohu.people.calendars import any_months, any_months_by_kind, obtained_by
from luohu.people.facts import (
    FIVE_KINDS,
    Certificate,
    Degree,
    Insurance,
    Job,
    Sex,
    Talent,
    catalogue,
)
from luohu.people.rows import Rows
from luohu.schemes.beijing.calendars import in_beijing
from luohu.schemes.beijing.documents import (
    HERE,
    documents,
    interview_2016,
    opinions_2003,
    practice_2024,
    renewal_rules_2006,
)
from luohu.schemes.scheme import day_asked

TITLES: frozenset[int] = frozenset(
    {Certificate.TITLE_MID, Certificate.TITLE_ASSOCIATE_SENIOR, Certificate.TITLE_SENIOR}
)
WITHOUT_UNIT: frozenset[int] = frozenset({Job.FLEXIBLE, Job.FARMING})


# ---- the text of 2003: a dwelling, and one of three routes


@condition("在京有固定住所", "a fixed dwelling in Beijing", cites=opinions_2003("申领条件"),
           bounds=(False, True))  # fmt: skip
def dwelling(homes: Rows, reference_day: Moment) -> Truth:
    """A dwelling in Beijing in the month of applying, own or not.

    申请当月在本市有住所,自有或租住均可。
    """
    month = month_of(reference_day)
    return homes.months(in_beijing, month).between(month, month).count() >= 1


@calendar(
    "工作经历",
    "work experience",
    cites=opinions_2003("申领条件"),
    bounds=any_months("reference_day"),
)
def experience(jobs: Rows, reference_day: Moment) -> Calendar:
    """The months at work, in Beijing or elsewhere.

    在本市或外地工作的月份。
    """
    return jobs.months(lambda row: row.kind > 0, month_of(reference_day))


@quantity("有学士以上学位", "a bachelor's degree or higher", unit="truth",
          cites=(opinions_2003("申领条件"), interview_2016("申办条件")), bounds=(False, True),
          gap="education.degree")  # fmt: skip
def degree(qualifications: Rows, reference_day: Moment) -> Truth:
    """A degree conferred by the month of applying, with a diploma or without.

    申请时已取得学士及以上学位;只有学位没有学历的也算。
    """
    month = month_of(reference_day)
    degrees = (
        all_of(row.degree >= Degree.BACHELOR, row.graduated <= month) for row in qualifications
    )
    return how_many(degrees) >= 1


@route("工作经历和学位", "experience and a degree", cites=opinions_2003("申领条件"))
def by_degree(experience: Calendar, degree: Truth, experience_required: Count) -> Truth:
    """Two years of work and a bachelor's degree or higher.

    有2年以上工作经历,并取得学士及以上学位。
    """
    return all_of(experience.count() >= experience_required, degree)


@route("中级以上职称", "a mid-level title or above", cites=opinions_2003("申领条件"),
       bounds=(False, True), gap="certificates.kind",
       question=Text("哪些资格、资质相当于中级职称,条文未列举:职称以外的证书不下结论",
                     "which qualifications equal a mid-level title is not listed: other "
                     "certificates are left open"))  # fmt: skip
def by_title(certificates: Rows, title_is_equivalent: Truth, reference_day: Moment) -> Truth:
    """A title of the middle level or above, or an equivalent qualification.

    取得中级及以上职称,或相当的资格、资质。
    """
    month = month_of(reference_day)

    def enough(row: Any) -> Truth:
        other = row.kind > Certificate.TITLE_SENIOR
        title = any_of(among(row.kind, TITLES), all_of(other, title_is_equivalent))
        return all_of(obtained_by(row, month), title)

    return how_many(enough(row) for row in certificates) >= 1


@route("突出贡献或紧缺急需", "outstanding or urgently needed", cites=opinions_2003("申领条件"),
       bounds=(False, True),
       question=Text("由谁认定、如何认定,条文未写:以在京的认定记录为准",
                     "who decides is not written: a recognition in Beijing is taken for it"))  # fmt: skip
def by_contribution(talents: Rows) -> Truth:
    """Somebody of outstanding contribution, or whom the city urgently needs.

    有突出贡献,或属于本市紧缺急需。
    """
    recognised = (all_of(same(row.kind, Talent.OUTSTANDING), in_beijing(row)) for row in talents)
    return how_many(recognised) >= 1


# ---- the practice: months with the unit that applies, insurance through it, ages


@quantity("在现单位工作的月数", "months with the present unit", cites=interview_2016("申办条件"),
          bounds=(0, UNBOUNDED),
          question=Text("每行就业视为一个单位;灵活就业、务农没有申报单位;当月计入",
                        "each row of work is taken for one unit; flexible work and farming have "
                        "none; the present month counts"))  # fmt: skip
def months_with_unit(jobs: Rows, reference_day: Moment) -> Count:
    """The months of the work in Beijing that still goes on, the longest if there are several.

    至今仍在京工作的单位的连续月数,有几处的取最长。
    """
    month = month_of(reference_day)
    months: Count = most(either(_goes_on(row, month), month - row.first + 1, 0) for row in jobs)
    return months


@condition("在申报单位工作满6个月", "six months with the unit that applies",
           cites=interview_2016("申办条件"),
           premises=(Text("由现单位申报", "the present unit is the one that applies"),))  # fmt: skip
def employed_six_months(months_with_unit: Count, employed_months_required: Count) -> Truth:
    """Employed by the unit that applies for six months at least.

    在申报单位连续聘用满6个月。
    """
    return months_with_unit >= employed_months_required


@calendar("各险种由单位缴费的月份", "months insured by a unit, by kind of insurance",
          cites=interview_2016("申办条件"), bounds=any_months_by_kind("reference_day"))  # fmt: skip
def insured(
    insurance: Rows, made_up_months_count: Truth, reference_day: Moment
) -> ByKind[Calendar]:
    """The months for which a unit in Beijing paid an insurance, for each of five kinds.

    由在京单位缴纳的月份,按险种;以灵活就业身份缴纳的不算,补缴的是否算未见规定。
    """
    month = month_of(reference_day)

    def months(kind: Insurance) -> Calendar:
        return insurance.months(
            lambda row: (
                ((row.kind == kind) | (row.kind == Insurance.ALL))
                & opposite(row.flexible)
                & any_of(opposite(row.made_up), made_up_months_count)
                & in_beijing(row)
            ),
            month,
        )

    return {kind: months(kind) for kind in FIVE_KINDS}


@condition("连续缴纳社会保险6个月", "six unbroken months of insurance",
           cites=interview_2016("申办条件"), gap="insurance.kind",
           premises=(Text("这些月份均由申报单位缴纳", "the unit that applies paid all these months"),),
           question=Text("算到当月还是上月、五个险种是否须各自连续,未见规定:算到哪个月够都可,"
                         "险种之间不一致时不下结论",
                         "through this month or the last, and whether each of the five kinds, is "
                         "not said: either month will do; open where the kinds differ"))  # fmt: skip
def insured_six_months(
    insured: ByKind[Calendar], insured_months_required: Count, reference_day: Moment
) -> Truth:
    """Insured without a gap for the last six months, up to this month or the one before.

    到当月或上月为止,社会保险连续缴纳满6个月。
    """
    month = month_of(reference_day)

    def enough(months: Calendar) -> Truth:
        this_month, last_month = unbroken(months, month), unbroken(months, month - 1)
        return most((this_month, last_month)) >= insured_months_required

    return agreed(by_kind(enough, insured).values())


@condition("未超过年龄上限", "not above the highest age", cites=practice_2024("申请人条件"),
           question=Text("“不超过”某一周岁是否含满该岁之后、不满下一岁的期间,未见规定:不下结论",
                         "whether somebody past that birthday but not yet a year older is still "
                         "“not above” the age: left open"))  # fmt: skip
def within_age(
    born: Moment, sex: Count, age_limit_men: int, age_limit_women: int, reference_day: Moment
) -> Truth:
    """Men up to 60, women up to 55.

    男性不超过60周岁,女性不超过55周岁。
    """
    limit: Any = either(same(sex, Sex.MALE), age_limit_men, age_limit_women)
    not_past_birthday = born >= years_before(reference_day, limit)
    return agreed((not_past_birthday, years_between(born, reference_day) <= limit))


PREMISES = (
    Text("单位是法人企事业单位、民办非企业单位、社会团体,或外国、外地单位在京机构,且符合城市功能定位",
         "the unit is a legal person or a Beijing branch of one from elsewhere, and fits the city's functions"),
    Text("非法人分支机构申办原则上不超过5人", "a branch that is no legal person applies for five at most"),
    Text("连续6个月逐月缴纳个人所得税(2016年:每月不低于150元,不能平均)",
         "income tax was paid in each of six months running (2016: 150 yuan a month, no averages)"),
    Text("应税收入达到所在区要求的社会平均工资倍数,申报单位达到该区纳税要求(倍数和数额未经核实)",
         "taxable income reaches the district's multiple of the average wage, and the unit its tax "
         "(multiples and sums are not verified)"),
)  # fmt: skip


@eligibility("可以申办工作居住证", "may be granted a work residence permit", premises=PREMISES,
             cites=(opinions_2003("申领条件"), interview_2016("申办条件"),
                    practice_2024("收入和纳税", "unverified")),
             question=Text("收入倍数和单位纳税额各区不同,只见于非官方材料:不计算,须另行核实",
                           "multiples of income and the unit's tax differ by district and were seen "
                           "in unofficial pages only: not worked out here"))  # fmt: skip
def eligible(
    dwelling: Truth,
    employed_six_months: Truth,
    insured_six_months: Truth,
    within_age: Truth,
    by_degree: Truth,
    by_title: Truth,
    by_contribution: Truth,
) -> Truth:
    """All conditions and one of the three routes.

    符合各项条件,并符合三条途径之一。
    """
    conditions = all_of(dwelling, employed_six_months, insured_six_months, within_age)
    return all_of(conditions, any_of(by_degree, by_title, by_contribution))


@consequence("现有工作居住证在有效期内", "the permit that is held is in force",
             cites=(opinions_2003("有效期"), renewal_rules_2006("续签")),
             premises=(Text("换单位的,离职后60日内办理变更", "a change of unit is reported within 60 days"),),
             question=Text("到期未续签的1个月后失效:这1个月内是否算有效,未见规定",
                           "a permit that is not renewed lapses a month after its end: whether it is "
                           "in force in that month is not said"))  # fmt: skip
def permit_in_force(
    work_permit_from: Moment,
    work_permit_to: Moment,
    validity: int,
    months_until_lapse: int,
    reference_day: Moment,
) -> Truth:
    """A permit is valid for three years, or to the last day it states, and lapses a month later.

    工作居住证有效期3年,写明到期日的以到期日为准;到期1个月后失效。
    """

    def runs(day: Moment) -> Truth:
        three_years = work_permit_from > years_before(day, validity)
        return either(same(work_permit_to, NEVER), three_years, work_permit_to >= day)

    lapses = months_before(reference_day, months_until_lapse)
    valid = agreed((runs(reference_day), runs(lapses)))
    return all_of(work_permit_from <= reference_day, valid)


def _goes_on(row: Any, month: Moment) -> Truth:
    """Whether a row is work for a unit in Beijing in this month."""
    works = all_of(row.kind > 0, opposite(among(row.kind, WITHOUT_UNIT)), in_beijing(row))
    return all_of(works, row.first <= month, row.last >= month)


rulebook = Rulebook.of(
    rules_in(globals()),
    scheme="beijing-work-permit",
    version="2003",
    title=Text("北京市工作居住证(2003年意见)", "Beijing work residence permit (opinions of 2003)"),
    parameters=load_parameters(HERE / "work_permit_2003.toml", documents),
    facts=catalogue(),
    cycles=(2016, 2026),
    reference_day=day_asked,
)
