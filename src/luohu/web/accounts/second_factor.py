"""The second factor: codes of an authenticator app that count once each, and recovery codes."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def has_factor(user: User) -> bool:
    """Whether an account has an authenticator app."""
    return bool(Authenticator.objects.filter(user=user, type=TOTP).exists())


def new_secret() -> str:
    """A secret for an authenticator app."""
    return str(totp.generate_totp_secret())


def step_of(secret: str, code: str) -> int | None:
    """The step of time that a code is of, within one step of now; None for no code of this secret."""
    plain = "".join(code.split())
    for counter in totp.yield_hotp_counters_from_time():
        if totp.compare_user_code(
            actual=plain, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))
        ):
            return int(counter)
    return None


def secret_of(user: User) -> str:
    """The secret of an account's authenticator app, empty where it has none."""
    kept = Authenticator.objects.filter(user=user, type=TOTP).first()
    return str(totp.decrypt(kept.data["secret"])) if kept is not None else ""


@transaction.atomic
def accepts(user: User, code: str) -> str:
    """Which factor a code proves, `totp` or `recovery_codes`; empty for a wrong or used one.

    A code of an earlier step than the last one counts as used.
    """
    secret = secret_of(user)
    if not secret:
        return ""
    if (counter := step_of(secret, code)) is not None:
        return str(TOTP) if used_up(user, counter) else ""
    kept = Authenticator.objects.select_for_update().filter(user=user, type=RECOVERY).first()
    if kept is not None and RecoveryCodes(kept).validate_code("".join(code.split())):
        return str(RECOVERY)
    return ""


def used_up(user: User, counter: int) -> bool:
    """Count the code of a step as used; False where it was already."""
    from luohu.web.accounts.models import LastCode

    _, made = LastCode.objects.get_or_create(user=user, defaults={"counter": counter})
    if made:
        return True
    later = LastCode.objects.filter(user=user, counter__lt=counter)
    return later.update(counter=counter) == 1


def picture(user: User, secret: str) -> str:
    """The square code that an authenticator app reads, as the source of an image."""
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def recovery_codes(user: User) -> list[str]:
    """The recovery codes that are not used yet."""
    kept = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return RecoveryCodes(kept).get_unused_codes() if kept is not None else []


def attach(user: User, secret: str) -> list[str]:
    """Keep a secret and new recovery codes for an account, in place of what it had; the codes."""
    detach(user)
    totp.TOTP.activate(user, secret)
    return list(RecoveryCodes.activate(user).generate_codes())


def renew_codes(user: User) -> list[str]:
    """New recovery codes in place of all old ones."""
    Authenticator.objects.filter(user=user, type=RECOVERY).delete()
    return list(RecoveryCodes.activate(user).generate_codes())


def detach(user: User) -> None:
    """Take the second factor of an account away."""
    from luohu.web.accounts.models import LastCode

    Authenticator.objects.filter(user=user).delete()
    LastCode.objects.filter(user=user).delete()
