"""Primary keys that tell nothing of the order in which rows came."""

import secrets
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

BITS = 62


def draw_key() -> int:
    """A random positive number of 62 bits."""
    return secrets.randbits(BITS) + 1


class RandomKey(models.BigIntegerField):  # type: ignore[type-arg]
    """A random primary key.

    On SQLite it is the row's own number, so that rows lie on the disk in the order of chance: a copy of the database
    does not tell who spoke after whom (docs/methods/anonymous-answers.md).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "default": draw_key, "editable": False, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """`integer` makes SQLite use the key itself as the row's number; `bigint` would not."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
