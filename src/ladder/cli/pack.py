"""`ladder pack check DIR`: every fault of a content pack with its place, or its content hash."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ladder.packfiles.document import content_hash
from ladder.packfiles.faults import ERROR, Fault
from ladder.packfiles.model import Pack
from ladder.packfiles.reading import load

DONE, INPUT_AT_FAULT, WRONG_USAGE = 0, 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add `pack` and its own commands."""
    parser = subparsers.add_parser("pack", help="check a content pack")
    actions = parser.add_subparsers(metavar="action", required=True)
    check = actions.add_parser("check", help="list every fault of a pack, or print its content hash")
    check.add_argument("folder", metavar="DIR", type=Path, help="folder of the pack")
    check.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check one pack. Returns 0 when it is sound, 1 when it has faults, 2 when there is no such folder."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        print(f"ladder pack check: there is no folder {folder}.", file=sys.stderr)
        return WRONG_USAGE
    pack, faults = load(folder)
    if arguments.as_json:
        print(json.dumps(report(pack, faults), sort_keys=True, indent=2, ensure_ascii=False))
    else:
        print_faults(pack, faults)
    return DONE if pack is not None else INPUT_AT_FAULT


def report(pack: Pack | None, faults: list[Fault]) -> dict[str, Any]:
    """What was found, as one JSON document."""
    return {
        "content_hash": content_hash(pack) if pack else None,
        "faults": [fault.as_document() for fault in faults if fault.severity == ERROR],
        "key": pack.key if pack else None,
        "requirements": len(pack.requirements) if pack else None,
        "sound": pack is not None,
        "version": pack.version if pack else None,
        "warnings": [fault.as_document() for fault in faults if fault.severity != ERROR],
    }


def print_faults(pack: Pack | None, faults: list[Fault]) -> None:
    """One line a fault; warnings go to the error stream when the pack is sound, so that the hash stands alone."""
    for fault in faults:
        if fault.severity == ERROR:
            print(fault)
        else:
            print(f"{fault.place}: warning: {fault.sentence}", file=sys.stderr)
    if pack is not None:
        print(content_hash(pack))
