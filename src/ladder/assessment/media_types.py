"""What bytes are, by how they begin; never by the name or the type that a sender claims."""

OTHER = "application/octet-stream"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
LONGEST_BEGINNING = 16


def media_type_of(beginning: bytes) -> str:
    """The type of bytes from their first sixteen."""
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    return next((media_type for sign, media_type in BEGINNINGS if beginning.startswith(sign)), OTHER)
