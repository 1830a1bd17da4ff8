"""Opens an XLSX or DOCX from anyone: what it is and how large it gets is known before anything in it is unpacked."""

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from ladder.packfiles.faults import Fault, Place

LARGEST_UPLOAD_BYTES = 20_000_000
LARGEST_UNPACKED_BYTES = 40_000_000
LARGEST_RATIO = 120
# Below this an archive may pack as well as it likes: a nearly empty sheet does.
FREE_BYTES = 2_000_000
MOST_ENTRIES = 500
CHUNK_BYTES = 65_536

ZIP_BEGINNING, OLE_BEGINNING = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What must not stand in the archive: a part of the name (in small letters), and the end of its fault's code.
REFUSED = (
    ("vbaproject", "macros"),
    ("macrosheets/", "macros"),
    ("externallinks/", "external"),
    ("connections.xml", "external"),
    ("querytables/", "external"),
    ("embeddings/", "embedded"),
    ("activex/", "embedded"),
    ("oleobject", "embedded"),
)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class ArchiveKind:
    """What an archive should be: how the codes of its faults begin, the code of what is another thing, its parts."""

    codes: str
    wrong: str
    parts: frozenset[str]


WORKBOOK = ArchiveKind("book", "book.not_xlsx", frozenset({"[Content_Types].xml", "xl/workbook.xml"}))
DOCUMENT = ArchiveKind("docx", "docx.not_docx", frozenset({"[Content_Types].xml", "_rels/.rels"}))


class BrokenArchiveError(Exception):
    """The archive cannot be read on; the fault says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = tuple(values.items())


@dataclass(slots=True)
class Archive:
    """An archive whose directory was found harmless; what is really read still counts against the limit."""

    inner: zipfile.ZipFile
    left: int = field(default=LARGEST_UNPACKED_BYTES)

    def names(self) -> set[str]:
        """Names of all parts."""
        return set(self.inner.namelist())

    def read(self, name: str) -> bytes:
        """Bytes of one part. Raises BrokenArchiveError where it is damaged, missing or larger than it says."""
        chunks = []
        try:
            with self.inner.open(name) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise BrokenArchiveError("book.bomb", limit=in_megabytes(LARGEST_UNPACKED_BYTES))
                    chunks.append(chunk)
        except KeyError:
            raise BrokenArchiveError("book.broken", name=name) from None
        except BROKEN:
            raise BrokenArchiveError("book.broken", name=name) from None
        return b"".join(chunks)


def open_archive(data: bytes, file: str, faults: list[Fault], kind: ArchiveKind = WORKBOOK) -> Archive | None:
    """The archive, or None with every reason in `faults` why it is not opened."""
    before = len(faults)
    if len(data) > LARGEST_UPLOAD_BYTES:
        faults.append(fault(file, "file.too_large", limit=str(LARGEST_UPLOAD_BYTES)))
        return None
    if not data.startswith(ZIP_BEGINNING):
        is_old = data.startswith(OLE_BEGINNING)
        faults.append(fault(file, f"{kind.codes}.old_or_encrypted" if is_old else kind.wrong))
        return None
    try:
        inner = zipfile.ZipFile(BytesIO(data))
    except BROKEN:
        faults.append(fault(file, f"{kind.codes}.broken", name=file))
        return None
    faults += judge_directory(inner.infolist(), file, kind)
    return Archive(inner) if len(faults) == before else None


def judge_directory(entries: list[zipfile.ZipInfo], file: str, kind: ArchiveKind) -> list[Fault]:
    """What the directory alone says against an archive."""
    found = [
        fault(file, f"{kind.codes}.{code}", name=entry.filename)
        for entry in entries
        for mark, code in REFUSED
        if mark in entry.filename.lower()
    ]
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        found.append(fault(file, f"{kind.codes}.old_or_encrypted"))
    if not kind.parts <= set(names):
        found.append(fault(file, kind.wrong))
    if len(names) > MOST_ENTRIES or len(names) != len(set(names)):
        found.append(fault(file, f"{kind.codes}.broken", name="directory"))
    if is_bomb(entries):
        found.append(fault(file, f"{kind.codes}.bomb", limit=in_megabytes(LARGEST_UNPACKED_BYTES)))
    return found


def is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether the archive says that it unpacks to too much, or to far more than it packs."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    return unpacked > LARGEST_UNPACKED_BYTES or (unpacked > FREE_BYTES and unpacked > LARGEST_RATIO * max(packed, 1))


def in_megabytes(count: int) -> str:
    """Bytes as a sentence shows them."""
    return f"{count // 1_000_000} MB"


def fault(file: str, code: str, **values: str) -> Fault:
    """A fault of the whole file."""
    return Fault(Place(file), code, values=tuple(values.items()))
