"""Reads a multipart body as it comes: files go straight into the evidence store, the form into memory.

A body that ends early, is longer or shorter than announced, or lacks its last boundary is refused. Files that went into
the store before that was seen stay there without anybody naming them: they are named by their content, so the next
try finds them again, and nothing points to them.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast
from urllib.parse import unquote

from multipart import MultipartError, ParserLimitReached, PushMultipartParser, parse_options_header

from ladder.assessment.storage import evidence_store
from ladder.field.arrivals import IncomingFile
from ladder.field.door.answers import Refusal
from ladder.field.door.requests import UNKNOWN_LENGTH, Request
from ladder.field.instances import LARGEST_XML_BYTES

LARGEST_BODY_BYTES = 50_000_000
LARGEST_MANIFEST_BYTES = 200_000
LARGEST_FIELD_BYTES = 10_000
MOST_PARTS = 300
CHUNK = 65_536
FORM_PART, MANIFEST_PART, MORE_PART = "xml_submission_file", "manifest", "*isIncomplete*"
SHA256 = re.compile(r"[0-9a-f]{64}")
EXTENDED_NAME = re.compile(r"filename\*\s*=\s*(?P<charset>[\w-]+)'[^']*'(?P<name>[^;\s]+)", re.IGNORECASE)


@dataclass(slots=True)
class Parts:
    """What a body held. `announced` is what its manifest says of files: SHA-256 by name."""

    xml: bytes | None = None
    files: list[IncomingFile] = field(default_factory=list)
    announced: dict[str, str] = field(default_factory=dict)
    has_more: bool = False


class Counted:
    """A stream that counts, and never gives more than it may."""

    def __init__(self, stream: Any, most: int) -> None:
        """Around `wsgi.input`."""
        self._stream, self._most, self.count = stream, most, 0

    def read(self, size: int) -> bytes:
        """Up to so many bytes."""
        part: bytes = self._stream.read(size)
        self.count += len(part)
        if self.count > self._most:
            raise Refusal(413, "body_too_large")
        return part


class PartStream(io.RawIOBase):
    """One part of a body as a file; at its end the parser stands at the next part."""

    def __init__(self, events: Iterator[Any], most: int, key: str) -> None:
        """`key` is said where the part is longer than `most` bytes."""
        super().__init__()
        self._events, self._most, self._key = events, most, key
        self._rest, self._is_over, self.count = b"", False, 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes; all of them for -1."""
        parts, wanted = [], size
        while (size < 0 or wanted > 0) and self._fill():
            part = self._rest if size < 0 else self._rest[:wanted]
            self._rest = self._rest[len(part) :]
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)

    def _fill(self) -> bool:
        """Whether there is something to give."""
        while not self._rest and not self._is_over:
            event = next(self._events, None)
            self._is_over = event is None
            self._rest = event or b""
            self.count += len(self._rest)
            if self.count > self._most:
                raise Refusal(413, self._key)
        return bool(self._rest)


def read_parts(request: Request) -> Parts:
    """The parts of a request's body, its files durable in the evidence store.

    Raises:
        Refusal: 400 for what is not whole or not multipart, 413 for what is too large.
    """
    boundary = find_boundary(request)
    length = request.length
    if request.is_length_odd:
        raise Refusal(400, "odd_request")
    if length > LARGEST_BODY_BYTES:
        raise Refusal(413, "body_too_large")
    stream = Counted(request.body, LARGEST_BODY_BYTES)
    parser = PushMultipartParser(boundary, content_length=length, max_segment_count=MOST_PARTS)
    try:
        parts = collect(parser.parse_blocking(stream.read, CHUNK))
    except ParserLimitReached:
        raise Refusal(413, "too_many_parts") from None
    except MultipartError:
        raise Refusal(400, "cut") from None
    if length not in {UNKNOWN_LENGTH, stream.count}:
        raise Refusal(400, "cut")
    return check_digests(parts)


def find_boundary(request: Request) -> str:
    """The boundary that a request announces."""
    kind, options = parse_options_header(request.header("Content-Type"))
    boundary = str(options.get("boundary", ""))
    if kind != "multipart/form-data" or not boundary or not boundary.isascii():
        raise Refusal(400, "not_multipart")
    return boundary


def collect(events: Iterator[Any]) -> Parts:
    """Take each part where it belongs."""
    parts = Parts()
    for segment in events:
        if segment.name == FORM_PART:
            take_form(parts, PartStream(events, LARGEST_XML_BYTES, "form_too_large"))
        elif segment.name == MANIFEST_PART and file_name_of(segment) is None:
            parts.announced = read_manifest(PartStream(events, LARGEST_MANIFEST_BYTES, "odd_manifest").read())
        elif (file_name := file_name_of(segment)) is not None:
            source = cast("BinaryIO", PartStream(events, LARGEST_BODY_BYTES, "body_too_large"))
            kept = evidence_store().put(source)
            parts.files.append(IncomingFile(file_name, kept.sha256, kept.size_bytes))
        else:
            value = PartStream(events, LARGEST_FIELD_BYTES, "odd_request").read()
            parts.has_more = parts.has_more or (segment.name == MORE_PART and value.strip() == b"yes")
    return parts


def file_name_of(segment: Any) -> str | None:
    """The name of a file; None for what is none.

    `filename*` (RFC 5987) is what some clients write for names beyond ASCII. Bytes that say they are no text are a file
    by the name of their field: nothing that a phone sends is thrown away.
    """
    if segment.filename is not None:
        return str(segment.filename)
    if found := EXTENDED_NAME.search(segment.header("Content-Disposition", "")):
        with suppress(LookupError, UnicodeDecodeError):
            return unquote(found["name"], encoding=found["charset"], errors="strict")
    is_text = (segment.content_type or "text/plain").startswith(("text/", "application/json"))
    return None if is_text else str(segment.name)


def take_form(parts: Parts, stream: PartStream) -> None:
    """The form itself, of which there is one."""
    if parts.xml is not None:
        raise Refusal(400, "two_forms")
    parts.xml = stream.read()


def read_manifest(body: bytes) -> dict[str, str]:
    """SHA-256 by name from `{"files": [{"name", "sha256"}, ...]}`."""
    try:
        entries = [(str(each["name"]), str(each["sha256"]).lower()) for each in json.loads(body)["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal(400, "odd_manifest") from None
    if len(entries) > MOST_PARTS or not all(SHA256.fullmatch(sha256) for _, sha256 in entries):
        raise Refusal(400, "odd_manifest")
    return dict(entries)


def check_digests(parts: Parts) -> Parts:
    """The same parts, once every file that a manifest announces is what it announced."""
    if any(parts.announced.get(file.name, file.sha256) != file.sha256 for file in parts.files):
        raise Refusal(400, "wrong_digest")
    return parts
