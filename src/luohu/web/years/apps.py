"""The app as Django knows it."""

from django.apps import AppConfig


class YearsConfig(AppConfig):
    """The authority's year: scheme, calendar, quota, departments."""

    name = "luohu.web.years"
    label = "years"
