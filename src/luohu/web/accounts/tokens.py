"""Keys to the interface for programs: a verifier's, shown once, kept as a digest, good for ninety days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from ninja.security import HttpBearer

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.accounts.models import Token
from luohu.web.accounts.roles import Role, role_of
from luohu.web.record import security
from luohu.web.record import services as record
from luohu.web.shell import clock

LASTS = timedelta(days=90)
MARK = "luohu_"


@transaction.atomic(durable=True)
def issue(user: User) -> str:
    """A new token of a verifier, returned this once; the one he had counts no more."""
    if role_of(user) != Role.VERIFIER or not user.is_active:
        right = Text("由核查人员签发自己的令牌", "a verifier issues his own")
        wrong = Text("只有核查人员可以有令牌", "only a verifier has a token")
        raise Refused([Fault(Place(column="user"), wrong, right)])
    moment, token = clock.now(), MARK + secrets.token_urlsafe(32)
    Token.objects.filter(user=user, ended=None).update(ended=moment)
    Token.objects.create(user=user, digest=_digest(token), issued=moment, expires=moment + LASTS)
    security.log("key-issued", username=user.username)
    _note(user, "issue-token")
    return token


@transaction.atomic(durable=True)
def end(user: User) -> int:
    """End the tokens of somebody; how many there were."""
    many = Token.objects.filter(user=user, ended=None).update(ended=clock.now())
    _note(user, "end-token")
    return many


def current(user: User) -> Token | None:
    """The token of somebody that counts now."""
    return Token.objects.filter(user=user, ended=None, expires__gt=clock.now()).first()


def holder_of(token: str) -> User | None:
    """Whose a token is; None for one that does not count, or whose holder may verify no more."""
    found = (
        Token.objects.select_related("user", "user__appointment")
        .filter(digest=_digest(token), ended=None, expires__gt=clock.now())
        .first()
    )
    if found is None or not found.user.is_active or role_of(found.user) != Role.VERIFIER:
        return None
    return found.user


class Bearer(HttpBearer):
    """The holder of a token as `request.auth` and `request.user`; a refusal is in the security log."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Whose the token is, None for nobody's."""
        user = holder_of(token)
        if user is None:
            security.log("key-refused", path=request.path)
            return None
        request.user = user
        return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _note(user: User, action: str) -> None:
    record.note(actor=user, role=str(role_of(user)), action=action, subject=f"user:{user.pk}")
