"""A version as a file, in every form that people work with."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ladder.catalogue.queries.versions import read_stored
from ladder.catalogue.word import write_word
from ladder.core.canonical import write_canonically
from ladder.packfiles.archive_writing import write_archive
from ladder.packfiles.document import as_document
from ladder.packfiles.formula_safe import disarm
from ladder.packfiles.model import Pack
from ladder.packfiles.oscal.building import CATALOG_FILE, MAPPING_FILE, PROFILE_FILE
from ladder.packfiles.oscal.export import export_oscal, export_zip
from ladder.packfiles.workbook import write_workbook
from ladder.packfiles.writing import dump, pack_files

KEPT_FILES = 24
# The earliest moment that a ZIP archive can say; a real one would change the bytes with the clock.
# A spreadsheet would run a cell that begins so as a formula.
FACTS = ("id", "principle", "level", "gate", "condition", "cost", "evidence_kind", "evidence_methods")
WORDS = ("title", "text", "evidence")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its media type, what writes it, and whether there is one a language."""

    media_type: str
    write: Callable[[Pack, str, str], bytes]
    is_by_language: bool = False


def write_json(pack: Pack) -> bytes:
    """The stored document: the SHA-256 of these bytes is the content hash."""
    return write_canonically(as_document(pack))


def write_yaml(pack: Pack) -> bytes:
    """The whole version as one YAML document."""
    return dump(as_document(pack), f"{pack.key} {pack.version}, whole.").encode("utf-8")


def write_zip(pack: Pack) -> bytes:
    """The content pack as a folder in an archive, the same bytes for the same pack."""
    folder = f"{pack.key}-{pack.version}"
    return write_archive({f"{folder}/{name}": text.encode("utf-8") for name, text in pack_files(pack).items()})


def write_csv(pack: Pack) -> bytes:
    """One line a requirement, with its words in every language and their state; Excel opens it as UTF-8."""
    languages = [pack.authoritative_language, *(one for one in pack.languages if one != pack.authoritative_language)]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*FACTS, *(f"{field}_{part}" for part in languages for field in (*WORDS, "state"))])
    for one in pack.requirements:
        facts = [one.id, one.principle, one.level, one.gate, one.condition, one.cost, one.evidence_kind]
        row = [*map(str, facts), " ".join(one.evidence_methods)]
        for language in languages:
            readings = [pack.read("requirements", one.id, field, language) for field in WORDS]
            own = [reading.text if reading.language == language else "" for reading in readings]
            row += [*own, readings[1].state if readings[1].language == language else "missing"]
        writer.writerow([disarm(cell) for cell in row])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


FORMS = {
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word, is_by_language=True
    ),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda pack, *_: write_workbook(pack)
    ),
    "csv": Form("text/csv; charset=utf-8", lambda pack, *_: write_csv(pack)),
    "yaml": Form("application/yaml; charset=utf-8", lambda pack, *_: write_yaml(pack)),
    "zip": Form("application/zip", lambda pack, *_: write_zip(pack)),
    "json": Form("application/json", lambda pack, *_: write_json(pack)),
    "oscal.zip": Form("application/zip", lambda pack, *_: export_zip(pack)),
}


@lru_cache(maxsize=KEPT_FILES)
def export(content_hash: str, form: str, language: str) -> bytes:
    """The file of a version; kept in memory, because a content hash never names other content.

    Raises:
        KeyError: there is no such form.
    """
    pack = read_stored(content_hash)
    return FORMS[form].write(pack, language or pack.authoritative_language, content_hash)


def list_oscal_names(pack: Pack) -> list[str]:
    """The OSCAL documents of the framework itself; those that stand in for other systems are only in the archive."""
    profiles = [PROFILE_FILE.format(pack.key, level.rank) for level in pack.levels]
    mappings = [MAPPING_FILE.format(pack.key)] if pack.mappings else []
    return [CATALOG_FILE.format(pack.key), *profiles, *mappings]


@lru_cache(maxsize=2)
def export_oscal_files(content_hash: str) -> dict[str, bytes]:
    """The OSCAL documents of a version by their names in the archive."""
    return export_oscal(read_stored(content_hash))
