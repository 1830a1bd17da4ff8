"""Tells Django of the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "ladder.accounts"
    label = "accounts"
