"""Deductions and vetoes: forged applications, detentions, crimes, and the birth policy."""

from __future__ import annotations

from typing import Any

from luohu.law.elapsed import year_in_last, years_before
from luohu.law.points import UNBOUNDED
from luohu.law.quantities import (
    Count,
    Moment,
    Points,
    Truth,
    agreed,
    all_of,
    any_of,
    either,
    how_many,
    opposite,
    perhaps,
    same,
    some,
    told,
    up_to,
)
from luohu.law.rules import condition, indicator, quantity
from luohu.law.sources import Text
from luohu.people.facts import Penalty
from luohu.people.rows import Rows
from luohu.schemes.shanghai.calendars import in_shanghai
from luohu.schemes.shanghai.documents import (
    indicator_lists,
    measures_2017,
    peer_calculators,
    replies,
)

# ---- forged applications


@quantity("申请造假记录数", "forged applications", unit="times", bounds=(0, UNBOUNDED),
          cites=(measures_2017("减分指标 提供虚假材料"), replies("减分")), gap="penalties.year",
          question=Text("只填了查实年度、处罚记录中无该年度的,不知是否在上海,是否另计一次:不下结论",
                        "where only the year it was found is stated, and no record of that year, it may "
                        "have been elsewhere or count once more: open"))  # fmt: skip
def forged_applications(
    penalties: Rows, false_material: Count, forgery_window: int, reference_day: int
) -> Count:
    """Forged applications in Shanghai in the last three years.

    最近3年内在沪申请时提供虚假材料的次数。
    """
    listed = how_many(
        all_of(
            same(row.kind, Penalty.FORGED_APPLICATION),
            in_shanghai(row),
            year_in_last(row.year, forgery_window, reference_day),
        )
        for row in penalties
    )
    unlisted = opposite(forgery_listed_of(false_material, penalties))
    lately = all_of(year_in_last(false_material, forgery_window, reference_day), unlisted)
    return listed + either(perhaps(lately), 1, 0)


def forgery_listed_of(year: Count, penalties: Rows) -> Truth:
    """Whether the record of a forged application of a year is listed, wherever it was."""
    return some(
        all_of(same(row.kind, Penalty.FORGED_APPLICATION), same(year, row.year))
        for row in penalties
    )


@indicator("提供虚假材料减分", "deduction for forged applications",
           cites=(measures_2017("减分指标 提供虚假材料"), replies("减分")))  # fmt: skip
def forgery_deduction(forged_applications: Count, points_per_forgery: Points) -> Points:
    """One hundred and fifty points less for each.

    每次减150分。
    """
    return -(forged_applications * points_per_forgery)


# ---- detentions


@quantity("行政拘留记录数", "administrative detentions", unit="times", bounds=(0, UNBOUNDED),
          cites=(measures_2017("减分指标 行政拘留"), replies("减分"), peer_calculators("减分")),
          gap="detentions.year",
          question=Text("追溯五年,一种2025年的测算程序为三年,可用 detention_window 另行给定;在外地的拘留也计",
                        "five years back, in one calculator of 2025 three, which may be given as "
                        "detention_window; those elsewhere count too"))  # fmt: skip
def detention_records(detentions: Rows, detention_window: int, reference_day: int) -> Count:
    """Detentions of the last five years.

    最近5年内的行政拘留次数。
    """
    return how_many(year_in_last(row.year, detention_window, reference_day) for row in detentions)


@indicator("行政拘留减分", "deduction for detentions",
           cites=(measures_2017("减分指标 行政拘留"), replies("减分"), indicator_lists("减分")),
           question=Text("有一页称每次减150分,其余均为50分:此处50分",
                         "one page says 150 points each, all others 50: here 50"))  # fmt: skip
def detention_deduction(detention_records: Count, points_per_detention: Points) -> Points:
    """Fifty points less for each.

    每条减50分。
    """
    return -(detention_records * points_per_detention)


# ---- crimes


@quantity("一般刑事犯罪记录数", "ordinary crimes", unit="times", bounds=(0, UNBOUNDED),
          cites=(measures_2017("减分指标 一般刑事犯罪"), replies("减分"), peer_calculators("减分")),
          gap="convictions.serious",
          question=Text("五年从判决还是从刑满起算未见规定:有差别的不下结论;一种2025年的测算程序为三年,"
                        "可用 crime_window 另行给定",
                        "whether the five years run from the sentence or from its end is not said: open "
                        "where it matters; one calculator of 2025 has three years, which may be given "
                        "as crime_window"))  # fmt: skip
def ordinary_crimes(convictions: Rows, crime_window: int, reference_day: Moment) -> Count:
    """Convictions of the last five years for crimes that were not serious; open if none is listed.

    最近5年内、申请日以前的一般刑事犯罪次数;有犯罪记录而未列明的不下结论。
    """
    begins = years_before(reference_day, crime_window)

    def counts(row: Any) -> Truth:
        lately = agreed((row.punished > begins, row.ended > begins))
        return all_of(convicted_by(row, reference_day), opposite(told(row.serious)), lately)

    listed = how_many(row.punished > 0 for row in convictions)
    counted = how_many(counts(row) for row in convictions)
    return either(same(listed, 0), up_to(counted + UNBOUNDED), counted)


def convicted_by(row: Any, day: Moment) -> Truth:
    """Whether a sentence was final by a day; later ones have not been yet."""
    return all_of(row.punished > 0, row.punished <= day)


@indicator("一般刑事犯罪减分", "deduction for ordinary crimes",
           cites=(measures_2017("减分指标 一般刑事犯罪"), replies("减分"), indicator_lists("减分")))  # fmt: skip
def crime_deduction(
    criminal_record: Truth, ordinary_crimes: Count, points_per_crime: Points
) -> Points:
    """One hundred and fifty points less for each.

    每条减150分。
    """
    return either(criminal_record, -(ordinary_crimes * points_per_crime), 0)


# ---- vetoes


@quantity("有严重刑事犯罪", "a serious crime", unit="truth", bounds=(False, True),
          cites=(measures_2017("一票否决 严重刑事犯罪"), indicator_lists("一票否决")),
          gap="convictions.serious")  # fmt: skip
def serious_crime_listed(convictions: Rows, reference_day: Moment) -> Truth:
    """A conviction up to the day, of any year, is for a serious crime; open if none is listed.

    所列申请日以前的刑事处罚中有严重刑事犯罪,不限年份;有犯罪记录而未列明的不下结论。
    """
    listed = how_many(row.punished > 0 for row in convictions)
    serious = some(
        all_of(convicted_by(row, reference_day), told(row.serious)) for row in convictions
    )
    return any_of(serious, perhaps(same(listed, 0)))


@condition("无严重刑事犯罪记录", "no serious crime",
           cites=(measures_2017("一票否决 严重刑事犯罪"), indicator_lists("一票否决")))  # fmt: skip
def no_serious_crime(criminal_record: Truth, serious_crime_listed: Truth) -> Truth:
    """A serious crime at any time disqualifies.

    有严重刑事犯罪记录的,取消申请资格。
    """
    return opposite(all_of(criminal_record, serious_crime_listed))


@condition("无违反计划生育政策记录(是否仍否决未定)", "no breach of the birth policy (whether it still bars is open)",
           cites=(measures_2017("一票否决 违反计划生育政策"), indicator_lists("一票否决"),
                  peer_calculators("一票否决")),
           question=Text("2017年文本列为否决,2026年的转载仍列,2025年的一种测算程序已无;废止只凭记忆:有记录的不下结论",
                         "the text of 2017 bars it, a repost of 2026 still does, a calculator of 2025 no "
                         "longer; repeal is known from memory only: open for whoever has a record"))  # fmt: skip
def birth_policy_kept(birth_policy_violation: Truth, birth_policy_bars: Truth) -> Truth:
    """A breach of the birth policy disqualifies as long as that veto is in force.

    违反计划生育政策的,在该否决项有效期间不得申请。
    """
    return opposite(all_of(birth_policy_violation, birth_policy_bars))
