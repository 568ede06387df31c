"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may do what: accounts, roles, second factors, sessions."""

    name = "luohu.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to signing in and out, check what is set, say what is kept and where secrets are sealed."""
        from allauth.mfa.models import Authenticator

        from luohu.web.accounts import checks, journal, kept
        from luohu.web.accounts.adapters import PLACE
        from luohu.web.protection import exports, rotation

        del checks, journal
        exports.provide("access", kept.access)
        exports.provide("sessions", kept.sessions_of)
        rotation.provide(rotation.Inside(Authenticator, "data", PLACE))
