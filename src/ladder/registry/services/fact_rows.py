"""Writes very many facts at once: plain parameters to one INSERT, about five times as fast as model instances."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from ladder.registry.models import Fact

COLUMNS = (
    "public_id",
    "site_id",
    "visit_id",
    "kind",
    "value",
    "unit",
    "observed_on",
    "method",
    "source_id",
    "is_sensitive",
    "is_doubted",
    "note",
    "replaces_id",
    "recorded_at",
    "recorded_by_id",
)
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact still to be written."""

    site_id: int
    visit_id: int
    kind: str
    value: object
    unit: str
    observed_on: date
    method: str
    source_id: int
    is_sensitive: bool
    is_doubted: bool
    replaces_id: int | None = None


def insert_facts(facts: Iterable[NewFact], *, recorded_at: datetime) -> int:
    """Write facts of an import; returns how many. To be called inside a transaction."""
    meta = Fact._meta  # noqa: SLF001 - Django's own interface
    moment = meta.get_field("recorded_at").get_db_prep_save(recorded_at, connection)
    rows = [row_of(fact, moment) for fact in facts]
    marks = ", ".join("%s" for _ in COLUMNS)
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), CHUNK):
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608 - our names
                rows[start : start + CHUNK],
            )
    return len(rows)


def row_of(fact: NewFact, moment: Any) -> tuple[Any, ...]:
    """The parameters of one fact, as both databases take them."""
    key = uuid.uuid4()
    return (
        key if connection.features.has_native_uuid_field else key.hex,
        fact.site_id,
        fact.visit_id,
        fact.kind,
        json.dumps(fact.value, ensure_ascii=False),
        fact.unit,
        fact.observed_on.isoformat(),
        fact.method,
        fact.source_id,
        fact.is_sensitive,
        fact.is_doubted,
        "",
        fact.replaces_id,
        moment,
        None,
    )
