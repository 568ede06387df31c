"""The app as Django knows it."""

from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    """Declarations of applicants through their employers."""

    name = "luohu.web.declarations"
    label = "declarations"
