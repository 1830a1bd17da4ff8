"""What backup and restore share: the manifest, digests, row counts, and PostgreSQL's own programs."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
DATABASES = {"sqlite": "ladder.sqlite3", "postgresql": "ladder.pgdump"}
NO_MANIFEST = "{path}: is not the manifest of a backup. Name a folder that `ladder backup` wrote."


class CopyFault(Exception):  # noqa: N818 - it is told to a person, not raised at a programmer
    """What is wrong with a copy, one line a fault."""


def refuse(faults: str, *, as_json: bool) -> int:
    """Say every fault, one a line or as one JSON document; returns the exit code of an input at fault."""
    if as_json:
        parts = [line.partition(": ")[::2] for line in faults.splitlines()]
        document = {"faults": [{"where": where, "sentence": sentence} for where, sentence in parts]}
        print(json.dumps(document, ensure_ascii=False, sort_keys=True))
    else:
        print(faults, file=sys.stderr)
    return 1


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def describe_files(folder: Path) -> dict[str, dict[str, object]]:
    """Size and digest of every file below a folder, by its path in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): {"bytes": path.stat().st_size, "sha256": digest_of(path)} for path in files}


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a backup.

    Raises:
        CopyFault: there is none, or it is not one of ours.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        manifest = None
    if not is_manifest(manifest):
        raise CopyFault(NO_MANIFEST.format(path=path))
    return dict(manifest)


def is_manifest(manifest: object) -> bool:
    """Whether a document has the shape of our manifest, and names no file outside its folder."""
    if not isinstance(manifest, dict) or not {"engine", "rows", "files", "version"} <= manifest.keys():
        return False
    files, rows, engine = manifest["files"], manifest["rows"], manifest["engine"]
    return (
        isinstance(files, dict)
        and all(isinstance(said, dict) and {"bytes", "sha256"} <= said.keys() for said in files.values())
        and not any(Path(name).is_absolute() or ".." in Path(name).parts or "\0" in name for name in files)
        and isinstance(rows, dict)
        and all(isinstance(count, int) for count in rows.values())
        and isinstance(engine, str)
        and DATABASES.get(engine) in files
    )


def check_files(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Every file that is missing or changed, one line each."""
    faults = []
    for name, said in sorted(manifest["files"].items()):
        path = folder / name
        if not path.is_file():
            faults.append(f"{path}: is missing from the backup.")
        elif path.stat().st_size != said["bytes"] or digest_of(path) != said["sha256"]:
            faults.append(f"{path}: has changed since the backup was made; use another copy.")
    return faults


def count_rows(path: Path, engine: str) -> dict[str, int]:
    """Rows of every table of a copy, after SQLite's own check of the whole file; PostgreSQL checks while restoring.

    Raises:
        CopyFault: the copy is damaged.
    """
    if engine != "sqlite":
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            rows = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608
    except sqlite3.DatabaseError as fault:
        raise CopyFault(f"{path}: the copy is damaged ({fault}).") from fault
    if verdict != "ok":
        raise CopyFault(f"{path}: the copy is damaged ({verdict}).")
    return rows


def find_program(name: str) -> str:
    """Path of one of PostgreSQL's programs."""
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        raise CopyFault(f"{name}: is not installed; it comes with PostgreSQL's client programs.")
    return found


def dump_postgres(database: Mapping[str, Any], target: Path) -> None:
    """A consistent dump of the whole database."""
    order = [find_program("pg_dump"), "--format=custom", f"--file={target}", f"--dbname={database['NAME']}"]
    run_program([*order, *connection_options(database)], str(database.get("PASSWORD") or ""))


def restore_postgres(source: Path, address: str) -> None:
    """Load a dump into the empty database that `DATABASE_URL` names."""
    if not address:
        raise CopyFault("DATABASE_URL: name the empty PostgreSQL database to restore into.")
    order = [find_program("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction"]
    run_program([*order, f"--dbname={address}", str(source)], "")


def connection_options(database: Mapping[str, Any]) -> list[str]:
    """Host, port and user as the programs take them."""
    named = {"--host": database.get("HOST"), "--port": database.get("PORT"), "--username": database.get("USER")}
    return [f"{option}={value}" for option, value in named.items() if value]


def run_program(order: list[str], password: str) -> None:
    """Run one of PostgreSQL's programs; its own words tell what failed."""
    environment = {"PGPASSWORD": password} if password else None
    done = subprocess.run(order, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CopyFault(f"{Path(order[0]).name}: {done.stderr.strip()[-400:]}")
