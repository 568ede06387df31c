"""Indicators of the tables of 2018 and 2020 about marriage, tax, deeds and bad records."""

from __future__ import annotations

from luohu.law.elapsed import year_in_last
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    UNSETTLED,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    either,
    either_reading,
    how_many,
    same,
)
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.people.facts import City, Penalty
from luohu.people.rows import Rows
from luohu.schemes.tianjin.calendars import in_tianjin
from luohu.schemes.tianjin.deductions import false_data_found, or_any_unlisted
from luohu.schemes.tianjin.documents import portal_2018, table_2018, table_2022

VALUE_OPEN = Text(
    "只知有此项,分值未找到:有记录的不下结论,没有的为0分",
    "the indicator exists, its points were not found: open for whoever has such a record, else 0",
)

# ---- marriage


@indicator("婚姻", "marriage", cites=(table_2018("婚姻"), portal_2018("指标14")),
           premises=(Text("两个部门的审核结果一致,不一致的为0分",
                          "two departments agree in their findings, else nothing"),),
           question=Text("2018年表是否要求配偶缴费月数未见规定:不足2022年的24个月时不下结论",
                         "whether the table of 2018 asked for months of the spouse was not seen: "
                         "with fewer than the 24 of 2022 it stays open"))  # fmt: skip
def marriage(
    marriage_since: Moment,
    marriage_spouse_city: Count,
    marriage_spouse_insured_months: Count,
    spouse_months_required: Count,
    marriage_points: Points,
    cutoff_day: Moment,
) -> Points:
    """Twenty points for the married who both work in Tianjin.

    已婚且夫妻双方都在天津就业的20分。
    """
    held = all_of(
        marriage_since <= cutoff_day,
        same(marriage_spouse_city, City.TIANJIN),
        marriage_spouse_insured_months >= spouse_months_required,
    )
    return either(held, marriage_points, 0)


# ---- tax, patents, honours


@indicator("投资纳税", "investment and tax", cites=table_2018("投资纳税"),
           bounds=(0, "tax_points"), question=VALUE_OPEN)  # fmt: skip
def tax(taxes: Rows, enterprise_tax: Rows, tax_points: Points) -> Points:
    """Tax paid in Tianjin, one's own or of one's company, gives points that were not found.

    在天津的个人纳税或企业纳税可得分,分值未找到。
    """
    paid = any_of(
        how_many(all_of(row.paid > 0, in_tianjin(row)) for row in taxes) > 0,
        how_many(all_of(row.paid > 0, in_tianjin(row)) for row in enterprise_tax) > 0,
    )
    return either(paid, tax_points, 0)


@indicator("专利", "patents", cites=table_2018("专利"), bounds=(0, "patent_points"),
           question=VALUE_OPEN)  # fmt: skip
def patent(patents: Rows, patent_points: Points, cutoff_day: Moment) -> Points:
    """Patents give points that were not found.

    授权专利可得分,分值未找到。
    """
    held = how_many(all_of(row.kind > 0, row.granted <= cutoff_day) for row in patents) > 0
    return either(held, patent_points, 0)


@indicator("荣誉表彰和军功", "honours and military merits", cites=table_2018("奖项"),
           bounds=(0, "honour_points"), question=VALUE_OPEN)  # fmt: skip
def honour(honours: Rows, commendations: Rows, honour_points: Points) -> Points:
    """Honours, prizes and military merits give points that were not found.

    荣誉、奖项和军功可得分,分值未找到。
    """
    held = any_of(
        how_many(row.kind > 0 for row in honours) > 0,
        how_many(row.kind > 0 for row in commendations) > 0,
    )
    return either(held, honour_points, 0)


# ---- deductions, which add up


def false_data_ever(false_material: Count, penalties: Rows, cycle: int) -> Count:
    """How often false data were found up to a year, from the record and the last year stated."""
    return false_data_found(false_material, penalties, lambda year: all_of(year > 0, year <= cycle))


def false_data_lately(false_material: Count, penalties: Rows, years: int, cutoff_day: int) -> Count:
    """The same within so many years up to the cut-off."""
    return false_data_found(
        false_material, penalties, lambda year: year_in_last(year, years, cutoff_day)
    )


@quantity("虚假材料记录数", "records of false data", unit="times",
          cites=(portal_2018("减分"), table_2022("负积分", "inferred")), bounds=(0, UNBOUNDED),
          question=Text("追溯年限未见规定(2022年为5年):更早的记录不下结论;所填年度与列明的记录不同年的,"
                        "是否同一次不下结论",
                        "how far back was not seen (five years in 2022): older records stay open, "
                        "and so does whether a year stated that no listed record has is one more"))  # fmt: skip
def false_data_records(
    false_material: Count, penalties: Rows, cycle: int, false_data_years: int, cutoff_day: int
) -> Count:
    """How often the applicant was found to have given false data in Tianjin.

    在天津被查实提供虚假材料的次数。
    """
    return either_reading(
        false_data_lately(false_material, penalties, false_data_years, cutoff_day),
        false_data_ever(false_material, penalties, cycle),
    )


@indicator("虚假材料", "false data", cites=portal_2018("减分"))
def false_data(false_data_records: Count, points_per_false_data: Points) -> Points:
    """Thirty points less for each record.

    每条记录减30分。
    """
    return -(false_data_records * points_per_false_data)


@indicator("信用", "credit", cites=portal_2018("减分"), bounds=(-UNBOUNDED, 0),
           premises=(Text("已按期提交信用报告;未按期提交的另减30分",
                          "a credit report was filed in time; else thirty more are lost"),),
           question=Text("信用不良记录本身是否每条减30分未见规定:有记录的不下结论",
                         "whether a bad credit record itself loses thirty was not seen: open for "
                         "whoever has one"))  # fmt: skip
def credit(penalties: Rows, points_per_credit_record: Points, cycle: int) -> Points:
    """Bad credit may lose thirty points a record.

    信用不良可能每条减30分。
    """
    records = how_many(
        all_of(same(row.kind, Penalty.BAD_CREDIT), row.year <= cycle) for row in penalties
    )
    lost = records * points_per_credit_record
    return -either(UNSETTLED, lost, 0)


@quantity("刑事处罚记录数", "criminal punishments", unit="times", cites=portal_2018("减分"),
          bounds=(0, UNBOUNDED))  # fmt: skip
def criminal_punishments(criminal_record: Truth, convictions: Rows, cutoff_day: Moment) -> Count:
    """Sentences up to the cut-off; open where there is a criminal record and none is listed.

    截止日前的刑事处罚记录数;有刑事犯罪记录而未列明的不下结论。
    """
    punished = how_many(all_of(row.punished > 0, row.punished <= cutoff_day) for row in convictions)
    return or_any_unlisted(punished, criminal_record, convictions)


@indicator("刑事处罚", "criminal punishment", cites=(portal_2018("减分"), table_2022("负积分", "inferred")),
           question=VALUE_OPEN)  # fmt: skip
def crime(criminal_punishments: Count, crime_points: Points) -> Points:
    """Each criminal punishment may lose points; how many was not found.

    每条刑事处罚记录可能减分,分值未找到。
    """
    return -(criminal_punishments * crime_points)
