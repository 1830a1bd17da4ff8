"""Every table that a migration made append-only is still guarded when all migrations are done."""

import re

import pytest
from django.db import connection

from ladder.config.settings import PACKAGE

NAMED = re.compile(r'"([a-z]+_[a-z]+)"')


def tables_meant() -> set[str]:
    """Tables named in a call of `keep_append_only` in any migration."""
    meant = set()
    for path in PACKAGE.glob("*/migrations/*.py"):
        for call in re.findall(r"keep_append_only\((.*?)\)", path.read_text(encoding="utf-8"), re.DOTALL):
            meant |= set(NAMED.findall(call))
    return meant


@pytest.mark.django_db
def test_every_append_only_table_is_guarded_at_the_end():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'")
        else:
            cursor.execute(
                "SELECT relname FROM pg_trigger JOIN pg_class c ON tgrelid = c.oid WHERE tgname LIKE '%_no_change'"
            )
        guarded = {name for (name,) in cursor.fetchall()}
    meant = tables_meant()
    assert "assessment_determination" in meant
    assert meant - guarded == set()
