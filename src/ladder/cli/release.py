"""`ladder release audit DIR` and `ladder release verify DIR`: what a bundle gives away, and whether it holds."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ladder.core.synthesis.disclosure import Certificate, audit
from ladder.core.synthesis.release import Bundle, BundleFault, Verification, read_bundle, verify_bundle
from ladder.core.synthesis.release.csv_text import LARGEST_FILE_BYTES

DONE, INPUT_AT_FAULT, WRONG_USAGE = 0, 1, 2
MOST_FILES = 2_000
LARGEST_BUNDLE_BYTES = 256 * 1024 * 1024
LAYOUT: dict[str, Any] = {"ensure_ascii": False, "indent": 2, "sort_keys": True}


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add `release` and its own commands."""
    parser = subparsers.add_parser("release", help="audit or verify a release bundle")
    actions = parser.add_subparsers(metavar="action", required=True)
    for name, run, summary in (
        ("audit", run_audit, "every count of too few people that the bundle gives away, or its certificate"),
        ("verify", run_verify, "recompute every hash, class and carried row of the bundle"),
    ):
        action = actions.add_parser(name, help=summary)
        action.add_argument("folder", metavar="DIR", type=Path, help="folder of the bundle")
        action.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document")
        action.set_defaults(run=run)


def run_audit(arguments: argparse.Namespace) -> int:
    """Audit a bundle with the earlier releases in it. Returns 0 certified, 1 leaks or faults, 2 no such folder."""
    bundle, faults = load(arguments.folder)
    if bundle is None:
        return no_folder("audit", arguments.folder)
    if faults:
        return refuse(faults, as_json=arguments.as_json)
    certificate = audit(bundle.releases, bundle.rules)
    if arguments.as_json:
        print(written(certificate.as_document() | {"faults": [], "unread": list(bundle.unread)}))
    else:
        print_certificate(certificate, bundle)
    return DONE if certificate.is_certified else INPUT_AT_FAULT


def run_verify(arguments: argparse.Namespace) -> int:
    """Recompute a bundle. Returns 0 when all holds, 1 when something does not, 2 when there is no such folder."""
    bundle, faults = load(arguments.folder)
    if bundle is None:
        return no_folder("verify", arguments.folder)
    found = verify_bundle(bundle)
    unseen = [fault for fault in faults if fault not in found.faults]
    found = Verification((*unseen, *found.faults), found.classes, found.digest)
    if arguments.as_json:
        print(written(found.as_document()))
    elif found.holds:
        releases = len(bundle.releases)
        print(f"Verified: {len(found.classes)} items and {releases} release{'s' if releases > 1 else ''} recomputed.")
        print(found.digest)
    else:
        print(*found.faults, sep="\n", file=sys.stderr)
    return DONE if found.holds else INPUT_AT_FAULT


def load(folder: Path) -> tuple[Bundle | None, list[BundleFault]]:
    """The bundle in a folder with all its faults, or None where there is no folder."""
    if not folder.is_dir():
        return None, []
    files, faults = read_folder(folder)
    bundle = read_bundle(files)
    return bundle, [*faults, *bundle.faults]


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[BundleFault]]:
    """Every file below a folder by its name in the bundle; what leads out of it or is far too large is a fault."""
    files: dict[str, bytes] = {}
    faults: list[BundleFault] = []
    inside, total = folder.resolve(), 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if len(files) >= MOST_FILES or total > LARGEST_BUNDLE_BYTES:
            faults.append(BundleFault(name, 0, "", "the folder holds far more than a bundle does: it was not read on"))
            break
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            faults.append(BundleFault(name, 0, "", "this leads out of the folder: use files inside it only"))
        elif path.is_file():
            content, fault = read_file(path, name)
            files[name] = content
            total += len(content)
            faults += fault
    return files, faults


def read_file(path: Path, name: str) -> tuple[bytes, list[BundleFault]]:
    """The bytes of a file, but one more at most than a file of a bundle may have; or a fault."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE_BYTES + 1), []
    except OSError:
        return b"", [BundleFault(name, 0, "", "this file cannot be read: check its permissions")]


def no_folder(action: str, folder: Path) -> int:
    """Say that there is no such folder."""
    print(f"ladder release {action}: there is no folder {folder}.", file=sys.stderr)
    return WRONG_USAGE


def refuse(faults: Iterable[BundleFault], *, as_json: bool) -> int:
    """Say every fault, one a line or as one JSON document."""
    listed = list(dict.fromkeys(faults))
    if as_json:
        print(written({"certified": False, "faults": [each.as_document() for each in listed]}))
    else:
        print(*listed, sep="\n", file=sys.stderr)
    return INPUT_AT_FAULT


def written(document: dict[str, object]) -> str:
    """One JSON document."""
    return json.dumps(document, **LAYOUT)


def print_certificate(certificate: Certificate, bundle: Bundle) -> None:
    """What the auditor found, for people to read; leaks go to the error stream, one a line."""
    for name in bundle.unread:
        print(f"{name}: note: not a table of a release, so it was not audited.", file=sys.stderr)
    counted = certificate.counted
    looked = f"releases {counted['releases']}, items {counted['items']}, rows {counted['rows']}"
    if certificate.is_certified:
        print(f"Certified ({looked}): no count of too few people can be worked out.")
    else:
        print(*certificate.leaks, sep="\n", file=sys.stderr)
        print(f"Not certified ({looked}): {len(certificate.leaks)} to mend.", file=sys.stderr)
