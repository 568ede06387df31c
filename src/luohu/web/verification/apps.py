"""The app as Django knows it."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Departments verify what they answer for; applicants ask for a review."""

    name = "luohu.web.verification"
    label = "verification"

    def ready(self) -> None:
        """Let the record answer for decisions, applicants see theirs, and what follows a change follow it."""
        from luohu.web.declarations import keeping as declarations
        from luohu.web.declarations import slots
        from luohu.web.operations import daily
        from luohu.web.protection import exports
        from luohu.web.record import words
        from luohu.web.record.watched import watch
        from luohu.web.verification import keeping, laying, moving, overview, providing
        from luohu.web.verification.deciding import WATCHED
        from luohu.web.verification.models import TouchedCheck
        from luohu.web.years import actions, counts, holds

        words.provide(providing.ACTIONS)
        watch(TouchedCheck, WATCHED, lambda check: f"check:{check.pk}")
        slots.provide(providing.links)
        actions.provide("verification", overview.actions)
        counts.provide("verification", overview.HEADING, overview.counts)
        daily.provide("lay-out", laying.lay_out_due)
        exports.provide("verification", providing.rows_of)
        holds.followed_by("departments", "verification", moving.follow)
        declarations.followed_by("verification", keeping.emptied)
