"""Settling with a Shanghai residence permit (沪府发〔2012〕12号): routes by years, base and title, no points.

Encoded for 2020 to 2026: the pages seen show the practice after the measures were issued anew in 2019
(known from memory only). A score of 120 is not asked for. Years and base stand in
`hukou_years_and_base`.
"""

from __future__ import annotations

from luohu.law.parameters import load_parameters
from luohu.law.quantities import (
    ByKind,
    Calendar,
    Count,
    Moment,
    Truth,
    all_of,
    among,
    any_of,
    how_many,
    opposite,
    perhaps,
    same,
    some,
    told,
)
from luohu.law.rulebook import Rulebook
from luohu.law.rules import condition, eligibility, quantity, route, rules_in
from luohu.law.sources import Text
from luohu.people.calendars import obtained_by
from luohu.people.facts import Certificate, Commendation, catalogue
from luohu.people.rows import Rows
from luohu.schemes.scheme import day_asked
from luohu.schemes.shanghai import calendars, hukou_years_and_base
from luohu.schemes.shanghai.documents import (
    HERE,
    documents,
    hukou_2012,
    hukou_2019,
    hukou_pages,
)
from luohu.schemes.shanghai.hukou_years_and_base import Level
from luohu.schemes.shanghai.wages import enough

MIDDLE = frozenset(
    {Certificate.TITLE_MID, Certificate.TITLE_ASSOCIATE_SENIOR, Certificate.TITLE_SENIOR,
     Certificate.SKILL_2, Certificate.SKILL_1}
)  # fmt: skip
SENIOR = frozenset(
    {Certificate.TITLE_ASSOCIATE_SENIOR, Certificate.TITLE_SENIOR, Certificate.SKILL_1}
)
PRACTISING = frozenset({Certificate.ACCOUNTANT, Certificate.LAWYER})
MAJOR = frozenset(
    {Commendation.CENTRAL, Commendation.PROVINCIAL, Commendation.CITY,
     Commendation.MILITARY_COMMISSION}
)  # fmt: skip

# ---- titles


def appointed_to(certificates: Rows, kinds: frozenset[int], month: Moment) -> Truth:
    """Whether one holds a certificate of some kinds, is appointed to it, and the post matches."""
    return some(
        all_of(
            among(row.kind, kinds),
            obtained_by(row, month),
            told(row.appointed),
            told(row.matches_post),
        )
        for row in certificates
    )


@quantity("被聘中级以上职称或技师以上,或注册会计师、律师执业", "appointed at the middle level, or in practice",
          unit="truth", cites=(hukou_2012("申办条件"), hukou_pages("职称")), bounds=(False, True),
          gap="certificates.appointed",
          premises=(Text("由在沪单位聘任", "the appointment is by an employer in Shanghai"),),
          question=Text("其他目录内职业资格能否替代职称未见规定:不下结论",
                        "whether other listed qualifications stand in for a title is not said: open"))  # fmt: skip
def title_held(certificates: Rows, application_month: Moment) -> Truth:
    """Appointed in Shanghai to a mid-level title or skill level 2 or above; or practising.

    在沪被聘中级以上职称或技师(二级)以上且岗位对应;注册会计师、律师实际执业的视为具备。
    """
    practises = some(
        all_of(
            among(row.kind, PRACTISING),
            obtained_by(row, application_month),
            told(row.matches_post),
        )
        for row in certificates
    )
    listed = appointed_to(
        certificates, frozenset({Certificate.LISTED_QUALIFICATION}), application_month
    )
    middle = appointed_to(certificates, MIDDLE, application_month)
    return any_of(middle, practises, perhaps(listed))


# ---- a clean record


@condition(
    "无刑事犯罪记录", "no criminal record", cites=(hukou_2012("申办条件"), hukou_pages("记录"))
)
def no_criminal_record(criminal_record: Truth) -> Truth:
    """No criminal record.

    无刑事犯罪记录。
    """
    return opposite(criminal_record)


@condition("无违法和不良记录", "no breach of law and no bad record",
           cites=(hukou_2012("申办条件"), hukou_pages("记录")), bounds=(False, True),
           question=Text("追溯多少年、含哪些记录未见规定:不限年份,行政拘留、处罚、不良记录和涉税违法都算",
                         "how far back and which records is not said: detentions, penalties, bad "
                         "records and tax violations of any year"))  # fmt: skip
def no_bad_record(detentions: Rows, penalties: Rows, tax_violations: Rows, cycle: int) -> Truth:
    """No detention, penalty, bad record or tax violation up to the year.

    截至当年无行政拘留、行政处罚、不良信用和涉税违法记录。
    """
    records = how_many(
        all_of(row.year > 0, row.year <= cycle)
        for rows in (detentions, penalties, tax_violations)
        for row in rows
    )
    return same(records, 0)


# ---- routes


@route("满七年并有职称", "seven years and a title", cites=(hukou_2012("申办条件"), hukou_pages("年限")),
       question=Text("技师、注册会计师、律师是否同样须达到1.3倍基数未见规定:此处同样要求",
                     "whether skill level 2, accountants and lawyers need the base of 1.3 times too is "
                     "not said: here they do"))  # fmt: skip
def seven_years_with_title(
    counted_months: Count, years_standard: Count, title_held: Truth, base_with_title: Truth
) -> Truth:
    """Eighty-four months of permit and insurance, a title of the middle level, the base of 1.3 times.

    持证、参保累计满7年,被聘中级以上职称或技师以上,最近4年基数达到1.3倍。
    """
    return all_of(counted_months >= years_standard, title_held, base_with_title)


@route("满七年、基数达2倍", "seven years at twice the average wage", cites=hukou_pages("缴费基数"))
def seven_years_by_base(
    counted_months: Count, years_standard: Count, base_without_title: Truth
) -> Truth:
    """Eighty-four months, and twice the average wage instead of a title.

    持证、参保累计满7年,最近4年内36个月基数达到2倍,无须职称。
    """
    return all_of(counted_months >= years_standard, base_without_title)


@route(
    "满五年、基数达3倍", "five years at three times the average wage", cites=hukou_pages("缩短年限")
)
def five_years_by_base(
    counted_months: Count,
    years_shortened: Count,
    months_by_level: ByKind[Calendar],
    base_months_required: Count,
    base_window: Count,
    application_month: Moment,
) -> Truth:
    """Sixty months, and three times the average wage for 36 of the last 48.

    持证、参保累计满5年,最近4年内36个月基数达到3倍。
    """
    triple = enough(
        months_by_level[Level.TRIPLE], base_months_required, base_window, application_month
    )
    return all_of(counted_months >= years_shortened, triple)


@route("重点区域、重点单位缩短年限", "fewer years in a key area or with a key employer",
       cites=hukou_pages("缩短年限"),
       question=Text("张江、临港为5年或3年,五大新城、崇明的名单单位和远郊教师、医务人员为5年;"
                     "单位是否在内、此路径是否免1倍至2倍基数要求未见规定:够最短年限的不下结论",
                     "in Zhangjiang and Lingang five or three years, with listed employers of the five new "
                     "towns and Chongming, or teaching or medical work in remote suburbs, five: which "
                     "employers, and whether the base is asked for, was not seen: open from the fewest "
                     "years on"))  # fmt: skip
def key_area(
    counted_months: Count,
    years_in_key_area: Count,
    employer_shortens: Truth,
    at_work: Calendar,
    title_held: Truth,
    base_with_title: Truth,
    base_without_title: Truth,
    application_month: Moment,
) -> Truth:
    """Three to five years of permit and insurance, with an employer for which fewer are asked.

    在缩短年限的重点区域或名单单位工作,持证、参保累计满规定的较短年限。
    """
    works = at_work.last(1, application_month).count() > 0
    usual = any_of(base_without_title, all_of(title_held, base_with_title))
    return all_of(
        counted_months >= years_in_key_area,
        works,
        employer_shortens,
        any_of(usual, perhaps(opposite(usual))),
    )


@route("高级职称或高级技师", "senior title or skill level 1", cites=hukou_pages("不受年限"),
       bounds=(False, True), gap="certificates.appointed")  # fmt: skip
def senior_title(certificates: Rows, application_month: Moment) -> Truth:
    """Appointed to a senior title or skill level 1 that matches the post: without years.

    被聘高级职称或高级技师且岗位对应的,不受年限限制。
    """
    return appointed_to(certificates, SENIOR, application_month)


@route("重大贡献奖励", "a major award", cites=hukou_pages("不受年限"), bounds=(False, True),
       gap="commendations.kind",
       question=Text("哪些奖励属“重大”未见:有市级以上表彰的不下结论",
                     "which awards are major was not seen: open for one of the city or above"))  # fmt: skip
def major_award(commendations: Rows) -> Truth:
    """A major contribution that was awarded: without years.

    在沪作出重大贡献并获相应奖励的,不受年限限制。
    """
    return perhaps(some(among(row.kind, MAJOR) for row in commendations))


@eligibility("可以申办居转户", "may settle with the permit",
             cites=(hukou_2012("申办条件"), hukou_2019("申办条件"), hukou_pages("条件")),
             premises=(Text("由用人单位申报并审核", "the employer applies"),),
             question=Text("2019年重新公布的文本未见,条件按2012年办法及转载;积分达120分不是法定条件",
                           "the text issued anew in 2019 was not seen: conditions as of 2012 and as "
                           "reposted; 120 points are not a condition"))  # fmt: skip
def eligible(
    permit_valid: Truth,
    no_criminal_record: Truth,
    no_bad_record: Truth,
    seven_years_with_title: Truth,
    seven_years_by_base: Truth,
    five_years_by_base: Truth,
    key_area: Truth,
    senior_title: Truth,
    major_award: Truth,
) -> Truth:
    """A valid permit, a clean record, and one of the routes.

    持有有效居住证、无不良记录,并符合途径之一。
    """
    by_years = any_of(seven_years_with_title, seven_years_by_base, five_years_by_base, key_area)
    clean = all_of(permit_valid, no_criminal_record, no_bad_record)
    return all_of(clean, any_of(by_years, senior_title, major_award))


rulebook = Rulebook.of(
    rules_in(calendars, hukou_years_and_base, globals()),
    scheme="shanghai-hukou",
    version="2012",
    title=Text("上海市居转户(2012年办法)", "Shanghai settling with a permit (measures of 2012)"),
    parameters=load_parameters(HERE / "wages.toml", documents)
    | load_parameters(HERE / "hukou_2012.toml", documents),
    facts=catalogue(),
    cycles=(2020, 2026),
    reference_day=day_asked,
)
