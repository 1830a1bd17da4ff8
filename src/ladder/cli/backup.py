"""`ladder backup DIR`: one consistent, verified copy of all data while the server goes on."""

import argparse
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ladder import __version__
from ladder.assessment.models import StoredFile
from ladder.assessment.storage import Store, evidence_store
from ladder.assessment.storage.folder import INCOMING
from ladder.cli.copies import BLOCK, DATABASES, MANIFEST, CopyFault, count_rows, describe_files, dump_postgres, refuse

KEPT = ("keys", "demo-accounts.json", "demo-codes.json")
EVIDENCE = "evidence"


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
    text = f"Backed up {summary['rows']} rows and {summary['files']} files to {folder}. Lock it away, with its keys."
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
    copy_evidence(folder / EVIDENCE)
    manifest = {
        "version": __version__, "engine": engine, "made_at": timezone.now().isoformat(timespec="seconds"),
        "rows": count_rows(folder / DATABASES[engine], engine), "files": describe_files(folder),
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return manifest


def copy_evidence(target: Path) -> None:
    """Files of evidence as they are stored, encrypted, from the folder or the bucket.

    The database was copied before: whatever it names was durable by then. What arrives meanwhile does no harm.

    Raises:
        CopyFault: a file that the database names is not in the store.
    """
    source = Path(settings.EVIDENCE_ROOT)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(INCOMING))
    if not settings.EVIDENCE_STORE:
        return
    store = evidence_store()
    for sha256 in StoredFile.objects.order_by("pk").values_list("sha256", flat=True).iterator():
        copy_sealed(store, sha256, target / sha256[:2] / sha256[2:4] / sha256)


def copy_sealed(store: Store, sha256: str, path: Path) -> None:
    """One file of a bucket, in the place where a folder has it."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with closing(store.open_sealed(sha256)) as stream, path.open("wb") as copy:
            shutil.copyfileobj(stream, copy, BLOCK)
    except OSError as fault:
        raise CopyFault(f"{sha256}: is not in the store of evidence ({fault}).") from fault


def copy_database(target: Path) -> None:
    """A copy by the engine itself: copying the file beside a running SQLite would corrupt it."""
    if connection.vendor == "postgresql":
        dump_postgres(connection.settings_dict, target)
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
