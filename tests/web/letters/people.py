"""People of the tests, and a search that finds by titles."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Permission, User

from luohu.consult.library import Library
from luohu.consult.search import Found, Match
from luohu.law.sources import Text
from luohu.web.accounts.roles import Role
from tests.web.accounts.people import applicant, officer, signed_in

__all__ = ["ByTitle", "person", "signed_in"]
NOTHING = Text("没有合适的标准答复", "no standard reply fits")


def person(username: str, *rights: str) -> User:
    """Somebody: an officer of letters if he has any right, by code name; else an applicant."""
    user = officer(Role.LETTERS, username=username) if rights else applicant(username)
    user.first_name = f"演示-{username}"
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@dataclass(frozen=True)
class ByTitle:
    """Finds the replies of a library whose title stands in the letter."""

    library: Library

    def find(self, letter: str, top: int = 3) -> Found:
        """At most so many replies."""
        matches = [
            Match(one, 0.5, (one.title.zh,))
            for one in self.library.replies.values()
            if one.title.zh in letter or one.title.en in letter
        ]
        return Found(tuple(matches[:top]), None if matches else NOTHING)
