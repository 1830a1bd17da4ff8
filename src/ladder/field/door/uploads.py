"""tus 1.0 (core, creation, checksum): a file in pieces, so that after a cut only what was missing is sent again.

A finished file belongs to nobody's form until a POST to /openrosa/submission names it in its manifest.
"""

import hashlib
import hmac
from base64 import b64decode
from uuid import UUID

from ladder.assessment.storage import WrongDigest
from ladder.core.field.file_names import LONGEST_NAME
from ladder.field.door.answers import Refusal, Reply
from ladder.field.door.requests import UNKNOWN_LENGTH, Request
from ladder.field.door.signing_in import Caller
from ladder.field.models import PartialUpload
from ladder.field.pieces import Taken
from ladder.field.services.uploads import (
    LARGEST_FILE_BYTES,
    Gone,
    TooMuch,
    begin_upload,
    continue_upload,
    finish_if_whole,
)

VERSION = ("Tus-Resumable", "1.0.0")
PIECE_KIND = "application/offset+octet-stream"
LARGEST_PIECE_BYTES = 16_000_000
CHECKSUM_MISMATCH = 460
HEX = frozenset("0123456789abcdef")
SHA256_LENGTH = 64
ALGORITHMS = ("sha1", "sha256")


def answer_options(request: Request) -> Reply:
    """What of tus is spoken here."""
    del request
    headers = (
        VERSION,
        ("Tus-Version", "1.0.0"),
        ("Tus-Extension", "creation,checksum"),
        ("Tus-Max-Size", str(LARGEST_FILE_BYTES)),
        ("Tus-Checksum-Algorithm", ",".join(ALGORITHMS)),
    )
    return Reply(204, headers=headers)


def answer_creation(request: Request, caller: Caller) -> Reply:
    """A new file: its length and its SHA-256 are announced, its address is answered."""
    check_version(request)
    size, sha256 = read_number(request, "Upload-Length"), read_digest(request)
    try:
        upload = begin_upload(person=caller.person, sha256=sha256, size_bytes=size)
    except TooMuch:
        raise Refusal(413, "body_too_large", [VERSION]) from None
    if size == 0:
        finish(upload)
    return Reply(201, headers=(VERSION, ("Location", request.address(f"/uploads/{upload.public_id}"))))


def answer_offset(request: Request, caller: Caller, key: str) -> Reply:
    """How much of a file is here."""
    check_version(request)
    upload = find_upload(caller, key)
    here = finish(upload)
    return Reply(
        200, headers=(VERSION, ("Upload-Offset", str(here)), ("Upload-Length", str(upload.size_bytes)))
    )  # fmt: skip


def answer_piece(request: Request, caller: Caller, key: str) -> Reply:
    """One more piece; what is answered is durable."""
    check_version(request)
    if request.header("Content-Type") != PIECE_KIND:
        raise Refusal(415, "odd_request", [VERSION])
    upload, offset = find_upload(caller, key), read_number(request, "Upload-Offset")
    if upload.finished_at is not None and offset != upload.size_bytes:
        if offset == 0:  # begun anew, though all of it is here: nothing need be sent
            return Reply(204, headers=(VERSION, ("Upload-Offset", str(upload.size_bytes))))
        raise Refusal(409, "odd_request", [VERSION])
    body = read_piece(request)
    if offset + len(body) > upload.size_bytes:
        raise Refusal(413, "body_too_large", [VERSION])
    check_sum(request, body)
    try:
        here = continue_upload(upload=upload, offset=offset, body=body)
    except Taken:
        raise Refusal(409, "odd_request", [VERSION]) from None
    except WrongDigest:
        raise Refusal(CHECKSUM_MISMATCH, "wrong_digest", [VERSION]) from None
    return Reply(204, headers=(VERSION, ("Upload-Offset", str(here))))


def finish(upload: PartialUpload) -> int:
    """How much is here; a file that became whole just before a crash is finished now."""
    try:
        return finish_if_whole(upload)
    except Gone:
        raise Refusal(404, "not_found", [VERSION]) from None
    except WrongDigest:
        raise Refusal(CHECKSUM_MISMATCH, "wrong_digest", [VERSION]) from None


def check_version(request: Request) -> None:
    """412 for a client of another protocol."""
    if request.header("Tus-Resumable") != VERSION[1]:
        raise Refusal(412, "odd_request", [VERSION, ("Tus-Version", VERSION[1])])


def read_number(request: Request, name: str) -> int:
    """A header that must be a whole number."""
    text = request.header(name)
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST_FILE_BYTES)) + 3:
        raise Refusal(400, "odd_request", [VERSION])
    return int(text)


def read_digest(request: Request) -> str:
    """The SHA-256 of the whole file, from Upload-Metadata."""
    told = dict(each.strip().partition(" ")[::2] for each in request.header("Upload-Metadata").split(","))
    try:
        sha256 = b64decode(told.get("sha256", "")[:LONGEST_NAME], validate=True).decode("ascii").lower()
    except ValueError:
        sha256 = ""
    if len(sha256) != SHA256_LENGTH or not HEX.issuperset(sha256):
        raise Refusal(400, "odd_request", [VERSION])
    return sha256


def find_upload(caller: Caller, key: str) -> PartialUpload:
    """An arrival of one's own."""
    try:
        row = PartialUpload.objects.filter(public_id=UUID(key), person=caller.person).first()
    except ValueError:
        row = None
    if row is None:
        raise Refusal(404, "not_found", [VERSION])
    return row


def read_piece(request: Request) -> bytes:
    """The bytes of a piece, all that were announced."""
    length = request.length
    if length > LARGEST_PIECE_BYTES:
        raise Refusal(413, "body_too_large", [VERSION])
    body: bytes = request.body.read(LARGEST_PIECE_BYTES + 1 if length == UNKNOWN_LENGTH else length)
    if len(body) > LARGEST_PIECE_BYTES:
        raise Refusal(413, "body_too_large", [VERSION])
    if length not in {UNKNOWN_LENGTH, len(body)}:
        raise Refusal(400, "cut", [VERSION])
    return body


def check_sum(request: Request, body: bytes) -> None:
    """460 where a piece is not what its Upload-Checksum says."""
    text = request.header("Upload-Checksum")
    if not text:
        return
    algorithm, _, expected = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refusal(400, "odd_request", [VERSION])
    try:
        digest = b64decode(expected, validate=True)
    except ValueError:
        raise Refusal(400, "odd_request", [VERSION]) from None
    if not hmac.compare_digest(hashlib.new(algorithm, body, usedforsecurity=False).digest(), digest):
        raise Refusal(CHECKSUM_MISMATCH, "wrong_digest", [VERSION])
