"""A version as a file, in every form that people work with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ladder.catalogue.queries.versions import read_stored
from ladder.catalogue.word import write_word
from ladder.packfiles.document import as_document, canonical
from ladder.packfiles.model import Pack

KEPT_FILES = 24


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its media type, whether there is one a language, and what writes it."""

    media_type: str
    write: Callable[[Pack, str, str], bytes]
    is_by_language: bool = False


def write_json(pack: Pack, _language: str, _content_hash: str) -> bytes:
    """The stored document: the SHA-256 of these bytes is the content hash."""
    return canonical(as_document(pack))


FORMS = {
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word, is_by_language=True
    ),
    "json": Form("application/json", write_json),
}


@lru_cache(maxsize=KEPT_FILES)
def export(content_hash: str, form: str, language: str) -> bytes:
    """The file of a version; kept in memory, because a content hash never names other content.

    Raises:
        KeyError: there is no such form.
    """
    pack = read_stored(content_hash)
    return FORMS[form].write(pack, language or pack.authoritative_language, content_hash)
