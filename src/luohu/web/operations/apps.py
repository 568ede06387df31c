"""The app as Django knows it."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running the site: jobs, logs, health, backups."""

    name = "luohu.web.operations"
    label = "operations"

    def ready(self) -> None:
        """What operations itself does every day."""
        from luohu.web.operations import daily

        for duty in (
            daily.sessions,
            daily.retention,
            daily.attachments,
            daily.dormant,
            daily.unsent,
        ):
            daily.provide(duty.__name__, duty)
