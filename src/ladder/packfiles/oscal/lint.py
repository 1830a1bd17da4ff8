"""The referential lint: what OSCAL's schema and the known validators let pass and a reader trips over."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, OscalFault, parse_documents, read_folder
from ladder.packfiles.oscal.lint_identity import find_id_faults, find_shape_faults, find_uuid_faults
from ladder.packfiles.oscal.lint_links import find_link_faults, find_translation_faults
from ladder.packfiles.oscal.lint_mapping import find_mapping_faults
from ladder.packfiles.oscal.lint_metadata import find_metadata_faults
from ladder.packfiles.oscal.lint_profile import find_profile_faults
from ladder.packfiles.oscal.lint_results import find_result_faults

Check = Callable[[Collection], Iterator[OscalFault]]
CHECKS: tuple[Check, ...] = (
    find_shape_faults,
    find_metadata_faults,
    find_id_faults,
    find_uuid_faults,
    find_profile_faults,
    find_mapping_faults,
    find_link_faults,
    find_translation_faults,
    find_result_faults,
)


def lint_documents(documents: Mapping[str, Document]) -> tuple[OscalFault, ...]:
    """Every referential fault of a set of documents, sorted by file and place."""
    collection = Collection(documents)
    return tuple(sorted({fault for check in CHECKS for fault in check(collection)}))


def lint_files(files: Mapping[str, bytes]) -> tuple[OscalFault, ...]:
    """Every fault of a set of files given as bytes by relative path, unreadable ones included."""
    documents, faults = parse_documents(files)
    return tuple(sorted([*faults, *lint_documents(documents)]))


def lint_folder(folder: Path) -> tuple[OscalFault, ...]:
    """Every fault of the JSON files under a folder."""
    files, faults = read_folder(folder)
    return tuple(sorted([*faults, *lint_files(files)]))
