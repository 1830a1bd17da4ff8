"""Reads a commenting form that was filled in as a Word document."""

from ladder.packfiles.archive import DOCUMENT, Archive, BrokenArchiveError, open_archive
from ladder.packfiles.commenting.assembling import assemble
from ladder.packfiles.commenting.docx_numbering import read_numbering
from ladder.packfiles.commenting.docx_tables import read_tables
from ladder.packfiles.commenting.docx_text import NOTE_KINDS, Sources
from ladder.packfiles.commenting.docx_tree import Element, find_main_part, read_links, read_tree
from ladder.packfiles.commenting.grids import Grid
from ladder.packfiles.commenting.model import FormFile
from ladder.packfiles.faults import Fault, Place

TABLE, PAGE_HEADER = "Table", "Header"


def read_docx(file: str, data: bytes) -> FormFile:
    """The form that a Word document holds, or every fault in it. `file` is what faults call it."""
    faults: list[Fault] = []
    archive = open_archive(data, file, faults, DOCUMENT)
    if archive is None:
        return FormFile(None, tuple(faults))
    try:
        grids, beside = read_grids(file, archive)
    except BrokenArchiveError as problem:
        code = problem.code.replace("book.", "docx.", 1)
        return FormFile(None, (Fault(Place(file), code, values=problem.values),))
    return assemble(file, grids, beside, faults)


def read_grids(file: str, archive: Archive) -> tuple[list[Grid], list[Grid]]:
    """The tables of the text, and those of page headers."""
    main = find_main_part(archive)
    links = read_links(archive, main)
    parts = {kind: target for kind, target in links.values() if target in archive.names()}
    numbering = read_numbering(part_of(archive, parts, "numbering"), part_of(archive, parts, "styles"))
    notes = {
        (kind, note.attributes.get("id", "")): note
        for kind in NOTE_KINDS.values()
        for note in getattr(part_of(archive, parts, kind), "children", ())
    }
    addresses = {key: target for key, (kind, target) in links.items() if kind == "hyperlink"}
    sources = Sources(numbering, notes, addresses)
    headers = sorted({target for kind, target in links.values() if kind == "header" and target in archive.names()})
    beside = [grid for name in headers for grid in read_tables(file, read_tree(archive, name), sources, PAGE_HEADER)]
    return read_tables(file, read_tree(archive, main), sources, TABLE), beside


def part_of(archive: Archive, parts: dict[str, str], kind: str) -> Element | None:
    """The tree of the part of this kind, None where the document has none."""
    return read_tree(archive, parts[kind]) if kind in parts else None
