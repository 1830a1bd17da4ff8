"""The one byte string of a JSON value, which hashes, downloads and published levels all rest on."""

import hashlib
import json


def write_canonically(value: object) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8: the same bytes for the same value.

    Raises:
        ValueError: the value holds NaN or an infinity.
        TypeError: the value holds something that JSON has no word for.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def digest_of(value: object) -> str:
    """SHA-256 of the canonical bytes of a JSON value, 64 hexadecimal signs; raises as `write_canonically` does."""
    return hashlib.sha256(write_canonically(value)).hexdigest()
