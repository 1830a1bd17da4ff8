"""`ladder restore DIR`: makes an instance equal to a backup, after checking every file of it."""

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import Any

from ladder.cli.copies import MANIFEST, CopyFault, check_files, count_rows, read_manifest, refuse, restore_postgres

DATABASE = "ladder.sqlite3"


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("restore", help="make an instance equal to a backup")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that `ladder backup` wrote")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check first, then copy into an empty home folder; every fault is named and nothing is written."""
    home = Path(os.environ.get("LADDER_HOME") or Path.cwd() / "var").expanduser().resolve()
    try:
        manifest = read_manifest(arguments.folder)
        check(arguments.folder, manifest, home)
        copy_back(arguments.folder, manifest, home)
    except CopyFault as fault:
        return refuse(str(fault), as_json=arguments.json)
    summary = {"home": str(home), "files": len(manifest["files"]), "rows": sum(manifest["rows"].values())}
    text = f"Restored {summary['rows']} rows and {summary['files']} files into {home}."
    print(json.dumps(summary, sort_keys=True) if arguments.json else text)
    return 0


def check(folder: Path, manifest: dict[str, Any], home: Path) -> None:
    """Every reason not to restore, in one go."""
    faults = check_files(folder, manifest)
    faults += check_rows(folder, manifest) if not faults else []
    faults += [f"{home}: holds data already; name an empty folder with LADDER_HOME."] if is_used(home) else []
    if faults:
        raise CopyFault("\n".join(faults))


def is_used(home: Path) -> bool:
    """Whether the home folder holds an instance."""
    return home.is_file() or (home / DATABASE).exists() or (home / "keys").exists()


def check_rows(folder: Path, manifest: dict[str, Any]) -> list[str]:
    """Whether the copy's database is whole and has as many rows as the manifest says, before anything is written."""
    if manifest["engine"] != "sqlite" or count_rows(folder / DATABASE, "sqlite") == manifest["rows"]:
        return []
    return [f"{folder / DATABASE}: has other numbers of rows than {folder / MANIFEST} says."]


def copy_back(folder: Path, manifest: dict[str, Any], home: Path) -> None:
    """Everything but the manifest; the database has been compared with the manifest's row counts before."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in manifest["files"]:
        if not name.endswith(".pgdump"):
            (home / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(folder / name, home / name)
    if manifest["engine"] == "postgresql":
        restore_postgres(folder / "ladder.pgdump", os.environ.get("DATABASE_URL", ""))
