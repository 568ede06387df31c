"""What allauth asks of the site: where one goes after signing in, and how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from luohu.web.protection import ciphers

PLACE = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in takes the password and, where there is one, the second factor; nothing is mailed."""

    def get_login_stages(self) -> list[str]:
        """The one stage between the password and being signed in."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where one's work is."""
        from luohu.web.accounts.homes import home_of

        return home_of(request.user)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The same for who has just signed up."""
        return self.get_login_redirect_url(request)

    def add_message(self, *told: Any, **named: Any) -> None:
        """The pages say what happened themselves."""

    def send_notification_mail(self, *told: Any, **named: Any) -> None:
        """No mail is sent."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted in the database."""

    def get_totp_issuer(self) -> str:
        """What the authenticator app calls the site."""
        return "Luohu"

    def encrypt(self, text: str) -> str:
        """A secret in an envelope."""
        return ciphers.seal(text.encode(), PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret out of its envelope."""
        return ciphers.unseal(encrypted_text, PLACE).decode()
