"""`ladder backup DIR`: one consistent, verified copy of all data while the server goes on."""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ladder import __version__
from ladder.cli.copies import DATABASES, MANIFEST, CopyFault, count_rows, describe_files, dump_postgres, refuse

KEPT = ("keys", "evidence", "demo-accounts.json", "demo-codes.json")


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("backup", help="one consistent, verified copy of all data")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or does not exist yet")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the copy, read it back, and write the manifest last: a folder without manifest is no backup."""
    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = f"{folder}: is not empty; name a folder that is empty or does not exist yet."
        return refuse(sentence, as_json=arguments.json)
    try:
        manifest = write_copy(folder)
    except CopyFault as fault:
        return refuse(str(fault), as_json=arguments.json)
    summary = {"folder": str(folder), "files": len(manifest["files"]), "rows": sum(manifest["rows"].values())}
    text = f"Backed up {summary['rows']} rows and {summary['files']} files to {folder}."
    print(json.dumps(summary, sort_keys=True) if arguments.json else text)
    return 0


def write_copy(folder: Path) -> dict[str, Any]:
    """Database first, then what stands beside it; returns the manifest. The folder holds secrets: owner only."""
    engine = connection.vendor
    if engine == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        raise CopyFault(f"{settings.HOME}: holds no data to back up; name the right folder with LADDER_HOME.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy_database(folder / DATABASES[engine])
    for name in KEPT:
        source = settings.HOME / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy2(source, folder / name)
    manifest = {
        "version": __version__, "engine": engine, "made_at": timezone.now().isoformat(timespec="seconds"),
        "rows": count_rows(folder / DATABASES[engine], engine), "files": describe_files(folder),
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return manifest


def copy_database(target: Path) -> None:
    """A copy by the engine itself: copying the file beside a running SQLite would corrupt it."""
    if connection.vendor == "postgresql":
        dump_postgres(connection.settings_dict, target)
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
