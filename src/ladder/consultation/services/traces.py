"""Removes what a database keeps of deleted words: SQLite's journal holds the last writes in the order they came."""

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

PATIENCE_MS = 200


def forget_traces(database: BaseDatabaseWrapper | None = None) -> None:
    """Write SQLite's journal back into the file, where deleted content is overwritten, and empty it.

    To be called after a transaction, never inside one. Somebody who reads at this moment may keep the journal for a
    little longer; the next call empties it. Other databases clean up by themselves (docs/adr/0010).
    """
    used = database or connection
    if used.vendor != "sqlite" or used.in_atomic_block:
        return
    with used.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        try:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
        except DatabaseError:
            return  # in use; nothing is lost by emptying it later
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
