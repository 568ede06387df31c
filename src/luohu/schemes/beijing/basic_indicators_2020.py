"""Article 5 (一) and (二) of the policy of 2020: stable employment and stable dwelling."""

from __future__ import annotations

from luohu.law.months import Month
from luohu.law.points import half_up
from luohu.law.quantities import (
    Calendar,
    Count,
    Moment,
    Points,
    at_least,
    at_most,
)
from luohu.law.quantities import total as sum_of
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.schemes.beijing.documents import (
    award_lists,
    details_2020,
    measures_2016,
    measures_2020,
    replies,
)

# ---- (一) stable employment


@indicator("合法稳定就业", "stable employment",
           cites=(measures_2016("第五条(一)"), measures_2020("第五条(一)"),
                  details_2020("合法稳定就业"), replies("10")))  # fmt: skip
def employment(insured_months: Count, points_per_insured_month: Points) -> Points:
    """Three points a year, by the month, for the insurance paid longest; make-up payments left out.

    以正常累计缴纳最多的险种计,每满一年3分,按月折算;补缴不计。
    """
    return insured_months * points_per_insured_month


# ---- (二) stable dwelling


@quantity("2020年7月以前自有居住月数", "months lived in an own home up to July 2020",
          cites=details_2020("合法稳定住所"))  # fmt: skip
def lived_before(owned: Calendar, rent_imputed_until: Moment) -> Count:
    """Own months up to July 2020.

    2020年7月(含)以前在自有住所居住的月数。
    """
    return owned.until(rent_imputed_until).count()


@quantity("2020年7月以前计分的自有月数", "months in an own home that count up to July 2020",
          cites=details_2020("合法稳定住所"))  # fmt: skip
def owned_before(lived_before: Count, insured_months: Count) -> Count:
    """Own months up to July 2020, as far as the months of employment reach.

    2020年7月(含)以前的自有住所月数,不超过就业月数。
    """
    return at_most(lived_before, insured_months)


@quantity("2020年8月以后计分的自有月数", "months in an own home that count since August 2020",
          cites=details_2020("合法稳定住所"))  # fmt: skip
def owned_after(
    owned: Calendar, insured_months: Count, owned_before: Count, rent_imputed_until: Month
) -> Count:
    """Own months since August 2020, as far as the months of employment still reach.

    2020年8月(含)以后的自有住所月数,不超过剩余的就业月数。
    """
    months = owned.since(rent_imputed_until + 1).count()
    return at_most(months, left_of(insured_months, owned_before))


@quantity("2020年7月以前视同租赁月数", "months of rent taken as given up to July 2020",
          cites=details_2020("合法稳定住所"))  # fmt: skip
def rented_before(
    insured: Calendar,
    lived_before: Count,
    insured_months: Count,
    owned_before: Count,
    owned_after: Count,
    rent_imputed_until: Moment,
) -> Count:
    """Up to July 2020 rent is not declared: insured months less own months count as rented.

    2020年7月(含)以前不填报租赁:同期就业月数减去自有月数视同租赁。
    """
    without_home = insured.until(rent_imputed_until).count() - lived_before
    return at_most(at_least(without_home, 0), left_of(insured_months, owned_before, owned_after))


@quantity("2020年8月以后租赁、宿舍月数", "months rented or in a dormitory since August 2020",
          cites=details_2020("合法稳定住所"))  # fmt: skip
def rented_after(
    rented: Calendar,
    insured_months: Count,
    owned_before: Count,
    owned_after: Count,
    rented_before: Count,
    rent_imputed_until: Month,
) -> Count:
    """Months of registered rent since August 2020, as far as the months of employment still reach.

    2020年8月(含)以后备案租赁或宿舍的月数,不超过剩余的就业月数。
    """
    months = rented.since(rent_imputed_until + 1).count()
    return at_most(months, left_of(insured_months, owned_before, owned_after, rented_before))


def left_of(insured_months: Count, *used: Count) -> Count:
    """The months of employment that earlier parts of the dwelling have left."""
    return at_least(insured_months - sum_of(used), 0)


@indicator("合法稳定住所", "stable dwelling",
           cites=(measures_2020("第五条(二)"), details_2020("合法稳定住所"), award_lists("2020、2022年")),
           question=Text("每处住所是否须连续住满一年:公布分值显示按月计算",
                         "whether a stay must last a year: the published points go by the month"))  # fmt: skip
def residence(
    owned_before: Count,
    owned_after: Count,
    rented_before: Count,
    rented_after: Count,
    points_per_owned_year: Points,
    points_per_rented_year: Points,
) -> Points:
    """An own home one point a year, rent or dormitory half; four parts, each rounded by itself.

    自有每年1分,租赁、宿舍每年0.5分;2020年7月前后、自有与租赁共四段,各段四舍五入到0.01后相加。
    """
    return (
        half_up(owned_before * points_per_owned_year, 12)
        + half_up(rented_before * points_per_rented_year, 12)
        + half_up(owned_after * points_per_owned_year, 12)
        + half_up(rented_after * points_per_rented_year, 12)
    )
