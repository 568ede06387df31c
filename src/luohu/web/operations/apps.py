"""The app as Django knows it."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running the site: jobs, logs, health, backups."""

    name = "luohu.web.operations"
    label = "operations"
