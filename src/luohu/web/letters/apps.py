"""The app as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Questions, standard replies, letters and the desk that answers them."""

    name = "luohu.web.letters"
    label = "letters"

    def ready(self) -> None:
        """Say what is kept of who wrote, and for how long."""
        from luohu.web.letters import keeping
        from luohu.web.protection import exports, retention

        exports.provide("letters", keeping.letters_of)
        retention.provide(keeping.STAGE)
