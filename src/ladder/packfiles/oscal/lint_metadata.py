"""Metadata: present, with a moment that is one, and one OSCAL version throughout the set."""

from collections.abc import Iterator
from datetime import datetime

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of
from ladder.packfiles.oscal.vocabulary import MOMENT, OSCAL_VERSION

REQUIRED = ("title", "last-modified", "version", "oscal-version")


def find_metadata_faults(collection: Collection) -> Iterator[OscalFault]:
    """Faults of every document's own uuid and metadata, and of their versions side by side."""
    for document in collection.documents.values():
        body = body_of(document)
        if "uuid" not in body.value:
            yield OscalFault(document.name, body.pointer, "missing-uuid", "The document has no uuid.")
        metadata = body.child("metadata")
        if metadata is None:
            yield OscalFault(document.name, body.pointer, "missing-metadata", "The document has no metadata.")
        else:
            yield from judge_metadata(document, metadata)
    yield from find_mixed_versions(collection)


def judge_metadata(document: Document, metadata: Node) -> Iterator[OscalFault]:
    """Faults of one document's metadata."""
    for key in REQUIRED:
        if not metadata.text(key).strip():
            yield OscalFault(document.name, metadata.pointer, "missing-metadata", f"The metadata has no “{key}”.")
    moment = metadata.text("last-modified")
    if moment and not is_moment(moment):
        yield OscalFault(
            document.name,
            f"{metadata.pointer}/last-modified",
            "bad-last-modified",
            f"“{moment}” is not a date and time with a time zone.",
        )
    version = metadata.text("oscal-version")
    if version and version != OSCAL_VERSION:
        yield OscalFault(
            document.name,
            f"{metadata.pointer}/oscal-version",
            "wrong-oscal-version",
            f"The OSCAL version is “{version}”; this lint knows {OSCAL_VERSION}.",
        )


def is_moment(text: str) -> bool:
    """Whether a text is a date and time with a time zone that exists in the calendar."""
    if not MOMENT.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def find_mixed_versions(collection: Collection) -> Iterator[OscalFault]:
    """Documents whose OSCAL version is another than that of the first."""
    found = [
        (name, metadata.text("oscal-version"), metadata)
        for name in sorted(collection.documents)
        if (metadata := body_of(collection.documents[name]).child("metadata"))
    ]
    for name, version, metadata in found:
        if version and version != found[0][1]:
            yield OscalFault(
                name,
                f"{metadata.pointer}/oscal-version",
                "mixed-oscal-version",
                f"The OSCAL version is “{version}” here and “{found[0][1]}” in {found[0][0]}.",
            )
