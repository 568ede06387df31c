"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may do what: accounts, roles, second factors, sessions."""

    name = "luohu.web.accounts"
    label = "accounts"
