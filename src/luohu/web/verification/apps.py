"""The app as Django knows it."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Departments verify what they answer for; applicants ask for a review."""

    name = "luohu.web.verification"
    label = "verification"

    def ready(self) -> None:
        """Have decided checks watched by the record, and reviews shown and handed out to applicants."""
        from luohu.web.declarations import slots
        from luohu.web.operations import daily
        from luohu.web.protection import exports
        from luohu.web.record import words
        from luohu.web.record.watched import watch
        from luohu.web.verification import laying, overview, providing
        from luohu.web.verification.deciding import WATCHED
        from luohu.web.verification.models import TouchedCheck
        from luohu.web.years import actions, counts

        words.provide(providing.ACTIONS)
        watch(TouchedCheck, WATCHED, lambda check: f"check:{check.pk}")
        slots.provide(providing.links)
        actions.provide("verification", overview.actions)
        counts.provide("verification", overview.HEADING, overview.counts)
        daily.provide("lay-out", laying.lay_out_due)
        exports.provide("verification", providing.rows_of)
