"""Makes tables append-only in the database itself, for use in migrations.

    operations = [..., keep_append_only("assessment_determination")]

A fault in a later line of code, or a hand at the database's prompt, cannot then rewrite what was recorded. Whoever
owns the database can still drop the guard: against that stands the Merkle tree.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

REFUSAL = "{table} is append-only"
SQLITE = (
    'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{refusal}\'); END',
    'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, \'{refusal}\'); END',
    # INSERT OR REPLACE deletes the old row without firing the trigger above.
    (
        'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '
        'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}") '
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    ),
)
POSTGRESQL = (
    (
        'CREATE FUNCTION "{table}_refuse"() RETURNS trigger LANGUAGE plpgsql AS '
        "$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END $$"
    ),
    (
        'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        'FOR EACH ROW EXECUTE FUNCTION "{table}_refuse"()'
    ),
    (
        'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_refuse"()'
    ),
)
DROP_SQLITE = tuple(f'DROP TRIGGER IF EXISTS "{{table}}_no_{what}"' for what in ("update", "delete", "replace"))
DROP_POSTGRESQL = (
    'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"',
    'DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}"',
    'DROP FUNCTION IF EXISTS "{table}_refuse"()',
)


def keep_append_only(*tables: str, key: str = "id") -> RunPython:
    """A migration step after which the database refuses UPDATE, DELETE and TRUNCATE on these tables.

    `key` is the column of their primary key.
    """

    def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        release(apps, editor)  # a table that SQLite rebuilt lost its guard, on PostgreSQL it still stands
        run(editor, SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL, tables, key)

    def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        del apps
        run(editor, DROP_SQLITE if editor.connection.vendor == "sqlite" else DROP_POSTGRESQL, tables, key)

    return RunPython(guard, release)


def run(editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...], tables: tuple[str, ...], key: str) -> None:
    """Run each statement for each table."""
    for table in tables:
        for statement in statements:
            editor.execute(statement.format(table=table, key=key, refusal=REFUSAL.format(table=table)), None)
