"""The files of a release as one archive: the same bytes whoever asks and whenever."""

from collections.abc import Mapping

from ladder.packfiles.archive_writing import write_archive

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "md": "text/plain; charset=utf-8"}
PLAIN = "text/plain; charset=utf-8"


def zip_files(folder: str, files: Mapping[str, bytes]) -> bytes:
    """An archive with one folder in which these files stand."""
    return write_archive({f"{folder}/{name}": files[name] for name in sorted(files)})


def media_type_of(name: str) -> str:
    """The media type of a file of a release."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], PLAIN)
