"""What must be so of a year before it is opened or changed; pure, nothing is read or kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.record.reasons import name_faults
from luohu.web.years.models import MOMENTS, MUST_LAST, PREFIX
from luohu.web.years.wording import MOMENT_LABELS, written

Moments = Mapping[str, datetime.datetime]
LONGEST_TITLE, LARGEST_QUOTA = 100, 10_000_000


def fault(column: str, wrong: Text, right: Text) -> Fault:
    """What is wrong with one field of a year."""
    return Fault(Place(column=column), wrong, right)


def order_faults(moments: Moments) -> Iterator[Fault]:
    """Each moment follows the one before it; a window that people act in has some length."""
    for one, following in pairwise(MOMENTS):
        before, after = moments[one], moments[following]
        must_last = (one, following) in MUST_LAST
        if after < before or (must_last and after == before):
            named, than = MOMENT_LABELS[following], MOMENT_LABELS[one]
            later = Text("晚于", "after") if must_last else Text("不早于", "not before")
            yield fault(
                following,
                Text(f"{written(after)} 太早", f"{written(after)} is too early"),
                Text(
                    f"{named.zh}须{later.zh}{than.zh}({written(before)})",
                    f"{named.en} has to be {later.en} {than.en} ({written(before)})",
                ),
            )


def passed_faults(before: Moments, after: Moments, now: datetime.datetime) -> Iterator[Fault]:
    """A moment that has passed stays; one to come may not be moved to where it would have passed."""
    for name in MOMENTS:
        if after[name] == before.get(name):
            continue
        if name in before and before[name] <= now:
            told = written(before[name])
            yield fault(
                name,
                Text(f"{told} 已过,不能再改", f"{told} has passed and cannot be changed"),
                Text(f"保持 {told}", f"leave it at {told}"),
            )
        elif after[name] <= now:
            told = written(after[name])
            yield fault(
                name,
                Text(f"{told} 已经过去", f"{told} is in the past"),
                Text(f"晚于现在({written(now)})", f"after the present moment ({written(now)})"),
            )


def title_faults(title: str) -> Iterator[Fault]:
    """A title is one line that is not empty, not too long, and holds nobody's number."""
    yield from name_faults("title", title)
    if not 1 <= len(title) <= LONGEST_TITLE or not title.isprintable():
        yield fault(
            "title",
            Text("名称为空、太长或有换行", "the title is empty, too long or has line breaks"),
            Text(f"一行,1 至 {LONGEST_TITLE} 字", f"one line of 1 to {LONGEST_TITLE} characters"),
        )


def prefix_faults(prefix: str, taken: Collection[str]) -> Iterator[Fault]:
    """Numbers begin with digits and capitals that no other year uses."""
    right = Text("4 至 10 位数字或大写字母", "4 to 10 digits or capital letters")
    if not re.search(PREFIX, prefix):
        wrong = Text(f"“{prefix[:20]}”不能作前缀", f"“{prefix[:20]}” cannot be a prefix")
        yield fault("number_prefix", wrong, right)
    elif prefix in taken:
        wrong = Text(f"{prefix} 已用于另一年度", f"{prefix} is another year's")
        yield fault("number_prefix", wrong, Text("换一个", "choose another"))


def quota_faults(quota: int | None) -> Iterator[Fault]:
    """A quota is at least one place, or not decided yet."""
    if quota is not None and not 1 <= quota <= LARGEST_QUOTA:
        yield fault(
            "quota",
            Text(f"{quota} 不能作落户规模", f"{quota} cannot be a quota"),
            Text(
                f"1 至 {LARGEST_QUOTA} 的整数,未定的留空",
                f"a whole number from 1 to {LARGEST_QUOTA}; empty if it is not decided",
            ),
        )


def department_faults(wanted: Collection[str], given: Mapping[str, str]) -> Iterator[Fault]:
    """Each fact that is verified has one of the departments; there are no other facts."""
    right = Text("从部门中选一个", "choose one of the departments")
    for fact in wanted:
        if given.get(fact, "") not in DEPARTMENTS:
            yield fault(fact, Text("没有核查部门", "no department verifies it"), right)
    for fact in given.keys() - set(wanted):
        wrong = Text(f"这个方案不核查 {fact[:40]}", f"this scheme does not verify {fact[:40]}")
        yield fault(fact[:40], wrong, Text("删去这一项", "leave it out"))
