"""What pages of every part share: who is signed in, a sentence for the next page, what nobody keeps."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from luohu.law.sources import Text
from luohu.web.shell.pages import tell, unkept, user_of
from luohu.web.shell.refusals import refused, refused_at

RIGHT = Text("换一个", "take another")


def test_who_is_signed_in_is_found() -> None:
    request = RequestFactory().get("/")
    request.user = User(username="somebody")

    assert user_of(request) is request.user


def test_a_stranger_is_nobody_that_may_act() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with pytest.raises(AssertionError):
        user_of(request)


def test_a_sentence_is_kept_for_the_next_page() -> None:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    tell(request, "已办。")

    assert [(str(one), one.level_tag) for one in get_messages(request)] == [("已办。", "success")]


def test_what_nobody_keeps_says_so_to_caches_and_search_engines() -> None:
    answer = unkept(HttpResponse("a list of names"))

    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_refusal_has_one_fault_in_both_languages() -> None:
    (fault,) = refused("不对", "wrong", RIGHT, "number").faults

    assert (fault.place.column, fault.wrong, fault.right) == (
        "number",
        Text("不对", "wrong"),
        RIGHT,
    )
    assert refused_at("number", Text("不对", "wrong"), RIGHT).faults == [fault]
    assert refused("不对", "wrong", RIGHT).faults[0].place.column == ""
