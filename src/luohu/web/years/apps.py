"""The app as Django knows it."""

from django.apps import AppConfig


class YearsConfig(AppConfig):
    """The authority's year: scheme, calendar, quota, departments."""

    name = "luohu.web.years"
    label = "years"

    def ready(self) -> None:
        """Let the record answer for the rows of years, and say what is done with them in words."""
        from luohu.web.record import words
        from luohu.web.record.watched import watch
        from luohu.web.years.models import Year
        from luohu.web.years.services import DECIDED, subject_of
        from luohu.web.years.wording import ACTIONS

        words.provide(ACTIONS)
        watch(Year, DECIDED, subject_of)
