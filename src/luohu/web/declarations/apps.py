"""The app as Django knows it."""

from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    """Declarations of applicants through their employers."""

    name = "luohu.web.declarations"
    label = "declarations"

    def ready(self) -> None:
        """Let the record answer for declarations, bars and employers, exports find them, limits reach them."""
        from luohu.web.declarations import bars, employers, keeping, stepping
        from luohu.web.declarations.models import Bar, Declaration, Employer
        from luohu.web.protection import exports, retention
        from luohu.web.record.watched import watch

        watch(Declaration, stepping.WATCHED, stepping.subject_of)
        watch(Bar, bars.WATCHED, str)
        watch(Employer, employers.WATCHED, employers.subject_of)
        exports.provide("declarations", keeping.declarations_of)
        for stage in keeping.STAGES:
            retention.provide(stage)
