"""The app as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Published letters: cycles, distributions, look-up."""

    name = "luohu.web.letters"
    label = "letters"
