"""The app as Django knows it."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """The interface for programs, /api/v1/."""

    name = "luohu.web.api"
    label = "api"
