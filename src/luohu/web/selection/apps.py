"""The app as Django knows it."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Freezing, ranking, publishing, objections and settlement."""

    name = "luohu.web.selection"
    label = "selection"
