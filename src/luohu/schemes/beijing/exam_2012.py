"""Entrance of accompanying children to vocational schools in Beijing (京政办发〔2012〕62号).

A cycle is the year of the examination. What both routes ask of the parents comes first, then
secondary vocational schools, then higher vocational schools.
"""

from __future__ import annotations

from typing import Any

from luohu.law.days import NEVER, Day
from luohu.law.elapsed import month_of, unbroken
from luohu.law.parameters import load_parameters
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    agreed,
    all_of,
    any_of,
    either_reading,
    how_many,
    most,
    opposite,
    told,
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
from luohu.people.calendars import any_months, any_months_by_kind
from luohu.people.facts import City, Insurance, catalogue, in_city
from luohu.people.rows import Rows, Where
from luohu.schemes.beijing.calendars import in_beijing
from luohu.schemes.beijing.documents import (
    HERE,
    documents,
    exam_notice_2016,
    exam_notices,
    exam_plan_2012,
    replies,
)

KINDS = (Insurance.PENSION, Insurance.MEDICAL)  # either of the two is enough


# ---- what both ask of the parents: a permit and a dwelling


@calendar("持有本市居住证件的月份", "months holding a Beijing permit",
          cites=(replies("3"), exam_notice_2016("随迁子女"), exam_notices("申请条件")),
          bounds=any_months("secondary_applied_in"))  # fmt: skip
def permitted(permits: Rows, secondary_applied_in: Moment) -> Calendar:
    """The months in which a temporary residence permit, a registration card or a residence permit is held.

    持有本市暂住证、居住登记卡或居住证的月份。
    """
    return permits.months(in_beijing, secondary_applied_in)


@calendar("在京居住的月份", "months with a dwelling in Beijing",
          cites=(replies("3"), exam_notice_2016("随迁子女"), exam_notices("申请条件")), bounds=any_months("secondary_applied_in"),
          question=Text("租赁合同未备案的是否算合法稳定住所,未见规定:不下结论",
                        "whether a lease that is not registered is a lawful dwelling: left open"))  # fmt: skip
def housed(homes: Rows, secondary_applied_in: Moment) -> Calendar:
    """The months in a dwelling in Beijing: own, rented or a dormitory.

    在本市有住所的月份,自有、租赁、宿舍都算。
    """
    return homes.months(
        lambda row: either_reading(row.registered, True) & in_beijing(row), secondary_applied_in
    )


@quantity("申请中等职业学校时证件有效", "permit valid when applying for secondary schools", unit="truth",
          cites=(replies("3"), exam_notice_2016("随迁子女")))  # fmt: skip
def permit_for_secondary(
    permitted: Calendar,
    residence_permit_applied: Moment,
    work_permit_from: Moment,
    work_permit_to: Moment,
    secondary_applied_in: Moment,
) -> Truth:
    """In March of the year one of the parents' permits is valid.

    当年3月申请时,居住证件或工作居住证在有效期内。
    """
    work_permit = _valid(work_permit_from, work_permit_to, secondary_applied_in)
    residence_permit = _valid(residence_permit_applied, NEVER, secondary_applied_in)
    return any_of(residence_permit, work_permit, _holds(permitted, secondary_applied_in))


@quantity("申请高等职业学校时证件有效", "permit valid when applying for higher schools", unit="truth",
          cites=exam_notices("申请条件"))  # fmt: skip
def permit_for_higher(
    permitted: Calendar,
    residence_permit_applied: Moment,
    work_permit_from: Moment,
    work_permit_to: Moment,
    higher_applied_in: Moment,
) -> Truth:
    """In October of the year before one of the parents' permits is valid.

    上一年10月申请时,居住证件或工作居住证在有效期内。
    """
    work_permit = _valid(work_permit_from, work_permit_to, higher_applied_in)
    residence_permit = _valid(residence_permit_applied, NEVER, higher_applied_in)
    return any_of(residence_permit, work_permit, _holds(permitted, higher_applied_in))


@condition("持有有效居住证明", "holds a valid permit of residence",
           cites=(replies("3"), exam_notice_2016("随迁子女"), exam_notices("申请条件")),
           premises=(Text("居住证在申请时仍在签注有效期内",
                          "the residence permit is endorsed and still valid when applying"),))  # fmt: skip
def permit(permit_for_secondary: Truth, permit_for_higher: Truth, higher_open: Truth) -> Truth:
    """A residence permit or a work residence permit is valid at one of the two times of applying.

    在两次申请之一时持有有效的居住证件或工作居住证。
    """
    return any_of(permit_for_secondary, all_of(permit_for_higher, higher_open))


@condition("有合法稳定住所", "a lawful, stable dwelling",
           cites=(replies("3"), exam_notice_2016("随迁子女"), exam_notices("申请条件")),
           premises=(Text("住所经街道、乡镇审核(房产证或已备案的租赁合同)",
                          "the street or township confirms the home by title or registered lease"),))  # fmt: skip
def dwelling(
    housed: Calendar, secondary_applied_in: Moment, higher_applied_in: Moment, higher_open: Truth
) -> Truth:
    """There is a dwelling in Beijing at one of the two times of applying.

    在两次申请之一时在京有住所。
    """
    in_october = all_of(_holds(housed, higher_applied_in), higher_open)
    return any_of(_holds(housed, secondary_applied_in), in_october)


# ---- work and insurance, as many years as each route asks


@calendar("在京就业的月份", "months at work in Beijing",
          cites=(replies("3"), exam_notices("申请条件")),
          bounds=any_months("secondary_applied_in"))  # fmt: skip
def worked(jobs: Rows, secondary_applied_in: Moment) -> Calendar:
    """The months at work in Beijing, employed or in a business of one's own.

    在本市受雇、经营或以其他方式就业的月份。
    """
    return jobs.months(in_beijing, secondary_applied_in)


@calendar("养老、医疗保险缴费月", "months of pension and of medical insurance paid",
          cites=(exam_notice_2016("随迁子女"), exam_notices("申请条件")),
          bounds=any_months_by_kind("secondary_insured_until", KINDS),
          premises=(Text("疫情期间按规定缓缴的月份视同按时缴费填写",
                         "months deferred by the rules of the epidemic are stated as paid in time"),))  # fmt: skip
def insured(insurance: Rows, secondary_insured_until: Moment) -> ByKind[Calendar]:
    """The months of either insurance paid in Beijing in time; make-up payments are left out.

    在本市按时缴纳基本养老保险、基本医疗保险的月份,不含补缴。
    """

    def months(kind: Insurance) -> Calendar:
        return insurance.months(
            lambda row: (
                ((row.kind == kind) | (row.kind == Insurance.ALL))
                & opposite(row.made_up)
                & in_beijing(row)
            ),
            secondary_insured_until,
        )

    return {kind: months(kind) for kind in KINDS}


BREAKS_AT_WORK = Text("“已满”几年的职业是否可以有间断,未见规定:累计够而连续不够的不下结论",
                      "whether the years of work may have gaps: open where only their sum is enough")  # fmt: skip


@quantity("合法稳定职业满3年", "three years of work", unit="truth", question=BREAKS_AT_WORK,
          cites=(exam_plan_2012("中等职业学校"), replies("3")),
          premises=(Text("职业经街道、乡镇审核", "the street or township confirms the work"),))  # fmt: skip
def worked_three_years(
    worked: Calendar, secondary_job_months: int, secondary_applied_in: Moment
) -> Truth:
    """Three years of work in Beijing by the month of applying.

    到申请的月份在京就业已满3年。
    """
    return _worked_for(worked, secondary_job_months, secondary_applied_in)


@quantity("连续缴纳社会保险满3年", "three unbroken years of insurance", unit="truth",
          cites=(exam_plan_2012("中等职业学校"), replies("3"), exam_notice_2016("随迁子女")),
          question=Text("3年算到哪个月,通知未写:此处算到申请的月份;两个险种不能互相补足",
                        "through which month the years are counted: here through that of applying; "
                        "a gap in one kind is not filled by the other"))  # fmt: skip
def insured_three_years(
    insured: ByKind[Calendar], secondary_insured_months: Count, secondary_insured_until: Moment
) -> Truth:
    """Pension or medical insurance paid for 36 months without a gap.

    基本养老保险或基本医疗保险连续缴纳满36个月。
    """
    return _longest_unbroken(insured, secondary_insured_until) >= secondary_insured_months


@quantity("合法稳定职业满6年", "six years of work", unit="truth", question=BREAKS_AT_WORK,
          cites=(exam_plan_2012("高等职业学校"), exam_notices("申请条件")),
          premises=(Text("职业经街道、乡镇审核", "the street or township confirms the work"),))  # fmt: skip
def worked_six_years(worked: Calendar, higher_job_months: int, higher_applied_in: Moment) -> Truth:
    """Six years of work in Beijing by the month of applying.

    到申请的月份在京就业已满6年。
    """
    return _worked_for(worked, higher_job_months, higher_applied_in)


@quantity("连续缴纳社会保险满6年", "six unbroken years of insurance", unit="truth",
          cites=(exam_plan_2012("高等职业学校"), exam_notices("申请条件")),
          question=Text("条文要求满6年,通知却只核查9月起至次年8月的60个月:只够60个月的不下结论",
                        "the text asks for six years, the notices check the 60 months from a "
                        "September to an August: open where only the 60 are unbroken"))  # fmt: skip
def insured_six_years(
    insured: ByKind[Calendar],
    higher_insured_months: Count,
    higher_checked_months: Count,
    higher_insured_until: Moment,
) -> Truth:
    """Pension or medical insurance without a gap up to August of the year before: 72 months, or 60.

    基本养老保险或基本医疗保险连续缴纳到上一年8月:条文为72个月,通知核查60个月。
    """
    months = _longest_unbroken(insured, higher_insured_until)
    return agreed((months >= higher_insured_months, months >= higher_checked_months))


# ---- the child, and the two routes


@quantity("有子女在京连续就读初中3年", "a child with three years of junior secondary in Beijing",
          unit="truth", cites=(exam_plan_2012("中等职业学校"), replies("3")), bounds=(False, True),
          gap="pupils.junior_years")  # fmt: skip
def child_of_junior_school(pupils: Rows) -> Truth:
    """A child is registered as a student in Beijing and was in junior secondary there for three years.

    子女具有本市学籍,且在京连续就读初中3年。
    """
    return _has_child(pupils, lambda row: row.junior_years)


@quantity("有子女在京连续就读高中阶段3年", "a child with three years of senior secondary in Beijing",
          unit="truth", cites=(exam_plan_2012("高等职业学校"), exam_notices("申请条件")),
          bounds=(False, True), gap="pupils.senior_years")  # fmt: skip
def child_of_senior_school(pupils: Rows) -> Truth:
    """A child is registered as a student in Beijing and was in senior secondary there for three years.

    子女具有本市学籍,且在京连续就读高中阶段3年。
    """
    return _has_child(pupils, lambda row: row.senior_years)


@route("参加中等职业学校考试录取", "entrance to secondary vocational schools",
       cites=(exam_plan_2012("中等职业学校"), replies("3"), exam_notice_2016("随迁子女")))  # fmt: skip
def secondary_vocational(
    permit_for_secondary: Truth,
    housed: Calendar,
    worked_three_years: Truth,
    insured_three_years: Truth,
    child_of_junior_school: Truth,
    secondary_applied_in: Moment,
) -> Truth:
    """Since 2013: three years of work, of insurance and of school; higher vocational schools may follow.

    2013年起:职业、社保、就读各满3年的可报考;毕业后可按规定参加高等职业学校考试录取。
    """
    return all_of(
        permit_for_secondary,
        _holds(housed, secondary_applied_in),
        worked_three_years,
        insured_three_years,
        child_of_junior_school,
    )


@route("参加高等职业学校考试录取", "entrance to higher vocational schools",
       cites=(exam_plan_2012("高等职业学校"), exam_notices("申请条件")))  # fmt: skip
def higher_vocational(
    higher_open: Truth,
    permit_for_higher: Truth,
    housed: Calendar,
    worked_six_years: Truth,
    insured_six_years: Truth,
    child_of_senior_school: Truth,
    higher_applied_in: Moment,
) -> Truth:
    """Since 2014: six years of work and of insurance, three of school; not the ordinary universities.

    2014年起:职业、社保满6年且就读高中阶段3年的可报考高职,不含普通本科;毕业后可被推荐接受本科教育。
    """
    return all_of(
        higher_open,
        permit_for_higher,
        _holds(housed, higher_applied_in),
        worked_six_years,
        insured_six_years,
        child_of_senior_school,
    )


@eligibility("可以申请在京升学", "may apply", cites=(exam_plan_2012("申请条件"), replies("3")),
             question=Text("2023年以后的通知未见:按以前各年不变计算",
                           "no notice after 2022 was seen: read as unchanged"))  # fmt: skip
def eligible(
    permit: Truth, dwelling: Truth, secondary_vocational: Truth, higher_vocational: Truth
) -> Truth:
    """A permit and a dwelling, and one of the two routes.

    有居住证明和住所,并符合中等职业或高等职业学校两条途径之一。
    """
    return all_of(permit, dwelling, any_of(secondary_vocational, higher_vocational))


@consequence("子女可报考普通高中", "a child may apply to ordinary senior secondary schools",
             cites=exam_notice_2016("⑤"))  # fmt: skip
def ordinary_senior_secondary(
    work_permit_from: Moment,
    work_permit_to: Moment,
    work_permit_opens_ordinary_schools: Truth,
    secondary_applied_in: Moment,
) -> Truth:
    """So may the children of those whose work residence permit is valid; seen for 2016 only.

    工作居住证有效的,子女可报考普通高中;只见于2016年的通知。
    """
    valid = _valid(work_permit_from, work_permit_to, secondary_applied_in)
    return all_of(valid, work_permit_opens_ordinary_schools)


def _holds(months: Calendar, month: Moment) -> Truth:
    """Whether a month is one of the calendar's."""
    return months.between(month, month).count() >= 1


def _valid(first: Moment, last: Any, month: Moment) -> Truth:
    """Whether something that runs from one day to another is valid in a month."""
    return all_of(month_of(first) <= month, month_of(last) >= month)


def _worked_for(worked: Calendar, months: int, until: Moment) -> Truth:
    """Whether the months at work are enough, with gaps and without; open where that differs."""
    return agreed((worked.until(until).count() >= months, unbroken(worked, until) >= months))


def _longest_unbroken(insured: ByKind[Calendar], until: Moment) -> Count:
    """Of the kinds of insurance the longest run of months that ends with one."""
    return most(unbroken(months, until) for months in insured.values())


def _has_child(pupils: Rows, three_years: Where) -> Truth:
    """Whether one of the children is a student of Beijing and was three years in a school there."""
    found = (
        all_of(row.born > 0, in_city(row.student_status, City.BEIJING), told(three_years(row)))
        for row in pupils
    )
    return how_many(found) >= 1


def reference_day(cycle: int) -> Day:
    """The day by which dated values are chosen: the end of March, when the last of them apply."""
    return Day.of(cycle, 3, 31)


rulebook = Rulebook.of(
    rules_in(globals()),
    scheme="beijing-exam",
    version="2012",
    title=Text("随迁子女在京升学(2012年方案)", "Entrance of accompanying children (plan of 2012)"),
    parameters=load_parameters(HERE / "exam_2012.toml", documents),
    facts=catalogue(),
    cycles=(2013, 2030),
    reference_day=reference_day,
)
