"""The app as Django knows it."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """What every page shares: the frame, words in the reader's language, refusals, pictures."""

    name = "luohu.web.shell"
    label = "shell"
