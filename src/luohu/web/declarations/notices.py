"""What an applicant is told before declaring: purpose and basis, in versions; and the consents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luohu.law.sources import Text


@dataclass(frozen=True, slots=True)
class Consent:
    """Something that has to be agreed to by itself: its key, and the words."""

    key: str
    words: Text


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice: paragraphs, the consents asked when beginning, those asked later."""

    version: str
    paragraphs: tuple[tuple[Text, Text], ...]
    consents: tuple[Consent, ...]
    later: tuple[Consent, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of everything that can be consented to."""
        return frozenset(one.key for one in (*self.consents, *self.later))


PURPOSE, SENSITIVE, MINORS = "purpose", "sensitive", "minors"
FIRST = Notice(
    "1",
    (
        (
            Text("为什么收集", "What it is for"),
            Text(
                "只用于办理本年度积分落户:核对资格条件、计算积分、排名、公示和办理落户。不作他用。",
                "Only for this year's points-based settlement: to check the conditions, work out the points, "
                "rank, publish and settle. For nothing else.",
            ),
        ),
        (
            Text("依据", "What it rests on"),
            Text(
                "《个人信息保护法》第十三条第一款第三项(履行法定职责所必需)、第三十四条,以及本年度适用的积分落户管理办法。",
                "The Personal Information Protection Law, article 13 (1) 3 (needed for statutory duties) and article "
                "34, and the settlement measures in force this year.",
            ),
        ),
        (
            Text("收集什么", "What is collected"),
            Text(
                "姓名、身份证件号码、手机号码、现住址,以及办法要问的事实。办法不问的不收。",
                "Name, identity number, mobile number, address, and the facts that the measures ask for. "
                "What they do not ask for is not taken.",
            ),
        ),
        (
            Text("谁会看到", "Who sees it"),
            Text(
                "您的用人单位看到您申报的内容,证件号码遮盖;每个核查部门只看到由它核查的一项;主管部门办理排名和公示。"
                "列入名单的,公示姓名、出生年月、单位和积分,不公示证件号码。",
                "Your employer sees what you declare, with the identity number covered; each department sees the one "
                "thing it verifies; the authority ranks and publishes. A published list has name, month of birth, "
                "employer and points, never the identity number.",
            ),
        ),
        (
            Text("您的权利", "Your rights"),
            Text(
                "可以随时查看、导出、要求更正您的资料;申报期内可以撤回或放弃申报。计算结果由程序得出,"
                "您可以看到每一分的依据,并在结果查询期要求人工复查。",
                "You may see, export and ask to correct what is kept of you at any time, and withdraw or give up "
                "while declarations are taken. Points are worked out by a program: you see the reason of each, and "
                "may ask for a review by people when the results can be seen.",
            ),
        ),
    ),
    (
        Consent(PURPOSE, Text("我已阅读并了解上述告知", "I have read and understood this notice")),
        Consent(
            SENSITIVE,
            Text(
                "我单独同意处理证件号码、违法记录等敏感个人信息",
                "I consent separately to the use of sensitive information such as identity number and offences",
            ),
        ),
    ),
    (
        Consent(
            MINORS,
            Text(
                "我是孩子的监护人,同意为随迁登记处理未满十四周岁孩子的信息",
                "I am the child's guardian and consent to the use of information on a child under fourteen for the "
                "child's move with me",
            ),
        ),
    ),
)
NOTICES: Final[Mapping[str, Notice]] = {one.version: one for one in (FIRST,)}
CURRENT: Final = FIRST
