"""The files of a release as one archive: the same bytes whoever asks and whenever."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "md": "text/plain; charset=utf-8"}
PLAIN = "text/plain; charset=utf-8"


def zip_files(folder: str, files: Mapping[str, bytes]) -> bytes:
    """An archive with one folder in which these files stand."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def media_type_of(name: str) -> str:
    """The media type of a file of a release."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], PLAIN)
