"""Makes the database itself refuse any change to a version that was published, for use in migrations.

A draft may still be written, replaced and deleted. Of a published version only its withdrawal may be noted. On SQLite a
later migration that rebuilds one of these tables has to put the guard back, because the rebuilt table has no triggers.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

# Each table with the way from one of its rows ({row} is OLD or NEW) to the version that it belongs to.
THROUGH_REQUIREMENT = "(SELECT version_id FROM catalogue_requirementversion WHERE id = {row}.requirement_version_id)"
THROUGH_SYSTEM = "(SELECT version_id FROM catalogue_externalsystem WHERE id = {row}.system_id)"
TABLES = {
    "catalogue_versiondocument": "{row}.version_id",
    "catalogue_requirementversion": "{row}.version_id",
    "catalogue_requirementtext": THROUGH_REQUIREMENT,
    "catalogue_mapping": THROUGH_REQUIREMENT,
    "catalogue_migration": "{row}.to_version_id",
    "catalogue_externalsystem": "{row}.version_id",
    "catalogue_externalitem": THROUGH_SYSTEM,
}
VERSION = "catalogue_frameworkversion"
FIXED = ("public_id", "framework_id", "version", "address", "content_hash", "is_illustrative", "authoritative_language",
         "effective_from", "position", "loaded_on", "published_on")  # fmt: skip
ACTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
REFUSAL = "a published version never changes"


def freeze_published() -> RunPython:
    """A migration step after which the database refuses changes to published versions."""
    return RunPython(guard, release)


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place."""
    del apps
    is_sqlite = editor.connection.vendor == "sqlite"
    for table, act, condition in conditions():
        for statement in (sqlite_guard if is_sqlite else postgresql_guard)(table, act, condition):
            editor.execute(statement, None)


def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away again."""
    del apps
    for table, act, _condition in conditions():
        on_table = "" if editor.connection.vendor == "sqlite" else f" ON {table}"
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_{act}{on_table}", None)
        if on_table:
            editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse_{act}()", None)


def conditions() -> list[tuple[str, str, str]]:
    """Table, act, and the condition under which the act is refused."""
    found = [
        (table, act, " OR ".join(is_published(way.format(row=row)) for row in rows))
        for table, way in TABLES.items()
        for act, rows in ACTS.items()
    ]
    return [*found, (VERSION, "update", breaks_version()), (VERSION, "delete", "OLD.status <> 'draft'")]


def is_published(version: str) -> str:
    """The condition that the version with this key is no draft."""
    return f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = {version} AND v.status <> 'draft')"  # noqa: S608 - our words


def breaks_version() -> str:
    """The condition that a published version would be anything but withdrawn."""
    differs = " OR ".join(f"OLD.{name} <> NEW.{name} OR (OLD.{name} IS NULL) <> (NEW.{name} IS NULL)" for name in FIXED)
    steps = "NOT (OLD.status = NEW.status OR (OLD.status = 'published' AND NEW.status = 'withdrawn'))"
    return f"OLD.status <> 'draft' AND ({steps} OR {differs})"


def sqlite_guard(table: str, act: str, condition: str) -> list[str]:
    """The trigger in SQLite's words."""
    head = f"CREATE TRIGGER {table}_frozen_{act} BEFORE {act.upper()} ON {table} WHEN {condition}"
    return [f"{head} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"]


def postgresql_guard(table: str, act: str, condition: str) -> list[str]:
    """The trigger and its function in PostgreSQL's words."""
    function = f"{table}_refuse_{act}()"
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'"
    body = f"BEGIN IF {condition} THEN {refuse}; END IF; RETURN {'OLD' if act == 'delete' else 'NEW'}; END"
    trigger = f"CREATE TRIGGER {table}_frozen_{act} BEFORE {act.upper()} ON {table}"
    return [
        f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{trigger} FOR EACH ROW EXECUTE FUNCTION {function}",
    ]
