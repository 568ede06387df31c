"""Article 5 (二) to (四) of the measures on introduced talent: the degrees and titles somebody holds."""

from __future__ import annotations

from typing import Any

from luohu.law.quantities import Moment, Truth, all_of, among, any_of, how_many, same, told
from luohu.law.rules import quantity
from luohu.law.sources import Text
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Degree, Diploma
from luohu.people.rows import Rows
from luohu.schemes.guangzhou.documents import talent_2020, talent_details_2022, talent_guide_2026

SENIOR_TITLES = frozenset({Certificate.TITLE_ASSOCIATE_SENIOR, Certificate.TITLE_SENIOR})
MID_TITLE = frozenset({Certificate.TITLE_MID})
OF_THE_TITLE = Text("职称在外地取得的,申报至通过期间在穗没有参保记录;与职称对应的专业资格填作职称",
                    "a title gained elsewhere: no insurance in Guangzhou between applying for it and "
                    "getting it; a qualification that is mapped to a title is stated as the title")  # fmt: skip


def earned(row: Any, cutoff_month: Moment, diploma: Diploma, degree: Degree) -> Truth:
    """Whether a qualification is a certain diploma or a certain degree, gained by now."""
    held = any_of(same(row.diploma, diploma), same(row.degree, degree))
    return all_of(row.graduated > 0, row.graduated <= cutoff_month, held)


@quantity("博士学历或学位", "a doctorate", unit="truth", cites=(talent_2020("第五条(二)"), talent_guide_2026("一")),
          bounds=(False, True))  # fmt: skip
def has_doctorate(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """A doctor's diploma or degree.

    博士的学历、学位有其一即可。
    """
    rows = (earned(row, cutoff_month, Diploma.DOCTOR, Degree.DOCTOR) for row in qualifications)
    return how_many(rows) > 0


@quantity("硕士学历或学位", "a master's", unit="truth", cites=(talent_2020("第五条(三)"), talent_guide_2026("一")),
          bounds=(False, True))  # fmt: skip
def has_masters(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """A master's diploma or degree.

    硕士的学历、学位有其一即可。
    """
    rows = (earned(row, cutoff_month, Diploma.MASTER, Degree.MASTER) for row in qualifications)
    return how_many(rows) > 0


@quantity("全日制本科并学士,或国(境)外学士", "a full-time bachelor's, or one from abroad", unit="truth",
          cites=(talent_2020("第五条(四)"), talent_guide_2026("一")), bounds=(False, True),
          gap="education.full_time")  # fmt: skip
def has_bachelors(qualifications: Rows, cutoff_month: Moment) -> Truth:
    """Bachelor's diploma and degree of full-time study in the mainland; abroad the degree is enough.

    在境内全日制读完本科并拿到学士学位;在境外读的,有学士学位即可。
    """
    return (
        how_many(
            all_of(
                row.graduated > 0,
                row.graduated <= cutoff_month,
                same(row.degree, Degree.BACHELOR),
                any_of(
                    row.abroad, all_of(same(row.diploma, Diploma.BACHELOR), told(row.full_time))
                ),
            )
            for row in qualifications
        )
        > 0
    )


def holds(certificates: Rows, kinds: frozenset[Any], cutoff_month: Moment) -> Truth:
    """Whether somebody holds one of some titles by now; open if it is not said since when."""
    return (
        how_many(
            all_of(among(row.kind, kinds), obtained_by(row, cutoff_month)) for row in certificates
        )
        > 0
    )


@quantity("高级职称", "a senior title", unit="truth", cites=(talent_2020("第五条(二)"), talent_details_2022("第十三条")),
          bounds=(False, True), gap="certificates.obtained", premises=(OF_THE_TITLE,))  # fmt: skip
def has_senior_title(certificates: Rows, cutoff_month: Moment) -> Truth:
    """A senior or associate senior title.

    具有高级(含副高级)职称。
    """
    return holds(certificates, SENIOR_TITLES, cutoff_month)


@quantity("中级职称", "a mid-level title", unit="truth", cites=(talent_2020("第五条(四)"), talent_details_2022("第十三条")),
          bounds=(False, True), gap="certificates.obtained", premises=(OF_THE_TITLE,))  # fmt: skip
def has_mid_title(certificates: Rows, cutoff_month: Moment) -> Truth:
    """A mid-level title.

    具有中级职称。
    """
    return holds(certificates, MID_TITLE, cutoff_month)
