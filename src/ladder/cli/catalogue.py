"""`ladder catalogue`: loads packs into the catalogue, and says which versions are there."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import list_versions
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.faults import ERROR, PackFaultsError
from ladder.packfiles.reading import read_pack

INPUT_AT_FAULT, WRONG_USAGE = 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("catalogue", help="load packs into the catalogue, and list what is there")
    actions = parser.add_subparsers(metavar="action", required=True)
    load = actions.add_parser("load", help="load a content pack as a version; loading it again changes nothing")
    load.add_argument("folder", type=Path, metavar="DIR")
    load.add_argument("--publish", action="store_true", help="publish the version; from then on it never changes")
    load.set_defaults(run=run_load)
    listing = actions.add_parser("list", help="every version with its status and content hash")
    listing.set_defaults(run=run_list)
    for action in (load, listing):
        action.add_argument("--json", action="store_true", help="one JSON document")


def run_load(arguments: argparse.Namespace) -> int:
    """Load one pack. Returns 1, with a line for each fault, where it cannot be taken; 2 where there is no folder."""
    today = timezone.localdate()
    if not arguments.folder.is_dir():
        print(f"ladder catalogue load: there is no folder {arguments.folder}.", file=sys.stderr)
        return WRONG_USAGE
    try:
        version = load_pack(read_pack(arguments.folder), actor=None, on=today)
        if arguments.publish:
            version = publish_version(version=version, actor=None, on=today)
    except PackFaultsError as refusal:
        errors = [fault for fault in refusal.faults if fault.severity == ERROR]
        return report([str(fault) for fault in errors], [fault.as_document() for fault in errors], arguments)
    except CatalogueFaultsError as refusal:
        lines = [f"{fault.where}: {fault.sentence}" for fault in refusal.faults]
        return report(lines, [fault.as_document() for fault in refusal.faults], arguments)
    show([version], arguments)
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """List all versions, the newest of each framework first."""
    show(list_versions(), arguments)
    return 0


def show(versions: list[FrameworkVersion], arguments: argparse.Namespace) -> None:
    """Print versions as lines or as JSON."""
    if arguments.json:
        print(json.dumps({"versions": [describe(one) for one in versions]}, sort_keys=True, ensure_ascii=False))
        return
    for one in versions:
        print(f"{one.framework.key} {one.version}  {one.status:<9}  {one.content_hash}")


def describe(version: FrameworkVersion) -> dict[str, object]:
    """A version as JSON."""
    return {
        "framework": version.framework.key,
        "version": version.version,
        "status": version.status,
        "content_hash": version.content_hash,
        "is_illustrative": version.is_illustrative,
        "effective_from": version.effective_from.isoformat() if version.effective_from else None,
        "published_on": version.published_on.isoformat() if version.published_on else None,
        "withdrawn_on": version.withdrawn_on.isoformat() if version.withdrawn_on else None,
    }


def report(lines: list[str], faults: list[dict[str, Any]], arguments: argparse.Namespace) -> int:
    """Print every fault and say that the input is at fault."""
    if arguments.json:
        print(json.dumps({"faults": faults}, sort_keys=True, ensure_ascii=False))
    else:
        print("\n".join(lines), file=sys.stderr)
    return INPUT_AT_FAULT
