"""The app as Django knows it."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record: every change with who, what and why, chained so that nothing is altered unseen."""

    name = "luohu.web.record"
    label = "record"
