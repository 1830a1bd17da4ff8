"""SQLite's journal keeps the last writes in their order until it is emptied."""

from pathlib import Path

import pytest
from django.db import ConnectionHandler

from ladder.config.environment import sqlite_database
from ladder.consultation.services.traces import forget_traces


@pytest.fixture
def database(tmp_path: Path):
    """A database of its own in a file, opened as the product opens it."""
    own = ConnectionHandler({"default": sqlite_database(tmp_path / "own.sqlite3")})["default"]
    yield own
    own.close()


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_deleted_words_leave_the_file_and_the_journal(tmp_path, database, django_db_blocker):
    with django_db_blocker.unblock(), database.cursor() as cursor:
        cursor.execute("CREATE TABLE said (id integer PRIMARY KEY, words text)")
        cursor.execute("INSERT INTO said VALUES (1, 'words that are taken back')")
        cursor.execute("DELETE FROM said")
        assert b"words that are taken back" in bytes_of(tmp_path)
        forget_traces(database)
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
        assert b"words that are taken back" not in bytes_of(tmp_path)


def test_within_a_transaction_nothing_is_done(database, django_db_blocker):
    with django_db_blocker.unblock(), database.cursor() as cursor:
        cursor.execute("BEGIN")
        database.in_atomic_block = True
        forget_traces(database)
        database.in_atomic_block = False
        cursor.execute("ROLLBACK")
