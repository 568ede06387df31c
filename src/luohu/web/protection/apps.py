"""The app as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Personal data: encrypted, masked, found by blind index, kept no longer than needed."""

    name = "luohu.web.protection"
    label = "protection"
