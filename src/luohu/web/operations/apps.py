"""The app as Django knows it."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running the site: jobs, logs, health, backups."""

    name = "luohu.web.operations"
    label = "operations"

    def ready(self) -> None:
        """What operations itself does every day, and what its steps are called."""
        from luohu.law.sources import Text
        from luohu.web.operations import daily
        from luohu.web.record import words

        words.provide(
            {
                "cancel_job": Text("取消后台工作", "job called off"),
                "repeat_job": Text("重做后台工作", "job asked for again"),
            }
        )

        for duty in (
            daily.sessions,
            daily.retention,
            daily.attachments,
            daily.dormant,
            daily.unsent,
        ):
            daily.provide(duty.__name__, duty)
