"""Article 6: who may apply for points-based settlement, all six conditions at once.

Article 7 is a channel of its own: departments of hard trades choose front-line workers by tables of
their own, which are not published, so it is not encoded.
"""

from __future__ import annotations

from luohu.law.elapsed import years_before
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    agreed,
    all_of,
    any_of,
    by_kind,
    how_many,
    joined,
    opposite,
    perhaps,
)
from luohu.law.rules import condition, eligibility, quantity
from luohu.law.sources import Text
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import answers_2025, measures

# ---- (一) at work in the city


@condition("在本市合法稳定就业或创业", "works or runs a business in Guangzhou",
           cites=measures("第六条(一)"),
           premises=(Text("就业或创业合法稳定", "the work is lawful and stable"),),
           question=Text("以截止月还是申请当日的就业状况为准,未见规定:此处按截止月",
                         "whether work is looked at in the cut-off month or when applying: here the "
                         "cut-off month"))  # fmt: skip
def works_here(working: Calendar, cutoff_month: Moment) -> Truth:
    """At work in the city, employed or in a business of one's own, in the last month that counts.

    截止月在本市受雇就业或创业。
    """
    return working.last(1, cutoff_month).count() > 0


# ---- (二) up to 45 years of age


@condition("年龄在45周岁以下", "not older than 45", cites=(*measures("第六条(二)"), answers_2025("第9问")))  # fmt: skip
def young_enough(born: Moment, born_since: Moment) -> Truth:
    """Whoever is 45 on any day of the year may apply: born since 1 January 46 years before.

    当年任何一天为45周岁的均可:出生日期不早于当年减46年的1月1日。
    """
    return born >= born_since


# ---- (三) a valid residence permit


@condition("持本市办理的有效居住证", "holds a valid residence permit of Guangzhou",
           cites=measures("第六条(三)"),
           question=Text("以截止月还是申请当日有效为准,未见规定:此处按截止月",
                         "whether the permit must be valid in the cut-off month or when applying: "
                         "here in the cut-off month"))  # fmt: skip
def holds_permit(permit_held: Calendar, cutoff_month: Moment) -> Truth:
    """A Guangdong residence permit issued in Guangzhou is valid in the last month that counts.

    截止月持有在广州办理的有效《广东省居住证》。
    """
    return permit_held.last(1, cutoff_month).count() > 0


# ---- (四) four years of insurance


@condition("缴纳社会保险满4年", "insured for four years", cites=measures("第六条(四)"),
           gap="insurance.kind",
           question=Text("按哪个险种计算、各险种月份可否相加、是否限在广州缴纳,未见规定:按在穗缴费,各种算法不一致时不下结论",
                         "which kind of insurance is meant, whether months of any kind count, and "
                         "whether only Guangzhou's: here Guangzhou's, and where the five kinds or "
                         "any of them together differ this stays open"))  # fmt: skip
def insured_four_years(insured: ByKind[Calendar], insured_months_required: Count) -> Truth:
    """Insured for 48 months altogether.

    累计缴纳社会保险满48个月。
    """
    met = by_kind(lambda months: months.count() >= insured_months_required, insured)
    of_any_kind = joined(insured.values()).count() >= insured_months_required
    return agreed([*met.values(), of_any_kind])


# ---- (五) enough points


@condition("总积分满150分", "150 points or more", cites=(*measures("第六条(五)"), answers_2025("第3问")))  # fmt: skip
def enough_points(qualification: Points, qualification_line: Points) -> Truth:
    """The points of the whole table, deductions taken off, reach the line.

    按全部指标(含加分、减分)计算的资格分达到规定分值。
    """
    return qualification >= qualification_line


# ---- (六) no criminal punishment lately


@quantity("近5年内受过刑事处罚", "criminal punishment in the last five years", unit="truth",
          cites=measures("第六条(六)"), bounds=(False, True),
          question=Text("此前判决、近5年内仍在服刑的,以及截止日后当年内判决的,是否算在近5年内,未见规定",
                        "whether a sentence given earlier but served into the five years counts, "
                        "and one given after the cut-off day in the year itself"))  # fmt: skip
def punished_lately(
    convictions: Rows, cutoff_day: Moment, cycle: int, years_looked_back: int
) -> Truth:
    """A criminal punishment within the five years up to the cut-off day.

    截止日前5年内受到刑事处罚。
    """
    since = years_before(cutoff_day, years_looked_back)
    return (
        how_many(
            any_of(
                all_of(row.punished >= since, row.punished <= cutoff_day),
                perhaps(all_of(row.punished > 0, row.punished < since, row.ended >= since)),
                perhaps(all_of(row.punished > cutoff_day, row.punished < (cycle + 1) * 10000)),
            )
            for row in convictions
        )
        > 0
    )


@condition("近5年内未受过刑事处罚", "no criminal punishment in the last five years",
           cites=measures("第六条(六)"))  # fmt: skip
def no_recent_punishment(criminal_record: Truth, punished_lately: Truth) -> Truth:
    """No criminal record at all, or none of the last five years.

    没有刑事犯罪记录,或近5年内未受刑事处罚。
    """
    return any_of(opposite(criminal_record), opposite(punished_lately))


@eligibility("符合申请条件", "may apply", cites=measures("第六条"),
             premises=(Text("申请人不是本市户籍", "the applicant is not registered in Guangzhou"),
                       Text("申请前已取得核定积分", "the points were officially checked before")),
             question=Text("第七条特殊艰苦行业一线人员由主管部门另行遴选,未计入",
                           "front-line workers whom a department chooses under article 7 are not "
                           "encoded"))  # fmt: skip
def eligible(
    works_here: Truth,
    young_enough: Truth,
    holds_permit: Truth,
    insured_four_years: Truth,
    enough_points: Truth,
    no_recent_punishment: Truth,
) -> Truth:
    """All six conditions hold.

    六项条件须同时符合。
    """
    return all_of(
        works_here, young_enough, holds_permit, insured_four_years, enough_points,
        no_recent_punishment,
    )  # fmt: skip
