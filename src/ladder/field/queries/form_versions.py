"""The versions of a form that were ever given out, as little as is needed of each; asked for every new submission."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ladder.field.writer import ask_once

VERSIONS = """
SELECT id, form_version, kind, is_open, created_at FROM field_fieldform WHERE form_id = %s ORDER BY id DESC
"""
DAY = len("2026-11-26")


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version: its primary key, its name, what it is for, whether it is open, the (UTC) day it was made."""

    key: int
    form_version: str
    kind: str
    is_open: bool
    made_on: date


def versions_of(form_id: str) -> list[FormVersion]:
    """All of them, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, [form_id])
        return [
            FormVersion(key, version, kind, bool(is_open), date.fromisoformat(str(made_at)[:DAY]))
            for key, version, kind, is_open, made_at in cursor.fetchall()
        ]


def versions_here(form_id: str) -> list[FormVersion]:
    """The same, asked once for all that share a commit."""
    return ask_once(("form", form_id), lambda: versions_of(form_id))


def kind_of(form_id: str) -> str:
    """What a form is for: all its versions are for the same. Empty where the form is not known."""
    return next((version.kind for version in versions_here(form_id)), "")
