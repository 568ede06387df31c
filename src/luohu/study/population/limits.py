"""What public data do not say of the applicants, and what is assumed in its place."""

from __future__ import annotations

from luohu.law.sources import Text

UNIDENTIFIED = (
    Text(
        "线下的人数和分数:只公布申请人数(2020年122,852人,非官方数字),线下分布假定为正态,"
        "由线上未受往年录取影响的部分外推,人数对上为准",
        "how many score what below the line: only the number of applicants is known (122,852 in 2020, "
        "unofficial); the density below is taken as normal, carried on from the part above the line "
        "that no earlier year has thinned, so that the number comes out",
    ),
    Text(
        "不符合条件者的比例和原因:假定申请人的一成,与其他人同分布",
        "how many applicants are not eligible, and why: a tenth is assumed, scoring like the others",
    ),
    Text(
        "线下各项指标的构成:沿用线附近的比例,就业、住所、出生年的权重离线越远越弱",
        "the make-up of the indicators below the line: the ratios near it are kept; those by "
        "employment, dwelling and birth year weigh less the further from the line",
    ),
    Text(
        "住所与工作的具体区:只公布职住分,区名按假定的比例抽取,两者互不相关",
        "the very districts of homes and jobs: only the area points are published; names are drawn "
        "by assumed shares, one without regard to the other",
    ),
    Text(
        "收入:只公布三年中达标的年数,各年税额出自假定的持续收入过程,2020年以后的也是",
        "income: only the years above the threshold are published; the tax of each year comes from "
        "an assumed persistent process, the years since 2020 as well",
    ),
    Text(
        "在职学历:只看得出与参保重叠的月数;重叠满12个月记作在职,线下比例未知",
        "study in service: only the months that overlap insurance show; twelve and more are taken "
        "for study in service; its share below the line is not known",
    ),
    Text(
        "补缴、断缴和参保的起点:正常缴费月数是公布的,空档的长短和位置、补缴的多少均为假定;"
        "早于1998年7月的部分也是",
        "make-ups, gaps and beginnings of insurance: the months normally paid are published; how "
        "long and where the holes are, how much was made up, and what lies before July 1998 is assumed",
    ),
    Text(
        "产权证晚于入住、签约日期、租赁备案:比例和间隔均为假定",
        "titles later than moving in, days of contract, registered leases: shares and delays are assumed",
    ),
    Text(
        "家庭:夫妻同时申请的比例(约4%)、婚姻、子女、学籍均为假定;夫妻各自的住所记录可以略有不同",
        "families: the share of spouses who both apply (about 4 %), marriages, children and where "
        "they are students are assumed; the homes of two spouses may differ a little",
    ),
    Text(
        "性别、岗位、职称、居住证和工作居住证的时间:未公布,均为假定",
        "sex, post, titles, the dates of residence and work permits: not published, assumed",
    ),
    Text(
        "2020年以后的搬家、换工作、纳税:为了能推演到以后年度而假定,参照过2021、2022年名单,不影响2020年的分数",
        "moves, changes of job and tax since 2020: assumed, so that later cycles can be scored, and "
        "chosen with the lists of 2021 and 2022 in sight; they do not touch the scores of 2020",
    ),
    Text(
        "灵活就业者的人数和分数:没有任何公布数据,假定像从未被录取分流过的申请人,收入较低",
        "how many people without an employer there are and what they score: nothing is published; "
        "they are taken to be like applicants whom no line has thinned, with less income",
    ),
)
