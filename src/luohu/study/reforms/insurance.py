"""Proposals 8, 9 and 10: flexible workers, ten years in all, make-up payments that count."""

from __future__ import annotations

from luohu.law.quantities import ByKind, Calendar, Count, Truth, by_kind, most, with_most
from luohu.law.reform import Reform
from luohu.law.rules import condition, quantity
from luohu.law.sources import Text
from luohu.study.places import Places
from luohu.study.reforms.proposal import Change, Proposal, Setting, proposed, reply


def flexible_workers() -> Change:
    """Those without an employer apply too."""
    title = Text("灵活就业人员可申报", "flexible workers may apply")
    return Change(Reform(title), Places(joined=True))


@condition("在京累计缴纳社会保险达到规定年限", "insured in Beijing for enough months in all",
           cites=reply("9"))  # fmt: skip
def insured_seven_years(insured_months: Count, months_required_in_all: Count) -> Truth:
    """So many months normally paid in all; gaps do no harm.

    正常缴费累计达到规定月数即可,中断不影响。
    """
    return insured_months >= months_required_in_all


def ten_years_in_all(months: int) -> Change:
    """A number of months in all in place of seven unbroken years."""
    title = Text(f"累计缴费{months}个月", f"{months} insured months in all")
    required = proposed(
        "months_required_in_all",
        "累计缴费所需月数",
        "months required in all",
        "months",
        months,
        "9",
    )
    return Change(Reform(title, (insured_seven_years,), parameters=(required,)))


@quantity("正常缴费和补缴最多的险种的缴费月", "months paid or made up of the insurance paid longest",
          unit="calendar", cites=reply("10"))  # fmt: skip
def insured(paid: ByKind[Calendar], made_up: ByKind[Calendar]) -> Calendar:
    """The months of the kind of insurance that was paid or made up for the most months.

    五个险种中,正常缴费和补缴合计最多的那一种的月份。
    """
    return with_most(_paid_or_made_up(paid, made_up).values())


@quantity("正常缴费和补缴月数", "months paid or made up", cites=reply("10"))
def insured_months(paid: ByKind[Calendar], made_up: ByKind[Calendar]) -> Count:
    """How many months were paid or made up of that insurance.

    该险种正常缴费和补缴的月数合计。
    """
    counts = by_kind(lambda months: months.count(), _paid_or_made_up(paid, made_up))
    months: Count = most(counts.values())
    return months


def _paid_or_made_up(paid: ByKind[Calendar], made_up: ByKind[Calendar]) -> ByKind[Calendar]:
    return by_kind(lambda paid, late: paid | late, paid, made_up)


def make_up_counts() -> Change:
    """Make-up months count as employment; the condition of seven years stays as it is."""
    title = Text("补缴计入就业年限", "make-up months count as employment")
    return Change(Reform(title, (insured, insured_months)))


proposals = (
    Proposal(
        "8",
        Text("灵活就业人员可申报", "Flexible workers may apply"),
        Text("没有用人单位的灵活就业、自由职业者应当可以通过社区申报。",
             "Self-employed and flexible workers should apply through their community."),
        flexible_workers,
        assumed=(Text("现有申请人中没有他们:须另给一批人,或用合成的一批,其人数和分数都是假定。",
                      "They are not among today's applicants: their cohort has to be given, or an "
                      "invented one is used whose number and scores are assumptions."),),
    ),
    Proposal(
        "9",
        Text("连续七年改为累计十年", "Ten years in all instead of seven unbroken"),
        Text("社保有中断的人也应当可以申报,例如累计满十年。",
             "Who has gaps in insurance should be able to apply too, after ten years in all, say."),
        ten_years_in_all,
        (Setting("months", Text("累计月数", "months in all"), "months", 120, 12, 400),),
        (Text("只数正常缴费的月份,补缴不计;现在已不缴费的也算在内,缴满七年不足规定月数的反而不够。",
              "Only normally paid months are counted, none made up. Who no longer pays is admitted too; "
              "who has seven unbroken years but fewer months in all is not."),),
    ),
    Proposal(
        "10",
        Text("补缴社保计入就业年限", "Make-up payments count"),
        Text("补缴的月份也应当计入合法稳定就业指标。",
             "Months made up should count for stable employment too."),
        make_up_counts,
        assumed=(Text("七年连续的资格条件和5个月的限制不变;就学扣分、视同租赁的月份和住所年限的上限随之变长。",
                      "The seven years and their limit of five made-up months stay; the study deduction, "
                      "rent taken as given and the limit on dwelling months follow the longer calendar."),),
    ),
)  # fmt: skip
