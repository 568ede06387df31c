"""The city layer (市级共性, 150 points): two indicators are known, of eight only the names."""

from __future__ import annotations

from luohu.law.quantities import (
    UNSETTLED,
    Calendar,
    Count,
    Moment,
    Points,
    Truth,
    all_of,
    any_of,
    at_most,
    either,
    same,
    some,
)
from luohu.law.rules import indicator, quantity, subtotal
from luohu.law.sources import Text
from luohu.people.facts import Job, Shortage
from luohu.people.rows import Rows
from luohu.schemes.ningbo.calendars import now
from luohu.schemes.ningbo.documents import city_list, notice_2022

VALUES_OPEN = Text(
    "只知有此项,分值和计分办法未查到:有相关记录的不下结论,没有的为0分",
    "the indicator exists, its values were not found: open for whoever has such records, else 0",
)
FACTS_OPEN = Text(
    "分值未查到,也没有相应的申报事项:对所有人都不下结论",
    "neither values nor a fact to ask for: open for everybody",
)


# ---- known


@indicator("就业", "work", cites=city_list("就业"))  # fmt: skip
def employment(steady_months: Count, months_of_steady_work: Count, work_points: Points) -> Points:
    """Ten points for a year of unbroken work.

    连续就业满1年得10分。
    """
    return either(steady_months >= months_of_steady_work, work_points, 0)


@indicator("住房", "housing", cites=city_list("住房"),
           question=Text("自有住房的分值由最高20分推断", "the value of an own home follows from the cap"))  # fmt: skip
def housing(
    owned: Calendar,
    rented: Calendar,
    score_month: Moment,
    own_home_points: Points,
    rented_home_points: Points,
) -> Points:
    """Twenty points for an own home in Ningbo, ten for a rented one or a dormitory.

    在宁波自有住房20分,租赁住房、公租房或宿舍10分,取其一。
    """
    let = either(now(rented, score_month), rented_home_points, 0)
    return either(now(owned, score_month), own_home_points, let)


# ---- names only


@indicator("紧缺岗位", "work in short supply", cites=notice_2022("市级共性指标 紧缺岗位"),
           bounds=(0, "scarce_work_points"), gap="jobs.shortage", question=VALUES_OPEN)  # fmt: skip
def scarce_work(jobs: Rows, scarce_work_points: Points) -> Points:
    """Work in short supply gives points that were not found.

    从事紧缺岗位的加分,分值未查到。
    """
    listed = some(
        any_of(
            row.shortage > Shortage.NOT_LISTED,
            all_of(row.kind > 0, same(row.shortage, 0), UNSETTLED),
        )
        for row in jobs
    )
    return either(listed, scarce_work_points, 0)


@quantity("办有企业或个体经营", "has run a business", unit="truth",
          cites=notice_2022("市级共性指标 投资纳税"), bounds=(False, True))  # fmt: skip
def in_business(jobs: Rows) -> Truth:
    """Whether there was ever an own business.

    是否有过投资办企业或个体经营。
    """
    return some(same(row.kind, Job.OWN_BUSINESS) for row in jobs)


@indicator("投资纳税", "investment and tax", cites=notice_2022("市级共性指标 投资纳税"),
           bounds=(0, "investment_points"), question=VALUES_OPEN)  # fmt: skip
def investment(
    taxes: Rows, enterprise_tax: Rows, in_business: Truth, investment_points: Points
) -> Points:
    """Investment and tax give points that were not found; without either there are none.

    投资纳税加分,分值未查到;没有经营和纳税的不加分。
    """
    paid = any_of(some(row.paid > 0 for row in taxes), some(row.paid > 0 for row in enterprise_tax))
    return either(any_of(paid, in_business), investment_points, 0)


@indicator("带动就业", "jobs created", cites=notice_2022("市级共性指标 带动就业"),
           question=VALUES_OPEN)  # fmt: skip
def jobs_created(local_staff: Count, in_business: Truth, jobs_created_points: Points) -> Points:
    """Jobs created give points that were not found; without a business there are none.

    带动就业加分,分值未查到;没有经营和雇工的不加分。
    """
    return either(any_of(local_staff > 0, in_business), jobs_created_points, 0)


@indicator("发明创造", "inventions", cites=notice_2022("市级共性指标 发明创造"),
           bounds=(0, "invention_points"), question=VALUES_OPEN)  # fmt: skip
def invention(patents: Rows, awards: Rows, invention_points: Points) -> Points:
    """Inventions give points that were not found; without patent and prize there are none.

    发明创造加分,分值未查到;没有专利和奖项的不加分。
    """
    made = any_of(some(row.kind > 0 for row in patents), some(row.type > 0 for row in awards))
    return either(made, invention_points, 0)


@quantity("有表彰奖励", "has a commendation", unit="truth",
          cites=notice_2022("市级共性指标 表彰奖励"), bounds=(False, True))  # fmt: skip
def commended(commendations: Rows, honours: Rows, awards: Rows) -> Truth:
    """Whether there is any commendation, honour or prize.

    是否有任何表彰、荣誉或奖项。
    """
    return any_of(
        some(row.kind > 0 for row in commendations),
        some(row.kind > 0 for row in honours),
        some(row.type > 0 for row in awards),
    )


@indicator("表彰奖励(市级)", "commendations (city)", cites=notice_2022("市级共性指标 表彰奖励"),
           question=VALUES_OPEN)  # fmt: skip
def commendation(commended: Truth, commendation_points: Points) -> Points:
    """Commendations give points that were not found; without any there are none.

    表彰奖励加分,分值未查到;没有表彰奖励的不加分。
    """
    return either(commended, commendation_points, 0)


@indicator("参与公益", "volunteering", cites=notice_2022("市级共性指标 参与公益"),
           bounds=(0, "volunteering_points"), question=VALUES_OPEN)  # fmt: skip
def volunteer(volunteering: Rows, volunteering_points: Points) -> Points:
    """Volunteering gives points that were not found; without any record there are none.

    参与公益加分,分值未查到;没有志愿服务记录的不加分。
    """
    return either(some(row.day > 0 for row in volunteering), volunteering_points, 0)


@indicator("无偿献血", "giving blood", cites=notice_2022("市级共性指标 无偿献血"),
           bounds=(0, "blood_points"), question=VALUES_OPEN)  # fmt: skip
def blood(blood_donations: Rows, blood_points: Points) -> Points:
    """Giving blood gives points that were not found; whoever never gave gets none.

    无偿献血加分,分值未查到;没有献血的不加分。
    """
    return either(some(row.day > 0 for row in blood_donations), blood_points, 0)


@indicator("无偿捐献", "donating", cites=notice_2022("市级共性指标 无偿捐献"), question=FACTS_OPEN)  # fmt: skip
def donation(donation_points: Points) -> Points:
    """Donating gives points that were not found.

    无偿捐献加分,分值未查到。
    """
    return donation_points


@subtotal("市级共性分", "city score", cites=notice_2022("市级共性指标"))  # fmt: skip
def city_score(
    employment: Points,
    housing: Points,
    scarce_work: Points,
    investment: Points,
    jobs_created: Points,
    invention: Points,
    commendation: Points,
    volunteer: Points,
    blood: Points,
    donation: Points,
    city_others_limit: Points,
    city_limit: Points,
) -> Points:
    """The ten together, 150 at most, of which the eight without values 120; valid in the city.

    十项之和,最高150分,其中分值未查到的八项合计最高120分;全市通用。
    """
    known = employment + housing
    merits = commendation + volunteer + blood + donation
    others = scarce_work + investment + jobs_created + invention
    return at_most(known + at_most(others + merits, city_others_limit), city_limit)
