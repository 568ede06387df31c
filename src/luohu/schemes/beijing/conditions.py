"""Article 4: who may apply. The same four conditions under both policies, and the five-year bar."""

from __future__ import annotations

from luohu.law.elapsed import month_of
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
    either,
    opposite,
    same,
)
from luohu.law.rules import condition, eligibility, quantity
from luohu.law.sources import Text
from luohu.people.facts import Post, Sex
from luohu.schemes.beijing.documents import (
    details_2018,
    details_2020,
    measures_2016,
    measures_2020,
    notice_2024,
    replies,
    retirement_2024,
)

# ---- (一) a residence permit


@condition(
    "持有本市居住证",
    "holds a Beijing residence permit",
    cites=(
        measures_2016("第四条(一)"),
        measures_2020("第四条(一)"),
        details_2020("资格条件(一)"),
        notice_2024("资格条件"),
    ),
)
def residence_permit(
    residence_permit_applied: Moment,
    permit_deadline: Moment,
    work_permit_from: Moment,
    work_permit_to: Moment,
    work_permit_accepted: Truth,
    cutoff_day: Moment,
) -> Truth:
    """The permit was applied for in time; or a work residence permit was valid on the day.

    在截止日前申领了北京市居住证;或截止日持有有效的工作居住证(取得资格后补办居住证)。
    """
    applied_in_time = residence_permit_applied <= permit_deadline
    work_permit_valid = all_of(work_permit_from <= cutoff_day, work_permit_to >= cutoff_day)
    return any_of(applied_in_time, all_of(work_permit_valid, work_permit_accepted))


# ---- (二) not beyond the retirement age


@quantity("原法定退休年龄(月)", "statutory retirement age before the rise (months)",
          cites=(measures_2016("第四条(二)"), details_2020("资格条件(二)")))  # fmt: skip
def retirement_age_before(
    sex: Count,
    post: Count,
    retirement_age_men: Count,
    retirement_age_women_managers: Count,
    retirement_age_women_workers: Count,
) -> Count:
    """Men 60, women in managerial posts 55, women workers 50, in months.

    男60周岁,女干部(管理岗)55周岁,女工人50周岁,按月计。
    """
    of_women = either(
        same(post, Post.MANAGER), retirement_age_women_managers, retirement_age_women_workers
    )
    return either(same(sex, Sex.MALE), retirement_age_men, of_women)


@quantity("原退休年龄到达月份", "month in which the age before the rise is reached", unit="month",
          cites=(measures_2016("第四条(二)"), details_2020("资格条件(二)")))  # fmt: skip
def retirement_month_before(born: Moment, retirement_age_before: Count) -> Moment:
    """The month of birth and the months of the age before the rise.

    出生月份加上原法定退休年龄的月数。
    """
    return month_of(born) + retirement_age_before


@condition(
    "不超过法定退休年龄",
    "below the statutory retirement age",
    cites=(
        measures_2016("第四条(二)"),
        measures_2020("第四条(二)"),
        details_2020("资格条件(二)"),
        retirement_2024("附表"),
    ),
    premises=(
        Text("用人单位正常连续为申请人缴纳社会保险费", "the employer is paying insurance normally"),
    ),
    question=Text(
        "2025年以后的通知如何表述延迟退休,未见",
        "how the notices since 2025 word the later retirement age",
    ),
)
def below_retirement_age(retirement_month: Moment, cutoff_month: Moment) -> Truth:
    """The retirement age is reached only after the last day that counts.

    截至上一年度12月31日尚未到法定退休年龄(当日满龄即为超过)。
    """
    return retirement_month > cutoff_month


# ---- (三) seven unbroken years of insurance


@quantity("截止月前84个月内的补缴月", "make-up months among the last 84, by kind", unit="calendar",
          cites=(details_2018("资格条件(三)"), details_2020("资格条件(三)")))  # fmt: skip
def recently_made_up(
    made_up: ByKind[Calendar], unbroken_months_required: Count, cutoff_month: Moment
) -> ByKind[Calendar]:
    """Of the last 84 months those made up only, for each of the five kinds.

    截至上一年度12月的84个月中,只有补缴记录的月份,按险种。
    """
    return by_kind(lambda late: late.last(unbroken_months_required, cutoff_month), made_up)


@quantity("截止月前84个月内有缴费的月数", "months insured among the last 84, by kind",
          cites=(details_2018("资格条件(三)"), details_2020("资格条件(三)")))  # fmt: skip
def recent_months(
    paid: ByKind[Calendar],
    recently_made_up: ByKind[Calendar],
    unbroken_months_required: Count,
    cutoff_month: Moment,
) -> ByKind[Count]:
    """Of the last 84 months those paid or made up, for each of the five kinds.

    截至上一年度12月的84个月中,正常缴费或补缴的月数,按险种。
    """
    return by_kind(
        lambda paid, late: (paid.last(unbroken_months_required, cutoff_month) | late).count(),
        paid,
        recently_made_up,
    )


@quantity("其中计入补缴的月数", "of these, make-up months that count as such, by kind",
          cites=(details_2018("资格条件(三)"), details_2020("资格条件(三)")))  # fmt: skip
def recent_make_up_months(
    recently_made_up: ByKind[Calendar], excused: ByKind[Calendar]
) -> ByKind[Count]:
    """Make-up months among the last 84, without those the bank or the agency caused.

    84个月中的补缴月数;因银行托收或经办机构原因补缴的不计入。
    """
    return by_kind(lambda late, excused: (late - excused).count(), recently_made_up, excused)


@condition(
    "在京连续缴纳社会保险7年及以上",
    "insured in Beijing for seven unbroken years",
    cites=(
        measures_2016("第四条(三)"),
        measures_2020("第四条(三)"),
        details_2020("资格条件(三)"),
        replies("9"),
    ),
    premises=(
        Text("缴费记录在上一年度12月31日前形成", "the payments were on record by 31 December"),
        Text("申报开始前缴费状态正常", "the account is in normal status when declaring begins"),
    ),
    question=Text(
        "五个险种是否须各自连续,官方只说起算时间分别确定:险种之间不一致时不下结论",
        "whether each of the five kinds must be unbroken: where the kinds differ this stays open",
    ),
    gap="insurance.kind",
)
def insured_seven_years(
    recent_months: ByKind[Count],
    recent_make_up_months: ByKind[Count],
    unbroken_months_required: Count,
    make_up_months_allowed: Count,
) -> Truth:
    """Each of the last 84 months is insured, and no more than five of them were made up.

    截至上一年度12月31日连续84个月都有缴费,其中补缴累计不超过5个月;一个月未缴即中断。
    """
    met = by_kind(
        lambda months, late: all_of(
            months >= unbroken_months_required, late <= make_up_months_allowed
        ),
        recent_months,
        recent_make_up_months,
    )
    return agreed(met.values())


# ---- (四) no criminal record; and false material


@condition("无刑事犯罪记录", "no criminal record",
           cites=(measures_2016("第四条(四)"), measures_2020("第四条(四)"), details_2020("资格条件(四)")))  # fmt: skip
def no_criminal_record(criminal_record: Truth) -> Truth:
    """No criminal record at any time up to the moment of settling.

    没有刑事犯罪记录;落户办理前发现的也终止办理。
    """
    return opposite(criminal_record)


@condition("未因虚假材料被取消资格", "not barred for false material",
           cites=(measures_2016("第十条"), replies("15")))  # fmt: skip
def not_barred(false_material: Count, years_barred: Count, cycle: int) -> Truth:
    """False material bars the year in which it is found and the five years after it.

    提供虚假材料的,取消当年及以后5年内的申请资格。
    """
    return any_of(false_material + years_barred < cycle, false_material > cycle)


@eligibility("符合申请资格", "may apply",
             cites=(measures_2016("第四条"), measures_2020("第四条"), replies("8")),
             premises=(Text("通过在京注册并税务登记的缴费单位申报",
                            "declared through an employer registered and taxed in Beijing"),))  # fmt: skip
def eligible(
    residence_permit: Truth,
    below_retirement_age: Truth,
    insured_seven_years: Truth,
    no_criminal_record: Truth,
    not_barred: Truth,
) -> Truth:
    """All conditions hold.

    各项资格条件缺一不可。
    """
    return all_of(
        residence_permit, below_retirement_age, insured_seven_years, no_criminal_record, not_barred
    )
