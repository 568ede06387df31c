"""The app as Django knows it."""

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """The study: reforms, the forecast, the calibration."""

    name = "luohu.web.studies"
    label = "studies"
