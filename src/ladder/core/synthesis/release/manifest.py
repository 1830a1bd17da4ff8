"""The manifest of a bundle: what it is, and the SHA-256 of every file in it; its own hash is that of the release."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from ladder.core.canonical import write_canonically
from ladder.core.synthesis.disclosure.certificate import METHOD as AUDIT
from ladder.core.synthesis.method import DECLARED_GROUPS, Method
from ladder.core.synthesis.release.about import About

MANIFEST, RULES, CERTIFICATE = "manifest.json", "rules.json", "certificate.json"
GROUPS, ITEMS, CELLS, PARTICIPATION, COMMENTS = (
    "groups.csv", "items.csv", "cells.csv", "participation.csv", "comments.csv",
)  # fmt: skip
TABLES = (GROUPS, ITEMS, CELLS, PARTICIPATION)
KEPT_OF_EARLIER = (MANIFEST, RULES, *TABLES)
EARLIER = "earlier"
FORMAT = "cobalt-ladder-release"
FORMAT_VERSION = 1
PUBLIC_CLASSES = Method("public-classes", "1")


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def bundle_digest(files: Mapping[str, bytes]) -> str:
    """The one hash of a release: the SHA-256 of its manifest, which holds those of all other files.

    Raises:
        KeyError: there is no manifest.
    """
    return sha256(files[MANIFEST])


def write_manifest(
    about: About, rules_digest: str, files: Mapping[str, bytes], earlier: Sequence[tuple[int, str]]
) -> bytes:
    """The manifest of all other files; `earlier` are numbers of earlier releases with the hashes of their manifests."""
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "round": about.round,
        "number": about.number,
        "framework": {"key": about.framework, "version": about.framework_version},
        "created_on": about.created_on.isoformat(),
        "rules_digest": rules_digest,
        "licence": about.licence,
        "attribution": about.attribution,
        "is_demonstration": about.is_demonstration,
        "methods": [{"name": each.name, "version": each.version} for each in (DECLARED_GROUPS, PUBLIC_CLASSES, AUDIT)],
        "files": {name: {"bytes": len(content), "sha256": sha256(content)} for name, content in sorted(files.items())},
        "earlier": [{"number": number, "manifest_sha256": digest} for number, digest in earlier],
    }
    return write_canonically(document) + b"\n"


def earlier_name(number: int, name: str) -> str:
    """Where a file of an earlier release stands in a later bundle."""
    return f"{EARLIER}/{number}/{name}"


def listed_files(manifest: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Size and hash of every file that a manifest lists; what it lists in a wrong form is left out."""
    found = {}
    files = manifest.get("files")
    for name, entry in files.items() if isinstance(files, dict) else ():
        if isinstance(entry, dict) and isinstance(entry.get("bytes"), int) and isinstance(entry.get("sha256"), str):
            found[name] = (entry["bytes"], entry["sha256"])
    return found
