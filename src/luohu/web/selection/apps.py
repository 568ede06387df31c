"""The app as Django knows it."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Freezing, ranking, publishing, objections and settlement."""

    name = "luohu.web.selection"
    label = "selection"

    def ready(self) -> None:
        """Tell the apps below what this one has to say to them."""
        from luohu.web.operations import background
        from luohu.web.selection import checking, told

        told.provide()
        background.registered(checking.JOB)  # known to a worker by its import alone
