"""`ladder oscal`: writes a pack as OSCAL, reads one back, and lints OSCAL documents of any origin."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ladder.packfiles.document import as_document as pack_document
from ladder.packfiles.document import content_hash
from ladder.packfiles.faults import PackFaultsError
from ladder.packfiles.oscal.documents import OscalFault, read_folder
from ladder.packfiles.oscal.export import export_oscal
from ladder.packfiles.oscal.judging import read_checked_pack
from ladder.packfiles.oscal.lint import lint_files
from ladder.packfiles.oscal.reader import OscalFaultsError
from ladder.packfiles.reading import read_pack

DONE, INPUT_AT_FAULT = 0, 1


class InputFaultError(ValueError):
    """What was named on the command line cannot be read or written; the message says why."""


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("oscal", help="write a pack as OSCAL, lint OSCAL documents")
    actions = parser.add_subparsers(metavar="action", required=True)
    export = actions.add_parser("export", help="write a pack as a folder of OSCAL documents")
    export.add_argument("pack", type=Path, help="folder of the pack")
    export.add_argument("out", type=Path, help="folder to make; it must not exist yet or be empty")
    export.set_defaults(run=run_export)
    lint = actions.add_parser("lint", help="find broken references in OSCAL documents")
    lint.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="JSON files, or folders of them")
    lint.set_defaults(run=run_lint)
    read = actions.add_parser("read", help="read an OSCAL export back as a pack; --json gives the whole pack")
    read.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="JSON files, or folders of them")
    read.set_defaults(run=run_read)
    for one in (export, lint, read):
        one.add_argument("--json", action="store_true", help="one JSON document instead of text")


def run_export(arguments: argparse.Namespace) -> int:
    """Write the export; nothing is written where the pack has a fault or the folder holds something."""
    try:
        files = export_oscal(read_pack(arguments.pack))
        write_folder(files, arguments.out)
    except PackFaultsError as fault:
        return tell([one.as_document() for one in fault.faults], map(str, fault.faults), arguments)
    except (InputFaultError, OSError) as fault:
        sentence = reason_of(fault)
        return tell([{"file": str(arguments.out), "sentence": sentence}], [sentence], arguments)
    document = {"folder": str(arguments.out), "files": sorted(files)}
    print(json.dumps(document, indent=2) if arguments.json else f"{len(files)} documents written to {arguments.out}.")
    return DONE


def write_folder(files: dict[str, bytes], folder: Path) -> None:
    """Write files as one new folder: all of them or none."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} exists already; name a new or empty folder."
        raise InputFaultError(message)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".oscal-", dir=folder.parent))
    try:
        for name, data in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(data)
        beside.chmod(0o755)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def run_lint(arguments: argparse.Namespace) -> int:
    """Lint every document named, together, so that references between them resolve."""
    try:
        files, faults = gather_files(arguments.paths)
    except (InputFaultError, OSError) as fault:
        return tell([{"file": "", "sentence": reason_of(fault)}], [reason_of(fault)], arguments)
    found = sorted([*faults, *lint_files(files)])
    if found:
        return tell([as_document(fault) for fault in found], map(as_line, found), arguments)
    report = json.dumps({"documents": len(files), "faults": []}, indent=2)
    print(report if arguments.json else f"{len(files)} documents, no fault.")
    return DONE


def run_read(arguments: argparse.Namespace) -> int:
    """Read an export as a pack and say what it holds, or every fault."""
    try:
        files, faults = gather_files(arguments.paths)
        pack = read_checked_pack(files)
    except OscalFaultsError as fault:
        return tell([as_document(one) for one in fault.faults], map(as_line, fault.faults), arguments)
    except (InputFaultError, OSError) as fault:
        return tell([{"file": "", "sentence": reason_of(fault)}], [reason_of(fault)], arguments)
    if faults:
        return tell([as_document(fault) for fault in faults], map(as_line, faults), arguments)
    if arguments.json:
        document = {"content_hash": content_hash(pack), "pack": pack_document(pack)}
        print(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(f"{pack.key} {pack.version}: {len(pack.requirements)} requirements, content hash {content_hash(pack)}.")
    return DONE


def gather_files(paths: Iterable[Path]) -> tuple[dict[str, bytes], list[OscalFault]]:
    """Bytes of every file named or held by a folder named, by its path from the folder that holds them all."""
    found = [path.resolve() for path in paths]
    top = Path(os.path.commonpath([path if path.is_dir() else path.parent for path in found]))
    files: dict[str, bytes] = {}
    faults: list[OscalFault] = []
    for path in found:
        if not path.exists():
            message = f"{path} does not exist."
            raise InputFaultError(message)
        held, refused = read_folder(path) if path.is_dir() else ({"": read_file(path)}, [])
        files |= {(path / name).relative_to(top).as_posix(): data for name, data in held.items()}
        faults += refused
    if not files and not faults:
        message = "No JSON file was found."
        raise InputFaultError(message)
    return files, faults


def read_file(path: Path) -> bytes:
    """The bytes of one file; an error while reading names the file as one while opening does."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault


def reason_of(fault: InputFaultError | OSError) -> str:
    """Why something cannot be read or written, without the machine's error number."""
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}." if fault.filename else f"{fault.strerror}."
    return str(fault)


def as_document(fault: OscalFault) -> dict[str, str]:
    """A fault as JSON."""
    return {"file": fault.document, "pointer": fault.pointer, "kind": fault.kind, "sentence": fault.sentence}


def as_line(fault: OscalFault) -> str:
    """A fault as one line."""
    return f"{fault.document}#{fault.pointer}: {fault.sentence}"


def tell(documents: list[dict[str, Any]], lines: Iterable[str], arguments: argparse.Namespace) -> int:
    """Say every fault, one a line or as one JSON document."""
    if arguments.json:
        print(json.dumps({"faults": documents}, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(*lines, sep="\n", file=sys.stderr)
    return INPUT_AT_FAULT
