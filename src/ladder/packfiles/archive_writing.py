"""Writes ZIP archives that are the same bytes for the same files, whoever makes them and whenever."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can hold
UNIX = 3
READABLE_FILE = 0o644 << 16


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files by name, in this order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE_FILE
            archive.writestr(entry, content)
    return buffer.getvalue()
