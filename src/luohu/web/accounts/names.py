"""What an account may be called."""

from __future__ import annotations

import re

from django.contrib.auth.models import User

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.record.covering import holds_identity

SHORTEST, LONGEST = 3, 60
SHAPE = re.compile(r"[\w.@+-]+")
PERSONAL = re.compile(r"\d{11}|.*\d{15}.*")


def faults_of_name(username: str) -> list[Fault]:
    """What is wrong with a name; numbers of persons are none: names stand in the record in clear."""
    found = []
    if not SHORTEST <= len(username) <= LONGEST or not SHAPE.fullmatch(username):
        found.append(_fault(
            Text("用户名不合要求", "the username does not fit"),
            Text(f"{SHORTEST} 到 {LONGEST} 个字母、数字或 . @ + - _,不含空格",
                 f"{SHORTEST} to {LONGEST} letters, digits or . @ + - _, no spaces"),
        ))  # fmt: skip
    if PERSONAL.fullmatch(username) or holds_identity(username):
        found.append(_fault(
            Text("用户名像是证件号或电话号码", "the username looks like an ID or telephone number"),
            Text("换一个不含个人信息的名字", "take a name that tells nothing personal"),
        ))  # fmt: skip
    if User.objects.filter(username__iexact=username).exists():
        found.append(_fault(
            Text("这个用户名已经有人用了", "the username is taken"),
            Text("换一个用户名", "take another one"),
        ))  # fmt: skip
    return found


def _fault(wrong: Text, right: Text) -> Fault:
    return Fault(Place(column="username"), wrong, right)
