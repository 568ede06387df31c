"""The app as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Personal data: encrypted, masked, found by blind index, kept no longer than needed."""

    name = "luohu.web.protection"
    label = "protection"

    def ready(self) -> None:
        """Say what is kept of whom, and for how long."""
        from luohu.web.protection import exports, holdings, retention

        exports.provide("account", holdings.account_of)
        exports.provide("attachments", holdings.attachments_of)
        exports.provide("correction-requests", holdings.requests_of)
        exports.provide("sign-ins", holdings.sign_ins_of)
        retention.provide(holdings.STAGE)
