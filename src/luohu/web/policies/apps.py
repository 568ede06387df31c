"""The app as Django knows it."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """The policy browser: every version of every scheme, made from the code."""

    name = "luohu.web.policies"
    label = "policies"
