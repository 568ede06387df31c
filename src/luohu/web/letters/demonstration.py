"""Invented letters and officers, so that the desk of a new site has something to show."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from luohu.law.days import today
from luohu.law.sources import Text
from luohu.web.accounts.appointing import Post
from luohu.web.accounts.demonstration import demonstration_officer
from luohu.web.accounts.roles import Role
from luohu.web.accounts.services import allow
from luohu.web.assessment.example import EXAMPLE
from luohu.web.letters import library, services
from luohu.web.letters.desk.composing import Used, composed, figures_for
from luohu.web.letters.models import Letter
from luohu.web.shell.accounts import Account, demonstration_account

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CITIZEN, OFFICER, SECOND = "demo-citizen", "demo-letters", "demo-letters-second"
NAMES = {CITIZEN: "演示-来信人", OFFICER: "演示-答复一", SECOND: "演示-答复二"}
RIGHTS = ("edit_replies", "review_replies")
PLAIN = Text("您反映的情况已经记录。", "What you wrote has been noted.")
REMARK = Text("请补上这一项的依据。", "Please add what this rests on.")


@dataclass(frozen=True)
class Told:
    """An invented letter: how many days ago it came, its words, and what was done so many days ago."""

    ago: int
    text: str
    then: Sequence[tuple[int, str, str]] = ()
    language: str = "zh"
    attached: bool = False
    sensitive: bool = False


def load_demonstration() -> list[Account]:
    """The people and letters of the demonstration, made once; how to sign in as each."""
    made = [
        demonstration_account(name, NAMES[name]) if name == CITIZEN else _officer(name)
        for name in NAMES
    ]
    people = {user.username: user for _, user in made}
    if not Letter.objects.filter(owner=people[CITIZEN]).exists():
        for told in LETTERS:
            _written(told, people)
    return [account for account, _ in made]


def _officer(name: str) -> tuple[Account, User]:
    """An officer of letters who may also edit and review the standard replies."""
    account, officer = demonstration_officer(name, NAMES[name], Post(Role.LETTERS))
    allow(actor=None, user=officer, names=RIGHTS)
    return account, officer


def _written(told: Told, people: dict[str, User]) -> None:
    """A letter and all that was done with it, each through its service, moved back to its day."""
    found = library.finder().find(told.text).matches
    letter, _code = services.write_letter(
        text=told.text,
        language=told.language,
        actor=people[CITIZEN] if told.attached or told.ago % 3 == 0 else None,
        document=EXAMPLE if told.attached else None,
        cycle=today().year if told.attached else None,
        topic=found[0].reply.number if found else 0,
        sensitive=told.sensitive or any(one.reply.sensitive for one in found[:1]),
    )
    passed = told.ago
    for ago, action, words in told.then:
        _move_back(letter, passed - ago)
        _done(letter, action, words, people)
        passed = ago
    _move_back(letter, passed)


def _done(letter: Letter, action: str, words: str, people: dict[str, User]) -> None:
    officer, second = people[OFFICER], people[SECOND]
    letter.refresh_from_db()
    actions: dict[str, Callable[[], object]] = {
        "again": partial(services.write_again, letter, text=words, actor=letter.owner),
        "draft": partial(_draft, letter, officer),
        "ask": partial(services.ask_second_look, letter, actor=officer),
        "back": partial(services.give_back, letter, actor=second, remark=words),
        "send": partial(_send, letter, officer, second),
        "reopen": partial(services.reopen, letter, actor=officer, remark=words),
        "merge": partial(_merge, letter, officer),
    }
    actions[action]()


def _draft(letter: Letter, officer: User) -> None:
    first = letter.messages.order_by("pk").first()
    found = library.finder().find(first.text if first else "").matches[:1]
    replies = [one.reply for one in found]
    figures = figures_for(letter, replies)
    text = composed(letter, replies, figures, "" if replies else PLAIN.in_(letter.language))
    used = [Used(one.number, one.version).as_json for one in replies]
    services.save_draft(letter, actor=officer, text=text, replies=used, figures=bool(figures))


def _send(letter: Letter, officer: User, second: User) -> None:
    """Send the draft, with a second look where one is needed."""
    letter.refresh_from_db()
    if letter.sensitive:
        services.ask_second_look(letter, actor=officer)
    services.send(letter, actor=second if letter.sensitive else officer)


def _merge(letter: Letter, officer: User) -> None:
    into = Letter.objects.filter(
        state="waiting", language=letter.language, topic=letter.topic, document__isnull=True
    )
    if (other := into.exclude(pk=letter.pk).first()) is not None:
        services.merge(letter, actor=officer, into=other)


def _move_back(letter: Letter, days: int) -> None:
    """Everything of a letter so many days earlier, as if it had been done then."""
    by = datetime.timedelta(days=days)
    for held, names in _moments(letter):
        for name in names:
            if (moment := getattr(held, name)) is not None:
                setattr(held, name, moment - by)
        held.save(update_fields=names)


def _moments(letter: Letter) -> Iterator[tuple[Any, list[str]]]:
    letter.refresh_from_db()
    yield letter, ["received", "due", "answered"]
    for message in letter.messages.all():
        yield message, ["sent"]
    for step in letter.steps.all():
        yield step, ["at"]
    if hasattr(letter, "draft"):
        yield letter.draft, ["saved"]


ANSWERED = ("draft", "send")


def _answered(*days: int) -> tuple[tuple[int, str, str], ...]:
    """A draft and its sending on each of some days ago."""
    return tuple((ago, action, "") for ago in days for action in ANSWERED)


# Invented, all of them; nobody wrote them and they are about nobody.
LETTERS = (
    Told(34, "建议多放一些名额,每年六千人实在太少了,排队的人一年比一年多。", _answered(27)),
    Told(33, "请问在职读的本科算不算学历?毕业证和学位证都有。", _answered(25)),
    Told(31, "租的房子没有备案,住了八年,这八年能不能算合法稳定住所?", _answered(22)),
    Told(30, "Please raise the yearly number of places. Six thousand is far too few.", _answered(21), "en"),
    Told(29, "换工作中间社保断了两个月,后来单位补缴了,这两个月算不算?",
         (*_answered(20), (12, "again", "谢谢答复。那补缴的部分能不能由单位开证明再算上?"), *_answered(9))),
    Told(28, "分数和最后一名一样,是不是也能落户?", _answered(24)),
    Told(27, "落户以后孩子能不能一起迁过来?孩子今年上小学。", _answered(18)),
    Told(26, "建议给一条固定的分数线,够了就能落,不要每年都变。", _answered(17)),
    Told(25, "今年什么时候开始申报?要准备什么材料?", _answered(23)),
    Told(24, "职住区域的分是怎么算的?从海淀搬到昌平上班能加多少?",
         (*_answered(16), (6, "reopen", "来信人来电说有一处没有看明白"),), sensitive=False),
    Told(22, "年纪每大一岁就少好多分,超过四十五岁的人怎么办?建议取消年龄限制。"),
    Told(21, "政策能不能稳定几年?我们规划了五年,怕明年又变。"),
    Told(19, "举报有人挂靠社保办落户,这种情况怎么处理?", sensitive=True),
    Told(18, "My company paid my insurance late last year. Does a make-up payment count?", (), "en"),
    Told(17, "夫妻两个人的分能不能加在一起?一家人一起排队更公平。"),
    Told(16, "个税要交到多少才有加分?我去年交了九万多。"),
    Told(15, "名额能不能翻一倍?我排名一万多,看不到头。"),
    Told(15, "希望扩大积分落户规模,名额太少,排不上。", ((13, "merge", ""),)),
    Told(14, "我在北京工作十五年了,一直交社保,希望满十五年就能直接落户。"),
    Told(13, "请按我附上的材料看看,我的就业和居住各有多少分?还差多少?", attached=True),
    Told(12, "学历分和读书时间扣分怎么算?我读研那三年社保也交了,为什么要扣?"),
    Told(11, "爱人名下的房子,我能不能算自有住所?结婚六年了。",
         ((8, "draft", ""), (8, "ask", ""), (7, "back", REMARK.zh))),
    Told(10, "被单位辞退,社保停了半年,还能不能申报?"),
    Told(9, "建议给医护和老师这些岗位单独加分。", ((5, "draft", ""), (5, "ask", "")), sensitive=True),
    Told(8, "材料填错了一项,已经提交了还能不能改?会不会算弄虚作假?", ((3, "draft", ""), (3, "ask", "")), sensitive=True),
    Told(6, "上海和北京的积分有什么不同?我在上海也交过五年社保。"),
    Told(5, "有过一次行政拘留,是不是永远不能落户?", sensitive=True),
    Told(4, "有发明专利和科技奖,能加多少分?"),
    Told(3, "小区停车位一直不够,请问该找哪个部门?"),
    Told(2, "Does renting in Changping count more than renting in Haidian?", (), "en"),
    Told(1, "退休年龄推迟以后,四十五岁的年龄分界会不会跟着变?"),
    Told(0, "提交申报以后换了单位,新单位要不要重新申报?"),
)  # fmt: skip
