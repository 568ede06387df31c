"""The app as Django knows it."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The self-assessment: steps, result, way ahead and other cities; nothing is stored."""

    name = "luohu.web.assessment"
    label = "assessment"
