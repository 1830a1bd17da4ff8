"""Padding: four lengths for all texts, so that the length of what lies sealed tells next to nothing of the text.

Method page: docs/methods/sealed-grievances.md. The browser does the same in plain JavaScript.
"""

SIZES = (1024, 4 * 1024, 16 * 1024, 64 * 1024)
LENGTH_BYTES = 4
MOST_BYTES = SIZES[-1] - LENGTH_BYTES


class TooLongError(ValueError):
    """The text does not fit into the largest size."""


def pad(text: bytes) -> bytes:
    """The length in four bytes (big-endian), the text, and zeros up to the smallest size that holds both.

    Raises:
        TooLongError: more than `MOST_BYTES`.
    """
    needed = LENGTH_BYTES + len(text)
    size = next((one for one in SIZES if one >= needed), None)
    if size is None:
        raise TooLongError(f"At most {MOST_BYTES} bytes fit, not {len(text)}.")
    return len(text).to_bytes(LENGTH_BYTES) + text + bytes(size - needed)


def unpad(padded: bytes) -> bytes:
    """The text again.

    Raises:
        ValueError: this was not padded here.
    """
    length = int.from_bytes(padded[:LENGTH_BYTES])
    text, rest = padded[LENGTH_BYTES : LENGTH_BYTES + length], padded[LENGTH_BYTES + length :]
    if len(padded) not in SIZES or len(text) != length or any(rest):
        raise ValueError("This was not padded in our way.")
    return text
