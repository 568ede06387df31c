"""The app as Django knows it."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Freezing, ranking, publishing, objections and settlement."""

    name = "luohu.web.selection"
    label = "selection"

    def ready(self) -> None:
        """Tell the apps below what this one has to say to them."""
        from luohu.web.selection import told

        told.provide()
