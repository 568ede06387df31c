"""B2 in every version: the yearly endorsement of the residence permit."""

from __future__ import annotations

from typing import Any

from luohu.law.quantities import Count, Moment, Points, Truth, all_of, any_of, how_many, same
from luohu.law.ranges import Range
from luohu.law.rules import indicator, quantity
from luohu.law.sources import Text
from luohu.people.facts import City, in_city
from luohu.people.rows import Rows
from luohu.schemes.tianjin.calendars import in_tianjin
from luohu.schemes.tianjin.documents import table_2018, table_2022


@quantity("签注年数", "years with an endorsement", unit="years",
          cites=(table_2018("居住"), table_2022("居住")),
          bounds=(0, 200),
          premises=(Text("京冀居住证签注填所在城市", "an endorsement elsewhere is stated with its city"),),
          question=Text("只记年份,第二批截止日所在年份的签注是否在截止日前不能确定:不下结论",
                        "only the year is on record: for the year in which the second batch ends "
                        "it stays open whether the endorsement came in time"))  # fmt: skip
def endorsed_years(
    endorsements: Rows, cutoff_day: Moment, endorsements_of_three_regions: Truth
) -> Count:
    """The years in which the permit was endorsed, each once; those of Beijing and Hebei if they count.

    居住证签注的年数,一年只算一次;北京、河北居住证的签注是否计入,看该项规定。
    """

    def endorsed(year: int) -> Truth:
        held = how_many(
            all_of(same(row.year, year), _of_a_region(row, endorsements_of_three_regions))
            for row in endorsements
        )
        return all_of(held > 0, _over(year, cutoff_day))

    return how_many(endorsed(year) for year in sorted(endorsements.present("year")))


@indicator("居住证签注", "endorsements", cites=(table_2018("居住"), table_2022("居住")))
def endorsement(endorsed_years: Count, points_per_endorsement: Points) -> Points:
    """Six points for each year in which the permit was endorsed.

    居住证每年签注一次6分。
    """
    return endorsed_years * points_per_endorsement


def _of_a_region(row: Any, three_regions: Truth) -> Truth:
    neighbours = (City.BEIJING, City.HEBEI, City.XIONGAN)
    near = any_of(*(in_city(row.place, city) for city in neighbours))
    return any_of(in_tianjin(row), all_of(near, three_regions))


def _over(year: int, day: Any) -> Truth:
    """Whether a year is over by a day; open in the middle of it."""
    truth: Any = Range(year * 10000 + 1231 <= day, year * 10000 + 101 <= day)
    settled: Truth = truth.settled()
    return settled
