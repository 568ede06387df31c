"""Settlement in Guangzhou's seven outer districts: a DRAFT of 2023 whose adoption was not seen.

Two drafts were reported, in December 2020 and July 2023; no adopted text was found. What stands here is
what the reports say of the draft of 2023, so that somebody can see what it would have meant.
"""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import month_of, unbroken, years_between
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
    by_kind,
    how_many,
    opposite,
    perhaps,
    same,
    told,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import calendar, condition, eligibility, quantity, route, rules_in
from luohu.law.sources import Text
from luohu.people.calendars import any_months_by_kind, months_by_kind
from luohu.people.facts import Degree, Diploma, catalogue, lies_in
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import HERE, documents, draft_2020, draft_2023
from luohu.schemes.guangzhou.insurance_and_work import in_guangzhou
from luohu.schemes.scheme import day_asked

# ---- age


@quantity("周岁", "completed years of age", unit="age", cites=draft_2023("年龄"),
          question=Text("年龄以哪一天为准,报道未提:此处按申请当日",
                        "the day on which age is taken is not reported: here the day of applying"))  # fmt: skip
def completed_years(born: Moment, reference_day: Moment) -> Count:
    """Completed years on the day of applying.

    截至申请当日的周岁数。
    """
    return years_between(born, reference_day)


@condition("年龄28周岁以下", "not older than 28", cites=(draft_2023("年龄"), draft_2020("年龄")))
def young_enough(completed_years: Count, greatest_age: Count) -> Truth:
    """Up to 28 years of age.

    28周岁及以下。
    """
    return completed_years <= greatest_age


# ---- a year of insurance in the seven districts


@quantity("计算月", "last month that counts", unit="month", cites=draft_2023("社会保险"))
def cutoff_month(reference_day: Moment) -> Moment:
    """The month of applying.

    申请当月。
    """
    return month_of(reference_day)


@calendar("各险种在七区缴费月", "months insured in the seven districts, by kind",
          cites=draft_2023("社会保险"), bounds=any_months_by_kind("cutoff_month"), gap="insurance.district")  # fmt: skip
def insured_in_districts(
    insurance: Rows,
    seven_districts: frozenset[str],
    central_districts: frozenset[str],
    cutoff_month: Moment,
) -> ByKind[Calendar]:
    """The months insured in one of the seven districts, kind by kind, none that was paid late.

    五个险种各自在白云、黄埔、花都、番禺、南沙、从化、增城七区缴费的月份,补缴不算。
    """
    return months_by_kind(
        insurance,
        lambda row: (
            opposite(row.made_up | row.transferred_in)
            & lies_in(row.district, seven_districts, central_districts)
            & in_guangzhou(row)
        ),
        cutoff_month,
    )


def run_long_enough(months: Calendar, until: Moment, months_required: Count) -> Truth:
    """Whether a run is long enough; open where it ends with the month before and not with this."""
    this_month = unbroken(months, until) >= months_required
    last_month = unbroken(months, until - 1) >= months_required
    return agreed((this_month, any_of(this_month, last_month)))


@condition("在七区连续参保满12个月", "insured in the seven districts for twelve months without a break",
           cites=(draft_2023("社会保险"), draft_2020("社会保险")), gap="insurance.kind",
           question=Text("按哪些险种计算、申请当月是否须已缴费,报道未提:五险不一致,或只连续缴到上月的,不下结论",
                         "which kinds of insurance are meant, and whether the month of applying must be "
                         "paid already: where the five differ, or the run ends with the month before, "
                         "this stays open"))  # fmt: skip
def insured_a_year(
    insured_in_districts: ByKind[Calendar], unbroken_months_required: Count, cutoff_month: Moment
) -> Truth:
    """Twelve unbroken months of insurance there up to the day of applying; paying late breaks them.

    申请时在七区连续缴纳社会保险满12个月,补缴即中断。
    """
    met = by_kind(
        lambda months: run_long_enough(months, cutoff_month, unbroken_months_required),
        insured_in_districts,
    )
    return agreed(met.values())


# ---- three kinds of schooling


def full_time(row: Any, diploma: Diploma, cutoff_month: Moment) -> Truth:
    """Whether a row is a full-time diploma of one kind, gained by now; open if it is from abroad."""
    at_home_or_perhaps = any_of(opposite(row.abroad), perhaps(row.abroad))
    held = all_of(same(row.diploma, diploma), row.graduated <= cutoff_month)
    return all_of(held, told(row.full_time), at_home_or_perhaps)


def degree_only(row: Any, cutoff_month: Moment) -> Truth:
    """Whether a row is a bachelor's degree that came without a diploma, gained by now."""
    held = all_of(same(row.diploma, 0), same(row.degree, Degree.BACHELOR))
    return all_of(held, row.graduated <= cutoff_month)


@route("全日制本科(无学位)", "full-time bachelor's diploma without degree",
       cites=(draft_2023("本科"), draft_2020("本科")), bounds=(False, True), gap="education.full_time",
       question=Text("学历、学位都有的本可按引进人才入户,是否也适用;2020年稿还提到只有学位的,2023年稿是否保留;境外学历算不算全日制:报道都未提,不下结论",
                     "whether it is also for those with the degree, who may settle as talent anyway; "
                     "whether a degree alone, which the draft of 2020 names, is enough in 2023; whether "
                     "a diploma from abroad is full-time: none is reported, all stay open"))  # fmt: skip
def bachelor_alone(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """A full-time bachelor's diploma that came without a degree; a degree alone is open.

    全日制本科学历,没有学士学位;只有学位的不下结论。
    """
    return (
        how_many(
            any_of(
                all_of(
                    full_time(row, Diploma.BACHELOR, cutoff_month),
                    any_of(same(row.degree, 0), perhaps(row.degree > 0)),
                ),
                perhaps(degree_only(row, cutoff_month)),
            )
            for row in qualifications
        )
        > 0
    )


@route("全日制大专", "full-time associate diploma", cites=(draft_2023("大专"), draft_2020("大专")),
       bounds=(False, True), gap="education.full_time",
       question=Text("境外学历算不算全日制,报道未提:不下结论",
                     "whether a diploma from abroad is full-time is not reported: open"))  # fmt: skip
def associate(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """A full-time associate diploma.

    全日制专科学历。
    """
    rows = (full_time(row, Diploma.ASSOCIATE, cutoff_month) for row in qualifications)
    return how_many(rows) > 0


@route("全日制技工院校高级班", "technician college, senior class", cites=(draft_2023("技工院校"), draft_2020("技工院校")),
       bounds=(False, True))  # fmt: skip
def technician(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """Graduated from a full-time senior class of a technician college.

    全日制技工院校高级工班、预备技师班毕业。
    """
    rows = (all_of(row.technician_class, row.graduated <= cutoff_month) for row in qualifications)
    return how_many(rows) > 0


@eligibility("草案下可以申请", "could apply under the draft", cites=draft_2023("适用范围"),
             premises=(Text("只能在七区落户,不能落在中心四区",
                            "registering is possible in the seven districts only"),),
             question=Text("只见征求意见稿,未见正式印发", "only drafts were seen, no adopted text"))  # fmt: skip
def eligible(
    young_enough: Truth,
    insured_a_year: Truth,
    bachelor_alone: Truth,
    associate: Truth,
    technician: Truth,
) -> Truth:
    """Young enough, insured there for a year, and one of the three kinds of schooling.

    年龄、参保符合条件,并具备三类学历之一。
    """
    return all_of(young_enough, insured_a_year, any_of(bachelor_alone, associate, technician))


rulebook = Rulebook.of(
    rules_in(globals()),
    scheme="guangzhou-districts",
    version="2023",
    title=Text("广州市差别化入户(2023年征求意见稿,未见印发)",
               "Guangzhou settlement by district (draft of 2023, adoption not seen)"),
    parameters=load_parameters(HERE / "districts_2023.toml", documents),
    facts=catalogue(),
    cycles=(2023, 2026),
    reference_day=day_asked,
)  # fmt: skip
