"""The app as Django knows it."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Published lists: cycles, distributions, look-up."""

    name = "luohu.web.lists"
    label = "lists"
