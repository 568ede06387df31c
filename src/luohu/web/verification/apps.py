"""The app as Django knows it."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Departments verify what they answer for; applicants ask for a review."""

    name = "luohu.web.verification"
    label = "verification"
