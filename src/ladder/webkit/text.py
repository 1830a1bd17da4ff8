"""Refuses text that one database would keep and the other would not."""

NUL = "\x00"
FIRST_SURROGATE, LAST_SURROGATE = "\ud800", "\udfff"


def is_clean(value: str) -> bool:
    """Whether the text has neither NUL nor half a character (a lone surrogate)."""
    return NUL not in value and not any(FIRST_SURROGATE <= sign <= LAST_SURROGATE for sign in value)


def clean(value: str) -> str:
    """The same text.

    Raises:
        ValueError: it holds NUL or half a character.
    """
    if is_clean(value):
        return value
    raise ValueError("Text must not hold NUL or half a character.")
