"""A pack as a set of OSCAL files: the same bytes for the same pack, laid out as a trestle workspace."""

import json

from ladder.packfiles.archive_writing import write_archive
from ladder.packfiles.model import Pack
from ladder.packfiles.oscal.building import CATALOG_FILE, MAPPING_FILE, Export, Raw
from ladder.packfiles.oscal.catalog import build_catalog
from ladder.packfiles.oscal.mappings import build_collection, system_folder
from ladder.packfiles.oscal.profiles import build_profiles
from ladder.packfiles.oscal.systems import build_system

# The earliest moment that a ZIP archive can say; a real one would change the bytes with the clock.


def build_documents(pack: Pack) -> dict[str, Raw]:
    """Every OSCAL document of a pack by file name: catalog, profiles, stub catalogs, mapping collection."""
    export = Export(pack)
    documents = {CATALOG_FILE.format(pack.key): build_catalog(export), **build_profiles(export)}
    for system in pack.systems:
        documents[CATALOG_FILE.format(system_folder(pack.key, system))] = build_system(export, system)
    collection = build_collection(export)
    if collection:
        documents[MAPPING_FILE.format(pack.key)] = collection
    return dict(sorted(documents.items()))


def as_bytes(document: Raw) -> bytes:
    """A document as JSON for people and machines: UTF-8, two spaces, keys in the order in which they were built."""
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def export_oscal(pack: Pack) -> dict[str, bytes]:
    """The files of a pack's OSCAL export by relative name."""
    return {name: as_bytes(document) for name, document in build_documents(pack).items()}


def export_zip(pack: Pack) -> bytes:
    """The OSCAL export as one ZIP archive, byte for byte the same for the same pack."""
    return write_archive(export_oscal(pack))
